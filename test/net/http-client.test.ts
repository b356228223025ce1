// HTTPS to a name with several addresses: Node tries one after another, each with another socket below TLS.
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { EncodedAnswer, HttpClient, OddLength } from '../../src/net/http-client.js';
import { readText } from '../../src/net/body.js';
import { afterwards } from '../support/afterwards.js';
import { startSaying } from '../support/fault-server.js';
import { startHttp } from '../support/http-server.js';

afterEach(() => vi.restoreAllMocks());

function resolveTo(...addresses: readonly string[]): void {
  const lookup: LookupFunction = (_name, _options, done) => {
    const found = addresses.map((address) => ({ address, family: 4 }));
    setImmediate(() => done(null, found));
  };
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
}

/** What GET answers at that name. */
async function get(name: string, ...addresses: readonly string[]): Promise<string> {
  const { ca, server: own } = await makeCertificates({ names: [name] });
  const server = createServer(own, (_request, response) => response.end('swift'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  resolveTo(...addresses);
  const client = new HttpClient({ ca: Buffer.from(ca.cert), verify: true }, null, 5_000);
  try {
    const answer = await client.request(new URL(`https://${name}:${port}/`), {
      ...{ method: 'GET', headers: {}, signal: AbortSignal.timeout(5_000) },
    });
    return await readText(answer.body);
  } finally {
    await client.close();
    server.close();
  }
}

it('goes on to the next address of a name where nothing listens at the first', async () => {
  expect(await get('swift.example', '127.0.0.2', '127.0.0.1')).toBe('swift');
});

it('fails with the errors of all addresses where nothing listens at any', async () => {
  await expect(get('swift.example', '127.0.0.2', '127.0.0.3')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

/** The end of a GET whose answer is that text. */
async function ended(answer: string): Promise<string> {
  const server = await startSaying(answer, { after: 'request', then: 'close' });
  const client = new HttpClient({ verify: true }, null, 5_000);
  afterwards(() => Promise.all([server.close(), client.close()]));
  const asked = client.request(new URL(`http://127.0.0.1:${server.port}/`), {
    ...{ method: 'GET', headers: {}, signal: AbortSignal.timeout(5_000) },
  });
  return asked.then(
    async ({ body }) => `whole: ${await readText(body)}`,
    (error: unknown) => {
      if (error instanceof EncodedAnswer) return `encoded: ${error.encoding}`;
      return error instanceof OddLength ? 'odd length' : String(error);
    },
  );
}

it.each([
  ['200 OK', 'Content-Encoding: gzip', 'encoded: gzip'],
  ['200 OK', 'Content-Encoding: identity, br', 'encoded: identity, br'],
  ['200 OK', 'Content-Encoding: Identity , IDENTITY', 'whole: body'],
  ['200 OK', 'Content-Encoding:', 'whole: body'],
  // What an error says in an encoding is not read as an answer.
  ['502 Bad Gateway', 'Content-Encoding: gzip', 'whole: body'],
  ['200 OK', 'Content-Length: 4', 'whole: body'],
  ['304 Not Modified', 'Content-Length: 4', 'odd length'],
  ['304 Not Modified', 'Content-Length: 0', 'whole: '],
])('an answer %s with %s ends as %s', async (status, header, end) => {
  const body = status.startsWith('304') ? '' : 'body';
  expect(await ended(`HTTP/1.1 ${status}\r\n${header}\r\nConnection: close\r\n\r\n${body}`)).toBe(
    end,
  );
});

it('accepts no encoding, unless the request names one', async () => {
  const server = await startHttp((request, response) => {
    response.end(String(request.headers['accept-encoding']));
  });
  const client = new HttpClient({ verify: true }, null, 5_000);
  afterwards(() => Promise.all([server.close(), client.close()]));
  const asked = async (headers: Record<string, string>) => {
    const signal = AbortSignal.timeout(5_000);
    const { body } = await client.request(new URL(server.url), { method: 'GET', headers, signal });
    return readText(body);
  };
  expect(await asked({})).toBe('identity');
  expect(await asked({ 'accept-encoding': 'gzip' })).toBe('gzip');
});
