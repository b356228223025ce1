// Sizes of what is stored and listed, each beside the limit that it is held against.
import type { MeasuredRelease } from '../evidence/types.js';
import { describeRelease, shownName } from '../checks/shared/words.js';
import { NEAR } from '../checks/near-limit/check.js';
import { isWithinLimit, smallerLimit, unaryLimit } from '../knowledge/limits.js';
import type { SwiftRelease } from '../knowledge/types.js';
import { messagesRead, type MeasuredStream } from '../predict/replay.js';
import { contentAnswerBytes, summaryListBytes } from '../predict/sizes.js';
import type { Analysis } from '../analysis/analysis.js';
import { share } from '../predict/headroom.js';
import {
  ANOTHER_TILLER,
  NO_VERSION,
  commonLimit,
  dependsOn,
  notKnown,
  type Limit,
} from './limits.js';

export interface Bar {
  readonly label: string;
  readonly bytes: number;
  /** The used part of the limit: 1 is all of it, and above 1 the limit is exceeded; `null`: there is none. */
  readonly used: number | null;
  /** `near`: from the share on that the check near-limit warns of. */
  readonly state: 'ok' | 'near' | 'over';
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
  /** The smallest limit that anything here may meet, in bytes; `null` if there is none. */
  readonly smallestLimit: number | null;
}

/** The list, on each of its two hops; or why its size is unknown. */
export type ListBars =
  | { readonly kind: 'known'; readonly groups: readonly [message: BarGroup, answer: BarGroup] }
  | { readonly kind: 'unknown'; readonly why: string };

/** Below this share of a limit a bar would look like an empty bar. */
export const WORTH_DRAWING = 0.01;

const MOST_BARS = 8;
/** The chart shows at least this many bars, even if they are not worth drawing. */
const LEAST_BARS = 3;

/** `null` if nothing is stored, or no list came. @param most revisions by themselves */
export function chartData(analysis: Analysis, most = MOST_BARS): Chart | null {
  const { stream, stored, swift, tiller } = analysis;
  if (!stream || !stored || stored.releases.length === 0) return null;
  const { releases } = stored;
  const sendLimit = tiller?.sendLimitBytes ?? null;
  const limitsOf = (release: SwiftRelease) => ({
    answer: smallerLimit(unaryLimit(release), sendLimit),
    message: smallerLimit(release.tillerReceiveLimitBytes, sendLimit),
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
    smallestLimit: all.reduce(smallerLimit, null),
  };
}

function revisionBars(releases: readonly MeasuredRelease[], limit: Limit, most: number): BarGroup {
  const sorted = releases
    .map((release) => barOf(labelOf(release), contentAnswerBytes(release), limit))
    .sort((a, b) => b.bytes - a.bytes);
  const scale = Math.max(sorted[0]?.bytes ?? 0, limit.kind === 'bytes' ? limit.bytes : 0);
  const visible = sorted.filter(({ bytes }) => bytes >= scale * WORTH_DRAWING).length;
  const shown = Math.min(Math.max(visible, LEAST_BARS), most);
  const rest = sorted.slice(shown);
  const folded = {
    count: rest.length,
    bytes: rest.reduce((sum, { bytes }) => sum + bytes, 0),
    over: rest.filter(({ state }) => state === 'over').length,
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
  if (stream.failed) return notKnown('the direct list ended early');
  if (analysis.otherTiller !== null) return notKnown(ANOTHER_TILLER);
  const got = swift.releases.map((release) => {
    const read = messagesRead(stream, release, tiller);
    return (
      read && {
        message: read.reduce((most, { bytes }) => Math.max(most, bytes), 0),
        answer: summaryListBytes(read.flatMap(({ releases }) => releases)),
      }
    );
  });
  const [first] = got;
  if (first === undefined) return notKnown(NO_VERSION);
  if (got.some((each) => JSON.stringify(each) !== JSON.stringify(first))) {
    return notKnown(dependsOn(analysis));
  }
  if (first === null)
    return notKnown('the messages that Tiller makes for this Swift are not known');
  const bar = (label: string, bytes: number, limit: Limit): BarGroup => ({
    ...{ bars: [barOf(label, bytes, limit)], limit, folded: null },
  });
  return {
    kind: 'known',
    groups: [
      bar('largest message', first.message, messageLimit),
      bar("Swift's answer", first.answer, answerLimit),
    ],
  };
}

function barOf(label: string, bytes: number, limit: Limit): Bar {
  if (limit.kind !== 'bytes') return { label, bytes, used: null, state: 'ok' };
  const used = share({ used: bytes, limit: limit.bytes });
  const state = isWithinLimit(bytes, limit.bytes) ? (used >= NEAR ? 'near' : 'ok') : 'over';
  return { label, bytes, used, state };
}
