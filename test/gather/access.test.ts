// What protects either endpoint: the certificates of a handshake, and GET / of a stranger.
import type { TLSSocket } from 'node:tls';
import { beforeAll, expect, it } from 'vitest';
import type { Failure } from '../../src/evidence/observation.js';
import { lookAtAccess } from '../../src/gather/access.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import type { SwiftEndpoint, TlsSettings } from '../../src/targets/types.js';
import { afterwards } from '../support/afterwards.js';
import { countingRelay } from '../support/counting-relay.js';
import { startClosedPort, startTls } from '../support/fault-server.js';
import { startHttp, type Handler } from '../support/http-server.js';
import { swiftEndpoint, tillerEndpoint } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

const dates = (from: string, to: string) => ({ validFrom: new Date(from), validTo: new Date(to) });
const OF_SERVER = dates('2020-02-03T04:05:06Z', '2091-03-04T05:06:07Z');
const OF_CLIENT = dates('2021-02-03T04:05:06Z', '2092-03-04T05:06:07Z');
const shown = ({ validFrom, validTo }: typeof OF_SERVER) => ({
  validFrom: validFrom.toISOString(),
  validTo: validTo.toISOString(),
});
const ms = expect.any(Number) as number;

let made: Certificates;
let tls: TlsSettings;
beforeAll(async () => {
  made = await makeCertificates({ server: OF_SERVER, client: OF_CLIENT });
  const [ca, cert, key] = [made.ca.cert, made.client.cert, made.client.key].map((pem) =>
    Buffer.from(pem),
  );
  if (ca && cert && key) tls = { ca, cert, key, verify: true };
});

/** GET / as Swift's gateway answers it; `seen` gets what a request carries that a stranger's does not. */
function gateway(seen: unknown[]): Handler {
  return ({ headers, socket }, response) => {
    const { authorization } = headers;
    const subject = 'getPeerCertificate' in socket && peer(socket as TLSSocket);
    seen.push([authorization, subject]);
    response.writeHead(501).end('{"code":12,"message":""}');
  };
}

function peer(socket: TLSSocket): string | undefined {
  return socket.getPeerX509Certificate()?.subject;
}

async function tillerOverTls() {
  const server = await startTls(made.server);
  afterwards(() => server.close());
  return tillerEndpoint(`127.0.0.1:${server.port}`);
}

it('is nothing of two plaintext endpoints without credentials, and nothing is asked', async () => {
  const server = await startHttp(gateway([]));
  afterwards(() => server.close());
  const tiller = tillerEndpoint(server.url.slice('http://'.length));
  const run = testRun();
  expect(await lookAtAccess(run, { tiller, swift: swiftEndpoint(server.url) })).toEqual({
    ...{ tiller: {}, swift: {} },
  });
  expect(server.connections()).toBe(0);
  expect(run.calls).toEqual([]);
});

it('is the certificates of both sides of TLS', async () => {
  const seen: unknown[] = [];
  const { cert, key } = made.server;
  const options = { cert, key, ca: made.ca.cert, requestCert: true, rejectUnauthorized: false };
  const server = await startHttp(gateway(seen), options);
  afterwards(() => server.close());
  const tiller = { ...(await tillerOverTls()), tls };
  const swift = { ...swiftEndpoint(server.url), tls };
  const run = testRun();
  const certificate = { ok: true, ms, value: shown(OF_SERVER) };
  const clientCertificate = shown(OF_CLIENT);
  expect(await lookAtAccess(run, { tiller, swift })).toEqual({
    tiller: { certificate, clientCertificate },
    swift: {
      ...{ certificate, clientCertificate },
      withoutCredentials: {
        ...{ ok: true, ms, value: {} },
        http: expect.objectContaining({ status: 501 }) as unknown,
      },
    },
  });
  // The stranger has no certificate.
  expect(seen).toEqual([[undefined, undefined]]);
  const started = run.calls.filter(({ phase }) => phase === 'started');
  expect(started.map(({ name, hop }) => [name, hop])).toEqual([
    ['Tiller TLS handshake', 'swiftcheck->tiller'],
    ['Swift TLS handshake', 'swiftcheck->swift'],
    ['Swift GET / without credentials', 'swiftcheck->swift'],
  ]);
});

it('is the certificate of the server alone where this client has none that can be read', async () => {
  const tiller = await tillerOverTls();
  const closed = await startClosedPort();
  afterwards(() => closed.close());
  const swift = swiftEndpoint(`https://127.0.0.1:${closed.port}`);
  const { ca = Buffer.alloc(0) } = tls;
  const without = { ...tiller, tls: { ca, verify: true } };
  const certificate = { ok: true, ms, value: shown(OF_SERVER) };
  expect(await lookAtAccess(testRun(), { tiller: without, swift })).toEqual({
    tiller: { certificate },
    swift: {
      certificate: {
        ok: false,
        ms,
        failure: expect.objectContaining({ kind: 'refused' }) as unknown,
      },
    },
  });
  const cert = Buffer.from('no PEM');
  const odd = { ...tiller, tls: { ca, cert, verify: true } };
  expect((await lookAtAccess(testRun(), { tiller: odd, swift })).tiller).not.toHaveProperty(
    'clientCertificate',
  );
});

it.each([
  ['where the others carry a header', false],
  // A look into the certificate of a server behind a proxy would not go through the proxy.
  ['and no certificate through a proxy', true],
])('is the answer to a stranger %s', async (_where, isProxied) => {
  const seen: unknown[] = [];
  const server = await startHttp(gateway(seen));
  afterwards(() => server.close());
  const relay = await countingRelay(Number(new URL(server.url).port));
  const swift: SwiftEndpoint = {
    ...swiftEndpoint(isProxied ? 'https://swift.invalid' : `http://127.0.0.1:${relay.port}`),
    ...{ headers: { authorization: 'Bearer abc' }, credentials: 'token' },
    ...(isProxied && { proxy: new URL(`http://127.0.0.1:${relay.port}`) }),
  };
  const tiller = tillerEndpoint('127.0.0.1:1');
  const access = await lookAtAccess(testRun(), { tiller, swift });
  expect(access.tiller).toEqual({});
  expect(Object.keys(access.swift)).toEqual(['withoutCredentials']);
  expect(access.swift.withoutCredentials?.ok).toBe(!isProxied);
  expect(seen).toEqual(isProxied ? [] : [[undefined, false]]);
  expect(relay.connections()).toBe(1);
  // It ends soon, but not at once.
  await expect.poll(relay.open, { timeout: 10_000 }).toBe(0);
});

it('is nothing of what was not found', async () => {
  const unfound: Failure = { hop: 'swiftcheck->api-server', kind: 'not-found', message: '' };
  const tiller = { address: 'namespace a', tls: 'off', source: 'cluster' } as const;
  const swift = { url: 'https://a', credentials: 'none', viaApiServer: true } as const;
  const run = testRun();
  expect(
    await lookAtAccess(run, {
      tiller: { target: tiller, unfound },
      swift: { target: { ...swift, declaredVersion: null }, unfound },
    }),
  ).toEqual({ tiller: {}, swift: {} });
  expect(run.calls).toEqual([]);
});
