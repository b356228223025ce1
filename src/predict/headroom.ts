// How near what passes today is to the limit that will stop it: each limit on the way of a list, and of
// the content of one release, through one pair.
import type { Hop } from '../evidence/observation.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { least } from '../knowledge/limits.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { lengthDelimitedBytes } from '../util/protobuf-size.js';
import { askedFor, replayList, type MeasuredStream } from './replay.js';
import { contentAnswerBytes, listHeaderBytes, summaryListBytes } from './sizes.js';

export interface HeadroomRow {
  readonly what: 'list message' | 'list answer' | 'content' | 'list length';
  readonly hop: Hop;
  /** Bytes; of "list length" a number of stored revisions. */
  readonly used: number;
  /** Likewise, inclusive. */
  readonly limit: number;
  /** Stored revisions of the median size that still fit; `null` where it is about one release alone. */
  readonly moreThatFit: number | null;
  /** What one of those takes on this hop, in the unit of `used`. */
  readonly medianUse: number;
}

/** The part of a limit that is used: 1 is all of it. */
export function share({ used, limit }: Pick<HeadroomRow, 'used' | 'limit'>): number {
  return used / limit;
}

/**
 * Every limit that lies before this list and these releases; those already exceeded, too. `null` where
 * the list that this Swift would get cannot be known from the measured one.
 */
export function headroom(
  stream: MeasuredStream,
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow[] | null {
  if (stream.failed || stream.list.next !== '' || !replayList(stream, swift, tiller)) return null;
  const asked = askedFor(stream.list.releases, swift);
  return [
    listMessage(asked, swift, tiller),
    listAnswer(asked, swift),
    content(stream.list.releases, swift, tiller),
    listLength(asked.length, tiller),
  ].filter((row) => row !== null);
}

/** The one message in which Tiller sends the list, as long as it sends but one. */
function listMessage(
  asked: readonly MeasuredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow | null {
  const limit = least(tiller.sendLimitBytes, swift.tillerReceiveLimitBytes);
  // Where Tiller cuts a list before it reaches the limit, no list is too long.
  const cutBefore = tiller.listDelivery === 'chunks' && limit === tiller.sendLimitBytes;
  if (limit === null || cutBefore || asked.length === 0) return null;
  const medianUse = lengthDelimitedBytes(median(asked.map(({ bytes }) => bytes)));
  const framed = asked.reduce((sum, { bytes }) => sum + lengthDelimitedBytes(bytes), 0);
  const withMore = (more: number) => {
    const count = asked.length + more;
    return listHeaderBytes({ count, total: count, next: '' }) + framed + more * medianUse;
  };
  return {
    what: 'list message',
    hop: 'swift->tiller',
    used: withMore(0),
    limit,
    medianUse,
    moreThatFit: mostThatFit(withMore, limit, medianUse),
  };
}

/** What Swift's own server makes of the list for its gateway. */
function listAnswer(
  asked: readonly MeasuredRelease[],
  { gatewayReceiveLimitBytes: limit }: SwiftRelease,
): HeadroomRow | null {
  if (limit === null || asked.length === 0) return null;
  const used = summaryListBytes(asked);
  const medianUse = lengthDelimitedBytes(median(asked.map(({ summaryBytes }) => summaryBytes)));
  return {
    what: 'list answer',
    hop: 'gateway->swift',
    used,
    limit,
    medianUse,
    moreThatFit: mostThatFit((more) => used + more * medianUse, limit, medianUse),
  };
}

/** The content of the largest stored revision, in one message on every hop. */
function content(
  stored: readonly MeasuredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow | null {
  const onTillersHop = least(tiller.sendLimitBytes, swift.tillerReceiveLimitBytes);
  const limit = least(onTillersHop, swift.gatewayReceiveLimitBytes);
  if (limit === null || stored.length === 0) return null;
  const sizes = stored.map(contentAnswerBytes);
  return {
    what: 'content',
    hop: limit === onTillersHop ? 'swift->tiller' : 'gateway->swift',
    used: Math.max(...sizes),
    limit,
    medianUse: median(sizes),
    moreThatFit: null,
  };
}

/** Beyond it a list ends without a word. */
/** @param revisions that are asked for */
export function listLength(
  revisions: number,
  { defaultListLimit: limit }: TillerRelease,
): HeadroomRow {
  const moreThatFit = Math.max(0, limit - revisions);
  return {
    ...{ what: 'list length', hop: 'swift->tiller', used: revisions, limit },
    ...{ medianUse: 1, moreThatFit },
  };
}

/** The most that still fit; sizes grow with their number, a little faster than it. */
function mostThatFit(withMore: (more: number) => number, limit: number, medianUse: number): number {
  let [fitting, tooMany] = [0, Math.floor(limit / medianUse) + 1];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (withMore(middle) <= limit) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}

/** The lower one of the two in the middle: a size that occurs. */
function median(sizes: readonly number[]): number {
  return sizes.toSorted((a, b) => a - b)[Math.floor((sizes.length - 1) / 2)] ?? 0;
}
