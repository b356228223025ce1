// What the lab answered with a twin of the releases, beside what was predicted for it.
import { PROBED_LIST } from '../analysis/what-if.js';
import { isRaised } from '../checks/registry.js';
import { revisionKey } from '../evidence/identity.js';
import type { Evidence, MeasuredRelease, ReleaseIdentity } from '../evidence/types.js';
import type { Judgement } from '../judge/judge.js';
import { predict } from '../predict/predict.js';
import type { Prediction } from '../predict/types.js';
import type { Pair } from './outlook.js';
import type { Rehearsal, RehearsedList } from './types.js';

/** @param judgement of the probe of the pair in the lab */
export function rehearsalOf(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
  { evidence, findings, exitCode }: Judgement,
): Rehearsal {
  const list = predict(PROBED_LIST, swift, tiller, stored);
  const [predicted, rehearsed] = [predictedList(list), rehearsedList(evidence.swift.list)];
  return {
    ...{ swift: swift.version, tiller: tiller.version, predicted, rehearsed, exitCode },
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

function weight({ standing }: Judgement['findings'][number]): number {
  return standing?.counts === true ? 0 : 1;
}

function predictedList({ httpStatus, grpcCode, failure, releases }: Prediction): RehearsedList {
  return { httpStatus, grpcCode, message: failure?.message ?? null, revisions: releases.length };
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

const NAMES: Record<keyof RehearsedList, string> = {
  httpStatus: 'HTTP status',
  grpcCode: 'gRPC code',
  message: 'error',
  revisions: 'revisions',
};

function differencesOf(predicted: RehearsedList, rehearsed: RehearsedList): string[] {
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
