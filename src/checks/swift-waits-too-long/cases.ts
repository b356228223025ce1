import { NO_ARGUMENTS, runs } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, swiftPod } from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-waits-too-long',
    raisedBy: runs({ values: { 'tiller-timeout': '5m0s' } }),
    notBy: runs({ values: { 'tiller-timeout': '30s' } }),
  },
  {
    // By default, from 0.7.1 on.
    code: 'swift-waits-too-long',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod()]) } }, { swift: '0.9.0' }),
    notBy: inCluster({ swift: { pods: ok([swiftPod()]) } }, { swift: '0.7.0' }),
  },
  {
    // A shell script hides what the pod runs with.
    code: 'swift-waits-too-long',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod()]) } }),
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ arguments: { ...NO_ARGUMENTS, readable: false } })]) },
    }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-waits-too-long': (stage) =>
    runsWith(stage, ['--connector=incluster', '--tiller-insecure-skip-verify']),
};
