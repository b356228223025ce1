// What a chart of sizes shows: the stored revisions against the limit of one answer, and the list on its
// way against the limits that it meets.
import type { MeasuredRelease } from '../evidence/types.js';
import { describeRelease, shownName } from '../findings/words.js';
import { contentAnswerBytes } from '../predict/sizes.js';
import { distinct } from '../rules/compare.js';
import type { Judgement } from '../rules/judge.js';
import { answerLimit, gatewayLimit, isOver, listMessageLimit, type Limit } from './limits.js';
import { computedAnswer } from './path.js';

export interface Bar {
  /** Safe to show. */
  readonly label: string;
  readonly bytes: number;
  readonly limit: Limit;
  readonly over: boolean;
}

export interface SizeChart {
  /** The largest stored revisions, each as the answer that holds it alone. */
  readonly revisions: readonly Bar[];
  /** Those that are not shown. */
  readonly rest: { readonly count: number; readonly bytes: number } | null;
  readonly answerLimit: Limit;
  /** The list as a whole: its largest message, and what Swift makes of it. */
  readonly lists: readonly Bar[];
}

/** `null` where nothing was listed. @param most revisions by themselves */
export function sizeChart({ assessment }: Judgement, most: number): SizeChart | null {
  const { stream } = assessment;
  const stored = distinct(stream?.list.releases ?? []).sort((a, b) => b.bytes - a.bytes);
  if (!stream || stored.length === 0) return null;
  const answer = answerLimit(assessment);
  // One more than fits would be folded into a row of its own.
  const shown = stored.length <= most + 1 ? stored : stored.slice(0, most);
  const others = stored.slice(shown.length);
  const revisions = shown.map((release) =>
    bar(revisionLabel(release, stored), contentAnswerBytes(release), answer),
  );
  const messages = stream.list.messages.map(({ bytes }) => bytes);
  const largest = messages.reduce((a, b) => Math.max(a, b), 0);
  const answered = computedAnswer(assessment);
  return {
    revisions,
    rest:
      others.length === 0
        ? null
        : {
            count: others.length,
            bytes: others.reduce((sum, release) => sum + contentAnswerBytes(release), 0),
          },
    answerLimit: answer,
    lists: [
      bar(
        messages.length === 1 ? "the list, Tiller's message" : "the list, Tiller's largest message",
        largest,
        listMessageLimit(assessment),
      ),
      ...(answered
        ? [bar("the list, Swift's answer", answered.bytes, gatewayLimit(assessment))]
        : []),
    ],
  };
}

/** The largest number on the scale: of a bar, or of a limit that a bar comes near. */
export function scaleOf({ revisions, lists }: SizeChart): number {
  const bars = [...revisions, ...lists];
  const longest = bars.reduce((most, { bytes }) => Math.max(most, bytes), 1);
  const limits = bars.flatMap(({ limit }) => (limit.kind === 'bytes' ? [limit.bytes] : []));
  // A limit far above everything would leave the bars no room; it is said in words then.
  const near = limits.filter((limit) => limit <= longest * FAR);
  return Math.max(longest, ...near);
}

/** How many times the longest bar a limit may be to be drawn. */
const FAR = 5;

function bar(label: string, bytes: number, limit: Limit): Bar {
  return { label, bytes, limit, over: isOver(bytes, limit) };
}

/** With the namespace where the name alone stands for several. */
function revisionLabel(release: MeasuredRelease, all: readonly MeasuredRelease[]): string {
  const label = shownName(describeRelease(release));
  const alike = all.some(
    (other) =>
      other !== release && other.name === release.name && other.revision === release.revision,
  );
  return alike ? `${label} in ${shownName(release.namespace)}` : label;
}
