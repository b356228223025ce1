// Which hop refused a message for its size. The numbers decide first: the message of the error names
// the size of what did not fit. Where they match nothing, what the releases do decides.
import type { Hop } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import { readSizeError, type SizeError } from '../knowledge/grpc-text.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { replayList, type MeasuredStream } from '../predict/replay.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';

/** How the hop was determined: by the first number of the message, or by what the release does. */
export type AttributedBy = 'number' | 'release';

export interface AttributedSize {
  readonly size: SizeError;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** `null`: neither the numbers nor the releases determine the hop. */
  readonly hop: Hop | null;
  readonly by: AttributedBy;
}

/** The size error of the list through Swift, with its hop; `null` if there was none. */
export function attributeListError(
  evidence: Evidence,
  stream: MeasuredStream | null,
  releases: readonly SwiftRelease[],
  tiller: TillerRelease | null,
): AttributedSize | null {
  const list = evidence.swift.list;
  if (!list || list.ok || list.failure.kind !== 'swift-error') return null;
  const { message, httpStatus, grpcCode } = list.failure;
  const size = readSizeError(message);
  if (!size || isForwarded(evidence, size, message)) return null;
  const found = {
    size,
    message,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
  // Only Tiller sends without a `grpc: ` prefix or above 20 MiB; Swift's own server never refuses.
  if (size.direction === 'send') return { ...found, hop: 'swift->tiller', by: 'number' };
  const byNumber = stream && hopByNumber(size, stream, tiller);
  if (byNumber) return { ...found, hop: byNumber, by: 'number' };
  return { ...found, hop: hopByRelease(size, releases), by: 'release' };
}

/** A server behind both lists refused its own message, and each list has the words of that server. */
function isForwarded({ tiller: { list } }: Evidence, size: SizeError, message: string): boolean {
  return size.direction === 'receive' && list?.ok === false && list.failure.message === message;
}

/** The hop on which some release of Swift would have refused a message of exactly that size. */
function hopByNumber(
  size: SizeError,
  stream: MeasuredStream,
  tiller: TillerRelease | null,
): Hop | null {
  for (const release of SWIFT_RELEASES) {
    const replay = replayList(stream, release, tiller);
    if (replay?.kind === 'refused' && replay.messageBytes === size.messageBytes) return replay.hop;
  }
  return null;
}

/**
 * A message is refused by Swift before its gateway sees an answer made of it, and that answer is
 * never larger; so with the same limit on both hops it is the first that refuses.
 */
function hopByRelease(size: SizeError, releases: readonly SwiftRelease[]): Hop | null {
  const hops = new Set(
    releases.map((release): Hop | null => {
      if (release.tillerReceiveLimitBytes === size.limitBytes) return 'swift->tiller';
      return release.gatewayReceiveLimitBytes === size.limitBytes ? 'gateway->swift' : null;
    }),
  );
  const [hop] = hops;
  return hops.size === 1 ? (hop ?? null) : null;
}
