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
  // Most lists are alike for long, and what is alike at the front needs no keys.
  const alike = left.findIndex((release, index) => !isSame(release, right[index]));
  if (alike === -1) return { onlyLeft: [], onlyRight: right.slice(left.length) };
  const [restLeft, restRight] = [left.slice(alike), right.slice(alike)];
  return { onlyLeft: without(restLeft, restRight), onlyRight: without(restRight, restLeft) };
}

function isSame(one: ReleaseIdentity, other: ReleaseIdentity | undefined): boolean {
  return (
    one.name === other?.name && one.revision === other.revision && one.namespace === other.namespace
  );
}

/** Entries that stand more than once in a list, each once: no list of Tiller has such. */
export function duplicates<R extends ReleaseIdentity>(releases: readonly R[]): R[] {
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
