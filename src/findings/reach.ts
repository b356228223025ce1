// Findings about endpoints that cannot be reached, or are not what they should be.
import { endpoint, seen, type EndpointFacts } from './endpoint.js';
import type { Entry } from './types.js';

const TILLER_ADDRESS = 'kubectl -n kube-system port-forward deploy/tiller-deploy 44134:44134';

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
