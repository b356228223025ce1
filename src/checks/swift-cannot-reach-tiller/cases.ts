import type { Case } from '../../../test/judge/case.js';
import {
  PULL,
  inCluster,
  noTiller,
  swiftPod,
  tillerPod,
} from '../../../test/judge/cluster-evidence.js';
import {
  atTiller,
  failed,
  ok,
  tillerUnanswered,
  type Overrides,
} from '../../../test/judge/evidence.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const says = (httpStatus: number, grpcCode: number, message: string): Overrides =>
  tillerUnanswered('swift-error', { httpStatus, grpcCode, message });
const TIMED_OUT = says(408, 4, 'context deadline exceeded');
/** As Swift 0.7.0 and newer, and as older ones, say it. */
const CLOSED = says(503, 14, 'transport is closing');
const OLD_CLOSED = says(500, 13, 'transport is closing');
const ALONE = says(503, 14, 'all SubConns are in TransientFailure');
const NOT_FOUND = says(500, 2, 'no tiller service found');

const NO_RIGHTS = says(
  500,
  2,
  'failed to detect tiller address: services is forbidden: User "system:serviceaccount:kube-system:swift" cannot list resource "services" in API group "" at the cluster scope',
);
const handshake = (reason: string) =>
  says(503, 14, `connection error: desc = "transport: authentication handshake failed: ${reason}"`);
const UNTRUSTED = handshake('x509: certificate signed by unknown authority');
const NOT_TLS = handshake('tls: first record does not look like a TLS handshake');
const EXPIRED = handshake('x509: certificate has expired or is not yet valid');
const DIALLED_NOTHING = says(
  503,
  14,
  'connection error: desc = "transport: Error while dialing dial tcp 10.0.0.7:44134: connect: connection refused"',
);
const NOT_READY = noTiller({ pods: ok([tillerPod({ trouble: PULL })]) });
const MISSING = noTiller({ pods: ok([]) });

const refusedBy = (grpcCode: number, message: string) =>
  failed('grpc-status', { hop: 'swiftcheck->tiller', grpcCode, message });

const ends = (validTo: string) => ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });
const ENDED = ends('2023-12-31T00:00:00.000Z');
const SOON = ends('2024-01-11T00:00:00.000Z');
const FAILING_AGAIN = { again: [failed('refused', { hop: 'swiftcheck->tiller' })] };
const OTHER_VERSION = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });
const PLAINTEXT = { 'tiller-insecure-skip-verify': true };

/** Tiller listens there. */
const listens = (listen: string, overrides: Overrides, chosen = 'tiller-1'): Overrides => {
  const pod = tillerPod();
  const pods = ok([{ ...pod, settings: { ...pod.settings, listen } }]);
  return inCluster({ tiller: { pods, chosen } }, overrides);
};
const UNSEEN = atTiller('closed');
/** Each pod of Swift runs with these switches. */
const run = (
  switches: readonly Readonly<Record<string, boolean>>[],
  overrides: Overrides,
  readable = true,
): Overrides => {
  const pods = switches.map((each, index) =>
    swiftPod({
      name: `swift-${index}`,
      arguments: { readable, values: { 'tiller-timeout': '10s' }, switches: each },
    }),
  );
  return inCluster({ swift: { pods: ok(pods) } }, overrides);
};

const OTHER_TLS = run([PLAINTEXT], { swift: null, tillerCertificate: SOON });

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
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: ALONE,
    says: ["Swift's gateway cannot reach Swift's own server"],
    is: { outcome: 'fail', hop: 'gateway->swift', follows: null },
    notBy: CLOSED,
  },
  {
    // Silence ends at the Tiller, whatever its words.
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: ALONE,
    notBy: tillerUnanswered('closed', { message: 'all SubConns are in TransientFailure' }),
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: {
      ...says(503, 14, 'all SubConns are in TransientFailure: x509: certificate has expired'),
      ...{ url: 'https://swift.example', swiftCertificate: ENDED },
    },
    is: { follows: 'tls-expires-soon' },
    notBy: {},
  },
  {
    code: 'swift-gateway-cannot-reach-itself',
    raisedBy: { ...ALONE, url: 'https://swift.example', swiftCertificate: ENDED },
    is: { follows: null },
    notBy: {},
  },
  ...[{ url: 'https://swift.example', swiftCertificate: SOON }, { tillerCertificate: ENDED }].map(
    (certificate): Case => ({
      code: 'swift-gateway-cannot-reach-itself',
      raisedBy: {
        ...says(503, 14, 'all SubConns are in TransientFailure: x509: certificate has expired'),
        ...certificate,
      },
      is: { follows: null },
      notBy: {},
    }),
  ),
  // The run saw what Tiller speaks.
  ...(
    [
      [{}, UNTRUSTED, 'The server that Swift dials uses TLS.'],
      [{ tillerCertificate: SOON }, NOT_TLS, 'The server that Swift dials uses plaintext.'],
    ] as const
  ).map(([tiller, said, words]): Case => ({
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...tiller, ...said },
    says: [words, 'another Tiller than this run'],
    silentOn: ['Give Swift the authority', 'switch TLS on in Tiller'],
    is: { certainty: 'likely' },
    notBy: {},
    otherwise: 'pass',
  })),
  ...(
    [
      [{ tillerCertificate: SOON }, UNTRUSTED, 'Swift does not trust the certificate of Tiller'],
      [{}, NOT_TLS, 'Tiller answers in plaintext'],
    ] as const
  ).map(([tiller, said, words]): Case => ({
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...tiller, ...said },
    says: [words],
    silentOn: ['another Tiller than this run'],
    is: { certainty: 'certain' },
    notBy: {},
    otherwise: 'pass',
  })),
  // What Swift says shows whether Swift called a Tiller, and whether a server took the call.
  ...(
    [
      [NOT_READY, DIALLED_NOTHING, 'tiller-not-ready'],
      [NOT_READY, TIMED_OUT, 'tiller-not-ready'],
      [NOT_READY, UNTRUSTED, null],
      [NOT_READY, NO_RIGHTS, null],
      [NOT_READY, NOT_FOUND, null],
      [MISSING, TIMED_OUT, 'tiller-missing'],
      [MISSING, NOT_FOUND, 'tiller-missing'],
      [MISSING, UNTRUSTED, null],
      [MISSING, NO_RIGHTS, null],
      [OTHER_TLS, CLOSED, 'swift-tls-mismatch'],
      [OTHER_TLS, UNTRUSTED, null],
      [OTHER_TLS, DIALLED_NOTHING, null],
      [OTHER_TLS, NO_RIGHTS, null],
      [atTiller('tls-expired'), EXPIRED, 'tls-expired'],
      [atTiller('tls-expired'), UNTRUSTED, null],
      [atTiller('no-answer'), TIMED_OUT, 'tiller-slow'],
      [atTiller('no-answer'), DIALLED_NOTHING, null],
    ] as const
  ).map(([fault, said, follows]): Case => ({
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...fault, ...said },
    is: { follows },
    notBy: {},
    otherwise: 'pass',
  })),
  {
    // Swift can look for Tiller elsewhere, so what this run met explains only a call that failed in between.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...atTiller('refused'), ...TIMED_OUT },
    is: { follows: 'tiller-unreachable' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...atTiller('refused'), ...tillerUnanswered('closed') },
    is: { follows: 'tiller-unreachable' },
    notBy: {},
  },
  ...['dial tcp 10.0.0.7:44134: connect: connection refused', 'transport is closing'].map(
    (message): Case => ({
      code: 'swift-cannot-reach-tiller',
      raisedBy: { ...atTiller('refused'), ...says(503, 14, message) },
      is: { follows: 'tiller-unreachable' },
      notBy: {},
    }),
  ),
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...atTiller('refused'), ...says(503, 14, 'context deadline exceeded, it says') },
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...atTiller('unresolvable'), ...TIMED_OUT },
    is: { follows: null },
    notBy: {},
  },
  {
    // Reached, but too slow for the list.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, directList: failed('timeout', { hop: 'swiftcheck->tiller' }) },
    is: { follows: 'tiller-slow' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, tillerCertificate: ENDED },
    is: { follows: 'tls-expires-soon' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, tillerCertificate: SOON },
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, url: 'https://swift.example', swiftCertificate: ENDED },
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...NOT_FOUND, tillerCertificate: ENDED },
    is: { follows: null },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, ...FAILING_AGAIN },
    is: { follows: 'tiller-answers-vary' },
    notBy: {},
  },
  {
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...NOT_FOUND, ...FAILING_AGAIN },
    is: { follows: null },
    notBy: {},
  },
  {
    // Each of them answers, so either would have answered Swift.
    code: 'swift-cannot-reach-tiller',
    raisedBy: { ...TIMED_OUT, again: [OTHER_VERSION] },
    is: { follows: null },
    notBy: {},
  },
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
