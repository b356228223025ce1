// Whether a certificate of the path expires soon, or has expired while nothing verified it.
import type { Hop, Observation } from '../../evidence/observation.js';
import type { Certificate, Evidence } from '../../evidence/types.js';
import { plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { certificateEnded } from '../shared/certificate-ended.js';
import { change } from '../steps.js';

interface ExpiringCertificate {
  /** Whose: `Tiller's`, `this client's own (for Tiller)`. */
  readonly whose: string;
  /** RFC 3339. */
  readonly validTo: string;
  /** Whole days from the start of the run, rounded down: negative if the certificate has expired. */
  readonly daysLeft: number;
  /** RFC 3339; only if it is after the start of the run. */
  readonly validFrom?: string;
  /** The identity of a service mesh in it. */
  readonly mesh?: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'tls-expires-soon': { readonly certificates: readonly ExpiringCertificate[] };
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** About the time that people need to notice, agree and issue. */
const SOON_DAYS = 30;

const API_SERVER = "the API server's";
const OWN = "this client's own";

interface Held {
  readonly whose: string;
  readonly hop: Hop;
  readonly certificate: Observation<Certificate>;
}

export const tlsExpiresSoon = defineCheck({
  group: 'access',
  after: null,
  code: 'tls-expires-soon',
  findings: {
    'tls-expires-soon': {
      severity: 'warn',
      onHop: 'none',
      passTitle: `Every certificate is valid for another ${SOON_DAYS} days`,
      failTitle: ({ certificates: [first] }) =>
        first ? sentence(first) : 'A certificate expires soon',
      describe: ({ certificates }) => ({
        seen: certificates.map(
          (certificate) => `${sentence(certificate)}: it is valid until ${certificate.validTo}.`,
        ),
        certainty: 'certain',
        cause:
          'Outside the dates of a certificate, every side that verifies it refuses the connection. If Swift refuses the connection to Tiller, callers of Swift see only "context deadline exceeded" or "transport is closing".',
        steps: [...new Set(certificates.map(renewal))].map((text) => change(text)),
      }),
      followsFrom: [
        {
          // One certificate, seen twice: the connection was refused, and the run read the dates.
          causes: ['tls-expired'],
          certainty: 'certain',
          when: (cause, own) =>
            cause.hop === own.hop &&
            certificateEnded(own, 'server') &&
            own.facts.certificates.length === 1,
        },
      ],
    },
  },
  needs: {},
  run: ({ evidence }, { raise, pass, skip, unknown }) => {
    const held = certificatesOf(evidence);
    if (held.length === 0) {
      return evidence.tiller.target.tls === 'off' && evidence.swift.target.url.startsWith('http:')
        ? skip('This run had no connection with TLS.')
        : unknown('The evidence has no dates of certificates.', 'connection to Swift');
    }
    const soon = held
      .flatMap(({ whose, hop, certificate }) =>
        certificate.ok ? [{ hop, ...ending(whose, certificate.value, evidence.startedAt) }] : [],
      )
      // A mesh renews the certificates of its sidecars by itself, each day or sooner.
      .filter(({ daysLeft, mesh }) => mesh === undefined || daysLeft < 0)
      .filter(({ daysLeft, validFrom }) => daysLeft < SOON_DAYS || validFrom !== undefined)
      .sort((a, b) => a.daysLeft - b.daysLeft);
    const [first] = soon;
    if (first) {
      const certificates = soon.map(({ hop: _hop, ...facts }) => facts);
      return raise('tls-expires-soon', { certificates }, first.hop);
    }
    const unread = held.find(({ certificate }) => !certificate.ok);
    if (unread && !unread.certificate.ok) {
      const { message } = unread.certificate.failure;
      const missing =
        unread.hop === 'swiftcheck->tiller' ? 'connection to Tiller' : 'connection to Swift';
      return unknown(`${unread.whose} certificate: ${message}`, missing);
    }
    return isUnseen(evidence)
      ? unknown('The run did not record all certificates.', 'connection to Swift')
      : pass();
  },
});

/** Whether a connection uses TLS and the run did not record the server's certificate. */
function isUnseen({ tiller, swift }: Evidence): boolean {
  const swiftSpeaksTls = swift.target.url.startsWith('https:');
  return (
    (tiller.target.tls !== 'off' && !tiller.certificate) || (swiftSpeaksTls && !swift.certificate)
  );
}

function certificatesOf({ tiller, swift }: Evidence): Held[] {
  const { viaApiServer } = swift.target;
  return [
    ...sideOf(tiller, "Tiller's", 'Tiller', 'swiftcheck->tiller'),
    ...(viaApiServer
      ? sideOf(swift, API_SERVER, 'Swift', 'swiftcheck->api-server')
      : sideOf(swift, "Swift's", 'Swift', 'swiftcheck->swift')),
  ];
}

function sideOf(
  { certificate, clientCertificate }: Pick<Evidence['tiller'], 'certificate' | 'clientCertificate'>,
  whose: string,
  to: string,
  hop: Hop,
): Held[] {
  const own = `${OWN} (for ${to})`;
  return [
    ...(certificate ? [{ whose, hop, certificate }] : []),
    ...(clientCertificate
      ? [{ whose: own, hop, certificate: { ok: true, ms: 0, value: clientCertificate } as const }]
      : []),
  ];
}

function ending(
  whose: string,
  { validFrom, validTo, mesh }: Certificate,
  startedAt: string,
): ExpiringCertificate {
  const start = Date.parse(startedAt);
  const daysLeft = Math.floor((Date.parse(validTo) - start) / DAY_MS);
  return {
    ...{ whose, validTo, daysLeft },
    ...(Date.parse(validFrom) > start && { validFrom }),
    ...(mesh !== undefined && { mesh }),
  };
}

function renewal({ whose, mesh }: ExpiringCertificate): string {
  if (mesh !== undefined) {
    return 'The certificate is that of a sidecar, and the mesh did not renew it: restart the pod, and read the log of the sidecar and of the control plane of the mesh.';
  }
  if (whose.startsWith(OWN)) return 'Issue the client certificate again, and use its new files.';
  return whose === API_SERVER
    ? 'Renew the certificate of the API server.'
    : 'Issue the certificate again, update its Secret, and restart the pods that use it. Tiller and Swift read a certificate only at their start.';
}

function sentence({ whose, validTo, daysLeft, validFrom }: ExpiringCertificate): string {
  const certificate = `${whose.charAt(0).toUpperCase()}${whose.slice(1)} certificate`;
  const day = validTo.slice(0, 10);
  if (validFrom !== undefined)
    return `${certificate} is not valid before ${validFrom.slice(0, 10)}`;
  if (daysLeft < 0) return `${certificate} expired on ${day}`;
  const left = daysLeft === 0 ? 'within a day' : `in ${plural(daysLeft, 'day')}`;
  return `${certificate} expires ${left}, on ${day}`;
}
