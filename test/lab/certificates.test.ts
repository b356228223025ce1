import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type ConnectionOptions, type TlsOptions } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

describe('makeCertificates', () => {
  test('issues a server and a client certificate by its own CA', async () => {
    const made = await makeCertificates();
    const ca = new X509Certificate(made.ca.cert);
    const server = new X509Certificate(made.server.cert);
    const client = new X509Certificate(made.client.cert);

    expect(ca.ca).toBe(true);
    expect(ca.checkIssued(ca)).toBe(true);
    for (const leaf of [server, client]) {
      expect(leaf.ca).toBe(false);
      expect(leaf.checkIssued(ca)).toBe(true);
      expect(leaf.verify(ca.publicKey)).toBe(true);
      expect(leaf.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    }
    expect(server.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
    expect(server.keyUsage).toEqual([SERVER_AUTH]);
    expect(client.keyUsage).toEqual([CLIENT_AUTH]);
    expect(client.subjectAltName).toBeUndefined();
    expect(new Set([ca.serialNumber, server.serialNumber, client.serialNumber]).size).toBe(3);
  });

  test('is valid now, and not for long', async () => {
    const { server } = await makeCertificates();
    const { validFrom, validTo } = new X509Certificate(server.cert);
    expect(Date.parse(validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(validTo)).toBeGreaterThan(Date.now());
    expect(Date.parse(validTo)).toBeLessThan(Date.now() + 91 * 24 * 3_600_000);
  });

  test('takes names, dates and a wrong usage', async () => {
    const made = await makeCertificates({
      names: ['tiller-deploy.kube-system.svc', '::1', '10.0.0.1'],
      server: { validFrom: new Date('2019-01-02T03:04:05Z'), validTo: new Date('2051-06-07Z') },
      client: { usage: 'server' },
    });
    const server = new X509Certificate(made.server.cert);
    expect(server.subjectAltName).toBe(
      'DNS:tiller-deploy.kube-system.svc, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.1',
    );
    // A date from 2050 on is written in another type.
    expect(new Date(server.validFrom).toISOString()).toBe('2019-01-02T03:04:05.000Z');
    expect(new Date(server.validTo).toISOString()).toBe('2051-06-07T00:00:00.000Z');
    expect(new X509Certificate(made.client.cert).keyUsage).toEqual([SERVER_AUTH]);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('carries mutual TLS over %s', async (version) => {
    const made = await makeCertificates();
    const server = { ...made.server, ca: made.ca.cert, requestCert: true, maxVersion: version };
    const client = { ...made.client, ca: made.ca.cert, minVersion: version };
    expect(await handshake(server, client)).toBe('authorized');
  });

  test('is not trusted by the CA of another call', async () => {
    const [one, other] = await Promise.all([makeCertificates(), makeCertificates()]);
    expect(await handshake(one.server, trust(other))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await handshake(one.ca, trust(other))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});

function trust(certificates: Certificates): ConnectionOptions {
  return { ca: certificates.ca.cert };
}

/** What the client thinks of the server, once both have finished. */
async function handshake(server: TlsOptions, client: ConnectionOptions): Promise<string> {
  const listener = createServer(server, (socket) => {
    socket.end(socket.authorized || server.requestCert !== true ? 'ok' : 'stranger');
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const socket = connect({
    ...client,
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    rejectUnauthorized: false,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  listener.close();
  expect(Buffer.concat(chunks).toString()).toBe('ok');
  return socket.authorized ? 'authorized' : String(socket.authorizationError);
}
