import { beforeAll, describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/evidence/observation.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { look } from '../support/diagnosis.js';
import {
  startClosedPort,
  startClosing,
  startHttp1,
  startHttp2Resetting,
  startResetting,
  startSaying,
  startSsh,
  startTls,
  type FaultServer,
  type TlsServerOptions,
} from '../support/fault-server.js';

let certificates: Certificates;

beforeAll(async () => {
  certificates = await makeCertificates();
});

const tls = (options: TlsServerOptions = {}) => startTls({ ...certificates.server, ...options });
const http1 = () => startHttp1();
const say = (bytes: string | number[]) =>
  startSaying(typeof bytes === 'string' ? bytes : Buffer.from(bytes), {
    after: 'request',
    then: 'close',
  });

const AT = '127.0.0.1:PORT';
const REFUSED = `${AT} refuses connections: nothing listens there.`;
const GONE = `${AT} accepts connections and closes each at once, as a port-forward or a proxy does if its target is gone.`;
const GONE_IN_TLS = `${AT} accepts connections and closes each without an answer, with TLS and in plaintext.`;
const USE_TLS = `${AT} speaks TLS, but this connection is plaintext.`;
const USE_HTTPS = `${AT} speaks TLS, but this connection is plaintext.`;
const NO_HTTP2 = `${AT} speaks TLS, but offers no HTTP/2 in it (ALPN h2), which gRPC needs; so it is not Tiller's gRPC port.`;
const IN_HTTP1 = `answers in HTTP/1 ("HTTP/1.1 400 Bad Request"), so it is not Tiller's gRPC port, which is 44134 unless set otherwise.`;
const HTTP2_ONLY = `speaks HTTP/2 only, as gRPC does, so it is not Swift's HTTP port but perhaps Tiller's.`;
const SSH = 'nor TLS: it sent "SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.1".';
const COMPLAINT =
  'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';
const HANDSHAKE_FAILURE_ALERT = [0x15, 3, 1, 0, 2, 2, 40];
// As a MySQL server greets: binary, and its first bytes could be those of a frame.
const GREETING = [...Buffer.from('4a0000000a352e372e33331b5b324a07', 'hex')];

type Case = [name: string, () => Promise<FaultServer>, FailureKind | null, message?: string];

function check(protocol: 'grpc' | 'http', over: 'plaintext' | 'TLS', cases: Case[]): void {
  describe(`${protocol} expected over ${over}`, () => {
    test.each(cases)('meets %s', async (_name, start, kind, message) => {
      const failure = await look(start(), protocol, over === 'TLS' ? { verify: false } : null);
      if (kind === null) expect(failure).toBeNull();
      else expect(failure).toMatchObject({ hop: 'swiftcheck->tiller', kind, message });
    });
  });
}

check('grpc', 'plaintext', [
  ['plaintext HTTP/2', startHttp2Resetting, null],
  ['a closed port', startClosedPort, 'refused', REFUSED],
  ['a port that closes at once', startClosing, 'closed', GONE],
  ['TLS', tls, 'tls-required', USE_TLS],
  ['TLS 1.2', () => tls({ maxVersion: 'TLSv1.2' }), 'tls-required', USE_TLS],
  ['TLS that sends an alert', () => say(HANDSHAKE_FAILURE_ALERT), 'tls-required', USE_TLS],
  ['HTTP/1', http1, 'other-protocol', `${AT} ${IN_HTTP1}`],
  ['SSH', startSsh, 'other-protocol', `${AT} speaks neither gRPC ${SSH}`],
  [
    'binary bytes',
    () => say(GREETING),
    'other-protocol',
    `${AT} speaks neither gRPC nor TLS: it sent "J\\x00\\x00\\x00".`,
  ],
]);

check('grpc', 'TLS', [
  ['TLS', tls, null],
  ['TLS 1.2', () => tls({ maxVersion: 'TLSv1.2' }), null],
  ['a closed port', startClosedPort, 'refused', REFUSED],
  ['a port that closes at once', startClosing, 'closed', GONE_IN_TLS],
  [
    'plaintext HTTP/2',
    startHttp2Resetting,
    'tls-not-spoken',
    `${AT} does not speak TLS but plaintext gRPC.`,
  ],
  ['HTTP/1', http1, 'tls-not-spoken', `${AT} does not speak TLS; it ${IN_HTTP1}`],
  ['SSH', startSsh, 'tls-not-spoken', `${AT} speaks neither gRPC ${SSH}`],
  [
    'a few bytes and then the end',
    () => say('hi'),
    'tls-not-spoken',
    `${AT} speaks neither gRPC nor TLS: it sent "hi".`,
  ],
  ['TLS that offers HTTP/1 alone', () => tls({ inside: 'http1' }), 'other-protocol', NO_HTTP2],
  [
    'TLS without ALPN, HTTP/1 in it',
    () => tls({ inside: 'http1', alpn: [] }),
    'other-protocol',
    `${AT} ${IN_HTTP1}`,
  ],
  [
    'TLS without ALPN that closes',
    () => tls({ inside: 'nothing', alpn: [] }),
    'other-protocol',
    NO_HTTP2,
  ],
  [
    'TLS that closes',
    () => tls({ inside: 'nothing' }),
    'closed',
    `${AT} closes the connection after the TLS handshake, without an error: it may require a client certificate (--tls-cert and --tls-key), or its target is gone.`,
  ],
  [
    'TLS with other words in it',
    () => tls({ inside: { says: 'hi' }, alpn: ['h2'] }),
    'other-protocol',
    `${AT} speaks TLS, but not gRPC in it: it sent "hi".`,
  ],
  [
    'TLS of which no version is ours',
    () => say([0x15, 3, 1, 0, 2, 2, 70]),
    'tls-failed',
    expect.stringMatching(/have no TLS version or cipher in common \(.*protocol version/) as string,
  ],
  [
    'TLS with no cipher of ours',
    () => say(HANDSHAKE_FAILURE_ALERT),
    'tls-failed',
    expect.stringMatching(
      /have no TLS version or cipher in common \(.*handshake failure/,
    ) as string,
  ],
  [
    'TLS that serves other names',
    () => say([0x15, 3, 1, 0, 2, 2, 112]),
    'tls-failed',
    `${AT} serves no host by the name 127.0.0.1.`,
  ],
]);

check('http', 'plaintext', [
  ['HTTP/1', http1, null],
  ['HTTP/1 with an ordinary 400', () => startHttp1(400), null],
  ['a closed port', startClosedPort, 'refused', REFUSED],
  ['a port that closes at once', startClosing, 'closed', GONE],
  ['TLS', tls, 'tls-required', USE_HTTPS],
  ['TLS that sends an alert', () => say(HANDSHAKE_FAILURE_ALERT), 'tls-required', USE_HTTPS],
  ["Go's TLS, which complains in HTTP", () => say(COMPLAINT), 'tls-required', USE_HTTPS],
  ['plaintext HTTP/2', startHttp2Resetting, 'other-protocol', `${AT} ${HTTP2_ONLY}`],
  ['SSH', startSsh, 'other-protocol', `${AT} speaks neither HTTP ${SSH}`],
]);

check('http', 'TLS', [
  [
    'gRPC in TLS',
    tls,
    'other-protocol',
    `${AT} speaks TLS, but offers no HTTP/1 in it (ALPN http/1.1); so it is not Swift's HTTP port but perhaps Tiller's.`,
  ],
  ['HTTP/1 in TLS', () => tls({ inside: 'http1' }), null],
  [
    'a complaint about plaintext, from behind the TLS',
    () => tls({ inside: { says: COMPLAINT }, alpn: ['http/1.1'] }),
    null,
  ],
  ['a closed port', startClosedPort, 'refused', REFUSED],
  ['a port that closes at once', startClosing, 'closed', GONE_IN_TLS],
  ['HTTP/1', startHttp1, 'tls-not-spoken', `${AT} does not speak TLS but plaintext HTTP.`],
  [
    'plaintext HTTP/2',
    startHttp2Resetting,
    'tls-not-spoken',
    `${AT} does not speak TLS; it ${HTTP2_ONLY}`,
  ],
  ['SSH', startSsh, 'tls-not-spoken', `${AT} speaks neither HTTP ${SSH}`],
  [
    'TLS with other words in it',
    () => tls({ inside: { says: 'hi' }, alpn: ['http/1.1'] }),
    'other-protocol',
    `${AT} speaks TLS, but not HTTP in it: it sent "hi".`,
  ],
  [
    'TLS that closes',
    () => tls({ inside: 'nothing', alpn: ['http/1.1'] }),
    'closed',
    `${AT} closes the connection after the TLS handshake, without an error: it may require a client certificate (--cert and --key), or its target is gone.`,
  ],
]);

test('a connection that is reset is closed, with the word of the system', async () => {
  expect(await look(startResetting(), 'grpc', null)).toMatchObject({
    ...{ kind: 'closed', message: GONE, transportError: 'read ECONNRESET' },
  });
  expect(await look(startClosing(), 'grpc', null)).not.toHaveProperty('transportError');
});
