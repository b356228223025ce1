// Which releases are large, in facts and in words.
import { formatExactSize, plural } from '../util/bytes.js';
import { shownName } from './words.js';

export interface SizedRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly bytes: number;
  /** The part that is largest, in words: `chart files`. */
  readonly mostly: string;
}

/** Stored revisions that are too large by themselves. */
export interface OversizedFacts {
  readonly count: number;
  /** Whether the list held every revision; else there may be others. */
  readonly whole: boolean;
  /** The largest of them, at most three. */
  readonly largest: readonly SizedRelease[];
  /** All of them by release, each with its largest revision, in bytes. */
  readonly releases: readonly { readonly name: string; readonly bytes: number }[];
}

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
