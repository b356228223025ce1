// Texts about a Tiller or a Swift that is not reached.
import { installTiller, setTillerImage } from '../checks/shared/tiller-commands.js';
import { GATEWAY, SEARCH, STORAGE } from '../checks/shared/told.js';
import { swifts } from './releases.js';
import type { Signature } from './types.js';

const BOTH = 'swiftcheck versions --tiller HOST:44134 --swift URL';
const PODS = 'kubectl get pods --all-namespaces -l app=helm,name=tiller';
const SERVICES = 'kubectl get svc --all-namespaces -l app=helm,name=tiller';

export const REACH_SIGNATURES: readonly Signature[] = [
  {
    id: 'gateway-on-another-address',
    ...GATEWAY.notThere,
    saidBy: "Swift's gateway",
    hops: ['gateway->swift'],
    findings: ['swift-gateway-cannot-reach-itself'],
    checks: [BOTH, 'kubectl -n kube-system get deploy -l app=swift -o jsonpath={..args}'],
  },
  {
    id: 'endpoint-with-scheme',
    pattern: /address https?:\/\/\S+: too many colons in address/,
    saidBy: "Swift's log",
    hops: ['swift->tiller'],
    cause:
      '--tiller-endpoint takes HOST:PORT. With http:// in front, as a guide shows it, no release works.',
    certainty: 'certain',
    findings: ['swift-cannot-reach-tiller'],
    checks: [BOTH],
    steps: ['Write --tiller-endpoint=HOST:44134.'],
  },
  {
    id: 'swift-without-api',
    ...SEARCH.withoutApi,
    saidBy: 'Swift',
    hops: ['swift->kubernetes'],
    findings: ['swift-cannot-reach-tiller'],
    checks: [BOTH],
  },
  {
    id: 'no-tiller-service',
    ...SEARCH.noService,
    saidBy: 'Swift',
    hops: ['swift->kubernetes'],
    findings: ['swift-cannot-reach-tiller'],
    checks: [SERVICES],
  },
  {
    id: 'several-tiller-services',
    ...SEARCH.severalServices,
    saidBy: 'Swift',
    hops: ['swift->kubernetes'],
    findings: ['swift-cannot-reach-tiller', 'tillers-differ'],
    checks: [SERVICES],
  },
  {
    id: 'no-tiller-pods',
    ...SEARCH.noPod,
    saidBy: 'Swift with the kubeconfig connector',
    hops: ['swift->kubernetes'],
    findings: ['swift-cannot-reach-tiller'],
    checks: [PODS],
  },
  {
    id: 'no-connector',
    pattern: /failed to detect connector/,
    saidBy: 'Swift, at its start',
    hops: ['cluster'],
    cause: '--connector is missing or misspelt; `appscode` is named in the help but not built in.',
    certainty: 'certain',
    findings: ['swift-unreachable'],
    checks: ['kubectl -n kube-system logs -l app=swift --tail=20'],
    steps: ['Use --connector=incluster, direct or kubeconfig.'],
  },
  {
    id: 'unknown-flag',
    pattern: /unknown flag: (?<flag>--[\w-]+)/,
    saidBy: 'Swift, at its start',
    hops: ['cluster'],
    cause: ({ flag = '' }) =>
      `This release has no flag ${flag}. Flags were renamed: --analytics and --enable-analytics with 0.8.1, --tiller-cacert-file and --tiller-ca-file between 0.7.2 and 0.7.3.`,
    certainty: 'likely',
    findings: ['swift-unreachable'],
    checks: ['swift run --help'],
    steps: ['Use the name that the help of that release shows.'],
  },
  {
    id: 'tiller-not-found-by-helm',
    pattern: /could not find tiller\b/,
    saidBy: 'helm',
    hops: ['client->tiller'],
    cause:
      'No pod with the labels app=helm,name=tiller in the namespace that helm looks into, or another context.',
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: [PODS, 'kubectl config current-context'],
    steps: [
      'Name its namespace: --tiller-namespace or TILLER_NAMESPACE.',
      installTiller('Or install Tiller.'),
    ],
  },
  {
    id: 'no-ready-tiller',
    pattern: /could not find a ready tiller pod/,
    saidBy: 'helm',
    hops: ['cluster'],
    cause:
      "Tiller's pod is there but not ready: its image cannot be pulled, it is pending, or it crashes.",
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: [PODS, 'kubectl -n kube-system describe pods -l app=helm,name=tiller'],
    steps: ['Mend what the events of the pod say.'],
  },
  {
    id: 'tiller-image-gone',
    pattern:
      /Failed to pull image \\?"(?<image>\S*kubernetes-helm\/tiller\S*?)\\?"|Project kubernetes-helm has been deleted/,
    saidBy: 'the kubelet, in the events of the pod',
    hops: ['cluster'],
    cause: 'The registry that held the images of Tiller was removed in 2021.',
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: ['kubectl -n kube-system get deploy tiller-deploy -o jsonpath={..image}'],
    steps: ({ image = '' }) => [
      setTillerImage('Name the image of the Helm project.', /:([^:@]+)$/.exec(image)?.[1] ?? null),
    ],
  },
  {
    id: 'cannot-connect-to-tiller',
    pattern: /cannot connect to Tiller/,
    saidBy: 'helm version',
    hops: ['client->tiller'],
    cause:
      'helm version says this of every failure; what failed, often TLS, shows with --debug only.',
    certainty: 'likely',
    findings: ['tiller-unreachable', 'tls-required', 'tls-client-certificate-rejected'],
    checks: [BOTH, 'helm version --debug'],
    steps: ['Where Tiller speaks TLS: helm version --tls.'],
  },
  {
    id: 'init-wait-failed',
    pattern: /tiller was not found\. polling deadline exceeded|could not ping Tiller/,
    saidBy: 'helm init --wait',
    hops: ['cluster'],
    cause: 'Tiller was not ready in time, or does not answer.',
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: [PODS, BOTH],
    steps: ['Look at the events of its pod.'],
  },
  {
    id: 'swift-deadline',
    pattern: /"code":\s*(?:4|2),\s*"message":\s*"context deadline exceeded"/,
    saidBy: `Swift (code 4: ${swifts(({ dialTimedOut }) => dialTimedOut.grpcCode === 4)}; code 2: ${swifts(({ dialTimedOut }) => dialTimedOut.grpcCode === 2)})`,
    hops: ['swift->tiller'],
    cause:
      'Swift did not reach Tiller in the time of --tiller-timeout: Tiller is down, is elsewhere, or the two do not agree on TLS, which shows no other text.',
    certainty: 'likely',
    findings: ['swift-cannot-reach-tiller', 'tls-required', 'tls-not-spoken', 'tls-untrusted'],
    checks: [BOTH, PODS],
    steps: ["Probe Tiller from where Swift runs; compare Swift's --tiller-* flags with it."],
  },
  {
    id: 'empty-reply',
    pattern: /\(52\) Empty reply from server/,
    saidBy: 'curl, of Swift',
    hops: ['swift->tiller', 'swiftcheck->swift'],
    cause:
      'Swift closed the connection without an answer: 30 s after the request, whatever it was doing. Either it still tried to reach Tiller (five minutes by default), or the call takes longer, and then goes on behind the closed connection.',
    certainty: 'likely',
    findings: ['swift-cannot-reach-tiller', 'swift-slow', 'tiller-slow'],
    checks: [BOTH, 'swiftcheck probe --tiller HOST:44134 --swift URL'],
    steps: ['Set --tiller-timeout=10s on Swift; do not install with wait through it.'],
  },
  {
    id: 'swift-write-timeout',
    pattern: /Failed to write response: write tcp \S+: i\/o timeout/,
    saidBy: "Swift's log",
    hops: ['swiftcheck->swift'],
    cause:
      'The call took longer than the 30 s that Swift allows an answer. It was carried out; only the answer is lost.',
    certainty: 'certain',
    findings: ['swift-slow'],
    checks: ['swiftcheck probe --tiller HOST:44134 --swift URL'],
    steps: [
      'Do not use wait through Swift; ask for the status afterwards. No flag changes that time.',
    ],
  },
  {
    id: 'transport-is-closing',
    pattern: /transport is closing/,
    saidBy: 'helm or another client of Tiller',
    hops: ['client->tiller'],
    cause:
      'At once: Tiller speaks TLS and the client plaintext, or refuses its certificate. After a while: Tiller crashed or was killed for its memory, a load balancer ended an idle connection, or Tiller 2.8.0 and 2.8.1 met a helm that pings more often than they allow.',
    certainty: 'likely',
    findings: ['tls-required', 'tls-client-certificate-rejected', 'tiller-unreachable'],
    checks: [BOTH, 'kubectl -n kube-system describe pods -l app=helm,name=tiller'],
    steps: ['At once: helm --tls with certificate and key. Later: look for restarts of the pod.'],
  },
  {
    id: 'kubernetes-unreachable-from-here',
    pattern:
      /Get \\?"?http:\/\/localhost:8080\/(?!api\/v1\/namespaces\/[^/]+\/(?:configmaps|secrets))|connection to the server localhost:8080 was refused/,
    saidBy: 'helm or kubectl on this machine',
    hops: ['client->tiller'],
    cause: 'There is no kubeconfig, or its current context is empty, so localhost:8080 was tried.',
    certainty: 'certain',
    findings: [],
    checks: ['kubectl config get-contexts'],
    steps: ['Set KUBECONFIG or --kube-context.'],
  },
  {
    id: 'deadline',
    pattern: /context deadline exceeded/,
    saidBy: 'helm or another client of Tiller',
    hops: ['client->tiller'],
    cause:
      'Tiller was not reached in time. Usual causes: HELM_HOST without a port, `localhost` that means IPv6 while the tunnel is IPv4, TLS on one side only or a certificate that does not verify, a proxy from HTTPS_PROXY, or a wrong host.',
    certainty: 'likely',
    findings: [
      'tiller-unreachable',
      'tls-required',
      'tls-not-spoken',
      'tls-untrusted',
      'tls-name-mismatch',
    ],
    checks: [BOTH, 'env | grep -i -E "helm_host|proxy"'],
    steps: ['Write HOST:44134 and 127.0.0.1 instead of localhost; add the Service to NO_PROXY.'],
  },
  {
    id: 'storage-timeout',
    ...STORAGE.unreachable,
    saidBy: 'Tiller (or another pod)',
    hops: ['tiller->storage'],
    findings: ['tiller-slow', 'tiller-list-failed'],
    checks: [
      'swiftcheck probe --tiller HOST:44134 --swift URL',
      'kubectl -n kube-system get pods -o wide',
    ],
  },
];
