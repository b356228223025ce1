// What kind of trouble an error of Node's sockets, of TLS or of undici stands for.

import type { FailureKind } from '../evidence/observation.js';
import { visible } from '../util/safe-text.js';
import type { TransportFault } from './diagnose-types.js';
import { own } from '../util/own.js';

const SOCKET_CODES: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'unresolvable',
  EAI_AGAIN: 'unresolvable',
  EAI_FAIL: 'unresolvable',
  EAI_NODATA: 'unresolvable',
  EAI_NONAME: 'unresolvable',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  // A local firewall refuses with these codes.
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'closed',
  ECONNABORTED: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'closed',
};

const VERIFICATION_CODES: Readonly<Record<string, FailureKind>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  PATH_LENGTH_EXCEEDED: 'tls-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
  HOSTNAME_MISMATCH: 'tls-name-mismatch',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
};

/** Alerts by which a server refuses the client's certificate, or that there is none (RFC 8446, 6.2). */
const CLIENT_CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 116]);

// What OpenSSL says of bytes that are no TLS record; with the code's underscores as spaces.
const NO_TLS = /wrong version number|packet length too long|unknown protocol|bad record type/i;

/**
 * The first error that is one of a socket, of TLS or of HTTP's grammar, among the error, its causes and
 * the errors it is the sum of. @throws the error itself where it is none of the transport
 */
export function classifySocketError(error: unknown): TransportFault {
  const fault = transportFault(error);
  if (fault === null) throw error;
  return fault;
}

/** The same; `null` for every other error. */
export function transportFault(error: unknown): TransportFault | null {
  for (const one of lowLevelErrors(error)) {
    const kind = socketKind(one);
    if (kind !== null) return { kind, transportError: errorText(one) };
  }
  return classifyTlsError(error);
}

/** The same for TLS alone; `null` for every other error. */
export function classifyTlsError(error: unknown): TransportFault | null {
  for (const one of lowLevelErrors(error)) {
    const kind = tlsKind(one);
    if (kind !== null) return { kind, transportError: errorText(one) };
  }
  return null;
}

/** What a code of certificate verification, such as CERT_HAS_EXPIRED, stands for. */
export function verificationKind(code: string): FailureKind | null {
  return own(VERIFICATION_CODES, code) ?? null;
}

/** The number of the TLS alert that the other side sent; `null` where the error is not about one. */
export function alertNumber(error: Error): number | null {
  const match = /SSL alert number (\d+)/.exec(error.message);
  return match ? Number(match[1]) : null;
}

/** What Node adds where a connection fails before it is made: the end on this machine, which has no address then. */
export const LOCAL_END = / - Local \([^)]*\)(?=$|\.)/;

/** The error's own words, made safe to show. */
export function errorText(error: Error): string {
  const text = transportText(error.message);
  return text === '' ? codeOf(error) : text;
}

/** Words of a socket or of OpenSSL, made safe to show, without the thread's id and the source line of OpenSSL. */
export function transportText(words: string): string {
  const text = words
    .replace(/\b[0-9A-F]{8,16}:(?=error:)/g, '')
    .replace(/:[^:\s]*\.c:\d+:/g, ':')
    .replace(LOCAL_END, '')
    .replace(/[:\s]+$/, '');
  return visible(text);
}

function socketKind(error: Error): FailureKind | null {
  const code = codeOf(error);
  // Undici met something that is not HTTP. Not all of these errors carry a code.
  if (error.name === 'HTTPParserError') return 'other-protocol';
  // The resolver says EINVAL of a name that is too long for DNS.
  if ('syscall' in error && error.syscall === 'getaddrinfo') return 'unresolvable';
  return own(SOCKET_CODES, code) ?? null;
}

function tlsKind(error: Error): FailureKind | null {
  const code = codeOf(error);
  const verification = verificationKind(code);
  if (verification !== null) return verification;
  const ofTls = /^ERR_(SSL|OSSL|TLS)_/.test(code) || /\bSSL routines\b/.test(error.message);
  if (!ofTls) return null;
  const alert = alertNumber(error);
  if (alert !== null && CLIENT_CERTIFICATE_ALERTS.has(alert)) {
    return 'tls-client-certificate-rejected';
  }
  return NO_TLS.test(`${code.replaceAll('_', ' ')} ${error.message}`)
    ? 'tls-not-spoken'
    : 'tls-failed';
}

// Outermost first. The errors of a sum come in the order of the attempts: one for each address tried.
function* lowLevelErrors(error: unknown): Generator<Error> {
  let next = error;
  while (next instanceof Error) {
    // A sum has a code of its own but no words.
    if (next instanceof AggregateError) for (const one of next.errors) yield* lowLevelErrors(one);
    else yield next;
    next = next.cause;
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
