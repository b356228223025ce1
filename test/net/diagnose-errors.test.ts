import { request } from 'undici';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/net/diagnose-answers.js';
import { classifySocketError, classifyTlsError } from '../../src/net/diagnose.js';
import { makeCertificates } from '../../src/lab/certificates.js';
import { startClosedPort, startClosing, startSsh, startTls } from '../support/fault-server.js';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('classifySocketError', () => {
  test.each([
    ['ENOTFOUND', 'unresolvable'],
    ['EAI_AGAIN', 'unresolvable'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ECONNRESET', 'closed'],
    ['EPIPE', 'closed'],
    ['UND_ERR_SOCKET', 'closed'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
  ])('%s is %s', (code, kind) => {
    expect(classifySocketError(coded(code, 'its words'))).toEqual({
      kind,
      transportError: 'its words',
    });
  });

  test('finds the cause, and the first attempt of several', () => {
    const attempts = [
      coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:9855'),
      coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9855'),
    ];
    const all = Object.assign(new AggregateError(attempts, ''), { code: 'ECONNREFUSED' });
    expect(classifySocketError(new TypeError('fetch failed', { cause: all }))).toEqual({
      kind: 'refused',
      transportError: 'connect ECONNREFUSED ::1:9855',
    });
  });

  test('throws what is no error of the transport', () => {
    const defect = new TypeError('x is not a function');
    expect(() => classifySocketError(defect)).toThrow(defect);
  });
});

// As OpenSSL 3.0 (Node 20) and 3.5 (Node 24) word them.
describe('classifyTlsError', () => {
  test.each([
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      '80BC43AFC47F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:350:\n',
      'tls-not-spoken',
      'error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
    ],
    [
      'EPROTO',
      'write EPROTO 80BC43AFC47F0000:error:0A0000C6:SSL routines:tls_get_more_records:packet length too long:../deps/openssl/openssl/ssl/record/methods/tls_common.c:662:\n',
      'tls-not-spoken',
      'write EPROTO error:0A0000C6:SSL routines:tls_get_more_records:packet length too long',
    ],
    [
      'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
      '80BC43AFC47F0000:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:916:SSL alert number 42\n',
      'tls-client-certificate-rejected',
      'error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate:SSL alert number 42',
    ],
    [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      '80BC43AFC47F0000:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 70\n',
      'tls-failed',
      'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:SSL alert number 70',
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed', 'tls-untrusted', 'self-signed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'not there', 'tls-name-mismatch', 'not there'],
    ['CERT_NOT_YET_VALID', '', 'tls-expired', 'CERT_NOT_YET_VALID'],
  ])('%s', (code, message, kind, transportError) => {
    expect(classifyTlsError(coded(code, message))).toEqual({ kind, transportError });
  });

  test('leaves other errors alone', () => {
    expect(classifyTlsError(coded('ECONNRESET'))).toBeNull();
    expect(classifyTlsError('no error at all')).toBeNull();
  });
});

describe("undici's errors", () => {
  test.each([
    ['refused', startClosedPort, 'http'],
    ['closed', startClosing, 'http'],
    ['other-protocol', startSsh, 'http'],
    ['tls-not-spoken', startSsh, 'https'],
    [
      'tls-untrusted',
      async () => startTls({ ...(await makeCertificates()).ca, inside: 'http1' }),
      'https',
    ],
  ] as const)('are classified: %s', async (kind, start, scheme) => {
    const server = await start();
    const error: unknown = await request(`${scheme}://127.0.0.1:${server.port}/`).catch(
      (caught: unknown) => caught,
    );
    await server.close();
    expect(classifySocketError(error).kind).toBe(kind);
  });
});

describe('recognise', () => {
  test.each([
    ['00000004 00 00000000', 'http2'],
    ['00001204 00 00000000 0003 00000064', 'http2'],
    ['00000004 00 00000001', 'other'],
    ['00000504 00 00000000', 'other'],
    ['150303 0002 0228', 'tls'],
    ['160303 0031', 'tls'],
    // An older record, and one that carries data.
    ['150203 0002 0228', 'other'],
    ['170303 0031', 'other'],
    // Another frame than the settings.
    ['00000006 00 00000000', 'other'],
  ])('%s as %s', (hex, protocol) => {
    expect(recognise(Buffer.from(hex.replaceAll(' ', ''), 'hex'), true)?.protocol).toBe(protocol);
  });

  const early = (text: string | Buffer) => recognise(Buffer.from(text), false);
  test('waits for a frame, a line or 40 bytes, and for the page of an error 400', () => {
    const settings = Buffer.from('000000040000000000', 'hex');
    expect(early(settings.subarray(0, 8))).toBeNull();
    expect(early(settings)).toEqual({ protocol: 'http2' });
    expect(early('a\n')).toBeNull();
    expect(early('SSH-2.0-abc')).toBeNull();
    expect(early('SSH-2.0-abc\n')).toEqual({ protocol: 'other', quote: '"SSH-2.0-abc"' });
    expect(early('x'.repeat(39))).toBeNull();
    expect(early('x'.repeat(40))).toEqual({ protocol: 'other', quote: `"${'x'.repeat(40)}"` });
    expect(early('HTTP/1.1 501 Not')).toBeNull();
    expect(early('HTTP/1.1 501 No\nA: b\n')).toMatchObject({ protocol: 'http1' });
    const page = 'HTTP/1.1 400 Bad Request\r\n\r\n'.padEnd(4096, '.');
    expect(early(page.slice(0, -1))).toBeNull();
    expect(early(page)).toEqual({ protocol: 'http1', quote: '"HTTP/1.1 400 Bad Request"' });
  });

  test('takes no line of HTTP amid other words for HTTP', () => {
    expect(early('proxy: HTTP/1.1 200 OK\nHTTP/1.1 200 OK\n')).toMatchObject({ protocol: 'other' });
  });

  test.each([
    ['nginx', '<center>The plain HTTP request was sent to HTTPS port</center>'],
    ['Apache', "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />"],
    ['Go', 'Client sent an HTTP request to an HTTPS server.\n'],
  ])('the complaint of %s about plaintext', (_name, body) => {
    const answer = Buffer.from(`HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n${body}`);
    expect(recognise(answer, true)).toEqual({ protocol: 'tls' });
    expect(recognise(answer.subarray(0, 60), false)).toBeNull();
  });

  test('shows nothing that could move a terminal, and at most 40 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const answer = recognise(Buffer.from(bytes), true);
        expect(answer).not.toBeNull();
        if (answer === null || !('quote' in answer)) return;
        expect(answer.quote.length).toBeLessThanOrEqual(42);
        expect(answer.quote).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('does not change its mind as more bytes come', () => {
    const starts = fc.constantFrom(
      '',
      'HTTP/1.1 501 Not Implemented\r\n',
      'SSH-2.0-x\r\n',
      '\x15\x03',
    );
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 80 }), fc.nat(80), (start, rest, cut) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
        const early = recognise(bytes.subarray(0, cut), false);
        if (early !== null) expect(recognise(bytes, true)?.protocol).toBe(early.protocol);
      }),
    );
  });
});
