// What the lab answered with a twin of the releases, beside what was predicted for it.
import { PROBED_LIST } from '../analysis/what-if.js';
import { isRaised } from '../checks/registry.js';
import { revisionKey } from '../evidence/identity.js';
import type { Evidence, MeasuredRelease, ReleaseIdentity } from '../evidence/types.js';
import type { Judgement } from '../judge/judge.js';
import { objectionToName } from '../knowledge/tiller-text.js';
import { groupByName } from '../predict/group.js';
import { predict } from '../predict/predict.js';
import { contentAnswerBytes, historyAnswerBytes } from '../predict/sizes.js';
import type { Prediction } from '../predict/types.js';
import { unreadableContents, unreadableHistories } from '../predict/unreadable.js';
import type { Pair } from './outlook.js';
import type {
  AnswerResult,
  Rehearsal,
  RehearsedAnswer,
  RehearsedCall,
  RehearsedList,
} from './types.js';

/** Over the limit of Tiller, and no larger than the lab builds quickly. */
const MOST_ASKED_BYTES = 32 * 1024 * 1024;

interface Sized {
  readonly call: RehearsedCall;
  /** The size of the answer. */
  readonly bytes: number;
}

/**
 * The calls that show where the limit of an answer lies: of the contents and of the histories up to 32 MiB the largest
 * that passes, and the smallest that does not.
 */
export function callsAtLimits(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
): RehearsedCall[] {
  // Tiller refuses other names whatever their sizes, and takes 0 for the newest revision.
  const asked = stored.filter(
    ({ name, revision }) => objectionToName(name) === null && revision > 0,
  );
  const unread = new Set(
    unreadableContents(swift, tiller, asked).map(({ release }) => revisionKey(release)),
  );
  const unreadNames = new Set(unreadableHistories(swift, tiller, asked).map(({ name }) => name));
  const contents = asked.map((release) => ({
    passes: !unread.has(revisionKey(release)),
    bytes: contentAnswerBytes(release),
    call: { call: 'content' as const, name: release.name, number: release.revision },
  }));
  const histories = groupByName(asked).map((group) => {
    const name = group[0]?.name ?? '';
    return {
      passes: !unreadNames.has(name),
      bytes: historyAnswerBytes(group),
      call: { call: 'history' as const, name, number: group.length },
    };
  });
  return [contents, histories].flatMap((all) => {
    const [passing, failing] = [true, false].map((passes) =>
      all.filter((one) => one.passes === passes && one.bytes <= MOST_ASKED_BYTES),
    );
    return [largest(passing ?? [], 1), largest(failing ?? [], -1)].flatMap((one) =>
      one ? [one.call] : [],
    );
  });
}

/** @param sign -1: the smallest */
function largest(all: readonly Sized[], sign: 1 | -1): Sized | null {
  return all.reduce<Sized | null>(
    (most, one) => (most === null || sign * one.bytes > sign * most.bytes ? one : most),
    null,
  );
}

/**
 * @param judgement of the probe of the pair in the lab
 * @param results what Swift answered in the lab to each of `callsAtLimits`
 */
export function rehearsalOf(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
  { evidence, findings, exitCode }: Judgement,
  results: readonly AnswerResult[],
): Rehearsal {
  const list = predict(PROBED_LIST, swift, tiller, stored);
  const [predicted, rehearsed] = [predictedList(list), rehearsedList(evidence.swift.list)];
  const calls = callsAtLimits({ swift, tiller }, stored);
  if (calls.length !== results.length) throw new Error('each call has one result');
  const answers = results.flatMap((result, index): RehearsedAnswer[] => {
    const call = calls[index];
    if (!call) return [];
    const expected = predictedAnswer(call, { swift, tiller }, stored);
    const differences = differencesOf(expected, result);
    return [{ ...call, predicted: expected, rehearsed: result, differences }];
  });
  return {
    ...{ swift: swift.version, tiller: tiller.version, predicted, rehearsed, answers, exitCode },
    findings: findings
      .filter(isRaised)
      .toSorted((a, b) => weight(a) - weight(b))
      .map(({ code }) => code),
    differences: [
      ...differencesOf(predicted, rehearsed),
      ...otherReleases(list, evidence.swift.list),
    ],
  };
}

/** The differences of the list and of every other answer, each in a sentence. */
export function differencesIn({ differences, answers }: Rehearsal): string[] {
  return [
    ...differences.map((text) => `list, ${text}`),
    ...answers.flatMap((answer) =>
      answer.differences.map((text) => `${answer.call} of ${answer.name}, ${text}`),
    ),
  ];
}

function weight({ standing }: Judgement['findings'][number]): number {
  return standing?.counts === true ? 0 : 1;
}

function predictedList(prediction: Prediction): RehearsedList {
  return { ...resultOf(prediction), revisions: prediction.releases.length };
}

function resultOf({ httpStatus, grpcCode, failure }: Prediction): AnswerResult {
  return { httpStatus, grpcCode, message: failure?.message ?? null };
}

function predictedAnswer(
  { call, name, number }: RehearsedCall,
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
): AnswerResult {
  const request =
    call === 'content'
      ? ({ kind: 'content', name, version: number } as const)
      : ({ kind: 'history', name, max: number } as const);
  return resultOf(predict(request, swift, tiller, stored));
}

type SwiftAnswer = Evidence['swift']['list'];

function rehearsedList(list: SwiftAnswer): RehearsedList {
  if (list?.ok === true) {
    const httpStatus = list.http?.status ?? null;
    return { httpStatus, grpcCode: 0, message: null, revisions: list.value.releases.length };
  }
  const { httpStatus = null, grpcCode = -1, message = 'Swift was not asked' } = list?.failure ?? {};
  return { httpStatus, grpcCode, message, revisions: 0 };
}

const NAMES = {
  httpStatus: 'HTTP status',
  grpcCode: 'gRPC code',
  message: 'error',
  revisions: 'revisions',
} satisfies Record<keyof RehearsedList, string>;

type Compared = AnswerResult & Partial<RehearsedList>;

function differencesOf(predicted: Compared, rehearsed: Compared): string[] {
  return (Object.keys(NAMES) as (keyof RehearsedList)[])
    .filter((key) => predicted[key] !== rehearsed[key])
    .map(
      (key) =>
        `${NAMES[key]}: predicted ${String(predicted[key] ?? 'none')}, rehearsed ${String(rehearsed[key] ?? 'none')}`,
    );
}

/** The same number of revisions that are not the same ones, or stand in another order. */
function otherReleases({ failure, releases }: Prediction, list: SwiftAnswer): string[] {
  if (failure || list?.ok !== true) return [];
  const keys = (some: readonly ReleaseIdentity[]) => some.map(revisionKey).join();
  const same = keys(releases) === keys(list.value.releases);
  return same || releases.length !== list.value.releases.length
    ? []
    : ['other revisions, or in another order'];
}
