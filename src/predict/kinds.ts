// Versions that give the same answers: they differ only in facts on which no answer depends.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';

export const swiftKind = remembered((swift: SwiftRelease) =>
  JSON.stringify([
    swift.tillerReceiveLimitBytes,
    swift.gatewayReceiveLimitBytes,
    swift.readsWholeListStream,
    swift.allIncludesPendingStatuses,
    swift.unsetNamespaceMeans,
    swift.knowsAllReleaseFields,
    swift.emptyStream,
  ]),
);

export const tillerKind = remembered((tiller: TillerRelease) =>
  JSON.stringify([
    tiller.sendLimitBytes,
    tiller.listDelivery,
    tiller.chunkBufferReuse,
    tiller.defaultListLimit,
  ]),
);

/** One report asks for the kind of each version hundreds of times. */
function remembered<R extends object>(kindOf: (release: R) => string): (release: R) => string {
  const known = new WeakMap<R, string>();
  return (release) => {
    const kind = known.get(release) ?? kindOf(release);
    known.set(release, kind);
    return kind;
  };
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
