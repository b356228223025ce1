// What makes two entries of lists the same stored revision.
import type { ReleaseIdentity } from './types.js';

/** The length keeps keys apart whatever the names hold. A list is compared for each version of Swift, so a key is cheap. */
export function revisionKey({ namespace, name, revision }: ReleaseIdentity): string {
  return `${revision} ${namespace.length} ${namespace}${name}`;
}

/** Each entry once, in order. */
export function distinct<R extends ReleaseIdentity>(releases: readonly R[]): R[] {
  return [...new Map(releases.map((release) => [revisionKey(release), release])).values()];
}
