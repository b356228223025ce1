// What an error of TLS, or a connection closed within it, says about the two sides.

import { clientCertificateMessage, ownFault } from './diagnose-certificates.js';
import { alertNumber, classifySocketError } from './diagnose-errors.js';
import { visible } from '../util/safe-text.js';
import { flagsFor } from './diagnose-flags.js';
import { addressOf, expectedName } from './diagnose-probes.js';
import type { DiagnosisTarget, Fault } from './diagnose-types.js';
import type { TlsSettings } from '../targets/types.js';

// Numbers of TLS alerts (RFC 8446, 6).
const HANDSHAKE_FAILURE = 40;
const PROTOCOL_VERSION = 70;
const UNRECOGNIZED_NAME = 112;
const NO_APPLICATION_PROTOCOL = 120;

/**
 * The fault that an error stands for. `keysAgreed`: the handshake had come so far that the server can
 * only object to the client.
 */
export function tlsFault(
  target: DiagnosisTarget,
  tls: TlsSettings,
  error: Error,
  keysAgreed: boolean,
): Fault {
  const { kind, transportError } = classifySocketError(error);
  const alert = alertNumber(error);
  if (kind === 'closed' && keysAgreed) return { ...closedInTls(target, tls), transportError };
  // OpenSSL's word for a missing client certificate in TLS 1.2; earlier it means no common cipher.
  if (kind === 'tls-client-certificate-rejected' || (alert === HANDSHAKE_FAILURE && keysAgreed)) {
    return {
      kind: 'tls-client-certificate-rejected',
      message: clientCertificateMessage(target, tls, alert),
      transportError,
    };
  }
  if (alert === NO_APPLICATION_PROTOCOL) return { ...notOffered(target), transportError };
  return {
    kind,
    message: failureMessage(target, tls, kind, alert, transportError),
    transportError,
  };
}

/** TLS holds, but the protocol that is expected is not to be had in it. */
export function notOffered(target: DiagnosisTarget): Fault {
  const missing =
    target.protocol === 'grpc'
      ? "HTTP/2 in it (ALPN h2), which gRPC needs; so it is not Tiller's gRPC port"
      : "HTTP/1 in it (ALPN http/1.1); so it is not Swift's HTTP port but perhaps Tiller's";
  return {
    kind: 'other-protocol',
    message: `${addressOf(target)} speaks TLS, but offers no ${missing}.`,
  };
}

/** Closed without an alert, when TLS was agreed or nearly so. */
export function closedInTls(target: DiagnosisTarget, tls: TlsSettings): Fault {
  const { cert, identity } = flagsFor(target);
  const suspect =
    tls.cert === undefined
      ? `it may require a client certificate (${identity})`
      : `it may not accept the client certificate of ${cert} (${ownFault(tls.cert)})`;
  return {
    kind: 'closed',
    message: `${addressOf(target)} closes the connection after the TLS handshake, without an error: ${suspect}, or its target is gone.`,
  };
}

function failureMessage(
  target: DiagnosisTarget,
  tls: TlsSettings,
  kind: Fault['kind'],
  alert: number | null,
  said: string,
): string {
  const at = addressOf(target);
  if (kind === 'tls-not-spoken') return `${at} does not speak TLS.`;
  if (kind === 'closed') {
    return `${at} accepts connections and closes each without an answer, with TLS and in plaintext.`;
  }
  if (alert === UNRECOGNIZED_NAME) {
    return `${at} serves no host by the name ${visible(expectedName(target, tls))}.`;
  }
  if (alert === HANDSHAKE_FAILURE || alert === PROTOCOL_VERSION) {
    return `${at} and this client have no TLS version or cipher in common (${said}).`;
  }
  return `The TLS handshake with ${at} failed: ${said}.`;
}
