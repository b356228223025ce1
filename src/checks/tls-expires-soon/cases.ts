import type { Case } from '../../../test/judge/case.js';
import type { Observation } from '../../evidence/observation.js';
import type { Certificate } from '../../evidence/types.js';
import { failed, ok } from '../../../test/judge/evidence.js';
import { withTls } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

/** The evidence starts on 2024-01-01. */
const ends = (validTo: string): Observation<Certificate> =>
  ok({ validFrom: '2023-02-01T00:00:00.000Z', validTo });

const LATER = ends('2024-01-31T00:00:00.000Z');
const SOON = ends('2024-01-30T23:59:59.000Z');

const HOUR = 3_600_000;

export const cases: readonly Case[] = [
  {
    code: 'tls-expires-soon',
    raisedBy: { tillerCertificate: SOON },
    notBy: { tillerCertificate: LATER },
  },
  {
    code: 'tls-expires-soon',
    raisedBy: {
      ...{ url: 'https://swift.example', tillerCertificate: LATER },
      swiftCertificate: ends('2023-12-31T00:00:00.000Z'),
    },
    notBy: {
      ...{ url: 'https://swift.example', tillerCertificate: LATER },
      swiftCertificate: failed('refused'),
    },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tls-expires-soon': (stage) =>
    withTls(stage, { server: { validTo: new Date(Date.now() + 252 * HOUR) } }, () => [
      ...['--tls', '--swift-version', '0.11.1'],
    ]),
};
