// Lines of logs: crashes with the function that crashed, and lines that are harmless.
import {
  change,
  describeTiller,
  look,
  PROBE,
  setTillerImage,
  tillerLogBefore,
  VERSIONS,
} from '../steps.js';
import { tillers } from '../../knowledge/describe.js';
import type { Phrase } from '../types.js';

/** Defects of versions that end Tiller, by the function that the panic names. */
const KNOWN_PANICS: readonly {
  readonly in: RegExp;
  readonly says: string;
  readonly fixed: string;
}[] = [
  {
    in: /kube\.getSelectorFromObject/,
    says: `It is a defect of Tiller ${tillers(({ version }) => ['2.16.4', '2.16.5'].includes(version))}, on status and upgrade.`,
    fixed: '2.16.6',
  },
];

export const LOG_PHRASES: readonly Phrase[] = [
  {
    id: 'tiller-panic',
    pattern:
      /(?<!Cannot initialize Kubernetes connection: [^\n]{0,400})panic: (?<what>[^\n]{1,200}?)(?= goroutine| \[|\n|$)(?:(?!panic: )[\s\S]){0,6000}?(?<function>(?:k8s\.io\/helm\/(?:pkg|cmd)\/[\w./-]{1,80}?|main(?=[\s\S]{0,6000}k8s\.io\/helm\/))(?:\.\(\*?\w{1,60}\))?\.\w{1,60}(?:\.func\d{1,3})*)(?=\(|\s|$)/,
    saidBy: "Tiller's log",
    hops: ['cluster'],
    cause: ({ what = '', function: where = '' }) =>
      `Tiller crashed in ${where}: ${what}. ${KNOWN_PANICS.find((known) => known.in.test(where))?.says ?? 'It is a defect of this version of Tiller, or a record that Tiller cannot read.'} Its callers see a connection that ends ("transport is closing", EOF).`,
    certainty: 'certain',
    findings: ['tiller-not-ready', 'tiller-unreachable'],
    steps: ({ function: where = '' }, scene) => [
      look('See which version of Tiller runs.', 'helm version'),
      tillerLogBefore(scene),
      setTillerImage(scene, KNOWN_PANICS.find((known) => known.in.test(where))?.fixed),
    ],
  },
  {
    id: 'go-panic',
    pattern:
      /(?<!Cannot initialize Kubernetes connection: [^\n]{0,400})(?:panic: |PANIC[: ]+(?=[^: ]))(?!context deadline exceeded|rpc error: |(?:Get|Post|Put|Delete) \\?"?https?:|dial (?:tcp|udp)|x509: )(?<what>[^\n]{1,200}?)(?= goroutine| \[|\n|$)/,
    saidBy: 'a Go program (Tiller or Swift) that ended',
    hops: ['cluster'],
    decides:
      'The names of functions below the line: those of Tiller begin with k8s.io/helm, those of Swift with github.com/appscode/swift or kubepack/swift.',
    cause: ({ what = '' }) =>
      `The program crashed: ${what}. It is no answer to a request. Its callers see a connection that ends ("transport is closing", EOF).`,
    certainty: 'possible',
    findings: ['tiller-not-ready', 'swift-not-ready'],
    steps: (_groups, scene) => [tillerLogBefore(scene), describeTiller(scene)],
  },
  {
    id: 'tiller-killed-for-memory',
    pattern:
      /OOMKilled|signal: killed|Memory cgroup out of memory|fatal error: runtime: out of memory/,
    saidBy: 'the kubelet, or the kernel of the node',
    hops: ['cluster'],
    cause:
      'The container was killed for its memory. Its log says nothing of that. Tiller reads every stored revision for each list, so that its memory grows with the number and the size of revisions.',
    certainty: 'likely',
    findings: ['tiller-not-ready', 'history-unbounded', 'tiller-slow'],
    steps: (_groups, scene) => [
      describeTiller(scene),
      change('Raise the memory limit of the container, and let Tiller keep fewer revisions.'),
    ],
  },
  {
    id: 'transport-broken',
    pattern:
      /(?:transport: )?http2Client\.notifyError got notified that the client transport was broken (?<reason>[^\n"]{1,160}?\.?)(?=[ "\n]|$)/,
    saidBy: 'a client of Tiller with gRPC 1.2 to 1.6 (helm 2.7 and older)',
    hops: ['client->tiller'],
    rank: 'symptom',
    cause:
      'The connection to Tiller ended during the call: Tiller crashed or was killed for its memory, or speaks TLS where the client speaks plaintext, or the port-forward broke.',
    certainty: 'likely',
    findings: ['tiller-list-failed', 'tiller-unreachable'],
    steps: (_groups, scene) => [tillerLogBefore(scene), describeTiller(scene)],
  },
  {
    id: 'answer-not-taken',
    pattern:
      /grpc: Server\.process(?:Unary|Streaming)RPC failed to write (?:status|response)?:? ?(?:connection error: desc = \\{0,3}"[^"\n]{1,160}"|[^\n]{1,160})/,
    saidBy: 'the log of a gRPC server: Tiller, or another one',
    hops: ['client->tiller', 'swift->tiller'],
    decides: 'The lines of the caller at the same time: they say why it left.',
    rank: 'symptom',
    cause:
      'The server had its answer, and the connection of its caller was closed by then: the caller ended the call, its time was over, or something between the two dropped the connection.',
    certainty: 'likely',
    findings: ['tiller-slow', 'swift-slow'],
    steps: [VERSIONS, PROBE],
  },
  {
    id: 'gateway-note',
    pattern: /[Ff]ailed to extract ServerMetadata from context/,
    saidBy: "Swift's gateway, in its log",
    hops: ['gateway->swift'],
    rank: 'note',
    cause:
      'The gateway writes this line for each call that failed. It is harmless, and names no cause: the cause is another line of the log, or the answer of the call.',
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        "Read what else Swift's log says. SWIFT is the pod of Swift.",
        'kubectl -n kube-system logs SWIFT --tail=100',
      ),
    ],
  },
];
