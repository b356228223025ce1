// What was seen, as metrics: sizes of messages and releases, and what each call took.
import type { MeasuredRelease } from '../evidence/types.js';
import { shownName } from '../checks/shared/words.js';
import type { Judgement } from '../judge/judge.js';
import { callsOf } from './calls.js';
import type { Family, Sample } from './openmetrics-text.js';

const MESSAGE: Family = {
  name: 'swiftcheck_largest_message_bytes',
  unit: 'bytes',
  help: 'The largest answer that was seen on a hop: a message of gRPC, or a body of HTTP.',
};
const REVISIONS: Family = {
  name: 'swiftcheck_listed_revisions',
  help: 'How many stored revisions the list gave, asked for directly or through Swift.',
};
const STORED: Family = {
  name: 'swiftcheck_revision_bytes',
  unit: 'bytes',
  help: 'Encoded bytes of the largest stored revisions, twenty at most.',
};
const SECONDS: Family = {
  name: 'swiftcheck_call_seconds',
  unit: 'seconds',
  help: 'What a call took, whatever came of it.',
};
const ANSWERED: Family = {
  name: 'swiftcheck_call_answered',
  help: 'Whether a call got the answer that it was made for.',
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

function revisions(way: string, releases: readonly unknown[] | undefined): Sample[] {
  return releases ? [{ family: REVISIONS, labels: { way }, value: releases.length }] : [];
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
