// Two lists of releases held against each other, by name, namespace and revision.
import { distinct, revisionKey as key } from '../evidence/identity.js';
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
  return { onlyLeft: without(left, right), onlyRight: without(right, left) };
}

/** Entries that stand more than once in a list, each once: no list of Tiller has such. */
export function duplicates<R extends ReleaseIdentity>(releases: readonly R[]): R[] {
  const seen = new Map<string, number>();
  return releases.filter((release) => {
    const times = (seen.get(key(release)) ?? 0) + 1;
    seen.set(key(release), times);
    return times === 2;
  });
}

/** Whether the direct list held every stored revision that Tiller counts, each once. */
export function isWhole({ list, failed }: MeasuredStream): boolean {
  return !failed && list.next === '' && list.total === distinct(list.releases).length;
}

function without(
  releases: readonly ReleaseIdentity[],
  others: readonly ReleaseIdentity[],
): ReleaseIdentity[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const which = key(other);
    left.set(which, (left.get(which) ?? 0) + 1);
  }
  return releases.filter((release) => {
    const which = key(release);
    const count = left.get(which) ?? 0;
    if (count > 0) left.set(which, count - 1);
    return count === 0;
  });
}
