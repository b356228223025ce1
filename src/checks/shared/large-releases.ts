// Which releases are large, in words and as a measure.
import type { Measures } from '../../evidence/policy.js';
import { plural } from '../../util/bytes.js';
import type { OversizedFacts, SizedRelease } from '../../analysis/largest.js';
import { placedRevision } from './words.js';

/** `2 stored revisions`, or `at least` that many. */
function oversized({ count, whole }: OversizedFacts): string {
  return `${whole ? '' : 'at least '}${plural(count, 'stored revision')}`;
}

/** The same, or the name if it is one. */
export function namedOversized(facts: OversizedFacts): string {
  const [first] = facts.largest;
  return first && isOne(facts) ? placedRevision(first) : oversized(facts);
}

export function isOne({ count, whole }: OversizedFacts): boolean {
  return count === 1 && whole;
}

/** @param what is listed: `The largest entries` of a list, whose sizes include their framing */
export function largestSentence(
  largest: readonly SizedRelease[],
  what: 'The largest' | 'The largest entries' = 'The largest',
): string {
  return largest.length === 0
    ? 'There is no direct list, so the largest releases are unknown.'
    : `${what}: ${sizes(largest)}.`;
}

/** `harbor (revision 1, namespace default), 4,194,657 bytes, mostly chart files`, and so on. */
export function sizes(largest: readonly SizedRelease[]): string {
  return largest
    .map(
      ({ bytes, mostly, ...revision }) =>
        `${placedRevision(revision)}, ${plural(bytes, 'byte')}, mostly ${mostly}`,
    )
    .join('; ');
}

/** How bad it is: how many stored revisions are too large, and the largest of each release. */
export function oversizedMeasures({ count, releases }: OversizedFacts): Measures {
  return {
    'stored revisions': count,
    ...Object.fromEntries(releases.map(({ name, bytes }) => [`${name}, in bytes`, bytes])),
  };
}
