import type { Certificate, Evidence, Hop, Observation } from '../../evidence/types.js';
import type { ExpiringCertificate } from '../../findings/access.js';
import { couldNotTell, notApplicable, pass, raise, type Rule } from '../rule.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** About what it takes people to notice, agree and issue. */
const SOON_DAYS = 30;

interface Held {
  readonly whose: string;
  readonly hop: Hop;
  readonly certificate: Observation<Certificate>;
}

/** Whether a certificate on the way ends soon, or has ended where nobody verified it. */
export const certificatesEnd: Rule = {
  code: 'tls-expires-soon',
  needs: [],
  judge: ({ evidence }) => {
    const held = certificatesOf(evidence);
    if (held.length === 0) {
      return evidence.tiller.target.tls === 'off' && evidence.swift.target.url.startsWith('http:')
        ? notApplicable('tls-expires-soon', 'No connection of this run speaks TLS.')
        : couldNotTell(
            'tls-expires-soon',
            'This evidence holds no dates of certificates.',
            'connection to Swift',
          );
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
      const lacks =
        unread.hop === 'swiftcheck->tiller' ? 'connection to Tiller' : 'connection to Swift';
      return couldNotTell('tls-expires-soon', `${unread.whose} certificate: ${message}`, lacks);
    }
    if (isUnseen(evidence)) {
      return couldNotTell(
        'tls-expires-soon',
        'This evidence holds not every certificate.',
        'connection to Swift',
      );
    }
    return pass('tls-expires-soon');
  },
};

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
