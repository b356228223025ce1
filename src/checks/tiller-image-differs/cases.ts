import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, tillerPod } from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, SWIFT } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: 'v2.14.3' })]) } }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ claimedVersion: '2.13.0', image: 'mirror:5000/tiller' })]) },
    }),
  },
  {
    // `latest` or a digest claims nothing.
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: 'v2.13.1' })]) } }),
    notBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: null })]) } }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-image-differs': (stage) =>
    pods(stage, SWIFT, kube.tillerPod({ image: 'mirror:5000/tiller:v2.14.3' })),
};
