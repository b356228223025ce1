// How near what passes today is to the limit that will stop it: each limit on the path of a list, and of
// the content of one release, through one pair.
import type { Hop } from '../evidence/observation.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { smallerLimit } from '../knowledge/limits.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { lengthDelimitedBytes } from '../util/protobuf-size.js';
import { askedFor } from './replay.js';
import { inStorageOrder } from './select.js';
import { contentAnswerBytes, listHeaderBytes, summaryListBytes } from './sizes.js';

export interface HeadroomRow {
  readonly what:
    | 'list message'
    | 'list answer'
    /** Asked for with a limit that names all, where Tiller ends a list without a limit. */
    | 'whole list message'
    | 'whole list answer'
    | 'content'
    | 'list length';
  readonly hop: Hop;
  /** Bytes; of "list length" a number of stored revisions. */
  readonly used: number;
  /** Likewise, inclusive. */
  readonly limit: number;
  /** Stored revisions of the median size that still fit; `null` where no more can come in. */
  readonly moreThatFit: number | null;
  /** What one of those takes on this hop, in the unit of `used`. */
  readonly medianUse: number;
  /** The stored revision that it is about, of "content" alone. */
  readonly release?: Pick<MeasuredRelease, 'name' | 'namespace' | 'revision'>;
}

/** The part of a limit that is used: 1 is all of it. */
export function share({ used, limit }: Pick<HeadroomRow, 'used' | 'limit'>): number {
  return used / limit;
}

/**
 * Every limit that lies before a list of all that is stored, and before each stored revision; those already
 * exceeded, too. Where Tiller ends the list at its own limit, the list that it gives and the whole list have
 * rows of their own.
 */
export function headroom(
  stored: readonly MeasuredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow[] {
  const asked = askedFor(inStorageOrder(stored), swift);
  const given = asked.slice(0, tiller.defaultListLimit);
  const isCut = given.length < asked.length;
  return [
    listMessage('list message', given, asked, swift, tiller),
    listAnswer('list answer', given, swift, isCut),
    ...(isCut
      ? [
          listMessage('whole list message', asked, asked, swift, tiller),
          listAnswer('whole list answer', asked, swift),
        ]
      : []),
    content(stored, swift, tiller),
    listLength(asked.length, tiller),
  ].filter((row) => row !== null);
}

/** The one message in which Tiller sends the list, as long as it sends but one. */
function listMessage(
  what: 'list message' | 'whole list message',
  given: readonly MeasuredRelease[],
  asked: readonly MeasuredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow | null {
  const limit = smallerLimit(tiller.sendLimitBytes, swift.tillerReceiveLimitBytes);
  // Where Tiller cuts a list before it reaches the limit, no list is too long.
  const cutBefore = tiller.listDelivery === 'chunks' && limit === tiller.sendLimitBytes;
  if (limit === null || cutBefore || given.length === 0) return null;
  const medianUse = lengthDelimitedBytes(median(given.map(({ bytes }) => bytes)));
  const framed = given.reduce((sum, { bytes }) => sum + lengthDelimitedBytes(bytes), 0);
  const next = asked[given.length]?.name ?? '';
  const withMore = (more: number) => {
    const header = { count: given.length + more, total: asked.length + more, next };
    return listHeaderBytes(header) + framed + more * medianUse;
  };
  return {
    what,
    hop: 'swift->tiller',
    used: withMore(0),
    limit,
    medianUse,
    // A list that Tiller ends takes in no more.
    moreThatFit: next === '' ? mostThatFit(withMore, limit, medianUse) : null,
  };
}

/** What Swift's own server makes of the list for its gateway. */
function listAnswer(
  what: 'list answer' | 'whole list answer',
  given: readonly MeasuredRelease[],
  { gatewayReceiveLimitBytes: limit }: SwiftRelease,
  isCut = false,
): HeadroomRow | null {
  if (limit === null || given.length === 0) return null;
  const used = summaryListBytes(given);
  const medianUse = lengthDelimitedBytes(median(given.map(({ summaryBytes }) => summaryBytes)));
  return {
    what,
    hop: 'gateway->swift',
    used,
    limit,
    medianUse,
    moreThatFit: isCut ? null : mostThatFit((more) => used + more * medianUse, limit, medianUse),
  };
}

/** The content of the largest stored revision, in one message on every hop. */
function content(
  stored: readonly MeasuredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): HeadroomRow | null {
  const onTillersHop = smallerLimit(tiller.sendLimitBytes, swift.tillerReceiveLimitBytes);
  const limit = smallerLimit(onTillersHop, swift.gatewayReceiveLimitBytes);
  const [first] = stored;
  if (limit === null || !first) return null;
  const sizes = stored.map(contentAnswerBytes);
  const largest = stored.reduce((most, each) => (each.bytes > most.bytes ? each : most), first);
  const { name, namespace, revision } = largest;
  return {
    what: 'content',
    hop: limit === onTillersHop ? 'swift->tiller' : 'gateway->swift',
    used: contentAnswerBytes(largest),
    limit,
    medianUse: median(sizes),
    moreThatFit: null,
    release: { name, namespace, revision },
  };
}

/** Beyond it a list ends without a word. @param revisions that are asked for */
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
  return Float64Array.from(sizes).sort()[Math.floor((sizes.length - 1) / 2)] ?? 0;
}
