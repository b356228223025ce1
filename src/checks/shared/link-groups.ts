// Findings that leave the same things unknown, and the hops that distinguish them.
import type { Hop } from '../../evidence/observation.js';
import type { FindingCode } from '../define.js';

/** An endpoint was not reached, or is not what it should be. The hop shows which endpoint. */
export const TLS = [
  'tls-required',
  'tls-not-spoken',
  'tls-untrusted',
  'tls-name-mismatch',
  'tls-expired',
  'tls-client-certificate-rejected',
  'tls-failed',
] as const satisfies FindingCode[];
/** A call that failed without a word about its endpoint. */
const NOTHING_LEARNT = ['answer-unreadable', 'client-error', 'out-of-time'] as const;
export const NO_TILLER = ['tiller-unreachable', 'not-a-tiller', ...NOTHING_LEARNT, ...TLS] as const;
export const NO_SWIFT = [
  'swift-unreachable',
  'not-a-swift',
  ...NOTHING_LEARNT,
  'unauthorized',
  'forbidden-by-rbac',
  'service-missing',
  'service-without-endpoints',
  'service-wrong-scheme',
  ...TLS,
] as const;
/** Swift answers, but without what only Tiller has. */
export const NO_WAY_ON = [
  'swift-cannot-reach-tiller',
  'swift-gateway-cannot-reach-itself',
] as const;

/** The run found no endpoint, or no connection to it. */
export const NO_API_SERVER = [
  'api-server-unreachable',
  'context-unusable',
  'credentials-unavailable',
  'unauthorized',
  ...NOTHING_LEARNT,
  ...TLS,
] as const;
export const NOT_FOUND = [
  'tiller-missing',
  'tiller-elsewhere',
  'tiller-not-ready',
  'swift-missing',
  'swifts-several',
  'swift-port-unknown',
  'service-missing',
  'forbidden-in-cluster',
  'port-forward-failed',
] as const;

export const AT_TILLER: Hop = 'swiftcheck->tiller';
export const AT_SWIFT: Hop = 'swiftcheck->swift';

/** The hops on which a call of Swift ends before Swift has it: at once, or at the API server that forwards it. */
export const ON_WAY_TO_SWIFT: readonly Hop[] = [
  'swiftcheck->api-server',
  AT_SWIFT,
  'api-server->swift',
];

export function isOnWayToSwift(hop: Hop | null): boolean {
  return hop !== null && ON_WAY_TO_SWIFT.includes(hop);
}
