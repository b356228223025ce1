// Two lists of releases held against each other, by name, namespace and revision.
import { distinctCount, revisionKey as key } from '../evidence/identity.js';
import type { ReleaseIdentity } from '../evidence/types.js';
import type { MeasuredStream } from '../predict/replay.js';

export interface Comparison {
  /** Entries of the left list without a counterpart; an entry that stands twice counts twice. */
  readonly onlyLeft: readonly ReleaseIdentity[];
  readonly onlyRight: readonly ReleaseIdentity[];
}

export function compareReleases(
  left: readonly ReleaseIdentity[],
  right: readonly ReleaseIdentity[],
): Comparison {
  // Most lists are equal for long, and equal entries at the front need no keys.
  const alike = left.findIndex((release, index) => !isSame(release, right[index]));
  if (alike === -1) return { onlyLeft: [], onlyRight: right.slice(left.length) };
  const restRight = right.slice(alike);
  const counts = countsOf(restRight);
  const onlyLeft = left.slice(alike).filter((release) => add(counts, key(release), -1) < 0);
  // What is left of a count is of the last ones.
  const onlyRight = restRight.toReversed().filter((release) => add(counts, key(release), -1) >= 0);
  return { onlyLeft, onlyRight: onlyRight.reverse() };
}

/** How many entries of another list and of this one have no counterpart. The keys of this one are made once. */
export function distanceTo(
  right: readonly ReleaseIdentity[],
): (left: readonly ReleaseIdentity[]) => number {
  let counts: Map<string, number> | null = null;
  return (left) => {
    if (left.every((release, index) => isSame(release, right[index]))) {
      return right.length - left.length;
    }
    counts ??= countsOf(right);
    const met = new Map<string, number>();
    for (const release of left) {
      const which = key(release);
      const most = counts.get(which) ?? 0;
      if (most > (met.get(which) ?? 0)) add(met, which, 1);
    }
    const both = [...met.values()].reduce((sum, count) => sum + count, 0);
    return left.length + right.length - 2 * both;
  };
}

function countsOf(releases: readonly ReleaseIdentity[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const release of releases) add(counts, key(release), 1);
  return counts;
}

function isSame(one: ReleaseIdentity, other: ReleaseIdentity | undefined): boolean {
  return (
    one.name === other?.name && one.revision === other.revision && one.namespace === other.namespace
  );
}

/** Entries that stand more than once in a list, each once: no list of Tiller has such. */
export function duplicates<R extends ReleaseIdentity>(releases: readonly R[]): R[] {
  if (distinctCount(releases) === releases.length) return [];
  const seen = new Map<string, number>();
  return releases.filter((release) => {
    const which = key(release);
    const times = (seen.get(which) ?? 0) + 1;
    seen.set(which, times);
    return times === 2;
  });
}

/** Whether the direct list held every stored revision that Tiller counts, each once. */
export function isWhole({ list, failed }: MeasuredStream): boolean {
  return !failed && list.next === '' && list.total === distinctCount(list.releases);
}

/** The new count, which is not kept below 0. */
function add(counts: Map<string, number>, which: string, change: 1 | -1): number {
  const count = (counts.get(which) ?? 0) + change;
  if (count >= 0) counts.set(which, count);
  return count;
}
