import * as grpc from '@grpc/grpc-js';
import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { failed, swiftError, tillerError } from '../../../test/judge/evidence.js';
import { tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import { FOLLOWS_CASES, at, BROKEN, DOWN, FORBIDDEN, OTHER_VERSION } from './follows-cases.js';

const REFUSED = 'incompatible versions client[v2.13.0] server[v2.10.0]';

export const cases: readonly Case[] = [
  {
    code: 'client-refused',
    raisedBy: { directList: tillerError(2, REFUSED) },
    says: ['Tiller rejects the version of the client', REFUSED, 'See whether several Tillers run'],
    is: { outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain', follows: null },
    notBy: { directList: tillerError(2, FORBIDDEN) },
  },
  {
    code: 'tiller-list-failed',
    // Of a proxy that lost its own call: Tiller sends no such text.
    raisedBy: {
      directList: tillerError(
        13,
        'stream terminated by RST_STREAM with error code: INTERNAL_ERROR',
      ),
    },
    says: ['Another gRPC server on the path'],
    silentOn: ['The error is usually about the storage'],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: {},
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: at('unresolvable') },
    says: [
      "Tiller's name resolved before, and does not resolve at the list",
      'An earlier call of this run found the address of that name',
    ],
    silentOn: ['storage', 'Read the log of Tiller'],
    is: { hop: 'swiftcheck->tiller', certainty: 'certain' },
    notBy: {},
  },
  // A connection of its own can fail although GetVersion was answered.
  ...(['tls-untrusted', 'tls-failed', 'tls-client-certificate-rejected'] as const).map(
    (code): Case => ({
      code,
      raisedBy: { directList: at(code) },
      silentOn: ['The error is usually about the storage'],
      is: { hop: 'swiftcheck->tiller' },
      notBy: {},
    }),
  ),
  {
    code: 'port-forward-failed',
    raisedBy: inCluster(
      {},
      { directList: failed('port-forward', { hop: 'api-server->tiller', message: 'lost.' }) },
    ),
    says: ["The forwarded port to Tiller's pod does not connect"],
    is: { hop: 'api-server->tiller' },
    notBy: inCluster({}),
  },
  {
    // As Tillers before 2.2.0 say it.
    code: 'client-refused',
    raisedBy: {
      directList: tillerError(2, 'client version is incompatible'),
      again: [OTHER_VERSION],
    },
    is: { follows: 'tiller-answers-vary' },
    notBy: { directList: tillerError(2, 'incompatible versions of the storage') },
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(2, FORBIDDEN), swiftList: swiftError(500, 2, FORBIDDEN) },
    says: ['Tiller cannot list its releases', FORBIDDEN],
    silentOn: ['The error is usually about the storage'],
    is: { outcome: 'fail', hop: 'tiller->storage', follows: null },
    notBy: { directList: tillerError(8, 'trying to send message larger than max (9 vs. 8)') },
    otherwise: 'skipped: The list failed because of its size; another check reports the size.',
  },
  {
    code: 'tiller-list-failed',
    raisedBy: BROKEN,
    says: [
      "Tiller's list breaks off",
      'a proxy on the path ends connections',
      'describe pods --all-namespaces',
      '--previous',
      'Ask Tiller through a forwarded port',
    ],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: { directList: at('no-answer') },
  },
  {
    code: 'tiller-list-failed',
    raisedBy: inCluster({}, BROKEN),
    says: ['the API server closed the forwarded port'],
    silentOn: ['Ask Tiller through a forwarded port', 'a proxy'],
    notBy: { command: 'versions' },
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: at('refused') },
    says: [
      'Tiller answers its version, and is gone when it has to list',
      'did not survive the list',
      '--previous',
    ],
    silentOn: ['Ask Tiller through a forwarded port'],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: at('unreachable') },
    says: ['is gone when it has to list'],
    notBy: { ...DOWN, directList: at('not-attempted') },
    otherwise: 'unknown: not-attempted.',
  },
  {
    code: 'tiller-list-failed',
    raisedBy: { directList: at('other-protocol') },
    says: [
      'What answers the list request in place of Tiller is not gRPC',
      'Another server answers in place of Tiller',
      'Ask Tiller through a forwarded port',
    ],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: { directList: at('unreadable') },
  },
  {
    code: 'tiller-list-failed',
    raisedBy: inCluster({}, { directList: at('other-protocol') }),
    says: ['Another program in the pod answers', 'Read the log of Tiller.'],
    silentOn: ['Ask Tiller through a forwarded port'],
    notBy: { directList: at('client-error') },
  },
  // The words of a server: those who ask the API server are not helm or kubectl.
  ...[
    [
      'the server has received too many requests and has asked us to try again later (get configmaps)',
      'The API server is overloaded',
    ],
    [
      'Get https://api.example.com/api/v1/namespaces/kube-system/configmaps: dial tcp 192.0.2.4:443: i/o timeout',
      'Tiller does not reach the Kubernetes API server',
    ],
    [
      'Get http://localhost:8080/version: dial tcp [::1]:8080: connect: connection refused',
      "Tiller's pod has no credentials for the Kubernetes API",
    ],
  ].map(([text = '', cause = '']): Case => ({
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(2, text) },
    says: [cause],
    silentOn: ['usually about the storage'],
    is: { hop: 'tiller->storage' },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    // No error of Tiller's own ends a call like this.
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(14, 'transport is closing') },
    says: [
      'Another gRPC server on the path, such as a proxy, probably sent',
      'Ask Tiller through a forwarded port',
    ],
    silentOn: ['storage'],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'tiller-list-failed',
    raisedBy: inCluster({}, { directList: tillerError(14, 'transport is closing') }),
    says: ['Another program in the pod probably sent'],
    silentOn: ['Ask Tiller through a forwarded port'],
    notBy: { command: 'versions' },
  },
  {
    // A size that a proxy in between refused is not Tiller's send limit, but still a failure.
    code: 'tiller-list-failed',
    raisedBy: { directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)') },
    says: ['Another gRPC server on the path, such as a proxy, probably sent'],
    silentOn: ['storage'],
    is: { hop: 'swiftcheck->tiller', certainty: 'likely' },
    notBy: { directList: failed('not-attempted') },
  },
  {
    code: 'out-of-time',
    raisedBy: { directList: at('not-attempted') },
    says: ['The run ended before it asked Tiller for the list'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: { ...DOWN, directList: at('not-attempted') },
  },
  ...(['timeout', 'no-answer', 'deadline', 'interrupted'] as const).map((kind): Case => ({
    code: 'tiller-slow',
    raisedBy: { directList: at(kind) },
    says: ['Tiller answered GetVersion in 1 ms'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: { directList: at('over-ceiling') },
  })),
  {
    code: 'tiller-slow',
    raisedBy: { ...DOWN, directList: at('timeout') },
    says: ['busy or far away'],
    silentOn: ['GetVersion in'],
    notBy: { directList: at('not-attempted') },
  },
  {
    code: 'answer-unreadable',
    raisedBy: { directList: at('unreadable') },
    is: { hop: 'swiftcheck->tiller' },
    notBy: BROKEN,
  },
  {
    code: 'client-error',
    raisedBy: { directList: at('client-error') },
    is: { hop: 'swiftcheck->tiller' },
    notBy: BROKEN,
  },
  {
    code: 'list-over-ceiling',
    raisedBy: { directList: at('over-ceiling') },
    is: { hop: 'swiftcheck->tiller' },
    notBy: BROKEN,
  },
  ...FOLLOWS_CASES,
];

export const screens: Readonly<Record<string, Start>> = {
  'client-refused': (stage) =>
    tillerEnds(stage, 'ListReleases', {
      code: grpc.status.UNKNOWN,
      details: REFUSED,
    }),
  'tiller-list-failed': (stage) =>
    tillerEnds(stage, 'ListReleases', {
      code: grpc.status.UNKNOWN,
      details:
        'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
    }),
};
