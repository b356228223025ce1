// From a pasted text to what is known of it. Pure: nothing is asked of anybody.
import { stepOf, type Step } from '../checks/define.js';
import { shorten, visible } from '../util/safe-text.js';
import { SIGNATURES } from './all.js';
import { codesAt, type Codes } from './codes.js';
import { formsOf } from './forms.js';
import { stepsOf, type Groups } from '../checks/shared/told.js';
import type { Signature } from './types.js';

const LONGEST_GROUP = 120;

export interface Recognised extends Codes {
  readonly signature: Signature;
  readonly cause: string;
  /** What to do, the smallest step first. */
  readonly steps: readonly Step[];
  /** The part of the text that was recognised, safe to show; never what stands around it. */
  readonly matched: string;
}

/** What one signature finds in one form of the text. */
interface Hit {
  readonly signature: Signature;
  readonly matches: readonly RegExpExecArray[];
}

const SEARCHES = SIGNATURES.map((signature) => ({
  signature,
  search: new RegExp(signature.pattern.source, `${signature.pattern.flags}g`),
}));

/** Every signature that the text holds, the most specific first; empty where none is known. */
export function recognise(text: string): Recognised[] {
  const found = new Map<Signature, Recognised>();
  const explained = new Set<Signature>();
  for (const form of formsOf(text)) {
    const hits = SEARCHES.map(({ signature, search }) => ({
      signature,
      matches: [...form.matchAll(search)],
    })).filter(({ matches }) => matches.length > 0);
    for (const hit of hits) {
      const [first] = hit.matches;
      if (first && !found.has(hit.signature)) {
        found.set(hit.signature, recognised(hit.signature, first, form));
      }
      // The general words inside a text that a more specific signature explains say nothing more.
      if (hit.matches.every((match) => beginsWithinAnother(match, hit, hits))) {
        explained.add(hit.signature);
      }
    }
  }
  return SIGNATURES.flatMap((signature) => {
    const one = found.get(signature);
    return one && !explained.has(signature) ? [one] : [];
  });
}

function beginsWithinAnother(match: RegExpExecArray, own: Hit, hits: readonly Hit[]): boolean {
  const [from, to] = span(match);
  return hits.some(
    (other) =>
      other !== own &&
      other.matches.some((earlier) => {
        const [start, end] = span(earlier);
        return start < from ? from < end : start === from && end > to;
      }),
  );
}

function span(match: RegExpExecArray): [number, number] {
  return [match.index, match.index + match[0].length];
}

function recognised(signature: Signature, match: RegExpExecArray, form: string): Recognised {
  const { cause, steps } = signature;
  const groups = bounded(match.groups ?? {});
  return {
    signature,
    cause: visible(typeof cause === 'string' ? cause : cause(groups)),
    steps: stepsOf(steps, groups).map(stepOf).map(shown),
    // Of an error body its message: the code is said by itself.
    matched: visible(match[0].replace(/^.*"message": ?"([^"]+)"$/, '$1')),
    ...codesAt(form, ...span(match)),
  };
}

function shown({ text, command, changes }: Step): Step {
  return {
    text: visible(text),
    ...(command !== undefined && { command: visible(command) }),
    changes,
  };
}

function bounded(groups: Groups): Groups {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value && shorten(value, LONGEST_GROUP)]),
  );
}
