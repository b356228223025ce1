// An error that Swift forwards from what is behind its gateway.
import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import {
  EMPTY_ERROR,
  failed,
  swiftError,
  tillerError,
  tooLarge,
} from '../../../test/judge/evidence.js';

const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';

const OVERLOADED =
  'the server has received too many requests and has asked us to try again later (get configmaps)';

const tooLargeText = (bytes: number) =>
  `grpc: received message larger than max (${bytes} vs. 4194304)`;

const SENDING = 'trying to send message larger than max (20971521 vs. 20971520)';
export const OTHER_TILLER = { viaSwift: 'v2.16.1' };
export const REFUSED_STORAGE = { swiftList: swiftError(500, 2, FORBIDDEN) };

export const FORWARDED_CASES: readonly Case[] = [
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
    // This run knows nothing about the cluster of another Tiller.
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
    // The run knows Swift, whatever its Tiller is.
    code: 'swift-list-failed',
    raisedBy: inCluster({}, { ...OTHER_TILLER, swiftList: swiftError(500, 2, 'broken.') }),
    says: [/-n kube-system logs \S+ --tail=50$/m],
    silentOn: ['NAMESPACE', 'This run used no kubeconfig'],
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
];
