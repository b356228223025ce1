// Versions that give the same answers: they differ only in facts on which no answer depends.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';

export function swiftKind(swift: SwiftRelease): string {
  return JSON.stringify([
    swift.tillerReceiveLimitBytes,
    swift.gatewayReceiveLimitBytes,
    swift.readsWholeListStream,
    swift.allIncludesPendingStatuses,
    swift.unsetNamespaceMeans,
    swift.knowsAllReleaseFields,
    swift.emptyStream,
  ]);
}

export function tillerKind(tiller: TillerRelease): string {
  return JSON.stringify([
    tiller.sendLimitBytes,
    tiller.listDelivery,
    tiller.chunkBufferReuse,
    tiller.defaultListLimit,
  ]);
}

/** The first of each kind, in the order given. */
export function firstOfEachKind<R>(releases: readonly R[], kind: (release: R) => string): R[] {
  const seen = new Set<string>();
  return releases.filter((release) => {
    const known = seen.has(kind(release));
    seen.add(kind(release));
    return !known;
  });
}
