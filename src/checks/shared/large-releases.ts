// Which releases are large, in words and as a measure.
import type { Measures } from '../../evidence/policy.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import type { OversizedFacts, SizedRelease } from '../../analysis/largest.js';
import { placedRevision } from './words.js';

/** `2 stored revisions`, or `at least` that many. */
export function oversized({ count, whole }: OversizedFacts): string {
  return `${whole ? '' : 'at least '}${plural(count, 'stored revision')}`;
}

/** The same, with the name if it is one. */
export function namedOversized(facts: OversizedFacts): string {
  const [first] = facts.largest;
  return first && facts.count === 1
    ? `${oversized(facts)}, ${placedRevision(first)},`
    : oversized(facts);
}

export function largestSentence(largest: readonly SizedRelease[]): string {
  if (largest.length === 0) return 'There is no direct list, so the largest releases are unknown.';
  const each = largest.map(
    ({ bytes, mostly, ...revision }) =>
      `${placedRevision(revision)} with ${formatExactSize(bytes)}, mostly ${mostly}`,
  );
  return `The largest: ${each.join('; ')}.`;
}

/** How bad it is: how many stored revisions are too large, and the largest of each release. */
export function oversizedMeasures({ count, releases }: OversizedFacts): Measures {
  return {
    'stored revisions': count,
    ...Object.fromEntries(releases.map(({ name, bytes }) => [`${name}, in bytes`, bytes])),
  };
}
