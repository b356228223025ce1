import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  swiftPod,
  refused,
  unasked,
  PULL,
} from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, TILLER } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }),
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ name: 'swift-0', trouble: PULL }), swiftPod()]) },
    }),
  },
  {
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }, unasked('kubernetes-status')),
  },
  {
    // Its Endpoints are written by hand.
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    notBy: inCluster({ swift: { pods: ok([]) } }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-not-ready': (stage) =>
    pods(stage, TILLER, kube.swiftPod({ trouble: { waiting: 'CrashLoopBackOff', restarts: 7 } })),
};
