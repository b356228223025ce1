import * as kube from '../../../test/support/kube/objects.js';
import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  tillerPod,
  refused,
  noTiller,
  PULL,
  ELSEWHERE,
} from '../../../test/judge/cluster-evidence.js';
import { ok } from '../../../test/judge/evidence.js';
import { pods, PULLING, SWIFT } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: ok([]), elsewhere: ok([]) }),
    notBy: noTiller({ pods: ok([]), elsewhere: ELSEWHERE }),
  },
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: ok([]), elsewhere: refused('list', 'pods') }),
    notBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
  },
  {
    code: 'tiller-elsewhere',
    raisedBy: noTiller({ pods: ok([]), elsewhere: ELSEWHERE }),
    notBy: noTiller({ pods: ok([]), elsewhere: ok([]) }),
  },
  {
    code: 'tiller-not-ready',
    raisedBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ name: 'tiller-0', trouble: PULL }), tillerPod()]) },
    }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-missing': (stage) => pods(stage, SWIFT),
  'tiller-elsewhere': (stage) => pods(stage, SWIFT, kube.tillerPod({ namespace: 'tiller-world' })),
  'tiller-not-ready': (stage) => pods(stage, SWIFT, kube.tillerPod({ trouble: PULLING })),
};
