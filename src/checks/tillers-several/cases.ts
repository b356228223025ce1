import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, tillerPod, PULL } from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, CURED_PODS } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'tillers-several',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod(), tillerPod({ name: 'tiller-2' })]) } }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod(), tillerPod({ name: 'tiller-2', trouble: PULL })]) },
    }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tillers-several': (stage) =>
    pods(stage, ...CURED_PODS, kube.tillerPod({ name: 'tiller-deploy-second' })),
};
