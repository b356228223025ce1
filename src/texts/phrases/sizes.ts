// Texts about messages that are too large.
import { DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_MESSAGE_LIMIT } from '../../knowledge/limits.js';
import type { RequestRefusal } from '../../knowledge/types.js';
import { formatCount, formatExactSize } from '../../util/bytes.js';
import { change, keepFewer, look, PROBE, UNINSTALL, VERSIONS } from '../steps.js';
import type { Groups, Phrase } from '../types.js';
import { swifts, tillers } from '../../knowledge/describe.js';

/** `4,639,744 bytes against 4.0 MiB (4,194,304 bytes)`. */
function numbers({ messageBytes, limitBytes }: Groups): string {
  return `${formatCount(Number(messageBytes))} bytes against ${formatExactSize(Number(limitBytes))}`;
}

const tillerHop = swifts(
  (release) => release.tillerReceiveLimitBytes === DEFAULT_GRPC_RECEIVE_LIMIT,
);
const gatewayHop = swifts(
  (release) => release.gatewayReceiveLimitBytes === DEFAULT_GRPC_RECEIVE_LIMIT,
);
const wideTillerHop = swifts((release) => release.tillerReceiveLimitBytes === TILLER_MESSAGE_LIMIT);
const requestHop = swifts(
  (release) =>
    release.requestLimitBytes === DEFAULT_GRPC_RECEIVE_LIMIT &&
    release.requestRefusal === 'larger than max',
);
const unlimitedSenders = tillers((release) => release.sendLimitBytes === null);
const oneMessageSenders = tillers(
  (release) => release.sendLimitBytes !== null && release.listDelivery === 'one message',
);
const chunkSenders = tillers((release) => release.listDelivery === 'chunks');

const SMALLER_CHART = change(
  'Take large files out of the chart: archives, .git, packages of its own. Name them in .helmignore.',
);
const SIZE_OF_CHART = look(
  'See how large the chart is. CHART is its folder.',
  'helm package CHART && ls -l *.tgz',
);

/** The letters that four bytes of a length are; `null`: they are a number. */
function lettersOf({ messageBytes }: Groups): string | null {
  const bytes = Buffer.alloc(4);
  const length = Number(messageBytes);
  if (!(length > 0 && length < 2 ** 32)) return null;
  bytes.writeUInt32BE(length);
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? bytes.toString('latin1') : null;
}

function isLength(groups: Groups): boolean {
  return lettersOf(groups) === null;
}

/** Sizes and limits as the gRPC of Go, of C and Node, and of Java names them. */
const LARGER =
  /(?:larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>\d+)\)|message exceeds maximum size (?<limitBytes_java>\d+): (?<messageBytes_java>\d+)|Frame size (?<messageBytes_older>\d+) exceeds maximum: (?<limitBytes_older>\d+))/;

/** etcd's client: clientv3/options.go, defaultMaxCallSendMsgSize. */
const ETCD_SEND_LIMIT = 2 * 1024 * 1024;
const KNOWN_LIMITS: ReadonlySet<number> = new Set([
  ...[DEFAULT_GRPC_RECEIVE_LIMIT, TILLER_MESSAGE_LIMIT, ETCD_SEND_LIMIT],
]);

export const SIZE_PHRASES: readonly Phrase[] = [
  {
    id: 'page-read-as-message',
    pattern: LARGER,
    when: (groups) => !isLength(groups),
    saidBy: 'a client of gRPC',
    hops: ['client->tiller', 'swift->tiller'],
    cause: (groups) =>
      `No message of this size was sent: ${formatCount(Number(groups['messageBytes']))} are the letters "${lettersOf(groups) ?? ''}" of a text, read as a length. What answers there speaks HTTP and no gRPC: a proxy, a balancer or an ingress, or the address is that of another server. Limits are not concerned.`,
    certainty: 'certain',
    findings: ['not-a-tiller'],
    steps: [
      look(
        'Read what answers there in plain HTTP. HOST:PORT is the address of the client.',
        'curl -sS http://HOST:PORT/',
      ),
      look('Ask port 44134 of the Service of Tiller, in the cluster or through a port-forward.'),
    ],
  },
  {
    id: 'received-over-client-limit-c-core',
    pattern:
      /\bReceived message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>\d+)\)|message exceeds maximum size (?<limitBytes_java>\d+): (?<messageBytes_java>\d+)|Frame size (?<messageBytes_older>\d+) exceeds maximum: (?<limitBytes_older>\d+)/,
    when: isLength,
    saidBy:
      'a client of Tiller in another language than Go: Python, Ruby, C or Node (pyhelm, Ansible), or Java',
    hops: ['client->tiller'],
    cause: (found) =>
      `A message of Tiller is larger than this client takes: ${numbers(found)}. It is the client's own limit; neither Swift nor Tiller refused anything.`,
    certainty: 'likely',
    findings: [],
    steps: [
      PROBE,
      look(
        'Raise the limit of the client: grpc.max_receive_message_length, in Java maxInboundMessageSize.',
      ),
      look('Ask for fewer releases at once (limit and offset).'),
    ],
  },
  {
    id: 'received-over-4-mib',
    pattern:
      /grpc: received message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>4194304)\)/,
    when: isLength,
    saidBy: `Swift ${gatewayHop}`,
    hops: ['swift->tiller', 'gateway->swift'],
    cause: (found) =>
      `A message was too large for its receiver: ${numbers(found)}. In Swift ${tillerHop} that is the hop to Tiller or the one inside Swift; in Swift ${wideTillerHop} only the one inside Swift, from its gateway to its own server. The text alone does not show which one: the first number is the size of the message that did not fit, and a probe compares it. On an install or upgrade it can be the request, of which Swift's own server takes no more either (${requestHop}). Swift words gRPC code 8 as HTTP 403; it has nothing to do with permissions.`,
    certainty: 'certain',
    findings: [
      'list-over-receive-limit',
      'list-over-gateway-limit',
      'list-over-unknown-limit',
      'content-over-limit',
      'payload-over-limit',
      'payload-over-unary-limit',
    ],
    steps: (_groups, scene) => [
      PROBE,
      look('Read the limits of every version.', 'swiftcheck matrix'),
      look('List in parts: limit=N&sort_by=NAME&offset=NAME, or namespace=NAME.'),
      look('Ask Tiller directly: helm takes up to 20 MiB.', 'helm ls'),
      SMALLER_CHART,
      keepFewer(scene),
    ],
  },
  {
    id: 'client-received-over-4-mib',
    // Not what stands in Swift's error body.
    pattern:
      /(?:rpc error: code = ResourceExhausted desc = |Code: ResourceExhausted {1,9}Message: |(?<!\b[A-Z_]{5,30}: |message\\{0,9}": ?\\{0,9}"|desc = ))grpc: received message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>4194304)\)/,
    when: isLength,
    saidBy: 'helm 2.8.0 and 2.8.1, or another Go client of Tiller',
    hops: ['client->tiller'],
    cause: (found) =>
      `A message of Tiller is larger than this client takes: ${numbers(found)}. helm 2.8.0 and 2.8.1 left gRPC's limit at its default; 2.8.2 and newer take 20 MiB. Tiller refused nothing.`,
    certainty: 'likely',
    findings: [],
    steps: [
      look('See whether the client is 2.8.0 or 2.8.1.', 'helm version --client'),
      look('Use helm 2.8.2 or newer, best the version of Tiller.'),
      look('Until then ask for less.', 'helm ls --max 20'),
    ],
  },
  {
    id: 'received-over-20-mib',
    pattern:
      /grpc: received message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>20971520)\)/,
    when: isLength,
    saidBy: 'Tiller, of an install or upgrade; or helm or Swift, of an answer',
    hops: ['client->tiller', 'swift->tiller'],
    cause: (found) =>
      `A message was too large for its receiver: ${numbers(found)}. On an install or upgrade Tiller refuses chart and values together; on a list, content or history it is helm or Swift (${wideTillerHop}) in front of a Tiller without a limit for sending (${unlimitedSenders}).`,
    certainty: 'likely',
    findings: ['list-over-receive-limit', 'content-over-limit', 'payload-over-limit'],
    steps: [
      SIZE_OF_CHART,
      SMALLER_CHART,
      look('If an answer is too large, list in parts.', 'helm ls --max 20'),
      PROBE,
    ],
  },
  {
    id: 'message-length-exceeding',
    pattern:
      /received message length (?<messageBytes>\d+) exceeding the max size (?<limitBytes>\d+)/,
    saidBy: 'an older Tiller (or Swift), of an install or upgrade',
    hops: ['client->tiller', 'gateway->swift'],
    cause: (found) => {
      const limit = Number(found['limitBytes']);
      const refuses = (bytes: number | null, refusal: RequestRefusal) =>
        bytes === limit && refusal === 'length exceeding the max size';
      const of = [
        `Tiller ${tillers(({ receiveLimitBytes, requestRefusal }) => refuses(receiveLimitBytes, requestRefusal))}`,
        `Swift ${swifts(({ requestLimitBytes, requestRefusal }) => refuses(requestLimitBytes, requestRefusal))}`,
      ].filter((each) => !each.endsWith('none'));
      return `The request (of an install or upgrade: chart and values) is larger than its receiver takes: ${numbers(found)}. ${of.length > 0 ? `These have this limit and this text: ${of.join('; or ')}.` : 'No known version has this limit.'}`;
    },
    certainty: 'certain',
    findings: [],
    steps: [VERSIONS, SMALLER_CHART, change('Upgrade Tiller, or Swift if Swift refuses.')],
  },
  {
    id: 'unary-send-over-limit',
    pattern:
      /grpc: trying to send message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>20971520)\)/,
    saidBy: 'Tiller, answering content, history or a dry run',
    hops: ['client->tiller', 'swift->tiller'],
    cause: (found) =>
      `Tiller cannot send one answer that large: ${numbers(found)}. The words "grpc: trying" are those of a single answer: one release, or a whole history, which comes in one message.`,
    certainty: 'certain',
    findings: ['content-over-limit', 'payload-over-limit', 'payload-not-tried'],
    steps: (_groups, scene) => [
      look(
        'Ask for less of the history; over Swift ?max=5. NAME is the release.',
        'helm history NAME --max 5',
      ),
      PROBE,
      keepFewer(scene),
    ],
  },
  {
    id: 'list-send-over-limit',
    pattern:
      /trying to send message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>20971520)\)/,
    saidBy: 'Tiller, sending a list',
    hops: ['client->tiller', 'swift->tiller'],
    cause: (found) =>
      `Tiller cannot send this message of a list: ${numbers(found)}. Tiller ${oneMessageSenders} sends every list in one message; ${chunkSenders} cuts it between releases, so that one release alone (or its framing at the very limit) is too large.`,
    certainty: 'certain',
    findings: ['list-over-send-limit'],
    steps: (_groups, scene) => [
      PROBE,
      look('With a Tiller that sends lists in one message: list in parts.', 'helm ls --max 50'),
      change(
        'Find the large release, and upgrade it with a smaller chart. A stored revision stays too large until a limit of the history deletes it.',
      ),
      keepFewer(scene),
      UNINSTALL,
    ],
  },
  {
    id: 'etcd-client-limit',
    pattern:
      /trying to send message larger than max \((?<messageBytes>\d+) vs\.? (?<limitBytes>2097152)\)/,
    saidBy: 'the Kubernetes API server, of its own call to etcd',
    hops: ['tiller->storage'],
    cause: (found) =>
      `An object is larger than the API server sends to etcd: ${numbers(found)}. Tiller and Swift have no such limit. Usually the object is the stored revision: chart, values and manifest, gzipped and in base64.`,
    certainty: 'likely',
    findings: ['payload-not-tried', 'storage-near-limit'],
    steps: [SIZE_OF_CHART, SMALLER_CHART],
  },
  {
    id: 'other-limit',
    pattern: LARGER,
    when: (groups) => isLength(groups) && !KNOWN_LIMITS.has(Number(groups['limitBytes'])),
    saidBy: 'a program with gRPC that the text does not name',
    hops: ['client->tiller', 'swift->tiller'],
    decides: 'Whose log or output it is, and which limit was set for this program.',
    cause: (found) =>
      `A message was larger than a program takes or sends: ${numbers(found)}. No known version of Swift, Tiller or helm has this limit, so it was set by hand, or another program speaks.`,
    certainty: 'possible',
    findings: ['list-over-unknown-limit', 'tiller-list-failed', 'swift-list-failed'],
    steps: [PROBE, look('Read the limits of every version.', 'swiftcheck matrix')],
  },
];
