// What is odd about releases, in sentences that follow from their facts.
import { documentedPair } from './pairs.js';
import type { SwiftRelease, TillerRelease } from './types.js';
import { lineOf } from './versions.js';

export interface Quirk<R> {
  /** A sentence with the release as its subject left out: `reads only …`. */
  readonly says: string;
  readonly applies: (release: R) => boolean;
}

export const SWIFT_QUIRKS: readonly Quirk<SwiftRelease>[] = [
  {
    says: 'lists namespace default only if a request names no namespace',
    applies: (release) => release.unsetNamespaceMeans === 'default',
  },
  {
    says: "reads only the first message of Tiller's list; the other messages are silently missing",
    applies: (release) => !release.readsWholeListStream,
  },
  {
    says: 'leaves PENDING_* releases out of all=true',
    applies: (release) => !release.allIncludesPendingStatuses,
  },
  {
    says: 'answers an empty list with HTTP 400, code 11, "EOF" (Tiller 2.9.0 and newer)',
    applies: (release) => release.emptyStream.grpcCode === 11,
  },
  {
    says: 'answers an empty list with HTTP 500, code 13, a nil pointer (Tiller 2.9.0 and newer)',
    applies: (release) => release.emptyStream.grpcCode === 13,
  },
  {
    says: 'cannot speak TLS to Tiller',
    applies: (release) => !release.tlsToTiller,
  },
  {
    says: 'dials Tiller for five minutes, but ends each request after 30 s: callers then get no answer',
    applies: (release) => release.tillerDialTimeoutSeconds > release.httpWriteTimeoutSeconds,
  },
  {
    says: 'rejects answers over 4 MiB between its own server and its gateway',
    applies: (release) => release.gatewayReceiveLimitBytes !== null,
  },
  {
    says: 'is documented for a Tiller that is newer than its Helm library',
    applies: (release) => {
      const documented = documentedPair(release)?.tiller.split(/,\s*/);
      return (
        documented !== undefined &&
        !documented.some(
          (entry) => lineOf(entry.replace(/\.x$/, '')) === lineOf(release.helmLibrary),
        )
      );
    },
  },
];

export const TILLER_QUIRKS: readonly Quirk<TillerRelease>[] = [
  {
    says: 'sends one message for each list, also for an empty list',
    applies: (release) => release.listDelivery === 'one message',
  },
  {
    says: 'splits a list above 20 MiB into several messages, and sends no message for an empty list',
    applies: (release) => release.listDelivery === 'chunks',
  },
  {
    says: 'overwrites one message of a split list with the next: the list is then wrong, without an error',
    applies: (release) => release.chunkBufferReuse,
  },
  {
    says: 'cannot send a release above 20 MiB',
    applies: (release) => release.sendLimitBytes !== null,
  },
];

/** The sentences that hold for a release. */
export function quirksOf<R>(release: R, quirks: readonly Quirk<R>[]): string[] {
  return quirks.filter((quirk) => quirk.applies(release)).map((quirk) => quirk.says);
}
