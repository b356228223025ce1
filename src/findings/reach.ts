// Findings about endpoints that cannot be reached, or are not what they should be.
import type { Entry, Explanation } from './types.js';
import { answered, quoted } from './words.js';

export interface EndpointFacts {
  readonly endpoint: 'Tiller' | 'Swift';
  /** `HOST:PORT` or URL. */
  readonly address: string;
  /** One sentence of ours, or the other side's words. */
  readonly message: string;
  /** The first error of the transport. */
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

const TILLER_ADDRESS = 'kubectl -n kube-system port-forward deploy/tiller-deploy 44134:44134';

function seen(facts: EndpointFacts): string[] {
  const theirs = facts.httpStatus !== undefined || facts.grpcCode !== undefined;
  return [
    theirs ? answered(facts) : facts.message,
    ...(facts.transportError === undefined || facts.message.includes(facts.transportError)
      ? []
      : [`First error: ${quoted(facts.transportError)}`]),
  ];
}

function endpoint(
  holds: string,
  fails: (facts: EndpointFacts) => string,
  rest: (facts: EndpointFacts) => Omit<Explanation, 'seen' | 'certainty'>,
) {
  return {
    severity: 'fail',
    unexamined: true,
    holds,
    fails,
    explain: (facts: EndpointFacts) => ({
      seen: seen(facts),
      certainty: 'measured',
      ...rest(facts),
    }),
  } as const satisfies Entry<EndpointFacts>;
}

const flags = ({ endpoint: name }: EndpointFacts) =>
  name === 'Tiller'
    ? { ca: '--tls-verify --tls-ca-cert FILE', client: '--tls-cert FILE --tls-key FILE' }
    : { ca: '--cacert FILE', client: '--cert FILE --key FILE' };

export const REACH_FINDINGS = {
  'tiller-unreachable': endpoint(
    'Tiller answers',
    ({ address }) => `Tiller cannot be reached at ${address}`,
    () => ({
      cause: 'The call failed on its way, before any question of versions or sizes.',
      next: [
        `Tiller listens inside the cluster: ${TILLER_ADDRESS}`,
        'kubectl -n kube-system get pods -l app=helm,name=tiller',
      ],
    }),
  ),
  'not-a-tiller': endpoint(
    'What answers is a Tiller',
    ({ address }) => `What answers at ${address} is not a Tiller`,
    () => ({
      cause: 'The port is open but does not speak the gRPC service of Tiller.',
      next: ["Tiller's gRPC port is 44134 (44135 is HTTP for probes and metrics).", TILLER_ADDRESS],
    }),
  ),
  'swift-unreachable': endpoint(
    'Swift answers',
    ({ address }) => `Swift cannot be reached at ${address}`,
    () => ({
      cause: 'The call failed on its way, before Swift or Tiller could say anything.',
      next: [
        'Swift listens on 9855 (plaintext) and 50055 (TLS) in its pod; its Service uses those or 80 and 443.',
        'kubectl get svc,endpoints --all-namespaces -l app=swift',
      ],
    }),
  ),
  'not-a-swift': endpoint(
    'What answers is a Swift',
    ({ address }) => `What answers at ${address} is not a Swift`,
    () => ({
      cause: "The answer is not in Swift's form, so another server or a proxy gave it.",
      next: [
        'Give --swift the URL before /tiller/v2/…, for an API server up to and including /proxy.',
      ],
    }),
  ),
  'out-of-time': endpoint(
    'The run had time for every endpoint',
    ({ endpoint: name }) => `The run was over before ${name} answered`,
    () => ({
      cause: 'The run as a whole is bounded (--max-time), and was over or was interrupted.',
      next: ['Run it again with a longer --max-time.'],
    }),
  ),
  unauthorized: endpoint(
    'The credentials are accepted',
    ({ address }) => `The credentials are not accepted at ${address}`,
    () => ({
      cause:
        'The server in front of Swift (usually the Kubernetes API server) wants to know who asks.',
      next: [
        'Pass --token or --token-file, or --cert and --key, of an account that is valid there.',
      ],
    }),
  ),
  'forbidden-by-rbac': endpoint(
    'RBAC lets the account through to Swift',
    () => 'The Kubernetes API server forbids the way to Swift',
    () => ({
      cause:
        "This is a Kubernetes Status object: RBAC refused it. Swift's own 403 for size looks alike but has a gRPC code.",
      next: [
        'Grant the account `get` (and for --size `create`) on services/proxy of that Service.',
      ],
    }),
  ),
  'service-missing': endpoint(
    'The Service of the URL exists',
    () => 'There is no such Service',
    () => ({
      cause: 'The Kubernetes API server knows no Service of that name in that namespace.',
      next: ['kubectl get svc --all-namespaces -l app=swift'],
    }),
  ),
  'service-without-endpoints': endpoint(
    'The Service has an endpoint that is ready',
    () => "Swift's Service has no endpoint that is ready",
    () => ({
      cause:
        'No pod behind the Service is ready, or the URL names no port although the port has a name.',
      next: [
        'kubectl get endpoints --all-namespaces -l app=swift',
        'Write the port into the URL: …/services/NAME:PORT/proxy',
      ],
    }),
  ),
  'service-wrong-scheme': endpoint(
    'The API server speaks the scheme that Swift speaks',
    () => "The API server cannot talk to Swift's port",
    () => ({
      cause:
        'With `https:` before the name of the Service the API server speaks TLS to it; without, plaintext.',
      next: ['Add or remove that `https:` in …/services/[https:]NAME:PORT/proxy.'],
    }),
  ),
  'tls-required': endpoint(
    'Plaintext is what the port speaks',
    ({ endpoint: name }) => `${name} speaks TLS, and this connection is plaintext`,
    ({ endpoint: name }) => ({
      cause: 'The port takes TLS connections only.',
      next: [name === 'Tiller' ? 'Add --tls (or --tls-verify).' : 'Write https:// in the URL.'],
    }),
  ),
  'tls-not-spoken': endpoint(
    'TLS is what the port speaks',
    ({ endpoint: name }) => `${name} speaks plaintext, and this connection is TLS`,
    ({ endpoint: name }) => ({
      cause: 'The port does not speak TLS.',
      next: [name === 'Tiller' ? 'Leave out --tls and --tls-verify.' : 'Write http:// in the URL.'],
    }),
  ),
  'tls-untrusted': endpoint(
    'The certificate is trusted',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not trusted`,
    (facts) => ({
      cause: 'It was not issued by an authority that this run was told to trust.',
      next: [`Pass the authority that issued it: ${flags(facts).ca}`],
    }),
  ),
  'tls-name-mismatch': endpoint(
    'The certificate is for the name that was asked for',
    ({ endpoint: name }) => `The certificate of ${name}'s address is for another name`,
    ({ endpoint: name }) => ({
      cause: 'The certificate does not name the host that was connected to.',
      next: [
        name === 'Tiller'
          ? 'Name one of its names with --tls-hostname NAME.'
          : 'Use one of its names in the URL.',
      ],
    }),
  ),
  'tls-expired': endpoint(
    'The certificate is valid today',
    ({ endpoint: name }) => `The certificate of ${name}'s address is not valid today`,
    () => ({
      cause: 'It has expired or is not valid yet, or the clock of one side is wrong.',
      next: ['Issue it anew, and restart the pod that serves it.'],
    }),
  ),
  'tls-client-certificate-rejected': endpoint(
    'The client certificate is accepted',
    ({ endpoint: name }) => `${name} does not accept this client's certificate`,
    (facts) => ({
      cause:
        'The server wants a client certificate of its own authority, and got none or another one.',
      next: [`Pass one that was issued by that authority: ${flags(facts).client}`],
    }),
  ),
  'tls-failed': endpoint(
    'The TLS handshake succeeds',
    ({ endpoint: name }) => `The TLS handshake with ${name} fails`,
    () => ({
      cause: 'The two sides found no way to speak TLS with each other.',
      next: ['Look at the first error; `openssl s_client -connect HOST:PORT` shows more.'],
    }),
  ),
  'swift-cannot-reach-tiller': {
    severity: 'fail',
    holds: 'Swift reaches its Tiller',
    fails: ({ httpStatus }: EndpointFacts) =>
      httpStatus === undefined
        ? 'Swift is up, but its call to Tiller was not answered in time'
        : 'Swift is up but cannot reach its Tiller',
    explain: (facts: EndpointFacts) => ({
      seen: [
        ...seen(facts),
        "Swift's gateway itself answers: it is the call to Tiller that does not.",
      ],
      certainty: 'likely',
      cause:
        'Tiller is down or slow, is not where Swift looks for it, or speaks TLS where Swift does not (or the reverse). Swift 0.7.1 and newer try for five minutes, ten times longer than their own HTTP limit, so callers get no answer at all.',
      next: [
        'kubectl -n kube-system get pods -l app=helm,name=tiller',
        "Compare Swift's --connector, --tiller-endpoint (HOST:PORT without http://) and --tiller-insecure-skip-verify with Tiller.",
        'Set --tiller-timeout=10s on Swift, so that callers see an error instead of silence.',
      ],
    }),
  },
  'swift-gateway-cannot-reach-itself': {
    severity: 'fail',
    holds: "Swift's gateway reaches Swift's own server",
    fails: () => "Swift's gateway cannot reach Swift's own server",
    explain: (facts: EndpointFacts) => ({
      seen: seen(facts),
      certainty: 'likely',
      cause:
        'The gateway calls 127.0.0.1 inside its own pod: with --plaintext-addr on another address nothing listens there; with TLS switched on it does not trust its own certificate.',
      next: [
        'Let --plaintext-addr name a port only (":9855").',
        'With TLS: run Swift with SSL_CERT_FILE=<its authority> and --api-domain=<a name of its certificate>, or end TLS before it.',
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;
