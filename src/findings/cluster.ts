// Findings about the API server, through which both endpoints are found and reached.
import type { ForbiddenRequest } from '../evidence/types.js';
import { visible } from '../util/safe-text.js';
import { endpoint } from '../checks/shared/endpoint.js';
import { refusedUser, subjectOf } from '../checks/shared/subject.js';
import type { Entry } from './types.js';
import { answered } from '../checks/shared/words.js';

export interface ForbiddenFacts {
  /** What it keeps from being found or reached. */
  readonly endpoint: 'Tiller' | 'Swift';
  readonly asked: ForbiddenRequest;
  readonly httpStatus: number;
  readonly message: string;
  /** Of `swiftcheck rbac`. */
  readonly feature: string;
}

export const CLUSTER_FINDINGS = {
  'api-server-unreachable': endpoint(
    'The Kubernetes API server answers',
    ({ address }) => `The Kubernetes API server cannot be asked at ${address}`,
    () => ({
      cause:
        'Each endpoint without a given address is looked for through the API server, so it was not examined.',
      next: [
        'kubectl version --request-timeout=10s, with the same kubeconfig and context.',
        'Or give the addresses: --tiller HOST:PORT and --swift URL.',
      ],
    }),
  ),
  'context-unusable': endpoint(
    'The context of the kubeconfig can be used',
    () => 'The context of the kubeconfig cannot be used',
    () => ({
      cause: 'The kubeconfig does not say where this cluster is, or as whom to ask it.',
      next: [
        'kubectl config view shows what the contexts name; kubectl fails with this one alike.',
      ],
    }),
  ),
  'credentials-unavailable': endpoint(
    'The kubeconfig yields credentials',
    () => 'The kubeconfig yields no credentials for the cluster',
    () => ({
      cause: 'What the kubeconfig names for this user, a program or a file, did not yield them.',
      next: [
        'kubectl get pods with the same context shows the message of that program, or about that file.',
      ],
    }),
  ),
  'forbidden-in-cluster': {
    severity: 'fail',
    unexamined: true,
    holds: 'The account may do in the cluster what it takes to reach this endpoint',
    fails: ({ endpoint: name, asked }: ForbiddenFacts) =>
      `${name} cannot be reached: the account may not ${asked.verb} ${asked.resource} ${where(asked)}`,
    explain: ({ asked, httpStatus, message, feature }: ForbiddenFacts) => ({
      seen: [answered({ httpStatus, message })],
      certainty: 'measured',
      cause: `The API server's RBAC allows this account no ${asked.verb} on ${asked.resource} ${where(asked)}.`,
      next: [
        `swiftcheck rbac --feature ${feature}${namespaceFlags(asked)} --subject ${subjectOf(refusedUser(message))} | kubectl apply -f - (by somebody who may).`,
        'Or give the address that you know: --tiller HOST:PORT, --swift URL.',
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;

function namespaceFlags({ namespace }: ForbiddenRequest): string {
  return namespace === null || namespace === 'kube-system'
    ? ''
    : ` --tiller-namespace ${visible(namespace)} --swift-namespace ${visible(namespace)}`;
}

function where({ namespace, resource }: ForbiddenRequest): string {
  if (resource.startsWith('/')) return '';
  return namespace === null ? 'in all namespaces' : `in namespace ${visible(namespace)}`;
}
