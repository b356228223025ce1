// What keeps Swift from its Tiller, if this run saw it elsewhere: causes, and what only looks like one.
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

export const says = (httpStatus: number, grpcCode: number, message: string): Overrides =>
  tillerUnanswered('swift-error', { httpStatus, grpcCode, message });

export const TIMED_OUT = says(408, 4, 'context deadline exceeded');

/** As Swift 0.7.0 and newer, and as older ones, say it. */
export const CLOSED = says(503, 14, 'transport is closing');
export const NOT_FOUND = says(500, 2, 'no tiller service found');

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
export const ends = (validTo: string) => ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });
export const ENDED = ends('2023-12-31T00:00:00.000Z');
export const SOON = ends('2024-01-11T00:00:00.000Z');
const FAILING_AGAIN = { again: [failed('refused', { hop: 'swiftcheck->tiller' })] };
const OTHER_VERSION = ok({ semVer: 'v2.10.0', gitCommit: '', gitTreeState: 'clean' });
export const PLAINTEXT = { 'tiller-insecure-skip-verify': true };

/** Each pod of Swift runs with these switches. */
export const run = (
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

export const FOLLOWS_CASES: readonly Case[] = [
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
