// Whether a certificate on the way ends soon, or has ended where nothing verified it.
import type { Hop, Observation } from '../../evidence/observation.js';
import type { Certificate, Evidence } from '../../evidence/types.js';
import { plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { certificateEnded } from '../shared/certificate-ended.js';

interface ExpiringCertificate {
  /** Whose: `Tiller's`, `this client's own (for Tiller)`. */
  readonly whose: string;
  /** RFC 3339. */
  readonly validTo: string;
  /** Whole days from the start of the run, rounded down: negative where the certificate has ended. */
  readonly daysLeft: number;
  /** RFC 3339; only where it lies after the start of the run. */
  readonly validFrom?: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'tls-expires-soon': { readonly certificates: readonly ExpiringCertificate[] };
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** About the time that people need to notice, agree and issue. */
const SOON_DAYS = 30;

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
      advisory: true,
      passTitle: 'Every certificate is valid for another 30 days',
      failTitle: ({ certificates: [first] }) =>
        first ? sentence(first) : 'A certificate ends soon',
      describe: ({ certificates }) => ({
        seen: certificates.map(
          (certificate) => `${sentence(certificate)}: it is valid until ${certificate.validTo}.`,
        ),
        certainty: 'certain',
        cause:
          'Outside its dates whoever verifies it refuses the connection; where that is Swift on its way to Tiller, callers see nothing but "context deadline exceeded" or "transport is closing".',
        steps: ['Issue it anew, and restart the pods that hold it.'],
      }),
      followsFrom: [
        {
          // One certificate, seen twice: refused as it stands, and its dates read.
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
  run: ({ evidence }, { raise, pass, notApplicable, inconclusive }) => {
    const held = certificatesOf(evidence);
    if (held.length === 0) {
      return evidence.tiller.target.tls === 'off' && evidence.swift.target.url.startsWith('http:')
        ? notApplicable('No connection of this run speaks TLS.')
        : inconclusive('This evidence holds no dates of certificates.', 'connection to Swift');
    }
    const soon = held
      .flatMap(({ whose, hop, certificate }) =>
        certificate.ok ? [{ hop, ...ending(whose, certificate.value, evidence.startedAt) }] : [],
      )
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
      return inconclusive(`${unread.whose} certificate: ${message}`, missing);
    }
    return isUnseen(evidence)
      ? inconclusive('This evidence holds not every certificate.', 'connection to Swift')
      : pass();
  },
});

/** Where TLS is spoken and the server's certificate was not looked at. */
function isUnseen({ tiller, swift }: Evidence): boolean {
  const swiftSpeaksTls = swift.target.url.startsWith('https:');
  return (
    (tiller.target.tls !== 'off' && !tiller.certificate) || (swiftSpeaksTls && !swift.certificate)
  );
}

function certificatesOf({ tiller, swift }: Evidence): Held[] {
  const swiftsOwner = swift.target.viaApiServer ? "the API server's" : "Swift's";
  return [
    ...sideOf(tiller, "Tiller's", 'Tiller', 'swiftcheck->tiller'),
    ...sideOf(swift, swiftsOwner, 'Swift', 'swiftcheck->swift'),
  ];
}

function sideOf(
  { certificate, clientCertificate }: Pick<Evidence['tiller'], 'certificate' | 'clientCertificate'>,
  whose: string,
  to: string,
  hop: Hop,
): Held[] {
  const own = `this client's own (for ${to})`;
  return [
    ...(certificate ? [{ whose, hop, certificate }] : []),
    ...(clientCertificate
      ? [{ whose: own, hop, certificate: { ok: true, ms: 0, value: clientCertificate } as const }]
      : []),
  ];
}

function ending(
  whose: string,
  { validFrom, validTo }: Certificate,
  startedAt: string,
): ExpiringCertificate {
  const start = Date.parse(startedAt);
  const daysLeft = Math.floor((Date.parse(validTo) - start) / DAY_MS);
  return { whose, validTo, daysLeft, ...(Date.parse(validFrom) > start && { validFrom }) };
}

function sentence({ whose, validTo, daysLeft, validFrom }: ExpiringCertificate): string {
  const certificate = `${whose.charAt(0).toUpperCase()}${whose.slice(1)} certificate`;
  const day = validTo.slice(0, 10);
  if (validFrom !== undefined)
    return `${certificate} is not valid before ${validFrom.slice(0, 10)}`;
  if (daysLeft < 0) return `${certificate} ended on ${day}`;
  const left = daysLeft === 0 ? 'within a day' : `in ${plural(daysLeft, 'day')}`;
  return `${certificate} ends ${left}, on ${day}`;
}
