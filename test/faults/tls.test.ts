// What can be wrong with TLS, over each of its versions and on each side: every reason is named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import {
  makeCertificates,
  type Certificates,
  type CertificatesOptions,
  type Identity,
} from '../../src/lab/certificates.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import type { JsonReport } from '../../src/reports/json.js';
import {
  startClosing,
  startHttp1,
  startHttp2Resetting,
  startSaying,
  startSilent,
  startTls,
  type FaultServer,
  type TlsServerOptions,
} from '../support/fault-server.js';
import { base64, writeKubeconfig } from '../support/kube/kubeconfig.js';
import { soundRun } from '../support/sound-run.js';
import { expectSwiftExamined, expectTillerExamined } from '../support/trouble.js';
import { testTable } from './matrix.js';

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
type Version = (typeof VERSIONS)[number];
const SIDES = ['Tiller', 'Swift', 'API server'] as const;
type Side = (typeof SIDES)[number];
const COLUMNS = [
  ...(['Tiller, TLS 1.2', 'Tiller, TLS 1.3', 'Swift, TLS 1.2', 'Swift, TLS 1.3'] as const),
  ...(['API server, TLS 1.2', 'API server, TLS 1.3'] as const),
];
const sideOf = (column: string): Side => SIDES.find((side) => column.startsWith(side)) ?? 'Swift';
const versionOf = (column: string): Version => (column.endsWith('1.2') ? 'TLSv1.2' : 'TLSv1.3');

const PAST = { validFrom: new Date('2018-01-02T03:04:05Z'), validTo: new Date('2019-01-02Z') };
const FUTURE = { validFrom: new Date('2101-01-02T03:04:05Z'), validTo: new Date('2102-01-02Z') };
const TIMEOUT_WORDS = /deadline exceeded/i;

interface TlsFault {
  readonly name: string;
  /** How the server's, its authority's and the client's certificates are made. */
  readonly made?: CertificatesOptions;
  /** The certificates that the server has. */
  readonly server?: (certificates: Certificates) => Partial<TlsServerOptions>;
  /** In place of a server of TLS. */
  readonly start?: (inside: 'http1' | 'http2') => Promise<FaultServer>;
  /** What the client has; default the authority of the server. */
  readonly client?: (certificates: Certificates, other: Certificates) => Client;
  readonly stalls?: true;
  readonly says: RegExp;
}
interface Client {
  readonly ca?: string;
  readonly identity?: Identity;
}

const asksForCertificate = ({ ca }: Certificates) => ({
  ...{ ca: ca.cert, requestCert: true, rejectUnauthorized: true },
});
const presents = ({ ca, client }: Certificates) => ({ ca: ca.cert, identity: client });
const HALF_A_HELLO = Buffer.from([0x16, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3]);

const FAULTS: readonly TlsFault[] = [
  {
    name: 'not yet valid',
    made: { server: FUTURE },
    says: /not valid before 2101-01-02T03:04:05Z/,
  },
  { name: 'expired', made: { server: PAST }, says: /expired at 2019-01-02T00:00:00Z/ },
  {
    name: 'issued by an expired CA',
    made: { ca: PAST },
    says: /The CA certificate "CN=swiftcheck throwaway CA" of .* expired at 2019/,
  },
  {
    name: 'issued by another CA',
    client: (_own, other) => ({ ca: other.ca.cert }),
    says: /issued by "CN=swiftcheck throwaway CA", which is not trusted here/,
  },
  {
    name: 'self-signed',
    server: ({ ca }) => ca,
    client: (_own, other) => ({ ca: other.ca.cert }),
    says: /is self-signed, which is not trusted here/,
  },
  { name: 'for clients only', made: { server: { usage: 'client' } }, says: /is not for servers/ },
  {
    name: 'for another name',
    made: { names: ['far.example'] },
    says: /is for far\.example, not for 127/,
  },
  {
    name: 'no client certificate',
    server: asksForCertificate,
    says: /requires a client certificate/,
  },
  {
    name: 'client certificate of another CA',
    server: asksForCertificate,
    client: ({ ca }, { client }) => ({ ca: ca.cert, identity: client }),
    says: /(does|may) not accept the client certificate of .*it was issued by "CN=swiftcheck throwaway CA"/,
  },
  {
    name: 'client certificate expired',
    made: { client: PAST },
    server: asksForCertificate,
    client: presents,
    says: /(does|may) not accept the client certificate of .*it expired at 2019-01-02T00:00:00Z/,
  },
  {
    name: 'client certificate not yet valid',
    made: { client: FUTURE },
    server: asksForCertificate,
    client: presents,
    says: /(does|may) not accept the client certificate of .*it is not valid before 2101-01-02T03:04:05Z/,
  },
  {
    name: 'client certificate for servers only',
    made: { client: { usage: 'server' } },
    server: asksForCertificate,
    client: presents,
    says: /(does|may) not accept the client certificate of .*it is not for client authentication/,
  },
  {
    name: 'plaintext in place of TLS',
    start: (inside) => (inside === 'http1' ? startHttp1() : startHttp2Resetting()),
    says: /does not speak TLS/,
  },
  {
    name: 'closed in place of a handshake',
    start: startClosing,
    says: /closes each (?:at once|without an answer)/,
  },
  {
    name: 'silence in place of a handshake',
    start: startSilent,
    stalls: true,
    says: /did not complete the TLS handshake within/,
  },
  {
    name: 'half of a ServerHello',
    start: () => startSaying(HALF_A_HELLO, { after: 'request' }),
    stalls: true,
    says: /did not complete the TLS handshake within/,
  },
  {
    name: 'silence in TLS',
    server: () => ({ inside: 'silence' }),
    stalls: true,
    says: /sent nothing within|No answer within/,
  },
  {
    name: 'closed in TLS',
    server: () => ({ inside: 'nothing' }),
    says: /closes the connection after the TLS handshake, without an error/,
  },
];

let folder: string;
let lab: Lab;
let other: Certificates;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-tls-faults-'));
  lab = await startLab({ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') });
  other = await makeCertificates();
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

let files = 0;
const file = (text: string) => {
  const path = join(folder, `file-${(files += 1)}`);
  writeFileSync(path, text);
  return path;
};

/** The flags of a run that meets the port over TLS. */
function flagsFor(side: Side, port: number, { ca, identity }: Client): string[] {
  const pem = (flag: string, text: string | undefined) =>
    text === undefined ? [] : [flag, file(text)];
  const at = `127.0.0.1:${port}`;
  switch (side) {
    case 'Tiller':
      return [
        ...['--swift', lab.swiftUrl, '--tiller', at, '--tls-verify', ...pem('--tls-ca-cert', ca)],
        ...[...pem('--tls-cert', identity?.cert), ...pem('--tls-key', identity?.key)],
      ];
    case 'Swift':
      return [
        ...['--tiller', lab.tillerAddress, '--swift', `https://${at}`, ...pem('--cacert', ca)],
        ...[...pem('--cert', identity?.cert), ...pem('--key', identity?.key)],
      ];
    case 'API server': {
      const cluster = {
        server: `https://${at}`,
        ...(ca !== undefined && { 'certificate-authority-data': base64(ca) }),
      };
      const user = identity
        ? {
            'client-certificate-data': base64(identity.cert),
            'client-key-data': base64(identity.key),
          }
        : { token: 't0ken' };
      const path = join(folder, `kubeconfig-${(files += 1)}`);
      writeKubeconfig(path, [{ name: 'test', cluster, user }]);
      return ['--tiller', lab.tillerAddress, '--kubeconfig', path];
    }
  }
}

function failureOf(side: Side, { evidence }: JsonReport) {
  const observed = {
    Tiller: evidence.tiller.version,
    Swift: evidence.swift.tillerVersion,
    'API server': evidence.cluster?.swift?.services,
  }[side];
  return observed?.ok === false ? observed.failure.message : '';
}

testTable({
  heading: 'TLS',
  faults: FAULTS,
  columns: COLUMNS,
  holds: async ({ fault, column }, probe, expect) => {
    const [side, version] = [sideOf(column), versionOf(column)];
    const inside = side === 'Tiller' ? 'http2' : 'http1';
    const made = await makeCertificates(fault.made);
    const server = await (fault.start?.(inside) ??
      startTls({
        ...{ ...made.server, minVersion: version, maxVersion: version, inside },
        alpn: [inside === 'http1' ? 'http/1.1' : 'h2'],
        ...fault.server?.(made),
      }));
    try {
      const client = fault.client?.(made, other) ?? { ca: made.ca.cert };
      const flags = flagsFor(side, server.port, client);
      const ran = await probe(...flags, '--swift-version', '0.11.1');
      const message = failureOf(side, ran.report);
      expect(message).toMatch(fault.says);
      expect(message).not.toMatch(TIMEOUT_WORDS);
      // The message asks the user to change only flags that the user gave.
      if (side === 'API server') expect(message).not.toMatch(/--cacert|--cert|--insecure/);
      expect(ran.text).toContain(message.slice(0, 60));
      expect(ran.exitCode).toBe(3);
      (side === 'Tiller' ? expectSwiftExamined : expectTillerExamined)(ran.report);
    } finally {
      await server.close();
    }
  },
});

describe('TLS in place of plaintext', () => {
  const open: FaultServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });
  it.for(VERSIONS)('is named: %s', async (version, { expect }) => {
    const tls = { ...other.server, minVersion: version, maxVersion: version };
    const [tiller, swift] = [await startTls(tls), await startTls({ ...tls, inside: 'http1' })];
    open.push(tiller, swift);
    const at = [`127.0.0.1:${tiller.port}`, `http://127.0.0.1:${swift.port}`];
    const ran = await soundRun('probe', '--tiller', at[0] ?? '', '--swift', at[1] ?? '');
    expect(failureOf('Tiller', ran.report)).toMatch(/speaks TLS, but this connection is plaintext/);
    expect(failureOf('Swift', ran.report)).toMatch(/speaks TLS, but this connection is plaintext/);
    expect(ran.exitCode).toBe(3);
  });
});
