import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster, tillerPod, PULL } from '../../../test/judge/cluster-evidence.js';
import { failed, ok } from '../../../test/judge/evidence.js';
import { pods, CURED_PODS } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

const TWO = ['tiller-deploy-5c7b8d9f6-abcde', 'tiller-deploy-5c7b8d9f6-fghij'];
const named = (...names: string[]) =>
  inCluster({ tiller: { pods: ok(names.map((name) => tillerPod({ name }))) } });

export const cases: readonly Case[] = [
  {
    code: 'tillers-several',
    raisedBy: named('tiller-1', 'tiller-2'),
    says: [
      'Tiller has 2 ready pods in namespace kube-system',
      'kube-system/tiller-2, image "ghcr.io/helm/tiller:v2.13.0": ready.',
      'and remove the Deployment that does not belong there.',
    ],
    silentOn: ['--replicas=1'],
    is: { outcome: 'warn', hop: null, certainty: 'certain' },
    notBy: inCluster({
      tiller: { pods: ok([tillerPod(), tillerPod({ name: 'tiller-2', trouble: PULL })]) },
    }),
    otherwise: 'pass',
  },
  {
    // Of one Deployment.
    code: 'tillers-several',
    raisedBy: named(...TWO),
    says: [/ -n kube-system scale deployment\/tiller-deploy --replicas=1$/m],
    silentOn: ['does not belong there'],
    notBy: inCluster({ tiller: { pods: ok([tillerPod({ trouble: PULL })]) } }),
    otherwise: 'skipped: No pod of Tiller is ready.',
  },
  {
    code: 'tillers-several',
    raisedBy: named(...TWO, 'other-5c7b8d9f6-abcde'),
    says: ['Tiller has 3 ready pods', 'does not belong there'],
    silentOn: ['--replicas=1'],
    notBy: inCluster({ tiller: { pods: failed('timeout') } }),
    otherwise: 'unknown: timeout.',
  },
  {
    code: 'tillers-several',
    raisedBy: named(...TWO),
    notBy: {},
    otherwise: "skipped: Tiller's address was given, so the run did not look for Tiller.",
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tillers-several': (stage) =>
    pods(stage, ...CURED_PODS, kube.tillerPod({ name: 'tiller-deploy-second' })),
};
