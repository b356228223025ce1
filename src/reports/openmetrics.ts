// The run as metrics: verdict, findings, sizes against their limits, and what the calls took.
import type { Judgement } from '../judge/judge.js';
import { limitSamples } from './openmetrics-limits.js';
import { callSamples, sizeSamples } from './openmetrics-seen.js';
import { exposition, type Family, type Sample } from './openmetrics-text.js';
import { findingSamples } from './openmetrics-findings.js';
import { swiftLabel, tillerLabel } from './subjects.js';
import { targetsOf } from './targets.js';
import { standingAlone, type Render } from './types.js';
import { utcTime } from '../util/time.js';

const RUN: Family = {
  name: 'swiftcheck_run_info',
  help: 'The command, with the versions of swiftcheck, Tiller and Swift. Always 1.',
};
const START: Family = {
  name: 'swiftcheck_run_start_timestamp_seconds',
  unit: 'seconds',
  help: 'When the run began, as Unix time.',
};
const EXIT_CODE: Family = {
  name: 'swiftcheck_exit_code',
  help: '0: passed. 1: failed. 3: incomplete, nothing failed, but not everything was examined.',
};
const VERDICT: Family = {
  name: 'swiftcheck_verdict',
  help: '1 for the verdict of the run, 0 for each other verdict.',
};
/** By exit code: warnings that do not count are no failure of the run. */
const VERDICTS: Record<Judgement['exitCode'], string> = {
  0: 'passed',
  1: 'failed',
  3: 'incomplete',
};

export const openmetricsReport: Render = (reports) => {
  const alone = standingAlone(reports) !== null;
  const samples = targetsOf(reports).flatMap(({ title, judgement }) =>
    samplesOf(judgement).map((sample) =>
      alone ? sample : { ...sample, labels: { target: title, ...sample.labels } },
    ),
  );
  return exposition(samples);
};

function samplesOf(judgement: Judgement): Sample[] {
  const { evidence, exitCode } = judgement;
  const { lab, tool, command } = evidence;
  const started = utcTime(evidence.startedAt);
  return [
    {
      family: RUN,
      labels: {
        version: tool.version,
        command,
        lab: lab ? `swift@${lab.swift},tiller@${lab.tiller}` : '',
        tiller: tillerLabel(judgement),
        swift: swiftLabel(judgement),
      },
      value: 1,
    },
    ...(started === null ? [] : [{ family: START, labels: {}, value: Date.parse(started) / 1000 }]),
    { family: EXIT_CODE, labels: {}, value: exitCode },
    ...Object.entries(VERDICTS).map(([code, word]) => ({
      family: VERDICT,
      labels: { verdict: word },
      value: Number(code) === exitCode ? 1 : 0,
    })),
    ...findingSamples(judgement),
    ...sizeSamples(judgement),
    ...limitSamples(judgement),
    ...callSamples(judgement),
  ];
}
