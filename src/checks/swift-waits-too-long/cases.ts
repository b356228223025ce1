import { NO_ARGUMENTS, runs } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, swiftPod } from '../../../test/judge/cluster-evidence.js';
import { ok, type Overrides } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith } from '../../../test/terminal/with-arguments.js';

const waits = (time: string) => runs({ values: { 'tiller-timeout': time } });
const byDefault = (swift: string | null): Overrides =>
  inCluster({ swift: { pods: ok([swiftPod({ claimedVersion: null })]) } }, { swift });

export const cases: readonly Case[] = [
  {
    code: 'swift-waits-too-long',
    raisedBy: waits('5m0s'),
    says: [
      'Swift waits 5 minutes for Tiller, but ends each request after 30 seconds',
      'Pod swift-1 runs with that --tiller-timeout.',
    ],
    silentOn: ['default'],
    is: { outcome: 'warn', hop: 'swift->tiller', certainty: 'certain' },
    notBy: waits('30s'),
    otherwise: 'pass',
  },
  {
    code: 'swift-waits-too-long',
    raisedBy: waits('60s'),
    says: ['Swift waits 1 minute for Tiller'],
    notBy: waits('0s'),
    otherwise: 'pass',
  },
  {
    code: 'swift-waits-too-long',
    raisedBy: waits('90s'),
    says: ['Swift waits 90 seconds for Tiller'],
    notBy: {},
    otherwise: "skipped: Swift's URL was given, so the run did not look for Swift.",
  },
  {
    // By default, from 0.7.1 on.
    code: 'swift-waits-too-long',
    raisedBy: byDefault('0.9.0'),
    says: ['runs without --tiller-timeout, so the default of its version applies'],
    silentOn: ['that --tiller-timeout'],
    notBy: byDefault('0.7.0'),
    otherwise: 'pass',
  },
  {
    // The default is not known if the versions that it can be differ in it.
    code: 'swift-waits-too-long',
    raisedBy: byDefault('0.11.1'),
    notBy: byDefault(null),
    otherwise: 'pass',
  },
  {
    // A shell script hides what the pod runs with.
    code: 'swift-waits-too-long',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod()]) } }),
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ arguments: { ...NO_ARGUMENTS, readable: false } })]) },
    }),
    otherwise: 'unknown: A shell script or a variable hides the arguments of pod swift-1.',
  },
  {
    code: 'swift-waits-too-long',
    raisedBy: waits('31s'),
    says: ['Swift waits 31 seconds'],
    notBy: inCluster({ swift: { pods: ok([]) } }),
    otherwise: "skipped: Swift's Service selects no pod.",
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-waits-too-long': (stage) =>
    runsWith(stage, ['--connector=incluster', '--tiller-insecure-skip-verify']),
};
