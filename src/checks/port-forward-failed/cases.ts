import type { Case } from '../../../test/judge/case.js';
import { ok } from '../../../test/judge/evidence.js';
import {
  inCluster,
  tillerPod,
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

export const cases: Case[] = [
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

const said = (message: string) => at('api-server->tiller', 'port-forward', { message });
const REFUSED = said(
  'error forwarding port 44134 to pod tiller-1, uid : exit status 1: socat E connect(5, AF=2 127.0.0.1:44134, 16): Connection refused',
);
const onOtherPort = (forward: typeof REFUSED) => {
  const pod = tillerPod();
  const pods = ok([{ ...pod, settings: { ...pod.settings, listen: ':44999' } }]);
  return noTiller({ pods, chosen: 'tiller-1', forward }, 'port-forward');
};
cases.push(
  {
    // A pod of that name is not there to forward a port of.
    code: 'port-forward-failed',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: said('pods "tiller-1" not found') }),
    says: ['The pod was deleted after the run had found it', 'Run it again.'],
    silentOn: ['port-forward'],
    is: { certainty: 'likely' },
    notBy: inCluster({}),
  },
  {
    code: 'port-forward-failed',
    raisedBy: onOtherPort(REFUSED),
    says: [
      'Tiller runs with `--listen=:44999`, and swiftcheck forwards port 44134.',
      / port-forward pod\/tiller-1 44134:44999$/m,
    ],
    is: { certainty: 'likely' },
    notBy: inCluster({}),
  },
  {
    code: 'port-forward-failed',
    raisedBy: onOtherPort(FORWARD_FAILS),
    silentOn: ['--listen'],
    notBy: inCluster({}),
  },
);

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
