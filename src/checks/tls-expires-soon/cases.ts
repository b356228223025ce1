import type { Case } from '../../../test/judge/case.js';
import type { Observation } from '../../evidence/observation.js';
import type { Certificate } from '../../evidence/types.js';
import { atTiller, failed, ok } from '../../../test/judge/evidence.js';
import { withTls } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

/** The evidence starts on 2024-01-01. */
const ends = (validTo: string): Observation<Certificate> =>
  ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });

const LATER = ends('2024-01-31T00:00:00.000Z');
const SOON = ends('2024-01-30T23:59:59.000Z');

const HOUR = 3_600_000;

const ENDED = ends('2023-12-31T00:00:00.000Z');
const HTTPS = { url: 'https://swift.example' };
const held = (certificate: Partial<Certificate>): Observation<Certificate> =>
  ok({
    validFrom: '2023-02-01T00:00:00.000Z',
    validTo: '2034-01-01T00:00:00.000Z',
    ...certificate,
  });
const MESH = { mesh: 'spiffe://cluster.local/ns/kube-system/sa/tiller' };
const REFUSED_AT_TILLER = atTiller('tls-expired');

export const cases: readonly Case[] = [
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: SOON },
    says: [
      "Tiller's certificate expires in 29 days, on 2024-01-30",
      'it is valid until 2024-01-30T23:59:59.000Z.',
      'Issue the certificate again, update its Secret',
    ],
    silentOn: ['client certificate', 'sidecar', 'not valid before'],
    is: { outcome: 'warn', hop: 'swiftcheck->tiller', certainty: 'certain', follows: null },
    notBy: { tillerCertificate: LATER },
    otherwise: 'pass',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { ...HTTPS, tillerCertificate: LATER, swiftCertificate: ENDED },
    says: ["Swift's certificate expired on 2023-12-31"],
    is: { hop: 'swiftcheck->swift' },
    notBy: { ...HTTPS, tillerCertificate: LATER, swiftCertificate: failed('refused') },
    otherwise: "unknown: Swift's certificate: refused.",
  },
  {
    // The nearest end first, and a step once.
    code: 'tls-expires-soon',
    raisedBy: { ...HTTPS, tillerCertificate: SOON, swiftCertificate: ENDED },
    says: [
      /^Swift's certificate expired on 2023-12-31\n/,
      "Tiller's certificate expires in 29 days",
    ],
    silentOn: [/Issue the certificate again[^]*Issue the certificate again/],
    is: { hop: 'swiftcheck->swift' },
    notBy: { ...HTTPS, tillerCertificate: LATER },
    otherwise: 'unknown: The run did not record all certificates.',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: ends('2024-01-01T00:00:00.000Z') },
    says: ["Tiller's certificate expires within a day, on 2024-01-01"],
    notBy: HTTPS,
    otherwise: 'unknown: The evidence has no dates of certificates.',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: ends('2023-12-31T23:59:59.000Z') },
    says: ["Tiller's certificate expired on 2023-12-31"],
    notBy: {},
    otherwise: 'skipped: This run had no connection with TLS.',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: ends('2024-01-02T12:00:00.000Z') },
    says: ["Tiller's certificate expires in 1 day, on 2024-01-02"],
    notBy: { tillerCertificate: failed('closed', { hop: 'swiftcheck->tiller' }) },
    otherwise: "unknown: Tiller's certificate: closed.",
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: held({ validFrom: '2024-01-01T00:00:00.001Z' }) },
    says: ["Tiller's certificate is not valid before 2024-01-01"],
    silentOn: ['expires'],
    notBy: { tillerCertificate: held({ validFrom: '2024-01-01T00:00:00.000Z' }) },
    otherwise: 'pass',
  },
  {
    // A mesh renews its certificates each day.
    code: 'tls-expires-soon',
    raisedBy: {
      tillerCertificate: held({ ...MESH, validTo: '2023-12-31T23:59:59.000Z' }),
    },
    says: ['the mesh did not renew it'],
    silentOn: ['update its Secret'],
    notBy: { tillerCertificate: held({ ...MESH, validTo: '2024-01-01T00:00:00.000Z' }) },
    otherwise: 'pass',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: {
      tillerCertificate: LATER,
      clientCertificate: {
        validFrom: '2023-02-01T00:00:00.000Z',
        validTo: '2024-01-11T00:00:00.000Z',
      },
    },
    says: [
      "This client's own (for Tiller) certificate expires in 10 days",
      'Issue the client certificate again',
    ],
    silentOn: ['update its Secret'],
    is: { hop: 'swiftcheck->tiller' },
    notBy: { ...HTTPS, swiftCertificate: LATER },
    otherwise: 'pass',
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { ...HTTPS, viaApiServer: true, swiftCertificate: SOON },
    says: ["The API server's certificate expires", 'Renew the certificate of the API server.'],
    silentOn: ['update its Secret'],
    is: { hop: 'swiftcheck->api-server' },
    notBy: { ...HTTPS, viaApiServer: true, swiftCertificate: LATER },
    otherwise: 'pass',
  },
  {
    // One certificate, seen twice: the run read its dates, and did not accept it.
    code: 'tls-expires-soon',
    raisedBy: { ...REFUSED_AT_TILLER, tillerCertificate: ENDED },
    is: { follows: 'tls-expired' },
    notBy: { ...REFUSED_AT_TILLER, tillerCertificate: LATER },
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { ...REFUSED_AT_TILLER, tillerCertificate: SOON },
    is: { follows: null },
    notBy: REFUSED_AT_TILLER,
  },
  {
    code: 'tls-expires-soon',
    raisedBy: { ...HTTPS, ...REFUSED_AT_TILLER, swiftCertificate: ENDED },
    is: { follows: null },
    notBy: REFUSED_AT_TILLER,
  },
  {
    code: 'tls-expires-soon',
    raisedBy: {
      ...{ ...HTTPS, ...REFUSED_AT_TILLER },
      ...{ tillerCertificate: ENDED, swiftCertificate: SOON },
    },
    is: { hop: 'swiftcheck->tiller', follows: null },
    notBy: REFUSED_AT_TILLER,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tls-expires-soon': (stage) =>
    withTls(stage, { server: { validTo: new Date(Date.now() + 252 * HOUR) } }, () => [
      ...['--tls', '--swift-version', '0.11.1'],
    ]),
};
