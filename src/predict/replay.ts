// What a release of Swift makes of the very list stream that was measured. Unlike a prediction from
// stored releases it needs no knowledge of Tiller, unless Swift asks for fewer releases than the
// direct list did: then Tiller would have built other messages.
import type { DirectList, MeasuredRelease } from '../evidence/types.js';
import { isWithinLimit } from '../knowledge/limits.js';
import type { SwiftError, SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { chunkList } from './chunks.js';
import { summaryListBytes } from './sizes.js';

export type Replay =
  /** Swift answers with these releases. `summaryBytes`: the message on the hop inside Swift. */
  | {
      readonly kind: 'releases';
      readonly releases: readonly MeasuredRelease[];
      readonly summaryBytes: number;
    }
  /** A hop refuses a message. */
  | {
      readonly kind: 'refused';
      readonly hop: 'swift->tiller' | 'gateway->swift';
      readonly messageBytes: number;
      readonly limitBytes: number;
    }
  /** No message came, and Swift cannot take that. */
  | { readonly kind: 'empty-stream'; readonly error: SwiftError }
  /** Tiller ended the stream with an error that Swift passes on. */
  | { readonly kind: 'tiller-error' };

export interface MeasuredStream {
  readonly list: DirectList;
  /** Whether Tiller ended the stream with an error after these messages. */
  readonly failed: boolean;
}

interface Message {
  readonly releases: readonly MeasuredRelease[];
  readonly bytes: number;
}

/** `null` where the stream that this Swift would get cannot be known from the measured one. */
export function replayList(
  stream: MeasuredStream,
  swift: SwiftRelease,
  tiller: TillerRelease | null,
): Replay | null {
  const read = messagesRead(stream, swift, tiller);
  if (!read) return null;
  if (read.length === 0 && !stream.failed)
    return { kind: 'empty-stream', error: swift.emptyStream };
  for (const { bytes } of read) {
    if (!isWithinLimit(bytes, swift.tillerReceiveLimitBytes)) {
      return refused('swift->tiller', bytes, swift.tillerReceiveLimitBytes);
    }
  }
  if (stream.failed && (swift.readsWholeListStream || read.length === 0)) {
    return { kind: 'tiller-error' };
  }
  const releases = read.flatMap((message) => message.releases);
  const summaryBytes = summaryListBytes(releases);
  if (!isWithinLimit(summaryBytes, swift.gatewayReceiveLimitBytes)) {
    return refused('gateway->swift', summaryBytes, swift.gatewayReceiveLimitBytes);
  }
  return { kind: 'releases', releases, summaryBytes };
}

/** The messages of its list stream that this Swift reads, before any limit; `null` as in replayList. */
export function messagesRead(
  stream: MeasuredStream,
  swift: SwiftRelease,
  tiller: TillerRelease | null,
): readonly Message[] | null {
  const messages = messagesFor(stream, swift, tiller);
  return swift.readsWholeListStream ? messages : (messages?.slice(0, 1) ?? null);
}

/** The releases that this Swift asks for with `all=true`, of those in the measured list. */
export function askedFor(
  releases: readonly MeasuredRelease[],
  swift: SwiftRelease,
): MeasuredRelease[] {
  return releases.filter(
    (release) =>
      (swift.allIncludesPendingStatuses || !isPending(release)) &&
      (swift.unsetNamespaceMeans === 'all namespaces' || release.namespace === 'default'),
  );
}

export function isPending(release: Pick<MeasuredRelease, 'status'>): boolean {
  return release.status.startsWith('PENDING_');
}

/** The measured messages, each with its releases. */
export function measuredMessages(list: DirectList): Message[] {
  let taken = 0;
  return list.messages.map(({ bytes, releases: held }) => {
    taken += held;
    return { bytes, releases: list.releases.slice(taken - held, taken) };
  });
}

function messagesFor(
  { list, failed }: MeasuredStream,
  swift: SwiftRelease,
  tiller: TillerRelease | null,
): readonly Message[] | null {
  const asked = askedFor(list.releases, swift);
  // Which of the releases that did not come this Swift asks for is not in the evidence.
  if (failed && swift.unsetNamespaceMeans === 'default') return null;
  if (asked.length === list.releases.length) return measuredMessages(list);
  // Which other releases Tiller would have given instead is not in the evidence.
  if (!tiller || failed || list.next !== '') return null;
  return chunkList(asked, { count: asked.length, total: asked.length, next: '' }, tiller);
}

function refused(
  hop: 'swift->tiller' | 'gateway->swift',
  messageBytes: number,
  limitBytes: number | null,
): Replay {
  return { kind: 'refused', hop, messageBytes, limitBytes: limitBytes ?? Infinity };
}
