// What makes two entries of lists the same stored revision.
import type { ReleaseIdentity } from './types.js';

/** The length keeps keys apart whatever the names hold. A list is compared for each version of Swift, so a key is cheap. */
export function revisionKey({ namespace, name, revision }: ReleaseIdentity): string {
  return `${revision} ${namespace.length} ${namespace}${name}`;
}

/** The sizes of lists that were looked at. Many checks ask the same of one list, and each answer costs a key for each entry. */
const sizes = new WeakMap<readonly ReleaseIdentity[], number>();

/** How many entries are different. */
export function distinctCount(releases: readonly ReleaseIdentity[]): number {
  const known = sizes.get(releases);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  for (const release of releases) keys.add(revisionKey(release));
  sizes.set(releases, keys.size);
  return keys.size;
}

/** Each entry once, in order. */
export function distinct<R extends ReleaseIdentity>(releases: readonly R[]): readonly R[] {
  if (distinctCount(releases) === releases.length) return releases;
  return [...new Map(releases.map((release) => [revisionKey(release), release])).values()];
}
