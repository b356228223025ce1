// Texts about a Tiller or a Swift that is not reached.
import {
  change,
  describeTiller,
  look,
  NAME_TILLER_TO_SWIFT,
  NAMESPACE_OF_TILLER,
  PODS_EVERYWHERE,
  PROBE,
  setTillerImage,
  tillerPods,
  VERSIONS,
} from '../steps.js';
import { GATEWAY_NOT_THROUGH } from '../causes.js';
import { gatewayAsksSwift } from '../remedies-tiller.js';
import type { Phrase } from '../types.js';
import { swifts } from '../../knowledge/describe.js';
import { SWIFT_FLAGS } from '../../knowledge/swift-flags.js';

const SERVICES = look(
  "Look for Tiller's Services in all namespaces.",
  'kubectl get service --all-namespaces -l app=helm,name=tiller',
);
const INSTALL = change(
  'Or install Tiller. X.Y.Z is the version.',
  'helm init --tiller-image ghcr.io/helm/tiller:vX.Y.Z',
);

export const REACH_PHRASES: readonly Phrase[] = [
  {
    id: 'gateway-on-another-address',
    // Where a reason follows, or another client quotes the status, the text is read in layers.
    pattern: /(?<!desc = \\{0,3}"?)all SubConns are in TransientFailure(?! ?, ?l)/,
    saidBy: "Swift's gateway",
    hops: ['gateway->swift', 'client->tiller'],
    decides: "Whose answer it is: Swift's, as JSON with a code, or that of helm or another client.",
    cause: GATEWAY_NOT_THROUGH,
    certainty: 'likely',
    findings: ['swift-gateway-cannot-reach-itself', 'swift-list-failed'],
    steps: gatewayAsksSwift('not-connected'),
  },
  {
    id: 'no-tiller-service',
    pattern: /failed to detect tiller address: not found|no tiller service found/,
    saidBy: 'Swift',
    hops: ['swift->kubernetes'],
    cause: 'No Service carries the labels app=helm,name=tiller by which Swift looks for Tiller.',
    certainty: 'certain',
    findings: ['swift-cannot-reach-tiller', 'swift-list-failed'],
    steps: [SERVICES, change("Put those labels on Tiller's Service."), NAME_TILLER_TO_SWIFT],
  },
  {
    id: 'several-tiller-services',
    pattern: /multiple tiller services found: (?<services>[^"\\\n]{1,200})/,
    saidBy: 'Swift',
    hops: ['swift->kubernetes'],
    cause:
      "More than one Service carries Tiller's labels, and none, or several, in Swift's own namespace.",
    certainty: 'certain',
    findings: ['swift-cannot-reach-tiller', 'swift-list-failed', 'tillers-differ'],
    steps: [
      SERVICES,
      change('Run Swift (0.7.3 or newer) in the namespace of Tiller.'),
      NAME_TILLER_TO_SWIFT,
    ],
  },
  {
    id: 'no-tiller-pods',
    pattern: /no tiller pod\(s\) found/,
    saidBy: 'Swift with the kubeconfig connector',
    hops: ['swift->kubernetes'],
    cause:
      'No pod carries the labels app=helm,name=tiller in the cluster of that context. (Where several do, Swift takes the first, ready or not.)',
    certainty: 'certain',
    findings: ['swift-cannot-reach-tiller', 'swift-list-failed'],
    steps: [PODS_EVERYWHERE, change("Correct Swift's --kube-context."), INSTALL],
  },
  {
    id: 'no-connector',
    pattern: /failed to detect connector/,
    saidBy: 'Swift, at its start',
    hops: ['cluster'],
    cause: '--connector is missing or misspelt; `appscode` is named in the help but not built in.',
    certainty: 'certain',
    findings: ['swift-unreachable'],
    steps: [change('Use --connector=incluster, direct or kubeconfig.')],
  },
  {
    id: 'unknown-flag',
    pattern: /unknown flag: --(?<flag>[\w-]+)/,
    // Helm, kubectl and others say the same of flags of theirs.
    when: ({ flag = '' }) => Object.hasOwn(SWIFT_FLAGS, flag),
    saidBy: 'Swift, at its start',
    hops: ['cluster'],
    cause: ({ flag = '' }) =>
      `This version of Swift has no flag --${flag}. Flags were renamed: --analytics and --enable-analytics with 0.8.1, --tiller-cacert-file and --tiller-ca-file between 0.7.2 and 0.7.3.`,
    certainty: 'likely',
    findings: ['swift-unreachable'],
    steps: [look('Read the flags of this version.', 'swift run --help')],
  },
  {
    id: 'tiller-not-found-by-helm',
    pattern: /could not find tiller\b|Found 0 tiller pods/,
    saidBy: 'helm, or a program that looks for Tiller as helm does',
    hops: ['client->tiller'],
    cause:
      'No pod with the labels app=helm,name=tiller in the namespace that helm looks into, or another context.',
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    steps: [
      PODS_EVERYWHERE,
      look('See which cluster helm asks.', 'kubectl config current-context'),
      NAMESPACE_OF_TILLER,
      INSTALL,
    ],
  },
  {
    id: 'no-ready-tiller',
    pattern:
      /could not find a ready tiller pod|timeout reached while waiting for helm Tiller to be ready/,
    saidBy: 'helm, or a program that runs helm',
    hops: ['cluster'],
    cause:
      "Tiller's pod is there but not ready: its image cannot be pulled, it is pending, or it crashes.",
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    steps: (_groups, scene) => [PODS_EVERYWHERE, describeTiller(scene)],
  },
  {
    id: 'tiller-image-gone',
    pattern:
      /(?:Failed to pull image|Back-off pulling image) \\?"(?<image>\S*kubernetes-helm\/tiller\S*?)\\?"(?::[^\n]{0,300}?(?<reason>request canceled|i\/o timeout|TLS handshake timeout|connection refused|no such host|no route to host|connection reset by peer))?|Project kubernetes-helm has been deleted/,
    saidBy: 'the kubelet, in the events of the pod',
    hops: ['cluster'],
    cause: ({ reason }) =>
      `${reason === undefined ? '' : `The node does not reach the registry of the image (${reason}). `}The registry that held the images of Tiller was removed in 2021${reason === undefined ? '' : ', so that the image needs another registry also when the node reaches this one'}.`,
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    steps: ({ image = '', reason }, scene) => [
      setTillerImage(scene, /:([^:@]+)$/.exec(image)?.[1]),
      ...(reason === undefined
        ? []
        : [look('Let the node reach a registry, or load the image onto the node.')]),
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
    rank: 'note',
    steps: [look('Let helm say what failed.', 'helm version --debug'), VERSIONS],
  },
  {
    id: 'init-wait-failed',
    pattern: /tiller was not found\. polling deadline exceeded|could not ping Tiller/,
    saidBy: 'helm init --wait',
    hops: ['cluster'],
    cause: 'Tiller was not ready in time, or does not answer.',
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    rank: 'symptom',
    steps: (_groups, scene) => [describeTiller(scene), VERSIONS],
  },
  {
    id: 'swift-deadline',
    pattern: /"code":\s*(?:4|2),\s*"message":\s*"context deadline exceeded"/,
    saidBy: `Swift (code 4: ${swifts(({ dialTimedOut }) => dialTimedOut.grpcCode === 4)}; code 2: ${swifts(({ dialTimedOut }) => dialTimedOut.grpcCode === 2)})`,
    hops: ['swift->tiller'],
    cause:
      'Swift did not reach Tiller in the time of --tiller-timeout: Tiller is down, is elsewhere, or the two do not agree on TLS, which shows no other text.',
    certainty: 'likely',
    findings: [
      ...['swift-cannot-reach-tiller', 'swift-list-failed'],
      ...['tls-required', 'tls-not-spoken', 'tls-untrusted'],
    ],
    rank: 'symptom',
    steps: (_groups, scene) => [
      tillerPods(scene),
      look(
        "Compare Swift's --connector, --tiller-endpoint (HOST:PORT without http://) and --tiller-insecure-skip-verify with Tiller. The log of Swift names the address and the reason.",
      ),
      VERSIONS,
    ],
  },
  {
    id: 'empty-reply',
    pattern: /\(52\) Empty reply from server|\bERR_EMPTY_RESPONSE\b/,
    saidBy: 'curl or a browser, of Swift',
    hops: ['swift->tiller', 'swiftcheck->swift'],
    cause:
      'Swift closed the connection without an answer: 30 s after the request, whatever it was doing. Either it still tried to reach Tiller (five minutes by default), or the call takes longer, and then goes on behind the closed connection.',
    certainty: 'likely',
    findings: ['swift-cannot-reach-tiller', 'swift-slow', 'tiller-slow'],
    rank: 'symptom',
    steps: [
      VERSIONS,
      change(
        'Set --tiller-timeout=10s on Swift, so that callers see an error; do not install with wait through Swift.',
      ),
    ],
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
    steps: [
      look(
        'Do not use wait through Swift; ask for the status afterwards. This time cannot be changed by a flag.',
      ),
      PROBE,
    ],
  },
  {
    id: 'no-reflection',
    pattern: /server does not support the reflection API/,
    saidBy: 'grpcurl or another generic client of gRPC',
    hops: ['client->tiller'],
    rank: 'note',
    cause:
      'Harmless: Tiller answers, and does not list its services. A generic client needs the definitions of Helm 2 (hapi/services/tiller.proto).',
    certainty: 'likely',
    findings: [],
    steps: [VERSIONS],
  },
  {
    id: 'canceled',
    pattern:
      /\bcontext canceled\b|(?:desc = \\{0,3}"?|"message": ?"|http2: |stream error: )client disconnected\b|code = Canceled desc = |StatusCode\.CANCELLED|Channel shutdown(?:Now)? invoked|\bCANCELLED: /,
    saidBy: 'a client or a server whose caller went away',
    hops: ['client->tiller', 'swift->tiller'],
    rank: 'symptom',
    cause:
      'The caller ended the call itself: it was interrupted, or its own time was over. The text is a consequence; what made the caller wait comes before it.',
    certainty: 'likely',
    findings: ['tiller-slow', 'swift-slow'],
    steps: [VERSIONS, PROBE],
  },
  {
    id: 'too-many-pings',
    pattern: /too_many_pings|ENHANCE_YOUR_CALM/,
    saidBy: 'helm or another client of Tiller',
    hops: ['client->tiller'],
    cause: `The server ended the connection because the client pings more often than it allows. Helm 2.8.0 and newer pings every 30 s; Tiller 2.8.0 and 2.8.1 allow one ping in 5 min, newer ones one in 20 s. The call that ran was cut off; Tiller did not crash.`,
    certainty: 'likely',
    findings: ['tiller-unreachable'],
    steps: (_groups, scene) => [
      look('See both versions.', 'helm version'),
      setTillerImage(scene),
      look('Let a client of your own ping no more often than every 30 s.'),
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
    findings: [
      ...['tls-required', 'tls-client-certificate-rejected', 'tiller-unreachable'],
      'tiller-list-failed',
    ],
    rank: 'symptom',
    steps: (_groups, scene) => [
      describeTiller(scene),
      VERSIONS,
      look(
        'If the text comes at once and Tiller speaks TLS, use --tls with certificate and key.',
        'helm version --tls',
      ),
    ],
  },
];
