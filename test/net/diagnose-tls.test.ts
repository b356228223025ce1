import { sign, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate, Extension } from '@peculiar/asn1-x509';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TlsSettings } from '../../src/targets/types.js';
import { makeCertificates, type Certificates, type Identity } from '../../src/lab/certificates.js';
import { look } from '../support/diagnosis.js';
import { startSaying, startTls, type TlsServerOptions } from '../support/fault-server.js';

const AT = '127.0.0.1:PORT';
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const PAST = { validFrom: new Date('2018-01-02T03:04:05Z'), validTo: new Date('2019-01-02Z') };
const FUTURE = { validFrom: new Date('2101-01-02T03:04:05Z'), validTo: new Date('2102-01-02Z') };

let own: Certificates;
let other: Certificates;

beforeAll(async () => {
  [own, other] = await Promise.all([makeCertificates(), makeCertificates()]);
});

const trusting = ({ ca }: Certificates): TlsSettings => ({
  ca: Buffer.from(ca.cert),
  verify: true,
});
const presenting = ({ cert, key }: Identity) => ({
  cert: Buffer.from(cert),
  key: Buffer.from(key),
});

describe.each(VERSIONS)("the server's certificate over %s", (version) => {
  const grpc = (server: Identity, tls: TlsSettings) =>
    look(startTls({ ...server, minVersion: version, maxVersion: version }), 'grpc', tls);
  const http = (server: Identity, tls: TlsSettings) =>
    look(
      startTls({ ...server, minVersion: version, maxVersion: version, inside: 'http1' }),
      'http',
      tls,
    );

  test('is fine where its CA is given and its name is right', async () => {
    expect(await grpc(own.server, trusting(own))).toBeNull();
    expect(await http(own.server, trusting(own))).toBeNull();
    expect(await grpc(own.server, { ...trusting(own), servername: 'localhost' })).toBeNull();
  });

  test('is issued by another CA', async () => {
    expect(await grpc(own.server, trusting(other))).toEqual({
      hop: 'swiftcheck->tiller',
      kind: 'tls-untrusted',
      message: `The certificate of ${AT} is issued by "CN=swiftcheck throwaway CA", which is not trusted here: the CA of --tls-ca-cert is another.`,
      transportError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(await http(own.server, { verify: true })).toMatchObject({
      kind: 'tls-untrusted',
      message: `The certificate of ${AT} is issued by "CN=swiftcheck throwaway CA", which is not trusted here.`,
      transportError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('is self-signed', async () => {
    expect(await grpc(own.ca, { verify: true })).toMatchObject({
      kind: 'tls-untrusted',
      message: `The certificate of ${AT} is self-signed, which is not trusted here.`,
      transportError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  test('comes with its untrusted CA', async () => {
    const chain = { cert: own.server.cert + own.ca.cert, key: own.server.key };
    expect(await grpc(chain, { verify: true })).toMatchObject({
      kind: 'tls-untrusted',
      transportError: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
  });

  test('is for other names', async () => {
    const names = ['tiller-deploy', 'tiller-deploy.kube-system.svc', '10.0.0.1'];
    const made = await makeCertificates({ names });
    expect(await grpc(made.server, trusting(made))).toMatchObject({
      kind: 'tls-name-mismatch',
      message: `The certificate of ${AT} is for tiller-deploy, tiller-deploy.kube-system.svc, 10.0.0.1, not for 127.0.0.1.`,
      transportError: expect.stringContaining('IP: 127.0.0.1 is not in') as string,
    });
    expect(await http(made.server, trusting(made))).toMatchObject({
      kind: 'tls-name-mismatch',
      message: expect.stringMatching(/not for 127\.0\.0\.1\.$/) as string,
    });
    const renamed = { ...trusting(made), servername: 'tiller-deploy' };
    expect(await grpc(made.server, renamed)).toBeNull();
    const misnamed = { ...trusting(made), servername: 'tiller' };
    expect((await grpc(made.server, misnamed))?.message).toContain(', not for tiller.');
    expect(await grpc(made.server, { ...misnamed, servername: '10.0.0.1' })).toBeNull();
  });

  test('is for an address that it holds as a DNS name', async () => {
    const made = await makeCertificates({ names: ['DNS:127.0.0.1'] });
    expect((await grpc(made.server, trusting(made)))?.message).toBe(
      `The certificate of ${AT} is for 127.0.0.1 (as a DNS name, not as an IP address), not for 127.0.0.1.`,
    );
  });

  test('is for more names than are worth showing, or for none', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `host-${index}.example`);
    const many = await makeCertificates({ names });
    expect((await grpc(many.server, trusting(many)))?.message).toBe(
      `The certificate of ${AT} is for host-0.example, host-1.example, host-2.example, host-3.example, host-4.example and 7 more, not for 127.0.0.1.`,
    );
    const none = await makeCertificates({ names: [] });
    expect((await grpc(none.server, trusting(none)))?.message).toBe(
      `The certificate of ${AT} is for "CN=swiftcheck throwaway server" (it has no alternative names), not for 127.0.0.1.`,
    );
  });

  test('has expired, or is not valid yet', async () => {
    const [old, early] = await Promise.all([
      makeCertificates({ server: PAST }),
      makeCertificates({ server: FUTURE }),
    ]);
    expect(await grpc(old.server, trusting(old))).toMatchObject({
      kind: 'tls-expired',
      message: expect.stringMatching(
        /^The certificate of 127\.0\.0\.1:PORT expired at 2019-01-02T00:00:00Z \(by this machine's clock it is 20[^.]+Z\)\.$/,
      ) as string,
      transportError: 'CERT_HAS_EXPIRED',
    });
    expect(await grpc(early.server, trusting(early))).toMatchObject({
      kind: 'tls-expired',
      message: expect.stringContaining('is not valid before 2101-01-02T03:04:05Z') as string,
      transportError: 'CERT_NOT_YET_VALID',
    });
    expect(await grpc(old.server, { verify: false })).toBeNull();
  });

  test('is one for clients', async () => {
    const made = await makeCertificates({ server: { usage: 'client' } });
    expect(await grpc(made.server, trusting(made))).toMatchObject({
      kind: 'tls-untrusted',
      message: `The certificate of ${AT} is not for servers.`,
      transportError: 'INVALID_PURPOSE',
    });
  });
});

test('a server certificate that breaks a rule is refused with the words of that rule', async () => {
  const unknown = {
    cert: withUnknownExtension(own.server.cert, own.ca.key),
    key: own.server.key,
  };
  expect(await look(startTls(unknown), 'grpc', trusting(own))).toMatchObject({
    kind: 'tls-untrusted',
    message: `The certificate of ${AT}, or a CA certificate on which it depends, does not verify: unhandled critical extension.`,
    transportError: 'unhandled critical extension',
  });
});

/** The certificate with an extension that no client may pass by, signed again. */
function withUnknownExtension(cert: string, key: string): string {
  const certificate = AsnConvert.parse(new X509Certificate(cert).raw, Certificate);
  const extnValue = new OctetString(Uint8Array.from([5, 0]));
  certificate.tbsCertificate.extensions?.push(
    new Extension({ extnID: '1.3.6.1.4.1.99999.1', critical: true, extnValue }),
  );
  const signed = new Uint8Array(AsnConvert.serialize(certificate.tbsCertificate));
  certificate.signatureValue = Uint8Array.from(sign('sha256', signed, key)).buffer;
  const der = Buffer.from(AsnConvert.serialize(certificate));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

test('a CA that has expired is named as what is out of date', async () => {
  const made = await makeCertificates({ ca: PAST });
  const chain = { cert: made.server.cert + made.ca.cert, key: made.server.key };
  expect(await look(startTls(chain), 'grpc', trusting(made))).toMatchObject({
    kind: 'tls-expired',
    message: expect.stringMatching(
      /^The CA certificate "CN=swiftcheck throwaway CA", on which the certificate of 127\.0\.0\.1:PORT depends, expired at 2019-01-02T00:00:00Z /,
    ) as string,
  });
});

test('a CA file that has expired is named where the server does not send the CA', async () => {
  const [made, old] = await Promise.all([
    makeCertificates({ ca: PAST }),
    makeCertificates({ server: FUTURE }),
  ]);
  // Before it another name that is out of date, and one of the same name that is not.
  const ca = Buffer.from(`${old.server.cert}${own.ca.cert}${made.ca.cert}`);
  expect(await look(startTls(made.server), 'grpc', { ca, verify: true })).toMatchObject({
    kind: 'tls-expired',
    message: expect.stringMatching(
      /^The CA certificate "CN=swiftcheck throwaway CA" of --tls-ca-cert, on which the certificate of 127\.0\.0\.1:PORT depends, expired at 2019-01-02T00:00:00Z /,
    ) as string,
  });
});

test('the name is sent to the server, and an address is not', async () => {
  const names: (string | null)[] = [];
  const SNICallback = (name: string, done: (error: null) => void) => {
    names.push(name);
    done(null);
  };
  const serve = () => startTls({ ...own.server, SNICallback });
  expect(await look(serve(), 'grpc', trusting(own))).toBeNull();
  expect(names).toEqual([]);
  expect(await look(serve(), 'grpc', { ...trusting(own), servername: 'localhost' })).toBeNull();
  expect(names).toEqual(['localhost']);
});

describe.each(VERSIONS)("the client's certificate over %s", (version) => {
  const demanding = (inside: TlsServerOptions['inside'] = 'http2') =>
    startTls({
      ...own.server,
      ca: own.ca.cert,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
      inside,
    });

  test('is accepted', async () => {
    const tls = { ...trusting(own), ...presenting(own.client) };
    expect(await look(demanding(), 'grpc', tls)).toBeNull();
    expect(await look(demanding('http1'), 'http', tls)).toBeNull();
  });

  test('is missing', async () => {
    expect(await look(demanding(), 'grpc', trusting(own))).toMatchObject({
      kind: 'tls-client-certificate-rejected',
      message: `${AT} requires a client certificate, and this run has none.`,
      transportError: expect.stringContaining(
        version === 'TLSv1.3' ? 'alert certificate required' : 'alert handshake failure',
      ) as string,
    });
    expect(await look(demanding('http1'), 'http', { verify: false })).toMatchObject({
      kind: 'tls-client-certificate-rejected',
      message: `${AT} requires a client certificate, and this run has none.`,
    });
  });

  // This server closes without an alert, so the reason can only be supposed.
  test('is of another CA', async () => {
    const tls = { ...trusting(own), ...presenting(other.client) };
    expect(await look(demanding(), 'grpc', tls)).toMatchObject({
      kind: 'closed',
      message: `${AT} closes the connection after the TLS handshake, without an error: it may not accept the client certificate of --tls-cert (it was issued by "CN=swiftcheck throwaway CA"), or its target is gone.`,
    });
  });
});

describe("the alert about a client's certificate", () => {
  const refusing = (alert: number) =>
    startSaying(Buffer.from([0x15, 3, 3, 0, 2, 2, alert]), { after: 'request' });

  test.each([
    [42, 'bad certificate'],
    [43, 'unsupported certificate'],
    [44, 'certificate revoked'],
    [45, 'certificate expired'],
    [46, 'certificate unknown'],
    [48, 'unknown CA'],
    [49, 'access denied'],
    [116, 'certificate required'],
  ])('the diagnosis reports alert %i as %s', async (alert, name) => {
    const tls = { verify: false, ...presenting(other.client) };
    expect(await look(refusing(alert), 'grpc', tls)).toMatchObject({
      kind: 'tls-client-certificate-rejected',
      message: `${AT} does not accept the client certificate of --tls-cert (alert ${alert}, ${name}): it was issued by "CN=swiftcheck throwaway CA", and the server takes only those of its own CA.`,
      transportError: expect.stringMatching(new RegExp(`SSL alert number ${alert}$`)) as string,
    });
  });

  test('is explained by what is wrong with the certificate itself', async () => {
    const [old, early, wrong] = await Promise.all([
      makeCertificates({ client: PAST }),
      makeCertificates({ client: FUTURE }),
      makeCertificates({ client: { usage: 'server' } }),
    ]);
    const said = async ({ client }: Certificates) =>
      (await look(refusing(42), 'http', { verify: false, ...presenting(client) }))?.message;
    const start = `${AT} does not accept the client certificate of --cert (alert 42, bad certificate): `;
    expect(await said(old)).toBe(`${start}it expired at 2019-01-02T00:00:00Z.`);
    expect(await said(early)).toBe(`${start}it is not valid before 2101-01-02T03:04:05Z.`);
    expect(await said(wrong)).toBe(`${start}it is not for client authentication.`);
  });

  test('without a certificate means that one is required', async () => {
    expect(await look(refusing(42), 'grpc', { verify: false })).toMatchObject({
      kind: 'tls-client-certificate-rejected',
      message: `${AT} requires a client certificate, and this run has none.`,
    });
  });
});

test('the diagnosis reports a key that does not fit its certificate, and does not connect', async () => {
  const cert = Buffer.from(own.client.cert);
  const tls = { verify: false, cert, key: Buffer.from(other.client.key) };
  expect(await look(startTls(own.server), 'grpc', tls)).toMatchObject({
    kind: 'tls-failed',
    message: expect.stringMatching(
      /^The files of --tls-ca-cert, --tls-cert and --tls-key cannot be used: .*key values mismatch\.$/,
    ) as string,
  });
});

describe('a sidecar of a service mesh', () => {
  const identity = 'spiffe://cluster.local/ns/kube-system/sa/tiller';
  const meshed = async (version: (typeof VERSIONS)[number]) => {
    const { server, ca } = await makeCertificates({ names: [identity] });
    return startTls({
      ...server,
      ...{ minVersion: version, maxVersion: version },
      ...{ ca: ca.cert, requestCert: true, rejectUnauthorized: true },
    });
  };

  test('is known by the identity in its certificate, asked in plaintext', async () => {
    const fault = await look(meshed('TLSv1.3'), 'grpc', null);
    expect(fault).toMatchObject({ kind: 'tls-required', mesh: identity });
  });

  test('is known by it where it asks for a certificate of the mesh', async () => {
    const fault = await look(meshed('TLSv1.3'), 'grpc', { verify: false });
    expect(fault).toMatchObject({ kind: 'tls-client-certificate-rejected', mesh: identity });
  });

  test('is not seen in a certificate without such a name', async () => {
    const fault = await look(startTls({ ...own.server }), 'grpc', null);
    expect(fault).toMatchObject({ kind: 'tls-required' });
    expect(fault).not.toHaveProperty('mesh');
  });
});
