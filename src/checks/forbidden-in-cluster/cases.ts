import type { Case } from '../../../test/judge/case.js';
import {
  inCluster,
  refused,
  missing,
  noTiller,
  noSwift,
  NAMESPACE,
  FORWARD_FAILS,
} from '../../../test/judge/cluster-evidence.js';
import { writeKubeconfig, contextOf } from '../../../test/support/kube/kubeconfig.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ pods: refused('list', 'pods') }),
    // What only adds to the picture is not needed.
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }),
  },
  {
    // A grant would be one to everybody who reaches the API server.
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ pods: refused('list', 'pods', { user: 'system:anonymous' }) }),
    says: ['choose another context'],
    silentOn: ['swiftcheck rbac'],
    notBy: inCluster({ swift: { pods: refused('list', 'pods', { user: 'system:anonymous' }) } }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({ services: refused('list', 'services') }),
    notBy: noSwift({ services: missing('services'), asked: `${NAMESPACE}/helm-api` }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: refused('get', 'pods/portforward') }),
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({
      ...{ chosen: `${NAMESPACE}/helm-api`, via: 'port-forward', pods: refused('list', 'pods') },
    }),
    notBy: inCluster({}),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'forbidden-in-cluster': async (stage) => {
    const jane = {
      name: 'jane',
      rules: [{ verbs: ['get', 'list'], resources: ['services', 'services/proxy'] }],
    };
    const { kube } = await stage.cluster({
      ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' },
      users: { tokens: { 'token-of-hers': jane } },
    });
    const file = stage.file('config', '');
    writeKubeconfig(file, [contextOf(kube, 'token-of-hers')]);
    return ['versions', '--kubeconfig', file];
  },
};
