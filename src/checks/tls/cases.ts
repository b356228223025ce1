import type { Case } from '../../../test/judge/case.js';
import { atSwift, atTiller } from '../../../test/judge/evidence.js';
import { startTls } from '../../../test/support/fault-server.js';
import { small } from '../../../test/support/screens.js';
import { withTiller, withTls } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';
import type { TlsCode } from './findings.js';

const TLS_KINDS = [
  'tls-required',
  'tls-not-spoken',
  'tls-untrusted',
  'tls-name-mismatch',
  'tls-expired',
  'tls-client-certificate-rejected',
  'tls-failed',
] as const satisfies readonly TlsCode[];

/** What Node says of a certificate, and what follows. */
const REFUSED = [
  ['SELF_SIGNED_CERT_IN_CHAIN', 'does not trust the authority', 'Give the authority'],
  ['unable to verify the first certificate', 'does not trust the authority', 'Give the authority'],
  ['INVALID_PURPOSE', 'breaks a rule', 'Issue that certificate'],
  ['EE certificate key too weak', 'breaks a rule', 'Issue that certificate'],
] as const;

const HOUR = 3_600_000;

export const cases: readonly Case[] = [
  ...TLS_KINDS.flatMap((kind): Case[] => [
    { code: kind, raisedBy: atTiller(kind), notBy: atTiller('refused') },
    { code: kind, raisedBy: atSwift(kind), notBy: {} },
  ]),
  ...REFUSED.map(([transportError, cause, step]): Case => ({
    code: 'tls-untrusted',
    raisedBy: atSwift('tls-untrusted', { transportError, message: `Refused: ${transportError}.` }),
    says: [cause, step],
    notBy: {},
  })),
];

export const screens: Readonly<Record<string, Start>> = {
  'tls-required': (stage) => withTls(stage, {}, () => []),
  'tls-not-spoken': async (stage) => withTiller(stage, (await small(stage)).tillerAddress, '--tls'),
  'tls-untrusted': (stage) => withTls(stage, {}, () => ['--tls-verify']),
  'tls-name-mismatch': (stage) =>
    withTls(stage, { names: ['tiller.example'] }, (ca) => [
      ...['--tls-verify', '--tls-ca-cert', ca],
      // Swift speaks no TLS to this Tiller: its call ends with this time, not with an answer.
      ...['--timeout', '1s'],
    ]),
  'tls-expired': (stage) =>
    withTls(
      stage,
      {
        server: {
          validFrom: new Date(Date.now() - 48 * HOUR),
          validTo: new Date(Date.now() - 24 * HOUR),
        },
      },
      (ca) => ['--tls-verify', '--tls-ca-cert', ca, '--timeout', '1s'],
    ),
  'tls-client-certificate-rejected': async (stage) => {
    const { certificates, ca } = await stage.certificates();
    const address = await stage.fault(() =>
      startTls({
        ...certificates.server,
        ca: certificates.ca.cert,
        requestCert: true,
        rejectUnauthorized: true,
      }),
    );
    return withTiller(stage, address, '--tls-verify', '--tls-ca-cert', ca);
  },
  'tls-failed': async (stage) => {
    const { certificates } = await stage.certificates();
    // Its newest version of TLS is one that clients reject.
    const address = await stage.fault(() =>
      startTls({
        ...certificates.server,
        ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
      }),
    );
    return withTiller(stage, address, '--tls');
  },
};
