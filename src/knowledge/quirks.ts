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
    says: 'lists namespace default only where none is given',
    applies: (release) => release.unsetNamespaceMeans === 'default',
  },
  {
    says: "reads only the first message of Tiller's list; the rest is silently missing",
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
    says: 'tries five minutes to reach Tiller, though its own answers end after 30 s: silence',
    applies: (release) => release.tillerDialTimeoutSeconds > release.httpWriteTimeoutSeconds,
  },
  {
    says: 'refuses answers over 4 MiB between its gateway and its own server',
    applies: (release) => release.gatewayReceiveLimitBytes !== null,
  },
  {
    says: 'is documented for a newer Tiller than the Helm library that it was built with',
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
    says: 'sends one message for a list, also for an empty one',
    applies: (release) => release.listDelivery === 'one message',
  },
  {
    says: 'cuts a list above 20 MiB into messages, and sends none for an empty one',
    applies: (release) => release.listDelivery === 'chunks',
  },
  {
    says: 'overwrites one message of a long list with the next: wrong, without an error',
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
