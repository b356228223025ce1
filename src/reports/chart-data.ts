// What the chart of sizes shows: each size beside the limit that it is held against.
import type { MeasuredRelease } from '../evidence/types.js';
import { describeRelease, shownName } from '../checks/shared/words.js';
import { fits, least, unaryLimit } from '../knowledge/limits.js';
import type { SwiftRelease } from '../knowledge/types.js';
import { messagesRead, type MeasuredStream } from '../predict/replay.js';
import { contentAnswerBytes, summaryListBytes } from '../predict/sizes.js';
import type { Analysis } from '../analysis/analysis.js';
import { formatExactSize } from '../util/bytes.js';

/** A limit on the way: bytes, inclusive; or why no mark can stand for it. */
export type Limit =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'none' }
  /** The limits differ between the releases that Swift may be, or no release fits. */
  | { readonly kind: 'untold'; readonly why: string };

export interface Bar {
  readonly label: string;
  readonly bytes: number;
}

/** Bars that have a limit in common. */
export interface BarGroup {
  readonly bars: readonly Bar[];
  readonly limit: Limit;
  /** What is too small to be drawn: how many, their sum, and how many of them are over the limit. */
  readonly folded: { readonly count: number; readonly bytes: number; readonly over: number } | null;
}

export interface Chart {
  /** The stored revisions, each as the one answer that its content is. */
  readonly revisions: BarGroup;
  /** Whether there are others that did not come. */
  readonly incomplete: boolean;
  readonly lists: ListBars;
  /** What nothing is larger than, in bytes, whatever Swift asks for; `null` where that is not known. */
  readonly largest: number | null;
  /** The smallest limit that anything here may meet, in bytes; `null` where there is none. */
  readonly smallestLimit: number | null;
}

/** The list, on each of its two hops; or why it cannot be told. */
export type ListBars =
  | { readonly kind: 'told'; readonly groups: readonly [message: BarGroup, answer: BarGroup] }
  | { readonly kind: 'untold'; readonly why: string };

/** Below this share of a limit a bar could not be told from none. */
export const WORTH_DRAWING = 0.01;

const MOST_BARS = 8;
/** Of those that are not worth drawing. */
const LEAST_BARS = 3;

/** `null` where nothing is stored, or no list came. @param most revisions by themselves */
export function chartData(analysis: Analysis, most = MOST_BARS): Chart | null {
  const { stream, stored, swift, tiller } = analysis;
  if (!stream || !stored || stored.releases.length === 0) return null;
  const { releases } = stored;
  const sendLimit = tiller?.sendLimitBytes ?? null;
  const limitsOf = (release: SwiftRelease) => ({
    answer: least(unaryLimit(release), sendLimit),
    message: least(release.tillerReceiveLimitBytes, sendLimit),
    list: release.gatewayReceiveLimitBytes,
  });
  const limits = swift.releases.map(limitsOf);
  const all = limits.flatMap(({ answer, message, list }) => [answer, message, list]);
  const common = (which: keyof ReturnType<typeof limitsOf>) =>
    commonLimit(
      limits.map((each) => each[which]),
      which !== 'list',
      analysis,
    );
  return {
    revisions: revisionBars(releases, common('answer'), most),
    incomplete: !stored.whole,
    lists: listBars(stream, analysis, common('message'), common('list')),
    largest: stream.failed
      ? null
      : [
          ...releases.map(contentAnswerBytes),
          ...stream.list.messages.map(({ bytes }) => bytes),
        ].reduce((most, bytes) => Math.max(most, bytes), 0),
    smallestLimit: all.reduce(least, null),
  };
}

/** What each hop takes in one message: Tiller's own for the direct way. */
export function hopLimits(analysis: Analysis): Record<'receive' | 'gateway' | 'send', Limit> {
  const { swift, tiller } = analysis;
  const known = swift.clues.length > 0 || swift.declaredRelease !== null;
  const ofSwift = (read: (release: SwiftRelease) => number | null) =>
    known
      ? commonLimit(swift.releases.map(read), false, analysis)
      : untold("nothing tells Swift's release");
  return {
    receive: ofSwift(({ tillerReceiveLimitBytes }) => tillerReceiveLimitBytes),
    gateway: ofSwift(({ gatewayReceiveLimitBytes }) => gatewayReceiveLimitBytes),
    send: tiller ? limitOf(tiller.sendLimitBytes) : untold("Tiller's release is not known"),
  };
}

function limitOf(bytes: number | null): Limit {
  return bytes === null ? { kind: 'none' } : { kind: 'bytes', bytes };
}

export function limitWords(limit: Limit): string {
  switch (limit.kind) {
    case 'bytes':
      return formatExactSize(limit.bytes);
    case 'none':
      return 'no limit';
    case 'untold':
      return `not known: ${limit.why}`;
  }
}

function revisionBars(releases: readonly MeasuredRelease[], limit: Limit, most: number): BarGroup {
  const sorted = releases
    .map((release) => ({ label: labelOf(release), bytes: contentAnswerBytes(release) }))
    .sort((a, b) => b.bytes - a.bytes);
  const scale = Math.max(sorted[0]?.bytes ?? 0, limit.kind === 'bytes' ? limit.bytes : 0);
  const visible = sorted.filter(({ bytes }) => bytes >= scale * WORTH_DRAWING).length;
  const shown = Math.min(Math.max(visible, LEAST_BARS), most);
  const rest = sorted.slice(shown);
  const folded = {
    count: rest.length,
    bytes: rest.reduce((sum, { bytes }) => sum + bytes, 0),
    over: rest.filter(({ bytes }) => isOver(bytes, limit)).length,
  };
  return { limit, bars: sorted.slice(0, shown), folded: rest.length > 0 ? folded : null };
}

function labelOf({ name, revision }: MeasuredRelease): string {
  return describeRelease({ name: shownName(name), revision });
}

/** What Swift gets and makes of the list, where all that it may be agree. */
function listBars(
  stream: MeasuredStream,
  analysis: Analysis,
  messageLimit: Limit,
  answerLimit: Limit,
): ListBars {
  const { swift, tiller } = analysis;
  if (stream.failed) return untold('the direct list ended early');
  if (analysis.otherTiller !== null) return untold(ANOTHER_TILLER);
  const got = swift.releases.map((release) => {
    const read = messagesRead(stream, release, tiller);
    return (
      read && {
        message: Math.max(0, ...read.map(({ bytes }) => bytes)),
        answer: summaryListBytes(read.flatMap(({ releases }) => releases)),
      }
    );
  });
  const [first] = got;
  if (first === undefined) return untold(NO_RELEASE);
  if (got.some((each) => JSON.stringify(each) !== JSON.stringify(first))) {
    return untold(dependsOn(analysis));
  }
  if (first === null) return untold('the messages that Tiller makes for this Swift are not known');
  const bar = (label: string, bytes: number, limit: Limit): BarGroup => ({
    ...{ bars: [{ label, bytes }], limit, folded: null },
  });
  return {
    kind: 'told',
    groups: [
      bar('largest message', first.message, messageLimit),
      bar("Swift's answer", first.answer, answerLimit),
    ],
  };
}

export function isOver(bytes: number, limit: Limit): boolean {
  return limit.kind === 'bytes' && !fits(bytes, limit.bytes);
}

/** @param ofTiller whether Tiller's own limit is part of it */
function commonLimit(
  limits: readonly (number | null)[],
  ofTiller: boolean,
  analysis: Analysis,
): Limit {
  const [first] = limits;
  if (analysis.otherTiller !== null) return untold(ANOTHER_TILLER);
  if (first === undefined) return untold(NO_RELEASE);
  if (limits.some((limit) => limit !== first)) {
    return untold(dependsOn(analysis));
  }
  if (first !== null) return { kind: 'bytes', bytes: first };
  return ofTiller && !analysis.tiller
    ? untold("Swift has none, and Tiller's release is not known")
    : { kind: 'none' };
}

const ANOTHER_TILLER = 'Swift talks to another Tiller';
const NO_RELEASE = "Swift's release is not known";

function dependsOn({ swiftWords }: Analysis): string {
  return `it depends on Swift's release, which may be ${swiftWords}`;
}

function untold(why: string): { readonly kind: 'untold'; readonly why: string } {
  return { kind: 'untold', why };
}
