import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  at,
  refused,
  unanswered,
  noTiller,
  noSwift,
  NAMESPACE,
  FORWARD_FAILS,
} from '../../../test/judge/cluster-evidence.js';
import { versions } from '../../../test/terminal/in-cluster.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'port-forward-failed',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
    notBy: noTiller({ chosen: 'tiller-1', forward: refused('get', 'pods/portforward') }),
  },
  {
    // Opened, and broken by the first connection.
    code: 'port-forward-failed',
    raisedBy: inCluster({}, unanswered('port-forward')),
    notBy: inCluster({}, unanswered('closed')),
  },
  {
    code: 'port-forward-failed',
    raisedBy: noSwift({
      ...{ chosen: `${NAMESPACE}/helm-api`, via: 'port-forward' },
      forward: at('api-server->swift', 'port-forward', { message: 'lost connection' }),
    }),
    notBy: inCluster({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'port-forward-failed': (stage) =>
    versions(stage, {
      portForwardTrouble: {
        'tiller-deploy-5c4d7f8b9-abcde': {
          fails:
            'error forwarding port 44134 to pod tiller-deploy-5c4d7f8b9-abcde, uid : unable to do port forwarding: socat not found.',
        },
      },
    }),
};
