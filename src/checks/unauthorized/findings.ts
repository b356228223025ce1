// A server that lets the account of this run no further: it is not known, or RBAC forbids the call. Several
// checks raise `unauthorized`.
import type { SwiftTarget } from '../../evidence/types.js';
import type { Definitions } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { serviceOf } from '../shared/service-url.js';
import { refusedUser, subjectOf } from '../shared/subject.js';
import { IN_PLACE_OF_SWIFT, told } from '../shared/told.js';

declare module '../define.js' {
  interface FindingFacts {
    unauthorized: EndpointFacts;
    'forbidden-by-rbac': EndpointFacts;
  }
}

const UP_TO_PROXY =
  'The URL is not that of a service proxy: give it up to and including …/services/NAME:PORT/proxy.';

const OF_KUBECONFIG = {
  cause:
    'The API server takes the credentials of the kubeconfig for nobody that it knows. The usual reasons: a token or client certificate that has expired, or that belongs to another cluster.',
  steps: [
    'kubectl get pods with the same context fails alike; log in again, or renew the kubeconfig.',
  ],
};

const REFUSED: Record<SwiftTarget['credentials'], string> = {
  none: 'It wants to know who asks, and this run sent no credential.',
  token:
    'It does not accept the token of this run. The usual reasons: the token has expired, or belongs to another cluster.',
  header: 'It does not accept the Authorization or Cookie header of this run.',
  'client-certificate': 'It takes the client certificate of this run for nobody that it knows.',
};

export const UNAUTHORIZED = {
  unauthorized: endpointFinding(
    'The credentials are accepted',
    ({ address, credentials, endpoint: name }) =>
      name === 'API server'
        ? `The API server does not accept the credentials of the kubeconfig at ${address}`
        : credentials === 'none'
          ? `Credentials are asked for at ${address}`
          : `The credentials are not accepted at ${address}`,
    ({ credentials = 'none', endpoint: name, message }) =>
      name === 'API server'
        ? OF_KUBECONFIG
        : (told(IN_PLACE_OF_SWIFT, message) ?? {
            cause: `The server in front of Swift (usually the Kubernetes API server) answered this. ${REFUSED[credentials]}`,
            steps: [
              `Pass ${credentials === 'none' ? 'a token' : 'another token'} with --token-file: kubectl -n NAMESPACE create token NAME (before Kubernetes 1.24 it is in the Secret of the service account).`,
              'Or --cert and --key of an account that is valid there.',
            ],
          }),
  ),
} satisfies Definitions<'unauthorized'>;

export const FORBIDDEN_BY_RBAC = {
  'forbidden-by-rbac': endpointFinding(
    'RBAC lets the account through to Swift',
    () => 'The Kubernetes API server forbids the way to Swift',
    (facts) => ({
      cause:
        "This is a Kubernetes Status object: RBAC refused it. Swift's own 403 for size looks alike but has a gRPC code.",
      steps: allow(facts),
    }),
  ),
} satisfies Definitions<'forbidden-by-rbac'>;

function allow({ address, message }: EndpointFacts): string[] {
  const service = serviceOf(address);
  if (!service) return [UP_TO_PROXY];
  const user = refusedUser(message);
  if (user === 'system:anonymous') {
    return [
      'Pass credentials: --token-file, or --cert and --key. The call came as system:anonymous.',
    ];
  }
  return [
    `swiftcheck rbac --feature service-proxy --swift-namespace ${service.namespace} --subject ${subjectOf(user)} | kubectl apply -f -`,
    'For the dry run of --size also --feature dry-run.',
  ];
}
