// The name that a certificate has to hold, where it is an IP address: no SNI, which newer Nodes refuse to send, and the
// certificate is checked all the same. Everything that speaks TLS is asked.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { HttpClient } from '../../src/net/http-client.js';
import { startTls } from '../../src/net/diagnose-probes.js';
import { connectTcp } from '../../src/net/sockets.js';
import type { TlsSettings } from '../../src/targets/types.js';
import { afterwards } from '../support/afterwards.js';
import { tillerEndpoint } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

const OF_SWIFT = { hop: 'swiftcheck->swift', protocol: 'http' } as const;
const NAMED = '10.0.0.1';
let made: Certificates;
beforeAll(async () => {
  made = await makeCertificates({ names: [NAMED, 'named.example'] });
});

/** Sends a request over TLS to that port. */
const SPEAKERS: Readonly<Record<string, (port: number, tls: TlsSettings) => Promise<void>>> = {
  'the connection to Tiller': async (port, tls) => {
    const run = testRun({ timeoutMs: 2_000 });
    const tiller = new TillerClient({ ...tillerEndpoint(`127.0.0.1:${port}`), tls }, run);
    afterwards(() => tiller.close());
    await tiller.getVersion().catch(() => undefined);
  },
  'the connection to Swift and to the API server': async (port, tls) => {
    const client = new HttpClient(tls, null, 2_000);
    afterwards(() => client.close());
    const signal = AbortSignal.timeout(5_000);
    const asked = { method: 'GET', headers: {}, signal } as const;
    await client.request(new URL(`https://127.0.0.1:${port}/`), asked).catch(() => undefined);
  },
  'the diagnosis': async (port, tls) => {
    const limits = { timeoutMs: 5_000 };
    const tcp = await connectTcp('127.0.0.1', port, limits);
    if (!tcp.ok) throw new Error('no connection');
    const target = { ...OF_SWIFT, host: '127.0.0.1', port, tls };
    const { socket, ended } = await startTls(tcp.socket, target, tls, limits, true);
    if (ended === 'secured') socket.write('GET / HTTP/1.1\r\n\r\n');
    await once(socket, 'close');
  },
};

/** The SNI of the first that sent a request, so that trusts the server. `false`: none came; absent: nothing sent a request. */
async function heard(speak: (port: number, tls: TlsSettings) => Promise<void>, servername: string) {
  const { server: own, ca } = made;
  let sni: string | false | null | undefined;
  const server = createServer(
    { ...own, ALPNProtocols: ['h2', 'http/1.1'] },
    (socket: TLSSocket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        // What a diagnosis sends later does not count.
        sni ??= socket.servername;
        socket.destroy();
      });
    },
  );
  server.on('tlsClientError', () => undefined);
  afterwards(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await speak(port, { ca: Buffer.from(ca.cert), servername, verify: true });
  return sni;
}

describe.each(Object.entries(SPEAKERS))('%s', (_name, speak) => {
  it('names a host', async () => {
    expect(await heard(speak, 'named.example')).toBe('named.example');
  });

  it('does not name an address, and takes a certificate that holds it', async () => {
    expect(await heard(speak, NAMED)).toBe(false);
  });

  it('does not take a certificate without the address', async () => {
    expect(await heard(speak, '10.0.0.2')).toBeUndefined();
  });
});
