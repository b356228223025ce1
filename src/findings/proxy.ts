// Findings about what stands in front of Swift: above all the service proxy of a Kubernetes API server.
import type { SwiftTarget } from '../evidence/types.js';
import { endpoint, type EndpointFacts } from '../checks/shared/endpoint.js';
import { serviceOf } from '../checks/shared/service-url.js';
import { refusedUser, subjectOf } from '../checks/shared/subject.js';
import type { Entry } from './types.js';

const UP_TO_PROXY =
  'The URL is not that of a service proxy: give it up to and including …/services/NAME:PORT/proxy.';

const OF_KUBECONFIG = {
  cause:
    'The API server takes the credentials of the kubeconfig for nobody that it knows. The usual reasons: a token or client certificate that has expired, or that belongs to another cluster.',
  next: [
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

export const PROXY_FINDINGS = {
  unauthorized: endpoint(
    'The credentials are accepted',
    ({ address, credentials, endpoint: name }) =>
      name === 'API server'
        ? `The API server does not accept the credentials of the kubeconfig at ${address}`
        : credentials === 'none'
          ? `Credentials are asked for at ${address}`
          : `The credentials are not accepted at ${address}`,
    ({ credentials = 'none', endpoint: name }) =>
      name === 'API server'
        ? OF_KUBECONFIG
        : {
            cause: `The server in front of Swift (usually the Kubernetes API server) answered this. ${REFUSED[credentials]}`,
            next: [
              `Pass ${credentials === 'none' ? 'a token' : 'another token'} with --token-file: kubectl -n NAMESPACE create token NAME (before Kubernetes 1.24 it is in the Secret of the service account).`,
              'Or --cert and --key of an account that is valid there.',
            ],
          },
  ),
  'forbidden-by-rbac': endpoint(
    'RBAC lets the account through to Swift',
    () => 'The Kubernetes API server forbids the way to Swift',
    (facts) => ({
      cause:
        "This is a Kubernetes Status object: RBAC refused it. Swift's own 403 for size looks alike but has a gRPC code.",
      next: allow(facts),
    }),
  ),
  'service-missing': endpoint(
    'The Service of the URL exists',
    ({ address }) => {
      const service = serviceOf(address);
      if (service) {
        return `The API server finds no Service ${service.name} in namespace ${service.namespace}`;
      }
      // Of --swift-service it is NAMESPACE/NAME[:PORT].
      return address.includes('://')
        ? 'There is no such Service'
        : `There is no Service ${address.replace(/:.*$/, '')}`;
    },
    ({ address }) => {
      const service = serviceOf(address);
      return {
        cause: service
          ? 'There is no Service of that name in that namespace, or one without Endpoints: its service proxy answers both alike.'
          : 'The Kubernetes API server knows no Service of that name in that namespace.',
        next: [
          'kubectl get svc --all-namespaces -l app=swift',
          ...(service ? [`kubectl -n ${service.namespace} get svc,endpoints ${service.name}`] : []),
        ],
      };
    },
  ),
  'service-without-endpoints': endpoint(
    'The Service has an endpoint that is ready',
    (facts) =>
      lacksPort(facts)
        ? "Swift's Service has no such port"
        : "Swift's Service has no endpoint that is ready",
    (facts) => {
      const service = serviceOf(facts.address);
      const of = service ? `-n ${service.namespace}` : '-n NAMESPACE';
      const name = service?.name ?? 'NAME';
      return {
        cause: lacksPort(facts)
          ? 'The URL names a port that the Service does not have.'
          : facts.httpStatus === 404
            ? 'The Service is there, but no Endpoints of its name: it has no selector and nobody wrote them by hand, or its type is ExternalName, which the service proxy does not follow.'
            : service?.port === null
              ? 'The URL names no port, which works only where the port of the Service has no name; or no pod behind it is ready.'
              : 'No pod behind the Service is ready, or its port has another name than the URL says.',
        next: [
          `kubectl ${of} get svc,endpoints ${name} -o wide`,
          `kubectl ${of} get svc ${name} -o jsonpath='{.spec.ports[*].name}' shows what may stand for PORT in …/services/${name}:PORT/proxy.`,
        ],
      };
    },
  ),
  'service-wrong-scheme': endpoint(
    'The API server speaks the scheme that Swift speaks',
    () => "The API server cannot talk to Swift's port",
    ({ address }) => ({
      cause:
        'With `https:` before the name of the Service the API server speaks TLS to it; without, plaintext.',
      next: [rewritten(address)],
    }),
  ),
} satisfies Record<string, Entry<never>>;

function lacksPort({ message }: EndpointFacts): boolean {
  return message.includes('no service port');
}

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

function rewritten(address: string): string {
  const service = serviceOf(address);
  if (!service) return 'Add or remove that `https:` in …/services/[https:]NAME:PORT/proxy.';
  const port = service.port === null ? '' : `:${service.port}`;
  const path = (scheme: string) =>
    `…/namespaces/${service.namespace}/services/${scheme}${service.name}${port}/proxy`;
  return service.scheme === 'https'
    ? `Leave out \`https:\`: ${path('')}`
    : `Write \`https:\` before the name: ${path('https:')}`;
}
