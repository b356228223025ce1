import type { Case } from '../../../test/judge/case.js';
import { inCluster } from '../../../test/judge/cluster-evidence.js';
import { atSwift, atTiller, ok } from '../../../test/judge/evidence.js';
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

const FORWARDED = {
  via: 'port-forward',
  forward: ok({ pod: 'swift-1', port: 9855 }),
} as const;

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
  // The port that the run forwarded is closed by now, and a URL does not go with the search.
  ...(
    [
      ['tls-required', /--swift https:\/\/127\.0\.0\.1:9855 --insecure$/m],
      ['tls-not-spoken', /--swift http:\/\/127\.0\.0\.1:9855$/m],
    ] as const
  ).map(([code, command]): Case => ({
    code,
    raisedBy: inCluster({ swift: FORWARDED }, { ...atSwift(code), url: 'http://127.0.0.1:39691' }),
    says: ['port-forward service/helm-api 9855:http', command],
    silentOn: [/39691`/, /--swift-via/],
    notBy: {},
  })),
  {
    code: 'tls-name-mismatch',
    raisedBy: inCluster({ swift: FORWARDED }, atSwift('tls-name-mismatch')),
    says: [/--swift-via port-forward .*--insecure$/m],
    notBy: {},
  },
  // Its flags are usage errors for a run that asks Swift through the service proxy.
  ...(
    [
      ['tls-untrusted', '`certificate-authority`'],
      ['tls-name-mismatch', '`tls-server-name`'],
      ['tls-client-certificate-rejected', '`client-certificate`'],
    ] as const
  ).map(([code, words]): Case => ({
    code,
    raisedBy: inCluster({}, atSwift(code)),
    says: [words],
    silentOn: [/(?<!the )API server's? (is|requires)/, /--(cacert|cert|swift)\b/],
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
