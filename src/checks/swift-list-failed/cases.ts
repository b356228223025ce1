import type { Case } from '../../../test/judge/case.js';
import { at, inCluster, unanswered } from '../../../test/judge/cluster-evidence.js';
import {
  EMPTY_ERROR,
  SMALL,
  failed,
  kubernetesStatus,
  ok,
  shown,
  swiftError,
  tillerError,
  tooLarge,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { swiftFront } from '../../../test/support/fronts.js';
import { LIST, small, swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';
const OVERLOADED =
  'the server has received too many requests and has asked us to try again later (get configmaps)';
const tooLargeText = (bytes: number) =>
  `grpc: received message larger than max (${bytes} vs. 4194304)`;
const SENDING = 'trying to send message larger than max (20971521 vs. 20971520)';
const NO_LIST = 'HTTP 200, but with an array.';

const OTHER_TILLER = { viaSwift: 'v2.16.1' };
const REFUSED_STORAGE = { swiftList: swiftError(500, 2, FORBIDDEN) };
const NO_LIST_TITLE = "The answer to Swift's list request is not a list";
const FORWARDED = { via: 'port-forward', forward: ok({ pod: 'swift-1', port: 9855 }) } as const;
const forwarded = (swiftList: NonNullable<Overrides['swiftList']>) =>
  inCluster({ swift: FORWARDED }, { swiftList, viaApiServer: false });
/** The search for Tiller did not reach the API server. */
const apiServerGone = (swiftList: NonNullable<Overrides['swiftList']>) =>
  inCluster(
    { tiller: { pods: at('swiftcheck->api-server', 'refused'), chosen: null } },
    { ...unanswered('refused'), swiftList },
  );
const NO_ENDPOINTS = kubernetesStatus(503, 'no endpoints available for service "helm-api"');
const SLOW_TILLER = failed('timeout', { hop: 'swiftcheck->tiller' });

export const cases: readonly Case[] = [
  {
    code: 'swift-list-failed',
    raisedBy: REFUSED_STORAGE,
    says: [
      'Swift cannot list the releases',
      'HTTP 500, gRPC code 2',
      "Tiller's own account, system:serviceaccount:kube-system:default, may not list its storage",
      'This run used no kubeconfig',
    ],
    is: { outcome: 'fail', hop: 'tiller->storage', certainty: 'certain', follows: null },
    notBy: { swiftList: EMPTY_ERROR },
    otherwise: 'skipped: The answer means an empty list.',
  },
  {
    // Of the cluster of another Tiller this run knows nothing.
    code: 'swift-list-failed',
    raisedBy: { ...REFUSED_STORAGE, ...OTHER_TILLER },
    says: ['kubectl -n kube-system auth can-i list configmaps'],
    silentOn: ['This run used no kubeconfig'],
    notBy: { command: 'versions' },
    otherwise: 'skipped: This command does not list the releases.',
  },
  {
    // Swift forwards the words of its Tiller. They are those of the direct list, if both are of one Tiller.
    code: 'swift-list-failed',
    raisedBy: { ...REFUSED_STORAGE, directList: tillerError(2, FORBIDDEN) },
    is: { follows: 'tiller-list-failed' },
    notBy: { swiftList: tooLarge(4_195_325, 4_194_304) },
    otherwise: 'skipped: The list failed because of its size; another check reports the size.',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { ...REFUSED_STORAGE, ...OTHER_TILLER, directList: tillerError(2, FORBIDDEN) },
    is: { follows: null },
    notBy: { ...REFUSED_STORAGE, swiftTillerVersion: failed('refused') },
    otherwise: 'unknown: Swift was not reached.',
  },
  {
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: swiftError(500, 2, 'broken.'),
      directList: tillerError(2, FORBIDDEN),
    },
    says: ['Swift forwards the error of its call to Tiller.', 'Read the log of Swift.'],
    silentOn: ['Tiller sent its list directly', 'Run it again'],
    is: { hop: 'swift->tiller', certainty: 'certain', follows: null },
    notBy: { swiftTillerVersion: failed('refused'), swiftList: failed('not-attempted') },
    otherwise: 'unknown: not-attempted.',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 2, 'broken.') },
    says: ['Tiller sent its list directly in this run.', 'Run it again', 'Read the log of Swift.'],
    is: { hop: 'swift->tiller', certainty: 'possible' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // What another Tiller lists says nothing about that of Swift.
    code: 'swift-list-failed',
    raisedBy: { ...OTHER_TILLER, swiftList: swiftError(500, 2, 'broken.') },
    silentOn: ['Tiller sent its list directly', 'Run it again'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Swift looks for Tiller at every call.
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 2, 'failed to detect tiller address: not found') },
    says: ['No Service carries the labels app=helm,name=tiller'],
    silentOn: ['Swift forwards the error'],
    is: { hop: 'swift->tiller' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The call for the version passed there a moment before.
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: swiftError(503, 14, 'all SubConns are in TransientFailure'),
      directList: failed('closed', { hop: 'swiftcheck->tiller' }),
    },
    says: ["The gateway of Swift reached Swift's own server a moment before"],
    silentOn: ['Tiller was restarted', 'Usually nothing listens'],
    is: { hop: 'gateway->swift', certainty: 'likely', follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The same handshake passed for the version.
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: swiftError(
        503,
        14,
        'connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority"',
      ),
    },
    says: [
      'Swift does not trust the certificate of Tiller',
      'only one of several Tillers or Swifts',
    ],
    silentOn: ['--tiller-ca-file'],
    is: { hop: 'swift->tiller', certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Who asks the API server is Tiller: the words came as a status of its call.
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 2, OVERLOADED) },
    says: ['The API server is overloaded'],
    is: { hop: 'tiller->storage', certainty: 'possible' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(503, 14, 'upstream request timeout') },
    says: ['Envoy (Istio', 'Raise the time that the server in front of Tiller waits'],
    silentOn: ["Look at Tiller's pods"],
    is: { hop: 'swift->tiller', certainty: 'certain' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(403, 7, 'RBAC: access denied') },
    says: ['a policy refuses the request', 'Let the policy of the server in front of Tiller allow'],
    silentOn: ["Look at Tiller's pods"],
    is: { hop: 'swift->tiller', certainty: 'certain' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Swift quotes the error of its client with the code.
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: swiftError(
        500,
        2,
        'rpc error: code = Unavailable desc = upstream connect error or disconnect/reset before headers. reset reason: overflow',
      ),
    },
    says: [
      'Envoy (Istio',
      'it limits the number of requests',
      'raise the limit of the server in front of Tiller',
    ],
    silentOn: ["Look at Tiller's pods"],
    is: { hop: 'swift->tiller', certainty: 'certain' },
    notBy: {},
    otherwise: 'pass',
  },
  // Swift had a connection to Tiller a moment before: the catalogue of texts does not know that.
  ...(
    [
      [14, 'transport is closing'],
      [14, 'the connection is draining'],
      [13, 'stream terminated by RST_STREAM with error code: INTERNAL_ERROR'],
    ] as const
  ).map(([code, message]): Case => ({
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(503, code, message) },
    says: ['then lost its connection to Tiller', 'See whether Tiller was restarted'],
    silentOn: ['TLS'],
    is: { hop: 'swift->tiller', certainty: 'likely', follows: null },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(408, 4, 'context deadline exceeded') },
    says: ['no connection to Tiller in time', 'See whether Tiller was restarted'],
    silentOn: ['TLS'],
    is: { hop: 'swift->tiller', certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  },
  // Tiller sends no such code.
  ...[7, 8, 12, 16].map((code): Case => ({
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, code, 'broken.') },
    says: ['another gRPC server between Swift and Tiller', 'what stands between Swift and Tiller'],
    is: { hop: 'swift->tiller', certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    // The letters of a page, read as a length.
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(403, 8, tooLargeText(0x68_74_6d_6c)) },
    says: ['are the letters "html" of a text'],
    silentOn: ['NOTES'],
    is: { hop: 'swift->tiller', certainty: 'certain' },
    notBy: { swiftList: swiftError(403, 8, tooLargeText(0x08_74_6d_6c)) },
    otherwise: 'skipped: The list failed because of its size; another check reports the size.',
  },
  {
    // One server behind both lists has this limit. Swift is not that server.
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: tooLarge(4_195_325, 4_194_304),
      directList: tillerError(8, tooLargeText(4_195_325)),
    },
    is: { hop: 'swift->tiller', follows: 'tiller-list-failed' },
    notBy: {
      swiftList: tooLarge(4_195_325, 4_194_304),
      directList: tillerError(8, tooLargeText(4_195_326)),
    },
    otherwise: 'skipped: The list failed because of its size; another check reports the size.',
  },
  {
    // What Tiller cannot send has this code, too.
    code: 'swift-list-failed',
    raisedBy: { swiftList: swiftError(500, 13, 'broken.') },
    says: ['Swift forwards the error of its call to Tiller.'],
    silentOn: ['another gRPC server'],
    notBy: {
      swiftList: swiftError(403, 8, SENDING),
      directList: tillerError(8, SENDING),
    },
    otherwise: 'skipped: The list failed because of its size; another check reports the size.',
  },
  {
    // Swift's own connection ended, too: each by itself.
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: { ...failed('closed', { message: 'Swift ended it.' }), ms: 900 },
      directList: failed('closed', { hop: 'swiftcheck->tiller' }),
    },
    is: { hop: 'swiftcheck->swift', follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  // Each client words the end of a connection, or a page in place of an answer, in its own terms.
  ...(['closed', 'refused', 'other-protocol'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: swiftError(503, 14, 'transport is closing'),
      directList: failed(kind, { hop: 'swiftcheck->tiller' }),
    },
    is: { hop: 'swift->tiller', follows: 'tiller-list-failed' },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    code: 'swift-list-failed',
    raisedBy: {
      ...OTHER_TILLER,
      swiftList: swiftError(503, 14, 'transport is closing'),
      directList: failed('closed', { hop: 'swiftcheck->tiller' }),
    },
    is: { follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // HTTP 200 without a list is a failure.
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('wrong-answer', { httpStatus: 200, message: NO_LIST }) },
    says: [NO_LIST_TITLE, 'or a proxy changes or cuts the answer', "Forward a port of Swift's"],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: { swiftList: shown(SMALL) },
    otherwise: 'pass',
  },
  {
    // Nothing is in front of a forwarded port.
    code: 'swift-list-failed',
    raisedBy: forwarded(failed('not-json', { httpStatus: 200, message: NO_LIST })),
    says: [NO_LIST_TITLE, 'Another program in the pod answers', 'Read the log of Swift.'],
    silentOn: ['proxy', "Forward a port of Swift's"],
    notBy: { swiftList: failed('timeout') },
    otherwise: 'raised: swift-slow',
  },
  ...(['http-status', 'redirected', 'other-protocol'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: {
      swiftList: failed(kind, { httpStatus: 502, message: 'HTTP 502: <html>Bad gateway' }),
    },
    says: [NO_LIST_TITLE, /answered in place of Swift, with HTTP 502/],
    notBy: { swiftList: failed('no-answer') },
    otherwise: 'raised: swift-slow',
  })),
  {
    // The API server answers in place of Swift, and says why.
    code: 'swift-list-failed',
    raisedBy: { viaApiServer: true, swiftList: NO_ENDPOINTS },
    says: [NO_LIST_TITLE, 'No pod behind the Service is ready'],
    silentOn: ['Another server answers', 'an ingress'],
    is: { hop: 'api-server->swift', certainty: 'possible', follows: null },
    notBy: { swiftList: failed('closed') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: { viaApiServer: true, swiftList: kubernetesStatus(500, 'broken.') },
    says: [NO_LIST_TITLE, 'The API server, or a server in front of it, answered in place of Swift'],
    silentOn: ['an ingress'],
    is: { hop: 'swiftcheck->swift', certainty: 'possible' },
    notBy: { swiftList: failed('deadline') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: apiServerGone(NO_ENDPOINTS),
    is: { follows: 'api-server-unreachable' },
    notBy: { swiftList: failed('interrupted') },
    otherwise: 'raised: swift-slow',
  },
  {
    // Tiller's words about its storage came through Swift and the API server.
    code: 'swift-list-failed',
    raisedBy: apiServerGone(REFUSED_STORAGE.swiftList),
    is: { follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'swift-list-failed',
    raisedBy: apiServerGone(swiftError(503, 14, 'transport is closing')),
    is: { hop: 'swift->tiller', follows: null },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Swift ends no connection so soon for slowness.
    code: 'swift-list-failed',
    raisedBy: { swiftList: { ...failed('closed'), ms: 900 } },
    says: [
      "Swift's list breaks off",
      'a proxy or load balancer ends connections',
      'Compare the restarts of the pods of Swift.',
      "Forward a port of Swift's Service.",
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'likely' },
    notBy: { swiftList: failed('closed') },
    otherwise: 'raised: swift-slow',
  },
  {
    code: 'swift-list-failed',
    raisedBy: forwarded({ ...failed('closed'), ms: 900 }),
    says: ["Swift's list breaks off", 'the API server closed the forwarded port'],
    silentOn: ['load balancer'],
    notBy: {},
  },
  // No connection can be made any more, so nothing about the list was said.
  ...(['refused', 'unreachable'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed(kind) },
    says: [
      'Swift answered before, and cannot be reached at the list',
      'Swift crashed, was stopped, or was killed for its memory.',
    ],
    silentOn: ['Swift forwards the error', "Forward a port of Swift's"],
    is: { outcome: 'fail', hop: 'swiftcheck->swift', certainty: 'likely' },
    notBy: { swiftTillerVersion: failed(kind), swiftList: failed(kind) },
    otherwise: 'unknown: Swift was not reached.',
  })),
  {
    code: 'swift-list-failed',
    raisedBy: { swiftList: failed('unresolvable') },
    says: [
      "The name in Swift's URL resolved before, and does not resolve at the list",
      'An earlier call of this run found the address of that name',
    ],
    is: { hop: 'swiftcheck->swift', certainty: 'certain' },
    notBy: {},
  },
  // The API server answers if Swift is the one that ends a connection.
  ...(['closed', 'refused', 'unreachable'] as const).map((kind): Case => ({
    code: 'swift-list-failed',
    raisedBy: inCluster({}, { swiftList: failed(kind, { hop: 'swiftcheck->api-server' }) }),
    says: [
      "The connection to the API server, or to a proxy in front of it, fails at Swift's list",
      'kubectl --context test get --raw /healthz',
    ],
    silentOn: ['Compare the restarts'],
    is: { hop: 'swiftcheck->api-server', certainty: 'likely' },
    notBy: inCluster({}, { swiftList: shown(SMALL) }),
    otherwise: 'pass',
  })),
  {
    code: 'tls-untrusted',
    raisedBy: { swiftList: failed('tls-untrusted') },
    says: ['The certificate at the address of Swift is not trusted'],
    is: { hop: 'swiftcheck->swift' },
    notBy: {},
  },
  {
    code: 'port-forward-failed',
    raisedBy: forwarded(failed('port-forward', { hop: 'api-server->swift' })),
    says: ["The forwarded port to Swift's pod does not connect"],
    is: { hop: 'api-server->swift' },
    notBy: forwarded(shown(SMALL)),
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('closed') },
    says: ['Read the log of Swift.'],
    silentOn: ['Run it again'],
    is: { outcome: 'warn', hop: 'swiftcheck->swift', certainty: 'likely', follows: null },
    notBy: { swiftList: { ...failed('closed'), ms: 900 } },
    otherwise: 'raised: swift-list-failed',
  },
  {
    // Both lists make one Tiller read its storage.
    code: 'swift-slow',
    raisedBy: { swiftList: failed('no-answer'), directList: SLOW_TILLER },
    says: [
      'Swift ends each request after 30 s.',
      /More than 30 s has no effect\..* --timeout 35s$/m,
    ],
    is: { follows: 'tiller-slow' },
    notBy: { directList: failed('timeout') },
    otherwise: 'pass',
  },
  {
    code: 'swift-slow',
    raisedBy: { ...OTHER_TILLER, swiftList: failed('timeout'), directList: SLOW_TILLER },
    says: [/ --timeout 35s$/m],
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftList: failed('deadline'), directList: SLOW_TILLER },
    says: [/Run it again with more time\..* --max-time 5m$/m],
    is: { follows: 'tiller-slow' },
    notBy: {},
  },
  {
    // The user ended the run, which Tiller has not caused.
    code: 'swift-slow',
    raisedBy: { swiftList: failed('interrupted'), directList: SLOW_TILLER },
    says: [/ --max-time 5m$/m],
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftTillerVersion: failed('refused'), swiftList: failed('timeout') },
    is: { follows: 'swift-unreachable' },
    notBy: {},
  },
  {
    code: 'swift-slow',
    raisedBy: { swiftTillerVersion: failed('timeout'), swiftList: failed('timeout') },
    is: { follows: 'swift-cannot-reach-tiller' },
    notBy: {},
  },
  {
    // The version came, so Swift was asked for the list unless the run was over.
    code: 'out-of-time',
    raisedBy: { swiftList: failed('not-attempted') },
    is: { hop: 'swiftcheck->swift' },
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-list-failed': (stage) => swiftLists(stage, 500, '{"code":2,"message":"something broke"}'),
  'swift-slow': async (stage) => {
    const running = await small(stage);
    const front = await swiftFront(running.swiftUrl, (path) => path.startsWith(LIST));
    stage.after(() => front.close());
    const targets = ['--tiller', running.tillerAddress, '--swift', front.url];
    return ['probe', ...targets, '--swift-version', '0.11.1', '--timeout', '1s'];
  },
};
