// A server that rejects the account of this run: the account is unknown, or RBAC forbids the request. Several
// checks raise `unauthorized`.
import type { SwiftTarget } from '../../evidence/target.js';
import type { Definitions, Step } from '../define.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { grant } from '../shared/grant.js';
import { serviceOf } from '../shared/service-url.js';
import { IN_PLACE_OF_SWIFT, knownCause } from '../shared/known-cause.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    unauthorized: EndpointFacts;
    'forbidden-by-rbac': EndpointFacts;
  }
}

const ACCOUNT = 'NAMESPACE and NAME are those of a service account.';

const REFUSED: Record<SwiftTarget['credentials'], string> = {
  none: 'The server requires authentication, and this run sent no credential.',
  token:
    'The server rejected the token of this run. Usually the token has expired, or belongs to another cluster.',
  header: 'The server rejected the Authorization or Cookie header of this run.',
  'client-certificate': 'The server rejected the client certificate of this run.',
};

const EXPIRED =
  'The server answered an earlier call of this run, which sent the same credential. Usually the credential has expired since then.';

export const UNAUTHORIZED = {
  unauthorized: endpointFinding(
    'The server accepts the credentials',
    ({ address, credentials, endpoint: name }) =>
      name === 'API server'
        ? `The API server at ${address} rejects the credentials of the kubeconfig`
        : credentials === 'none'
          ? `The server at ${address} requires credentials`
          : `The server at ${address} rejects the credentials`,
    ({ credentials = 'none', acceptedBefore, endpoint: name, message }, shell) =>
      name === 'API server'
        ? {
            cause:
              'The API server rejected the credentials of the kubeconfig (401). Usually a token or a client certificate has expired, or belongs to another cluster.',
            certainty: 'likely',
            steps: [logInAgain(shell)],
          }
        : (knownCause(IN_PLACE_OF_SWIFT, { message }, shell) ?? {
            cause: `The server in front of Swift, usually the Kubernetes API server, sent this answer. ${acceptedBefore && credentials !== 'none' ? EXPIRED : REFUSED[credentials]}`,
            certainty:
              credentials === 'token' || (acceptedBefore && credentials !== 'none')
                ? 'likely'
                : 'certain',
            steps: shell.asKubeconfigUser
              ? [logInAgain(shell)]
              : [
                  look(
                    `Create a token, and give its file with \`--token-file\`. ${ACCOUNT} Before Kubernetes 1.24 the token is in the Secret of the service account.`,
                    shell.kubectl('NAMESPACE', ['create', 'token', 'NAME']),
                  ),
                  look('Or give a client certificate with `--cert` and `--key`.'),
                ],
          }),
  ),
} satisfies Definitions<'unauthorized'>;

function logInAgain(shell: Shell): Step {
  return look(
    'Log in again or renew the kubeconfig. kubectl fails until then.',
    shell.kubectl(null, ['get', 'pods']),
  );
}

export const FORBIDDEN_BY_RBAC = {
  'forbidden-by-rbac': endpointFinding(
    'RBAC lets the account through to Swift',
    () => 'RBAC denies the account access to Swift',
    (facts, shell) => ({
      cause:
        'The API server sent this answer (a Kubernetes Status object), not Swift. A 403 of Swift itself, about a size, has a gRPC code.',
      certainty: 'certain',
      steps: allow(facts, shell),
    }),
  ),
} satisfies Definitions<'forbidden-by-rbac'>;

function allow({ address, message }: EndpointFacts, shell: Shell): Step[] {
  const service = serviceOf(address);
  if (!service) {
    return [
      look(
        'The URL is not that of a service proxy. Give the URL up to and including `…/services/NAME:PORT/proxy`.',
      ),
    ];
  }
  return [
    grant(shell, ['--feature', 'service-proxy', '--swift-namespace', service.namespace], message),
  ];
}
