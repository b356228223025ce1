import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { behindApiServer, kubernetesStatus, swiftError } from '../../../test/judge/evidence.js';
import { withStatus } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const ANONYMOUS =
  'services "helm-api" is forbidden: User "system:anonymous" cannot get resource "services/proxy" in API group "" in the namespace "kube-system"';

const PROXY = 'https://kube.example/api/v1/namespaces/kube-system/services/helm-api:http/proxy';

export const cases: readonly Case[] = [
  {
    code: 'unauthorized',
    raisedBy: behindApiServer(401, 'Unauthorized'),
    notBy: behindApiServer(403, 'forbidden'),
  },
  {
    // The service proxy takes no other credentials than those of the kubeconfig.
    code: 'unauthorized',
    raisedBy: inCluster({}, behindApiServer(401, 'Unauthorized')),
    says: ['Log in again or renew the kubeconfig.'],
    silentOn: ['--token-file', '--cert'],
    notBy: inCluster({}, {}),
    otherwise: 'pass',
  },
  {
    code: 'forbidden-by-rbac',
    raisedBy: inCluster({}, { ...behindApiServer(403, ANONYMOUS), url: PROXY }),
    says: ['choose another context'],
    silentOn: ['--token-file', '--cert'],
    notBy: inCluster({}, {}),
    otherwise: 'pass',
  },
  {
    // The version was answered before.
    code: 'unauthorized',
    raisedBy: { viaApiServer: true, swiftList: kubernetesStatus(401, 'Unauthorized') },
    notBy: { viaApiServer: true, swiftList: kubernetesStatus(404, 'not found') },
  },
  {
    code: 'forbidden-by-rbac',
    raisedBy: behindApiServer(
      403,
      'services "helm-api" is forbidden: User "jane" cannot get resource "services/proxy" in API group "" in the namespace "kube-system"',
    ),
    // Swift's own 403 is a size, not a permission.
    notBy: { viaApiServer: true, swiftList: swiftError(403, 8, 'grpc: something') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  unauthorized: (stage) => withStatus(stage, 401, 'Unauthorized', 'Unauthorized'),
  'forbidden-by-rbac': (stage) =>
    withStatus(
      stage,
      403,
      'Forbidden',
      'services "helm-api:http" is forbidden: User "jane" cannot get resource "services/proxy" in API group "" in the namespace "kube-system"',
    ),
};
