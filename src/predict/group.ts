import type { StoredRelease } from './types.js';

/** The revisions of each name, in Tiller's order of names. */
export function groupByName(releases: readonly StoredRelease[]): StoredRelease[][] {
  const groups = new Map<string, StoredRelease[]>();
  for (const release of releases) {
    groups.set(release.name, [...(groups.get(release.name) ?? []), release]);
  }
  return [...groups]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([, group]) => group);
}
