// Tiller reads a list's `filter` with Go's regexp package. Its language (RE2's) is, for what fits
// into a release's name, nearly JavaScript's; where it is not, this says so instead of guessing.

export type GoRegexp =
  /** `exact` is false where the expression uses what the two languages may read differently. */
  | { readonly ok: true; readonly exact: boolean; matches(text: string): boolean }
  /** What Tiller answers, such as ``error parsing regexp: missing closing ]: `[` ``. */
  | { readonly ok: false; readonly exact: boolean; readonly message: string };

class GoSyntaxError extends Error {}

/** Compiles a Go regular expression. Never throws. */
export function compileGoRegexp(source: string): GoRegexp {
  try {
    const { pattern, flags, exact } = translate(source);
    const compiled = new RegExp(pattern, flags);
    return { ok: true, exact, matches: (text) => compiled.test(text) };
  } catch (error) {
    if (error instanceof GoSyntaxError) return { ok: false, exact: true, message: error.message };
    // JavaScript refuses what the checks below let pass: Go probably refuses it in other words.
    return { ok: false, exact: false, message: `error parsing regexp: ${source}` };
  }
}

function refuse(problem: string, part: string): never {
  throw new GoSyntaxError(`error parsing regexp: ${problem}: \`${part}\``);
}

const CLASS = /^\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[^]|[^\]\\])*\]/;
const REPETITION = /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/;
const FLAGS = /^\(\?([is]+)\)/;
/** Escapes that mean the same in both languages. */
const SHARED_ESCAPE = /^\\[dDsSwWbBtnrfv.+*?()|[\]{}^$\\/-]/;

function translate(source: string): { pattern: string; flags: string; exact: boolean } {
  let pattern = '';
  let exact = true;
  let depth = 0;
  let repetition: string | null = null;
  let repeatable = false;
  const leading = FLAGS.exec(source);
  const start = leading?.[0].length ?? 0;
  for (let at = start; at < source.length;) {
    const rest = source.slice(at);
    const repeat = REPETITION.exec(rest)?.[0];
    let token = repeat ?? rest.charAt(0);
    if (repeat !== undefined) {
      if (repetition !== null) refuse('invalid nested repetition operator', repetition + repeat);
      if (!repeatable) refuse('missing argument to repetition operator', repeat);
      exact &&= !repeat.startsWith('{');
    } else if (token === '[') {
      token = CLASS.exec(rest)?.[0] ?? refuse('missing closing ]', rest);
      exact &&= !/\[:|\\[^dDsSwW\]\\.-]|^\[\^?\]/.test(token);
    } else if (token === '\\') {
      if (rest.length === 1) refuse('trailing backslash at end of expression', '');
      token = rest.slice(0, 2);
      if (/\d/.test(token)) refuse('invalid escape sequence', token);
      exact &&= SHARED_ESCAPE.test(token);
    } else if (token === '(') {
      depth++;
      if (rest.startsWith('(?P<')) token = '(?P<';
      else if (rest.startsWith('(?:')) token = '(?:';
      else if (/^\(\?[=!]/.test(rest)) {
        refuse('invalid or unsupported Perl syntax', rest.slice(0, 3));
      } else if (rest.startsWith('(?')) exact = false;
    } else if (token === ')') {
      if (depth === 0) refuse('unexpected )', source);
      depth--;
    }
    repetition = repeat ?? null;
    repeatable = repeat === undefined && !['(', '(?:', '(?P<', '|'].includes(token);
    pattern += token === '(?P<' ? '(?<' : token;
    at += token.length;
  }
  if (depth > 0) refuse('missing closing )', source);
  return { pattern, flags: leading?.[1] ?? '', exact };
}
