import type { StoredRelease } from './types.js';

/** The revisions of each name, in Tiller's order of names. */
export function groupByName(releases: readonly StoredRelease[]): StoredRelease[][] {
  const groups = new Map<string, StoredRelease[]>();
  for (const release of releases) {
    const group = groups.get(release.name);
    if (group) group.push(release);
    else groups.set(release.name, [release]);
  }
  return [...groups]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([, group]) => group);
}
