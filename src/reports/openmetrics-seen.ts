// What was seen, as metrics: sizes of messages and releases, and what each call took.
import type { MeasuredRelease } from '../evidence/types.js';
import { shownName } from '../checks/shared/words.js';
import type { Judgement } from '../judge/judge.js';
import { callsOf } from './calls.js';
import type { Family, Sample } from './openmetrics-text.js';

const MESSAGE: Family = {
  name: 'swiftcheck_largest_message_bytes',
  unit: 'bytes',
  help: 'The largest answer on a hop: a message of gRPC, or a body of HTTP.',
};
const REVISIONS: Family = {
  name: 'swiftcheck_listed_revisions',
  help: 'The number of stored revisions in the list, directly or through Swift.',
};
const STORED: Family = {
  name: 'swiftcheck_revision_bytes',
  unit: 'bytes',
  help: 'The encoded size of each of the twenty largest stored revisions.',
};
const SECONDS: Family = {
  name: 'swiftcheck_call_seconds',
  unit: 'seconds',
  help: 'The duration of a call, whatever its result.',
};
const ANSWERED: Family = {
  name: 'swiftcheck_call_answered',
  help: '1: the call got the requested answer. 0: it failed.',
};

/** Each release is a series of its own, and a cluster can hold thousands. */
const MOST = 20;

export function sizeSamples({ evidence, analysis }: Judgement): Sample[] {
  const { tiller, swift } = evidence;
  const direct = tiller.list && (tiller.list.ok ? tiller.list.value : tiller.list.partial);
  const sizes = direct?.messages.map(({ bytes }) => bytes) ?? [];
  const bodies = [swift.liveness, swift.tillerVersion, swift.pendingInstalls, swift.list].flatMap(
    (observation) => (observation?.http ? [observation.http.bodyBytes] : []),
  );
  return [
    ...largest('swiftcheck->tiller', sizes),
    ...largest('swiftcheck->swift', bodies),
    ...revisions('direct', direct?.releases),
    ...revisions('through Swift', analysis.swiftList?.releases),
    ...storedSamples(analysis.stored?.releases ?? []),
  ];
}

function largest(hop: string, sizes: readonly number[]): Sample[] {
  return sizes.length === 0
    ? []
    : [{ family: MESSAGE, labels: { hop }, value: sizes.reduce((a, b) => Math.max(a, b)) }];
}

function revisions(list: string, releases: readonly unknown[] | undefined): Sample[] {
  return releases ? [{ family: REVISIONS, labels: { list }, value: releases.length }] : [];
}

function storedSamples(releases: readonly MeasuredRelease[]): Sample[] {
  return releases
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, MOST)
    .map(({ name, namespace, revision, bytes }) => ({
      family: STORED,
      labels: {
        release: shownName(name),
        namespace: shownName(namespace),
        revision: String(revision),
      },
      value: bytes,
    }));
}

export function callSamples({ evidence }: Judgement): Sample[] {
  return callsOf(evidence).flatMap(({ name, observation }) => [
    { family: SECONDS, labels: { call: name }, value: observation.ms / 1000 },
    { family: ANSWERED, labels: { call: name }, value: observation.ok ? 1 : 0 },
  ]);
}
