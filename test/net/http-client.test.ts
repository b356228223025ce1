// HTTPS to a name with several addresses: Node tries one after another, each with another socket below TLS.
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../src/lab/certificates.js';
import { HttpClient } from '../../src/net/http-client.js';
import { readText } from '../../src/net/body.js';

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
