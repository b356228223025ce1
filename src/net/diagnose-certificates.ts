// What is wrong with a certificate, in words: the server's, or the client's own.

import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, type TLSSocket } from 'node:tls';
import { lacksAuthority } from '../knowledge/untrusted-authority.js';
import { shorten, visible } from '../util/safe-text.js';
import { certificateTime } from '../util/time.js';
import { errorText, verificationKind } from './diagnose-errors.js';
import { flagsFor } from './diagnose-flags.js';
import { addressOf, expectedName, startTls, withTcp } from './diagnose-probes.js';
import type { DiagnosisTarget, Fault } from './diagnose-types.js';
import type { Limits } from './sockets.js';
import type { TlsSettings } from '../targets/types.js';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const NAMES_SHOWN = 5;
const NAME_LENGTH = 80;

// RFC 8446, 6.2: those by which a server refuses a client's certificate.
const ALERT_NAMES: Readonly<Record<number, string>> = {
  40: 'handshake failure',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'certificate revoked',
  45: 'certificate expired',
  46: 'certificate unknown',
  48: 'unknown CA',
  49: 'access denied',
  116: 'certificate required',
};

/** Why the server's certificate did not pass, as a code, or in words where Node has no code; `null`: it did. */
export async function verificationError(
  target: DiagnosisTarget,
  tls: TlsSettings,
  socket: TLSSocket,
  limits: Limits,
): Promise<string | null> {
  if (socket.authorized) return null;
  // Typed as an error, but only the code of one is kept here.
  const code = String(socket.authorizationError);
  return code === 'UNSPECIFIED' ? ((await refusalOf(target, tls, limits)) ?? code) : code;
}

/** The words with which a handshake that verifies ends. */
async function refusalOf(
  target: DiagnosisTarget,
  tls: TlsSettings,
  limits: Limits,
): Promise<string | null> {
  const outcome = await withTcp(target, limits, async (tcp) => {
    const { socket, error } = await startTls(tcp, target, tls, limits, true);
    socket.destroy();
    return error && errorText(error);
  });
  return 'value' in outcome ? outcome.value : null;
}

/** @param code of the error of its verification */
export function serverCertificateFault(
  target: DiagnosisTarget,
  tls: TlsSettings,
  socket: TLSSocket,
  code: string,
): Fault {
  const kind = verificationKind(code) ?? 'tls-untrusted';
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) {
    return { kind, message: `${addressOf(target)} sent no certificate.`, transportError: code };
  }
  if (kind === 'tls-name-mismatch') return nameFault(target, tls, socket, certificate);
  const message =
    kind === 'tls-expired'
      ? datesMessage(target, tls, certificate)
      : trustMessage(target, tls, certificate, code);
  return { kind, message, transportError: code };
}

/** Why the server refused the client's certificate, as far as that can be seen from here. */
export function clientCertificateMessage(
  target: DiagnosisTarget,
  tls: TlsSettings,
  alert: number | null,
): string {
  const at = addressOf(target);
  const flags = flagsFor(target);
  if (tls.cert === undefined) {
    return `${at} requires a client certificate, and this run has none.`;
  }
  const said = alert === null ? '' : ` (alert ${alert}, ${ALERT_NAMES[alert] ?? 'no known name'})`;
  const fault = ownFault(tls.cert);
  const rule = fault.startsWith(ISSUED) ? ', and the server takes only those of its own CA' : '';
  return `${at} does not accept the client certificate of ${flags.cert}${said}: ${fault}${rule}.`;
}

const ISSUED = 'it was issued by ';

/** What may be wrong with the client's certificate, as the end of a sentence about it. */
export function ownFault(pem: Buffer): string {
  const certificate = new X509Certificate(pem);
  const dates = outOfDate(certificate);
  if (dates !== null) return `it ${dates}`;
  if (lacksPurpose(certificate, CLIENT_AUTH)) return 'it is not for client authentication';
  return `${ISSUED}${quoted(certificate.issuer)}`;
}

function lacksPurpose(certificate: X509Certificate, purpose: string): boolean {
  // Contrary to its type it is undefined where the certificate restricts nothing.
  const purposes = certificate.keyUsage as string[] | undefined;
  return purposes !== undefined && !purposes.includes(purpose);
}

function nameFault(
  target: DiagnosisTarget,
  tls: TlsSettings,
  socket: TLSSocket,
  certificate: X509Certificate,
): Fault {
  const expected = expectedName(target, tls);
  const error = checkServerIdentity(expected, socket.getPeerCertificate());
  return {
    kind: 'tls-name-mismatch',
    message:
      `The certificate of ${addressOf(target)} is for ${namesOf(certificate)}, ` +
      `not for ${visible(expected)}.`,
    ...(error && { transportError: errorText(error) }),
  };
}

function namesOf(certificate: X509Certificate): string {
  const names = certificate.subjectAltName?.split(', ');
  // Without alternative names the subject's own is what is compared.
  if (names === undefined) return `${quoted(certificate.subject)} (it has no alternative names)`;
  const shown = names.slice(0, NAMES_SHOWN).map(alternativeName);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** @param name with its type, as OpenSSL writes it: `DNS:tiller-deploy` */
function alternativeName(name: string): string {
  const bare = name.replace(/^(DNS|IP Address):/, '');
  const isMistyped = name.startsWith('DNS:') && isIP(bare) !== 0;
  return `${shorten(visible(bare), NAME_LENGTH)}${isMistyped ? ' (as a DNS name, not as an IP address)' : ''}`;
}

function datesMessage(
  target: DiagnosisTarget,
  tls: TlsSettings,
  certificate: X509Certificate,
): string {
  const at = addressOf(target);
  const clock = `(by this machine's clock it is ${timeOf(Date.now())})`;
  const own = outOfDate(certificate);
  if (own !== null) return `The certificate of ${at} ${own} ${clock}.`;
  for (let issuer = certificate.issuerCertificate; issuer; issuer = issuer.issuerCertificate) {
    const dates = outOfDate(issuer);
    if (dates !== null) {
      return `The CA certificate ${quoted(issuer.subject)}, on which the certificate of ${at} depends, ${dates} ${clock}.`;
    }
    if (issuer.fingerprint256 === issuer.issuerCertificate?.fingerprint256) break;
  }
  const given = authorities(tls).find(
    (authority) => authority.subject === certificate.issuer && outOfDate(authority) !== null,
  );
  if (given) {
    return `The CA certificate ${quoted(given.subject)} of ${flagsFor(target).ca}, on which the certificate of ${at} depends, ${String(outOfDate(given))} ${clock}.`;
  }
  return `A CA certificate on which the certificate of ${at} depends is out of date ${clock}.`;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Those that were given to be trusted. */
function authorities({ ca }: TlsSettings): X509Certificate[] {
  const blocks = ca?.toString('latin1').match(PEM_CERTIFICATE) ?? [];
  return blocks.map((pem) => new X509Certificate(pem));
}

function outOfDate({ validFrom, validTo }: X509Certificate): string | null {
  const [from, to] = [certificateTime(validFrom), certificateTime(validTo)];
  if (Date.now() > to) return `expired at ${timeOf(to)}`;
  return Date.now() < from ? `is not valid before ${timeOf(from)}` : null;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function trustMessage(
  target: DiagnosisTarget,
  tls: TlsSettings,
  certificate: X509Certificate,
  code: string,
): string {
  const at = addressOf(target);
  const flags = flagsFor(target);
  if (code === 'INVALID_PURPOSE') {
    return lacksPurpose(certificate, SERVER_AUTH)
      ? `The certificate of ${at} is not for servers.`
      : `The certificate of ${at}, or a CA certificate on which it depends, is for another purpose.`;
  }
  if (!lacksAuthority(code)) {
    return `The certificate of ${at}, or a CA certificate on which it depends, does not verify: ${code}.`;
  }
  const origin =
    certificate.subject === certificate.issuer
      ? 'is self-signed'
      : `is issued by ${quoted(certificate.issuer)}`;
  const other = tls.ca === undefined ? '' : `: the CA of ${flags.ca} is another`;
  return `The certificate of ${at} ${origin}, which is not trusted here${other}.`;
}

// A distinguished name comes as one line for each attribute.
function quoted(distinguishedName: string): string {
  return `"${shorten(visible(distinguishedName.replaceAll('\n', ', ')), NAME_LENGTH)}"`;
}
