// What makes two entries of lists the same stored revision.
import type { ReleaseIdentity } from './types.js';

export function revisionKey({ namespace, name, revision }: ReleaseIdentity): string {
  return JSON.stringify([namespace, name, revision]);
}

/** Each entry once, in order. */
export function distinct<R extends ReleaseIdentity>(releases: readonly R[]): R[] {
  return [...new Map(releases.map((release) => [revisionKey(release), release])).values()];
}
