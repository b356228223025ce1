// The regular expressions of the Go that Tiller was built with, and Go's errors for those that are wrong.
import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

const require = createRequire(import.meta.url);

/** Loaded for the first `filter`: no probe has one, and each would wait for the library. */
const library = () => require('re2js') as typeof import('re2js');

/** A pattern that Go's regexp package does not take; the message is Go's. */
export class RegExpError extends Error {
  override readonly name = 'RegExpError';

  constructor(problem: string, part: string) {
    super(`error parsing regexp: ${problem}: \`${part}\``);
  }
}

/** @throws RegExpError with Go's error text. */
export function compileRe2(pattern: string): Pick<RE2JS, 'test'> {
  refuseNewNames(pattern);
  try {
    return library().RE2JS.compile(pattern);
  } catch (error) {
    const { error: problem, input } = syntaxError(error);
    // Go takes a name twice, and no match is asked for by name.
    if (problem === 'duplicate capture group name') {
      return compileRe2(pattern.replaceAll(`(?P<${input}>`, '('));
    }
    throw new RegExpError(problem, input);
  }
}

/** Go reads `(?<name>` since version 1.22, which is younger than each Tiller; before, it was an error there. */
function refuseNewNames(pattern: string): void {
  for (let at = pattern.indexOf('(?<'); at !== -1; at = pattern.indexOf('(?<', at + 1)) {
    const upToHere = pattern.slice(0, at + 3);
    try {
      library().RE2JS.compile(upToHere);
    } catch (error) {
      const { error: problem, input } = syntaxError(error);
      // Any other fault lies before, or these three characters are part of a class.
      if (problem === 'invalid named capture' && input === '(?<') {
        throw new RegExpError('invalid or unsupported Perl syntax', input);
      }
    }
  }
}

function syntaxError(error: unknown): { readonly error: string; readonly input: string } {
  if (!(error instanceof library().RE2JSSyntaxException)) throw error;
  return { error: error.error, input: error.input ?? '' };
}
