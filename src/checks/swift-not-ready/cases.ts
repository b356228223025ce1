import * as kube from '../../../test/support/kube/objects.js';
import { runs } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  service,
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
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ trouble: PULL })]) } },
      unasked('kubernetes-status'),
    ),
    says: ['No pod of Swift is ready: its image cannot be pulled', 'kube-system/swift-1, image'],
    silentOn: ['all the same'],
    is: { outcome: 'fail', hop: 'api-server->swift' },
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ name: 'swift-0', trouble: PULL }), swiftPod()]) },
    }),
    otherwise: 'pass',
  },
  {
    // The call passed the hop.
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }),
    says: ['Swift answers all the same: one of these pods answers'],
    is: { outcome: 'fail', hop: null, follows: null },
    notBy: inCluster({}),
    otherwise: 'pass',
  },
  {
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    says: [
      "Swift's Service kube-system/helm-api selects no pod",
      'Service kube-system/helm-api has no selector',
      '-n kube-system get services,deployments,pods',
    ],
    is: { hop: 'api-server->swift', certainty: 'possible' },
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }, unasked('kubernetes-status')),
    otherwise: /^unknown: pods is forbidden/,
  },
  {
    code: 'swift-not-ready',
    raisedBy: inCluster(
      {
        swift: {
          pods: ok([]),
          services: ok([service({ pods: [], externalName: 'swift.example' })]),
        },
      },
      unasked('kubernetes-status'),
    ),
    says: [
      "Swift's Service kube-system/helm-api selects no pod",
      'stands for another name, here swift.example.',
    ],
    silentOn: ['Deployment', 'selector'],
    is: { certainty: 'certain' },
    notBy: inCluster({}),
    otherwise: 'pass',
  },
  {
    // Its Endpoints are written by hand.
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    notBy: inCluster({ swift: { pods: ok([]) } }),
    otherwise: 'skipped: Service kube-system/helm-api selects no pod, yet it answers.',
  },
  {
    // A program that ends at its start.
    code: 'swift-not-ready',
    raisedBy: runs({ values: { connector: 'tiller' } }, unasked('kubernetes-status'), {
      trouble: { kind: 'crash-loop', reason: 'CrashLoopBackOff', message: '' },
    }),
    is: { follows: 'swift-connector-unknown' },
    notBy: runs({}),
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-not-ready': (stage) =>
    pods(stage, TILLER, kube.swiftPod({ trouble: { waiting: 'CrashLoopBackOff', restarts: 7 } })),
};
