import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, swiftPod } from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, CURED_PODS } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-images-differ',
    raisedBy: inCluster({
      swift: { pods: ok([swiftPod(), swiftPod({ name: 'swift-2', image: 'swift:0.9.0' })]) },
    }),
    notBy: inCluster({ swift: { pods: ok([swiftPod(), swiftPod({ name: 'swift-2' })]) } }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-images-differ': (stage) =>
    pods(stage, ...CURED_PODS, kube.swiftPod({ name: 'swift-old', image: 'appscode/swift:0.9.0' })),
};
