import type { Case } from '../../../test/judge/case.js';
import { inCluster, tillerPod } from '../../../test/judge/cluster-evidence.js';
import {
  atTiller,
  failed,
  ok,
  tillerUnanswered,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import {
  FOLLOWS_CASES,
  CLOSED,
  ends,
  NOT_FOUND,
  PLAINTEXT,
  run,
  says,
  TIMED_OUT,
} from './follows-cases.js';
import { ALONE, GATEWAY_CASES } from './gateway-cases.js';

const OLD_CLOSED = says(500, 13, 'transport is closing');

const refusedBy = (grpcCode: number, message: string) =>
  failed('grpc-status', { hop: 'swiftcheck->tiller', grpcCode, message });

/** Tiller listens there. */
const listens = (listen: string, overrides: Overrides, chosen = 'tiller-1'): Overrides => {
  const pod = tillerPod();
  const pods = ok([{ ...pod, settings: { ...pod.settings, listen } }]);
  return inCluster({ tiller: { pods, chosen } }, overrides);
};

const UNSEEN = atTiller('closed');

export const cases: readonly Case[] = [
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: tillerUnanswered('closed'),
    says: [
      'Swift is up, but its call to Tiller got no answer in time',
      "Swift's gateway answers; its connection to Tiller fails.",
      'The address of Tiller, probed directly, uses plaintext.',
      "The usual causes are: the network keeps Swift's pod from Tiller",
      'Tiller uses plaintext)',
      /Swift [\d., to]+ dials for 300 s, but its HTTP server ends each request after 30 s/,
      'Read the log of Swift.',
      'Look at the pods of Tiller.',
      '--tiller-timeout=10s',
    ],
    silentOn: ['Tiller is down'],
    is: { outcome: 'fail', hop: 'swift->tiller', certainty: 'possible', follows: null },
    notBy: { ...tillerUnanswered('closed'), liveness: failed('closed') },
    otherwise: 'unknown: Swift was not reached: closed.',
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...UNSEEN, ...TIMED_OUT },
    says: [
      'Swift is up, but cannot reach its Tiller',
      'Swift returns this error when it cannot connect to Tiller in time',
      "Tiller is down, slow or unreachable from Swift's pod",
      'one of the two uses TLS and the other plaintext',
    ],
    silentOn: ['probed directly', 'Remove `--tiller-insecure-skip-verify`', '--tiller-timeout=10s'],
    is: { certainty: 'possible' },
    notBy: {},
    otherwise: 'pass',
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, tillerCertificate: ends('2034-01-01T00:00:00.000Z') },
    says: [
      'probed directly, uses TLS',
      'the two disagree about TLS, which Tiller uses',
      'Remove `--tiller-insecure-skip-verify` from Swift',
    ],
    notBy: { tillerCertificate: ends('2034-01-01T00:00:00.000Z') },
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: NOT_FOUND,
    silentOn: ['the usual causes are', 'The usual reasons are'],
    notBy: ALONE,
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: says(503, 14, 'broken.'),
    says: ['Swift forwards the error that it met.', 'the usual causes are', 'Compare Swift'],
    is: { certainty: 'possible', follows: null },
    notBy: ALONE,
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: says(503, 14, 'dial tcp 10.0.0.7:44134: connect: connection refused'),
    says: ['Swift does not reach Tiller: nothing listens at 10.0.0.7:44134.'],
    silentOn: ['the usual causes are'],
    is: { certainty: 'certain' },
    notBy: ALONE,
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: says(503, 14, 'no healthy upstream'),
    says: ['Envoy (Istio'],
    silentOn: ['the usual causes are'],
    is: { certainty: 'certain' },
    notBy: ALONE,
  },
  // Swift reached a server of gRPC, whichever: it is neither down nor silent.
  ...[1, 7, 8, 12, 16].map((code): Case => ({
    code: 'swift-cannot-reach-tiller',
    raisedBy: says(500, code, 'broken.'),
    says: ['another gRPC server probably answers Swift', 'what stands between Swift and Tiller'],
    silentOn: ['the usual causes are'],
    is: { certainty: 'likely', follows: null },
    notBy: ALONE,
  })),
  {
    // Both clients read the words of one server.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...says(500, 16, 'broken.'), tillerVersion: refusedBy(16, 'broken.') },
    is: { follows: 'tiller-unreachable' },
    notBy: ALONE,
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...says(500, 16, 'broken.'), tillerVersion: refusedBy(16, 'other.') },
    is: { follows: null },
    notBy: ALONE,
  },
  {
    // Swift speaks from another pod. What is asked for by name, or of every address, is no loopback.
    code: 'swift-cannot-reach-tiller',
    raisedBy: listens('127.0.0.1:44134', TIMED_OUT),
    says: [
      'Tiller runs with `--listen=127.0.0.1:44134`',
      'kube-system edit deployment/tiller-deploy',
    ],
    silentOn: ['The usual reasons are'],
    is: { certainty: 'likely' },
    notBy: listens('127.0.0.1:44134', {}),
    otherwise: 'pass',
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: listens('[::1]:44134', tillerUnanswered('closed')),
    says: ['Tiller runs with `--listen=[::1]:44134`'],
    silentOn: ['The usual causes are'],
    notBy: {},
  },
  {
    // The text says more.
    code: 'swift-cannot-reach-tiller',
    raisedBy: listens('127.0.0.1:44134', NOT_FOUND),
    silentOn: ['--listen='],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: listens('0.0.0.0:44134', TIMED_OUT),
    silentOn: ['--listen='],
    notBy: {},
  },
  {
    // That of another pod says nothing.
    code: 'swift-cannot-reach-tiller',
    raisedBy: listens('127.0.0.1:44134', TIMED_OUT, 'tiller-2'),
    silentOn: ['--listen='],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: run([PLAINTEXT, PLAINTEXT], TIMED_OUT),
    says: ["the network keeps Swift's pod from Tiller, or Swift looks for Tiller elsewhere."],
    silentOn: ['disagree about TLS'],
    notBy: run([PLAINTEXT], {}),
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: run([PLAINTEXT, {}], TIMED_OUT),
    says: ['disagree about TLS'],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: run([PLAINTEXT], TIMED_OUT, false),
    says: ['disagree about TLS'],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: run([], TIMED_OUT),
    says: ['disagree about TLS'],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: run([PLAINTEXT], { ...TIMED_OUT, ...UNSEEN }),
    says: ['one of the two uses TLS and the other plaintext'],
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { swift: '0.9.0', ...CLOSED, tillerCertificate: ends('2034-01-01T00:00:00.000Z') },
    says: [
      /Swift [\d., to]+ returns this error when Swift dials plaintext and Tiller uses TLS\. Tiller uses TLS\./,
      'Remove `--tiller-insecure-skip-verify` from Swift',
    ],
    silentOn: ['by chance', 'Find the version of Swift'],
    is: { certainty: 'certain' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: {
      ...{ swift: '0.6.0', ...OLD_CLOSED },
      tillerCertificate: ends('2034-01-01T00:00:00.000Z'),
    },
    says: ['Find the version of Swift to upgrade to. Swift 0.7.0 and newer has TLS for Tiller.'],
    silentOn: ['Remove `--tiller-insecure-skip-verify`'],
    is: { certainty: 'certain' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { swift: '0.9.0', ...CLOSED },
    says: ['The Tiller at this address uses plaintext.', 'Run it again.', 'Compare Swift'],
    is: { certainty: 'possible' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...UNSEEN, swift: null, ...CLOSED },
    says: ['The connection can also break by chance', 'openssl s_client'],
    silentOn: ['Run it again.', 'TLS is not the cause'],
    is: { certainty: 'likely' },
    notBy: {},
  },
  {
    // A version that has another error for a Tiller with TLS.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { swift: '0.12.0', ...CLOSED },
    says: [
      'Swift 0.12.0 has another error for a Tiller that uses TLS, so TLS is not the cause.',
      'Run it again.',
      'restart Swift',
    ],
    is: { certainty: 'possible' },
    notBy: {},
  },
  {
    // The answer contradicts the declared version, so that this version explains nothing.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { swift: '0.12.0', ...OLD_CLOSED },
    says: ['The Tiller at this address uses plaintext.'],
    silentOn: ['TLS is not the cause'],
    notBy: {},
  },
  ...GATEWAY_CASES,
  ...FOLLOWS_CASES,
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-cannot-reach-tiller': async (stage) =>
    withSwift(
      stage,
      await stage.always(408, '{"code":4,"message":"context deadline exceeded"}', true),
    ),
  'swift-gateway-cannot-reach-itself': async (stage) =>
    withSwift(
      stage,
      await stage.always(503, '{"code":14,"message":"all SubConns are in TransientFailure"}', true),
    ),
};
