// The certificate of a server, read in a handshake of its own.
import { beforeAll, expect, it } from 'vitest';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { ownCertificate, readCertificate } from '../../src/net/certificate.js';
import { certificateTime, utcTimeOf } from '../../src/util/time.js';
import { afterwards } from '../support/afterwards.js';
import {
  startClosedPort,
  startSilent,
  startTls,
  type FaultServer,
} from '../support/fault-server.js';
import { testRun } from '../support/run.js';

const DATES = {
  validFrom: new Date('2020-02-03T04:05:06Z'),
  validTo: new Date('2021-03-04T05:06:07Z'),
};
const SHOWN = { validFrom: '2020-02-03T04:05:06.000Z', validTo: '2021-03-04T05:06:07.000Z' };
const IDENTITY = 'spiffe://cluster.local/ns/kube-system/sa/swift';

let made: Certificates;
beforeAll(async () => {
  made = await makeCertificates({ server: DATES, names: ['localhost', IDENTITY] });
});

async function read(starting: Promise<FaultServer>, run = testRun()) {
  const server = await starting;
  afterwards(() => server.close());
  return readCertificate(
    {
      ...{ hop: 'swiftcheck->swift', host: '127.0.0.1', port: server.port, protocol: 'http' },
      tls: { verify: true },
    },
    run,
  );
}

it('is read from any issuer, expired or not, with the identity of a mesh', async () => {
  expect(await read(startTls({ ...made.server, inside: 'http1' }))).toEqual({
    value: { ...SHOWN, mesh: IDENTITY },
  });
  const plain = await makeCertificates({ server: DATES });
  expect(await read(startTls({ ...plain.server, inside: 'http1' }))).toEqual({ value: SHOWN });
});

it('is read once a server that wants one from the client has sent its own', async () => {
  const strict = startTls({
    ...made.server,
    inside: 'http1',
    requestCert: true,
    rejectUnauthorized: true,
  });
  expect(await read(strict)).toMatchObject({ value: SHOWN });
});

it('is not read if the handshake fails before it, and the protocol is wrong', async () => {
  // The server speaks HTTP/2 alone, so it ends the handshake with an alert.
  await expect(read(startTls(made.server))).rejects.toMatchObject({
    failure: {
      hop: 'swiftcheck->swift',
      kind: 'tls-failed',
      message: 'The TLS handshake showed no certificate.',
    },
  });
});

it('is not read where nothing listens, with the reason', async () => {
  await expect(read(startClosedPort())).rejects.toMatchObject({
    failure: { hop: 'swiftcheck->swift', kind: 'refused' },
  });
});

it('says that the run was stopped, rather than blame the server', async () => {
  const stop = new AbortController();
  stop.abort();
  const run = testRun({ interrupted: stop.signal });
  await expect(read(startSilent(), run)).rejects.toMatchObject({
    failure: { hop: 'swiftcheck->swift', kind: 'interrupted' },
  });
});

/** From the year 1 to the year 99. */
const ANCIENT = `-----BEGIN CERTIFICATE-----
MIIBHTCBxKADAgECAgEBMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMMAXgwIhgPMDAw
MTAxMDEwMDAwMDBaGA8wMDk5MDEwMTAwMDAwMFowDDEKMAgGA1UEAwwBeDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABDXXdPPL+JgyXs2+HEHvfDm3thINxUBeVtlF
L7+kFc/qmGXv11shHMUUMU4m6iNS4JvDFydBS33QNr88ylb46fijEzARMA8GA1Ud
EQQIMAaHBH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIgAKSCuNcryrFNPJpR4wNBlyqf
cIDKU0fL1lOhY8PAG8kCIQDtnMirZ1MxhoWa+6T08QBP2ERLmeGnRDqyhG8oJ+Un
Tg==
-----END CERTIFICATE-----
`;

it('has the year that it names, also one of two digits', () => {
  expect(ownCertificate({ verify: true, cert: Buffer.from(ANCIENT) })).toEqual({
    validFrom: '0001-01-01T00:00:00.000Z',
    validTo: '0099-01-01T00:00:00.000Z',
  });
  expect(certificateTime('Dec 31 23:59:59 9999 GMT')).toBe(Date.parse('9999-12-31T23:59:59Z'));
  expect(certificateTime('Jan  1 00:00:00.5 49 GMT')).toBe(Date.parse('0049-01-01T00:00:00.5Z'));
  expect(certificateTime('Bad time value')).toBeNaN();
  // Evidence has no year 0.
  expect(utcTimeOf(certificateTime('Jan  1 00:00:00 0 GMT'))).toBeNull();
});

it('of the client is read from its PEM, or left to the handshake', () => {
  expect(ownCertificate({ verify: true, cert: Buffer.from(made.server.cert) })).toEqual({
    ...SHOWN,
    mesh: IDENTITY,
  });
  expect(ownCertificate({ verify: true })).toBeNull();
  for (const text of [
    '',
    'no certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ]) {
    expect(ownCertificate({ verify: true, cert: Buffer.from(text) })).toBeNull();
  }
});
