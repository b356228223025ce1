// What is raised together, and what of it follows from what.
import type { FindingCode } from '../../src/checks/define.js';
import {
  NIL_POINTER,
  behindApiServer,
  SEED,
  SMALL,
  direct,
  failed,
  ok,
  release,
  shown,
  swiftError,
  tillerError,
  tooLarge,
  type Overrides,
} from './evidence.js';

const version = (semVer: string) => ok({ semVer, gitCommit: '', gitTreeState: 'clean' });
export const ends = (validTo: string) => ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });
export const ENDED = '2023-12-31T00:00:00.000Z';

export const TILLER_DOWN: Overrides = {
  tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' }),
  directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
};
const tillerFails = (...failure: Parameters<typeof failed>): Overrides => ({
  ...TILLER_DOWN,
  tillerVersion: failed(failure[0], { hop: 'swiftcheck->tiller', ...failure[1] }),
});
const swiftSays = (httpStatus: number, grpcCode: number, message: string): Overrides => ({
  swiftTillerVersion: swiftError(httpStatus, grpcCode, message),
  swiftList: failed('not-attempted'),
});
export const SILENCE: Overrides = {
  swiftTillerVersion: failed('timeout'),
  swiftList: failed('not-attempted'),
};
const DIFFERENT: Overrides = {
  tiller: 'v2.13.0',
  viaSwift: 'v2.10.0',
  swiftList: shown([...SMALL, release('delta')]),
};
const VARY: Overrides = { again: [version('v2.10.0')] };
const FORBIDDEN =
  'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"';
const HUGE = Array.from({ length: 4 }, (_, index) => release(`huge-${index}`, 8_000_000));
const [first = release('x'), second = release('x'), third = release('x')] = HUGE;
const WRONG = direct([[third, second], [third]]);

type Expected = Partial<Record<FindingCode, `${'' | 'likely '}${FindingCode}` | null>>;

/** What is raised, and what it follows from; `null`: from nothing. */
export const TOGETHER: [string, Overrides, Expected][] = [
  [
    'Tiller is down, and Swift says that it waited',
    { ...TILLER_DOWN, ...swiftSays(408, 4, 'context deadline exceeded') },
    { 'swift-cannot-reach-tiller': 'likely tiller-unreachable', 'tiller-unreachable': null },
  ],
  [
    "Swift's Service has no endpoint, so that the call ends at the API server",
    behindApiServer(503, 'no endpoints available for service "helm-api:http"'),
    {
      'service-without-endpoints': null,
      'swift-cannot-reach-tiller': 'service-without-endpoints',
    },
  ],
  [
    'Tiller does not reach what it stores, so that its list fails behind it',
    { directList: tillerError(2, 'Get https://10.96.0.1:443/api/v1: dial tcp: i/o timeout') },
    { 'tiller-list-failed': null, 'list-differs': 'tiller-list-failed' },
  ],
  [
    'Tiller is down, and Swift was refused',
    {
      ...TILLER_DOWN,
      ...swiftSays(
        503,
        14,
        'connection error: desc = "dial tcp 10.1.0.8:44134: connection refused"',
      ),
    },
    { 'swift-cannot-reach-tiller': 'likely tiller-unreachable', 'tiller-unreachable': null },
  ],
  [
    'Tiller is down here, and Swift does not find a Tiller where it looks',
    { ...TILLER_DOWN, ...swiftSays(500, 2, 'could not find tiller') },
    { 'swift-cannot-reach-tiller': null, 'tiller-unreachable': null },
  ],
  [
    'Tiller is down, and Swift says nothing',
    { ...TILLER_DOWN, ...SILENCE },
    { 'swift-cannot-reach-tiller': 'likely tiller-unreachable' },
  ],
  [
    'Swift does not find Tiller, whatever becomes of our own call',
    { ...TILLER_DOWN, ...swiftSays(500, 2, 'multiple tiller services found: a/x, b/x') },
    { 'swift-cannot-reach-tiller': null },
  ],
  [
    'the name that was given for Tiller does not resolve here',
    { ...tillerFails('unresolvable'), ...SILENCE },
    { 'swift-cannot-reach-tiller': null },
  ],
  [
    'Tiller speaks TLS and both dial plaintext: each has a flag of its own to fix',
    { ...tillerFails('tls-required'), ...swiftSays(503, 14, 'transport is closing') },
    { 'swift-cannot-reach-tiller': null, 'tls-required': null },
  ],
  [
    'Swift speaks TLS to us, which says nothing about its Tiller',
    { ...SILENCE, ...TILLER_DOWN, swiftTillerVersion: failed('tls-required') },
    { 'tls-required': null, 'tiller-unreachable': null },
  ],
  [
    'we do not trust the certificate of Tiller, which is our own affair',
    { ...tillerFails('tls-untrusted'), ...SILENCE },
    { 'swift-cannot-reach-tiller': null },
  ],
  [
    'the certificate of Tiller has ended',
    {
      ...SILENCE,
      ...{ tillerCertificate: ends(ENDED) },
    },
    { 'swift-cannot-reach-tiller': 'likely tls-expires-soon' },
  ],
  [
    'the certificate of Tiller ends soon',
    { ...SILENCE, tillerCertificate: ends('2024-01-09T00:00:00.000Z') },
    { 'swift-cannot-reach-tiller': null, 'tls-expires-soon': null },
  ],
  [
    'the certificate of Tiller has ended, and we look',
    { ...tillerFails('tls-expired'), tillerCertificate: ends(ENDED) },
    { 'tls-expires-soon': 'tls-expired' },
  ],
  [
    'two certificates have ended',
    {
      ...tillerFails('tls-expired'),
      ...{ tillerCertificate: ends(ENDED), swiftCertificate: ends('2024-01-02T00:00:00.000Z') },
    },
    { 'tls-expires-soon': null },
  ],
  [
    "the certificate of Swift has ended, which Swift's gateway verifies",
    {
      swiftCertificate: ends(ENDED),
      ...swiftSays(
        503,
        14,
        'all SubConns are in TransientFailure, latest connection error: x509: certificate has expired or is not yet valid',
      ),
    },
    { 'swift-gateway-cannot-reach-itself': 'likely tls-expires-soon' },
  ],
  [
    'Tiller may not read its storage, and Swift passes that on',
    { directList: tillerError(2, FORBIDDEN), swiftList: swiftError(500, 2, FORBIDDEN) },
    { 'swift-list-failed': 'tiller-list-failed', 'tiller-list-failed': null },
  ],
  [
    'Tiller fails with one text and Swift with another',
    { directList: tillerError(2, FORBIDDEN), swiftList: swiftError(500, 2, 'something else') },
    { 'swift-list-failed': null },
  ],
  [
    'two Tillers fail with the same text',
    {
      ...{ tiller: 'v2.13.0', viaSwift: 'v2.10.0' },
      ...{ directList: tillerError(2, FORBIDDEN), swiftList: swiftError(500, 2, FORBIDDEN) },
    },
    { 'swift-list-failed': null },
  ],
  [
    'both lists take too long',
    { directList: failed('timeout', { hop: 'swiftcheck->tiller' }), swiftList: failed('closed') },
    { 'swift-slow': 'likely tiller-slow', 'tiller-slow': null },
  ],
  [
    'one list takes too long, and Ctrl-C ends the other',
    {
      directList: failed('timeout', { hop: 'swiftcheck->tiller' }),
      swiftList: failed('interrupted'),
    },
    { 'swift-slow': null },
  ],
  [
    'Swift talks to another Tiller',
    DIFFERENT,
    { 'list-differs': 'likely tillers-differ', 'tillers-differ': null },
  ],
  [
    'of two Tillers behind one address Swift met the other',
    { ...DIFFERENT, ...VARY },
    {
      'list-differs': 'likely tillers-differ',
      'tillers-differ': 'likely tiller-answers-vary',
      'tiller-answers-vary': null,
    },
  ],
  [
    'of two Tillers behind one address the other refuses our version',
    {
      ...VARY,
      directList: tillerError(2, 'incompatible versions client[v2.13.0] server[v2.10.0]'),
    },
    { 'client-refused': 'likely tiller-answers-vary' },
  ],
  [
    'the pair is documented for the Tiller that Swift really talks to',
    { swift: '0.9.0', tiller: 'v2.10.0', viaSwift: 'v2.11.0' },
    { 'pair-undocumented': 'tillers-differ' },
  ],
  [
    'the pair is documented for neither Tiller',
    { swift: '0.9.0', tiller: 'v2.10.0', viaSwift: 'v2.13.0' },
    { 'pair-undocumented': null },
  ],
  [
    'a release came between the lists',
    { swiftList: shown([...SMALL, release('delta')]) },
    { 'list-differs': null },
  ],
  [
    'an empty list from a Tiller of its own',
    { swift: '0.11.1', viaSwift: 'v2.14.0', swiftList: swiftError(500, 13, NIL_POINTER) },
    { 'empty-list-as-error': 'likely tillers-differ', 'list-differs': 'likely tillers-differ' },
  ],
  [
    'an overwritten list is not overwritten alike twice',
    {
      ...{ swift: '0.11.1', tiller: 'v2.10.0' },
      ...{ directList: ok(WRONG), swiftList: shown([first, second, first]) },
    },
    { 'list-differs': 'likely list-corrupted', 'list-corrupted': null },
  ],
  [
    // 0.9.0 fails just so with its documented 2.11.0, and content is another call than the list.
    'the incident: three findings of their own',
    {
      ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
      swiftList: tooLarge(4_195_325, 4_194_304),
    },
    {
      'list-over-receive-limit': null,
      'pair-undocumented': null,
      'content-over-limit': null,
      'list-differs': 'list-over-receive-limit',
      'pending-releases-hidden': 'list-over-receive-limit',
    },
  ],
];
