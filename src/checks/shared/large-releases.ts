// Which releases are large, in facts and in words.
import { formatExactSize, plural } from '../../util/bytes.js';
import type { OversizedFacts, SizedRelease } from '../../analysis/largest.js';
import { shownName } from './words.js';

/** `2 stored revisions`, or `at least` that many. */
export function oversized({ count, whole }: OversizedFacts): string {
  return `${whole ? '' : 'at least '}${plural(count, 'stored revision')}`;
}

export function largestSentence(largest: readonly SizedRelease[]): string {
  if (largest.length === 0) return 'No direct list tells which releases are large.';
  const each = largest.map(
    ({ name, bytes, mostly }) =>
      `${shownName(name)} with ${formatExactSize(bytes)}, mostly ${mostly}`,
  );
  return `The largest: ${each.join('; ')}.`;
}
