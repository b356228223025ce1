// The path of an answer from Tiller to its client: through the limits of each hop, in the order in
// which a message meets them.
import { GrpcCode, receivedTooLarge, sendingTooLarge } from '../knowledge/grpc-text.js';
import { isWithinLimit } from '../knowledge/limits.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { chunkList } from './chunks.js';
import { exactly, summaryListBytes, type ListHeader, type Size } from './sizes.js';
import type { Doubt, Flaw, PredictedFailure, PredictedMessage, StoredRelease } from './types.js';

export interface Delivery {
  readonly failure: PredictedFailure | null;
  readonly certain: boolean;
  readonly releases: readonly StoredRelease[];
  readonly messages: readonly PredictedMessage[];
  readonly gateway: Size | null;
  readonly flaws: readonly Flaw[];
  readonly doubts: readonly Doubt[];
}

/** Sends a list; without a `swift` straight to a client that takes whatever Tiller sends. */
export function deliverList(
  releases: readonly StoredRelease[],
  header: ListHeader,
  swift: SwiftRelease | null,
  tiller: TillerRelease,
): Delivery {
  const chunks = chunkList(releases, header, tiller);
  const messages: PredictedMessage[] = [];
  const flaws: Flaw[] = [];
  const doubts: Doubt[] =
    tiller.chunkBufferReuse && chunks.length > 2 ? ['overwritten-chunks'] : [];
  const stop = (failure: PredictedFailure | null, rest: Partial<Delivery> = {}): Delivery => ({
    ...{ failure, certain: true, releases: [], messages, gateway: null, flaws, doubts },
    ...rest,
  });
  const received: StoredRelease[] = [];
  for (const chunk of chunks) {
    const size = exactly(chunk.bytes);
    const failure = firstHop('stream', size, swift, tiller);
    if (failure) return stop(failure, swift ? {} : { releases: received });
    messages.push({ size, releases: chunk.releases });
    for (const release of chunk.releases) received.push(release);
    if (chunk.overwritten > 0 && !flaws.includes('chunks-overwritten')) {
      flaws.push('chunks-overwritten');
    }
    if (swift && !swift.readsWholeListStream) break;
  }
  if (!swift) return stop(null, { releases: received });
  if (messages.length === 0) return stop(emptyStream(swift));
  if (messages.length < chunks.length) flaws.push('first-message-only');
  const gateway = passedOn(exactly(summaryListBytes(received)), received, swift, (release) => {
    return release.parts.chartMetadataBytes;
  });
  const failure = secondHop(gateway, swift);
  if (gateway.min < gateway.bytes) doubts.push('dropped-fields');
  return stop(failure, {
    gateway,
    certain: failure ? surelyOver(gateway, failure.limitBytes) : true,
    releases: failure ? [] : received,
  });
}

/** Sends an answer that is one message and holds `releases`. */
export function deliverAnswer(
  size: Size,
  releases: readonly StoredRelease[],
  swift: SwiftRelease | null,
  tiller: TillerRelease,
): Delivery {
  const doubts: Doubt[] = [];
  const stop = (failure: PredictedFailure | null, rest: Partial<Delivery> = {}): Delivery => ({
    ...{ failure, certain: true, releases: [], messages: [], gateway: null, flaws: [], doubts },
    ...rest,
  });
  const limits = [tiller.sendLimitBytes, swift?.tillerReceiveLimitBytes ?? null];
  const failure = firstHop('unary', size, swift, tiller);
  if (failure) return stop(failure, { certain: surelyOver(size, failure.limitBytes) });
  const messages = [{ size, releases }];
  const passes = limits.every((limit) => surelyFits(size, limit));
  if (!swift) return stop(null, { releases, messages, certain: passes });
  const gateway = passedOn(size, releases, swift, ({ parts }) => {
    return parts.chartMetadataBytes + parts.chartDependenciesBytes + parts.hooksBytes;
  });
  if (gateway.min < size.min) doubts.push('dropped-fields');
  const refused = secondHop(gateway, swift);
  return stop(refused, {
    gateway,
    messages,
    releases: refused ? [] : releases,
    certain: refused
      ? surelyOver(gateway, refused.limitBytes)
      : passes && surelyFits(gateway, swift.gatewayReceiveLimitBytes),
  });
}

/** Tiller's limit comes first: what Tiller refuses to send never arrives. */
function firstHop(
  call: 'unary' | 'stream',
  size: Size,
  swift: SwiftRelease | null,
  tiller: TillerRelease,
): PredictedFailure | null {
  const hop = swift ? 'swift->tiller' : 'swiftcheck->tiller';
  const grpcCode = GrpcCode.RESOURCE_EXHAUSTED;
  const { sendLimitBytes } = tiller;
  if (sendLimitBytes !== null && !isWithinLimit(size.bytes, sendLimitBytes)) {
    const message = sendingTooLarge(call, size.bytes, sendLimitBytes);
    return { cause: 'send-limit', hop, grpcCode, message, size, limitBytes: sendLimitBytes };
  }
  return swift && receiving(hop, size, swift.tillerReceiveLimitBytes);
}

function secondHop(size: Size, swift: SwiftRelease): PredictedFailure | null {
  return receiving('gateway->swift', size, swift.gatewayReceiveLimitBytes);
}

function receiving(
  hop: 'swift->tiller' | 'swiftcheck->tiller' | 'gateway->swift',
  size: Size,
  limitBytes: number | null,
): PredictedFailure | null {
  if (limitBytes === null || isWithinLimit(size.bytes, limitBytes)) return null;
  const message = receivedTooLarge(size.bytes, limitBytes);
  const grpcCode = GrpcCode.RESOURCE_EXHAUSTED;
  return { cause: 'receive-limit', hop, grpcCode, message, size, limitBytes };
}

function emptyStream(swift: SwiftRelease): PredictedFailure {
  const { grpcCode, message } = swift.emptyStream;
  return { cause: 'empty-stream', hop: null, grpcCode, message };
}

/** What Swift hands on of a message: less by what its library may have dropped from it. */
function passedOn(
  size: Size,
  releases: readonly StoredRelease[],
  swift: SwiftRelease,
  mayDrop: (release: StoredRelease) => number,
): Size {
  if (swift.knowsAllReleaseFields) return size;
  const dropped = releases.reduce((sum, release) => sum + mayDrop(release), 0);
  return { ...size, min: Math.max(0, size.min - dropped) };
}

function surelyFits(size: Size, limit: number | null): boolean {
  return limit === null || (size.max !== null && isWithinLimit(size.max, limit));
}

function surelyOver(size: Size, limit: number | undefined): boolean {
  return limit !== undefined && !isWithinLimit(size.min, limit);
}
