// Endpoints that are not there, are not what they should be, or refuse this client: the report names each
// in one sentence with the first error, and swiftcheck examines the other endpoint all the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { afterwards } from '../support/afterwards.js';
import { swiftcheckJson } from '../support/cli.js';
import {
  startClosedPort,
  startClosing,
  startHttp1,
  startHttp2Resetting,
  startSaying,
  startSilent,
  startSsh,
  startTls,
  type FaultServer,
  type TlsServerOptions,
} from '../support/fault-server.js';
import { recordedSwift, recordedTiller, type Running } from '../support/recorded.js';
import {
  expectSwiftExamined,
  expectTillerExamined,
  probeTrouble,
  type Expectation,
} from '../support/trouble.js';

const HOUR = 3_600_000;
const GO_COMPLAINT =
  'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/** `unreachable` and `not-a` stand for the endpoint's own codes. */
interface Trouble extends Expectation {
  name: string;
  server?: () => Promise<FaultServer>;
  /** Instead of a server of its own: the healthy one, or a host. */
  at?: 'healthy' | 'nosuch.invalid';
  tls?: 'any' | 'verify' | 'verify-with-ca';
}

let folder: string;
let tiller: Running;
let swift: Running;
let good: Certificates;
let expired: Certificates;
let otherName: Certificates;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-trouble-'));
  tiller = await recordedTiller('2.13.0', 'small');
  swift = await recordedSwift('0.11.1', '2.13.0', 'small');
  good = await makeCertificates();
  const validFrom = new Date(Date.now() - 48 * HOUR);
  const validTo = new Date(Date.now() - 24 * HOUR);
  expired = await makeCertificates({ server: { validFrom, validTo } });
  otherName = await makeCertificates({ names: ['tiller.example'] });
  // One file with every authority: only what is wrong with the certificate itself is left.
  writeFileSync(
    join(folder, 'ca.pem'),
    [good, expired, otherName].map(({ ca }) => ca.cert).join(''),
  );
});
afterAll(async () => {
  await tiller.close();
  await swift.close();
  rmSync(folder, { recursive: true });
});

const http1Inside = (tls: Certificates['server']): TlsServerOptions => ({
  ...tls,
  inside: 'http1',
});

const CONNECTIONS: Trouble[] = [
  { name: 'unresolvable host', at: 'nosuch.invalid', code: 'unreachable', says: /nosuch\.invalid/ },
  {
    name: 'closed port',
    server: startClosedPort,
    code: 'unreachable',
    says: /connect ECONNREFUSED 127\.0\.0\.1/,
  },
  { name: 'silent port', server: startSilent, code: 'unreachable', says: /within 2\.0 s/ },
  {
    name: 'port that closes at once',
    server: startClosing,
    code: 'unreachable',
    says: /accepts connections and closes each at once/,
  },
  { name: 'port that speaks SSH', server: startSsh, code: 'not-a', says: /SSH-2\.0-OpenSSH/ },
  {
    name: 'port that speaks garbage',
    server: () => startSaying(Buffer.from('\u001b[31mhello\u0007 there, garbage\r\n')),
    code: 'not-a',
    says: /\\x1b\[31mhello\\x07 there/,
  },
];

const tlsTroubles = (serve: (identity: Certificates['server']) => TlsServerOptions): Trouble[] => [
  {
    name: 'TLS where plaintext is expected',
    server: () => startTls(serve(good.server)),
    code: 'tls-required',
    says: /speaks TLS, but this connection is plaintext/,
  },
  {
    name: 'plaintext where TLS is expected',
    at: 'healthy',
    tls: 'any',
    code: 'tls-not-spoken',
    says: /does not speak TLS/,
  },
  {
    name: 'untrusted certificate',
    server: () => startTls(serve(good.server)),
    tls: 'verify',
    code: 'tls-untrusted',
    says: /certificate/,
  },
  {
    name: 'expired certificate',
    server: () => startTls(serve(expired.server)),
    tls: 'verify-with-ca',
    code: 'tls-expired',
    says: /expired/,
  },
  {
    name: 'certificate for another name',
    server: () => startTls(serve(otherName.server)),
    tls: 'verify-with-ca',
    code: 'tls-name-mismatch',
    says: /tiller\.example/,
  },
  {
    name: 'missing client certificate',
    server: () =>
      startTls({
        ...serve(good.server),
        ca: good.ca.cert,
        requestCert: true,
        rejectUnauthorized: true,
      }),
    tls: 'verify-with-ca',
    code: 'tls-client-certificate-rejected',
    says: /client certificate/,
  },
];

async function addressFor(trouble: Trouble, healthy: string, port: string): Promise<string> {
  if (trouble.at === 'healthy') return healthy.replace(/^http:\/\//, '');
  if (trouble.at !== undefined) return `${trouble.at}:${port}`;
  const server = await (trouble.server ?? startClosedPort)();
  afterwards(() => server.close());
  return `127.0.0.1:${server.port}`;
}

describe('Tiller', () => {
  it.each<Trouble>([
    ...CONNECTIONS,
    {
      name: 'port that speaks HTTP/1',
      server: startHttp1,
      code: 'not-a',
      says: /answers in HTTP\/1/,
    },
    ...tlsTroubles((identity) => identity),
  ])('$name: $code', async (trouble) => {
    const address = await addressFor(trouble, tiller.address, '44134');
    const flags = {
      any: ['--tls'],
      verify: ['--tls-verify'],
      'verify-with-ca': ['--tls-verify', '--tls-ca-cert', join(folder, 'ca.pem')],
    };
    const args = ['--tiller', address, ...(trouble.tls ? flags[trouble.tls] : [])];
    const code = { unreachable: 'tiller-unreachable', 'not-a': 'not-a-tiller' }[trouble.code];
    const { report } = await probeTrouble([...args, '--swift', swift.address], {
      ...trouble,
      code: code ?? trouble.code,
    });
    expectSwiftExamined(report);
  });
});

describe('Swift', () => {
  it.each<Trouble>([
    ...CONNECTIONS,
    {
      name: 'port that speaks gRPC',
      server: startHttp2Resetting,
      code: 'not-a',
      says: /speaks HTTP\/2 only/,
    },
    {
      // The call itself is answered, so nothing has to be looked into.
      name: 'TLS of a Go server, which complains in HTTP',
      server: () => startSaying(GO_COMPLAINT, { after: 'request', then: 'close' }),
      code: 'tls-required',
      says: /this connection is plaintext\. Client sent an HTTP request to an HTTPS server\.$/,
    },
    ...tlsTroubles(http1Inside),
  ])('$name: $code', async (trouble) => {
    const address = await addressFor(trouble, swift.address, '9855');
    const flags = {
      any: ['--insecure'],
      verify: [],
      'verify-with-ca': ['--cacert', join(folder, 'ca.pem')],
    };
    const url = `${trouble.tls ? 'https' : 'http'}://${address}`;
    const args = ['--swift', url, ...(trouble.tls ? flags[trouble.tls] : [])];
    const code = { unreachable: 'swift-unreachable', 'not-a': 'not-a-swift' }[trouble.code];
    const { report } = await probeTrouble([...args, '--tiller', tiller.address], {
      ...trouble,
      code: code ?? trouble.code,
    });
    expectTillerExamined(report);
  });
});

it('reports the trouble of both endpoints at once', async () => {
  const [one, other] = [await startClosedPort(), await startSsh()];
  afterwards(() => one.close());
  afterwards(() => other.close());
  const { report, exitCode } = await swiftcheckJson(
    'versions',
    ...['--tiller', `127.0.0.1:${one.port}`, '--swift', `http://127.0.0.1:${other.port}`],
  );
  expect(exitCode).toBe(3);
  expect(report.findings.filter((each) => each.unexamined).map(({ code }) => code)).toEqual([
    'tiller-unreachable',
    'not-a-swift',
  ]);
});
