// What an answer over HTTP is taken for: an error of Swift, a Status, another server's page, a redirect, no HTTP.
import { gzipSync } from 'node:zlib';
import { getEventListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/net/body.js';
import { counted, OverCeiling } from '../../src/util/counted.js';
import { dryRunFailure, errorFailure, senderOf, swiftError } from '../../src/net/error-answer.js';
import { EncodedAnswer, ProxyRefused } from '../../src/net/http-client.js';
import { httpFault } from '../../src/net/http-faults.js';
import { redirectFailure, redirectTarget } from '../../src/net/redirects.js';
import { until } from '../../src/net/until.js';

async function* pieces(...sizes: readonly number[]) {
  for (const size of sizes) yield await Promise.resolve(Buffer.alloc(size, 'x'));
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('a body', () => {
  it('is counted piece by piece, up to the ceiling and not a byte more', async () => {
    const seen: number[] = [];
    const read = await all(counted(pieces(3, 4), 7, (bytes) => seen.push(bytes)));
    expect([read.map(({ length }) => length), seen]).toEqual([
      [3, 4],
      [3, 7],
    ]);
    await expect(all(counted(pieces(3, 5), 7, () => undefined))).rejects.toThrow(OverCeiling);
  });

  it('is text up to 64 KiB; the rest is dropped, or left', async () => {
    const KIB = 1024;
    expect(await readText(pieces(3, 4))).toBe('xxxxxxx');
    expect(await readText(pieces(63 * KIB, 2 * KIB, KIB))).toHaveLength(64 * KIB);
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield await Promise.resolve(Buffer.alloc(KIB));
      }
    }
    expect(await readText(endless(), 'left')).toHaveLength(64 * KIB);
    expect(read).toBe(64);
  });
});

describe('an answer that is no success', () => {
  it('is an error of Swift by its code and its message', () => {
    expect(swiftError('{"code":8,"message":"too large"}')).toEqual({
      ...{ grpcCode: 8, message: 'too large' },
    });
    for (const body of [
      '{"code":8}',
      '{"code":"8","message":"m"}',
      '{"code":404,"message":"m"}',
      '{"code":8,"message":1}',
      '{"code":8,"message":"m","kind":"Status"}',
      '[]',
      'null',
      '',
      '<html>',
    ]) {
      expect([body, swiftError(body)]).toEqual([body, null]);
    }
    expect(errorFailure(403, '{"code":8,"message":"m"}')).toEqual({
      ...{ hop: 'swiftcheck->swift', kind: 'swift-error', httpStatus: 403, grpcCode: 8 },
      message: 'm',
    });
  });

  it.each([
    [501, { code: 12, message: 'Not Implemented' }, 'http-status'],
    [501, { code: 12, message: 'Method Not Allowed' }, 'http-status'],
    // grpc-gateway 2 and newer.
    [404, { code: 5, message: 'Not Found', details: [] }, 'http-status'],
    [501, { code: 12, message: 'unknown service hapi.services.tiller.ReleaseService' }, null],
    [501, { code: 2, message: 'Not Implemented' }, null],
    [404, { code: 5, message: 'not found' }, null],
    [404, { code: 12, message: 'Not Found' }, null],
  ])('of a gateway without such a route is not the word of Swift: %i %j', (status, body, kind) => {
    const { code: grpcCode, message } = body;
    expect(errorFailure(status, JSON.stringify(body))).toEqual({
      ...{ hop: 'swiftcheck->swift', httpStatus: status, grpcCode, message },
      kind: kind ?? 'swift-error',
    });
  });

  it('is a Status by its kind, with its message or else its reason', () => {
    const of = (body: object) => errorFailure(404, JSON.stringify({ kind: 'Status', ...body }));
    expect(of({ message: 'not found', reason: 'NotFound' })).toMatchObject({
      ...{ kind: 'kubernetes-status', httpStatus: 404, message: 'not found' },
    });
    expect(of({ message: '', reason: 'NotFound' }).message).toBe('NotFound');
    expect(of({ message: 1, reason: 2 }).message).toBe('');
  });

  it.each([
    ["Error trying to reach service: 'dial tcp: refused'", 503, 'kubernetes-status'],
    ["Error: 'EOF'\nTrying to reach: 'http://10.0.0.1:9855/'", 503, 'kubernetes-status'],
    ["Error trying to reach service: 'dial tcp: refused'", 502, 'http-status'],
    ["see: Error trying to reach service: 'x'", 503, 'http-status'],
    ["Error: 'EOF'", 503, 'http-status'],
  ])('in plain text is of the API server or not: %j with %i: %s', (body, status, kind) => {
    expect(errorFailure(status, `${body}\n`).kind).toBe(kind);
  });

  it('is quoted at its beginning, or is empty or not text', () => {
    const words = (body: string) => errorFailure(500, body).message;
    expect(words('')).toBe('HTTP 500 with an empty body.');
    expect(words(' \n')).toBe('HTTP 500 with an empty body.');
    expect(words('null')).toBe('HTTP 500 with an empty value in JSON.');
    expect(words('what is this')).toBe('HTTP 500: "what is this"');
    const zipped = gzipSync('<html>an error page</html>').toString('utf8');
    expect(words(zipped)).toBe('HTTP 500 with a body that is not text.');
    const nginx = senderOf({ 'content-type': 'text/html', server: 'nginx' });
    expect(errorFailure(502, zipped, nginx).message).toBe(
      'HTTP 502, server: nginx, text/html with a body that is not text.',
    );
    expect(words('\u001b[31mred\tand\r\nblue')).toMatch(/^HTTP 500: "/);
    expect(words('x'.repeat(500)).length).toBeLessThan(150);
  });

  it("is another server's page where header or body show it", () => {
    const sender = senderOf({ 'content-type': 'text/html; charset=utf-8', server: 'nginx/1.17' });
    const page = '<html><head><title>502 Bad Gateway</title></head></html>';
    expect(errorFailure(502, page, sender)).toMatchObject({
      kind: 'http-status',
      message: 'HTTP 502, server: nginx/1.17, text/html: "502 Bad Gateway"',
    });
    expect(errorFailure(502, '', sender).message).toBe(
      'HTTP 502, server: nginx/1.17, text/html with an empty body.',
    );
    const challenge = senderOf({ 'www-authenticate': ['Basic realm="x"', 'Bearer'] });
    expect(errorFailure(401, '', challenge).message).toContain('www-authenticate: Basic realm="x"');
  });

  it('has a sender of as much as its headers say', () => {
    expect(senderOf({})).toEqual({ type: 'a body of no type' });
    expect(senderOf({ 'content-type': 'nonsense' })).toEqual({ type: 'a body of no type' });
    expect(senderOf({ 'content-type': 'application/json', server: ['a', 'b'] })).toEqual({
      ...{ type: 'application/json', server: 'a' },
    });
  });

  it('of a dry run is quoted only where it is an error of Swift', () => {
    const of = (body: string) =>
      dryRunFailure(500, { body, bytes: 17, type: 'text/plain' }).message;
    expect(of('{"code":2,"message":"render error"}')).toBe('render error');
    expect(of(JSON.stringify({ code: 2, message: 'v'.repeat(1000) })).length).toBeLessThan(310);
    expect(of('password: secret')).toBe(
      'HTTP 500 with text/plain of 17 bytes, not quoted: the answer to a dry run can hold values.',
    );
    expect(of('{"kind":"Status","message":"secret"}')).toContain('a Status of Kubernetes of 17');
  });
});

describe('a redirect', () => {
  const from = new URL('https://swift:9855/tiller/v2/version/json');
  it.each([
    [299, '/login', null],
    [300, '/login', 'https://swift:9855/login'],
    [302, 'http://other/a?b#c', 'http://other/a?b#c'],
    [399, 'next', 'https://swift:9855/tiller/v2/version/next'],
    [400, '/login', null],
    [302, undefined, null],
    [302, ['/a', '/b'], null],
    [302, 'http://[', null],
  ])('%i to %j leads to %s', (status, location, expected) => {
    const answer = { statusCode: status, headers: { location } };
    expect(redirectTarget(answer, from)?.href ?? null).toBe(expected);
  });

  it('is shown without user, query and fragment', () => {
    const to = new URL('https://me:secret@sso.example/login?token=secret#secret');
    expect(redirectFailure('swiftcheck->swift', 302, to)).toEqual({
      ...{ hop: 'swiftcheck->swift', kind: 'redirected', httpStatus: 302 },
      message: 'HTTP 302 redirects to https://sso.example/login, which was not followed.',
    });
    expect(redirectFailure('swiftcheck->swift', 302, new URL('mailto:me')).message).toContain(
      'to mailto:me,',
    );
  });
});

describe('an answer that is not HTTP', () => {
  const error = (message: string, rest: Record<string, unknown> = {}) =>
    Object.assign(new Error(message), rest);
  const kindOf = (thrown: unknown, proxy: URL | null = null) =>
    httpFault(thrown, 'the list', proxy)?.kind ?? null;

  it.each([
    [error('Headers Overflow Error', { code: 'UND_ERR_HEADERS_OVERFLOW' }), 'unreadable'],
    [error('Parse Error', { code: 'HPE_HEADER_OVERFLOW' }), 'unreadable'],
    [error('Parse Error', { code: 'HPE_INVALID_CONSTANT' }), 'other-protocol'],
    [error('Expected HTTP/', { name: 'HTTPParserError' }), 'other-protocol'],
    [error('bad response', { code: 'UND_ERR_SOCKET' }), 'unreadable'],
    [error('bad upgrade', { code: 'UND_ERR_SOCKET' }), 'unreadable'],
    [error('other side closed', { code: 'UND_ERR_SOCKET' }), null],
    [error('bad response'), null],
    [error('assert(x)', { code: 'ERR_ASSERTION' }), 'unreadable'],
    [new EncodedAnswer('br'), 'unreadable'],
    [error('read ECONNRESET', { code: 'ECONNRESET' }), null],
    ['a text', null],
  ])('%s: %s', (thrown, kind) => {
    expect(kindOf(thrown)).toBe(kind);
  });

  it('is named with what was waited for', () => {
    expect(httpFault(new EncodedAnswer('br'), 'the list', null)?.message).toBe(
      'The list is encoded (br), which this client did not ask for.',
    );
    const asserted = error('The expression evaluated to a falsy value:\n\n  assert(a >= 1)\n', {
      code: 'ERR_ASSERTION',
    });
    expect(httpFault(asserted, 'the list', null)?.transportError).toBe('assert(a >= 1)');
  });

  it('can be that of a proxy, whose password is not shown', () => {
    const proxy = new URL('http://me:secret@proxy:3128');
    const words = (thrown: Error, at: URL | null = proxy) =>
      httpFault(thrown, 'the list', at)?.message ?? null;
    expect(words(new ProxyRefused(proxy, 407), null)).toContain('proxy:3128');
    expect(words(new ProxyRefused(proxy, 407), null)).toContain('CONNECT with HTTP 407');
    expect(words(error('Bad response: 403'))).toContain('CONNECT with HTTP 403');
    expect(words(error('Bad response: 403'), null)).toBeNull();
    const reset = error('read ECONNRESET', { code: 'ECONNRESET' });
    expect(words(new ProxyRefused(proxy, null, { cause: reset }))).toContain('read ECONNRESET');
    const noHttp = error('Parse Error', { code: 'HPE_INVALID_CONSTANT' });
    expect(words(new ProxyRefused(proxy, null, { cause: noHttp }))).toContain(
      'The answer of the proxy proxy:3128 to CONNECT breaks the rules of HTTP',
    );
    const socks = new URL('socks5://proxy:1080');
    expect(words(error('refused', { options: {} }), socks)).toContain('proxy:1080');
    expect(words(error('refused', { options: {} }))).toBeNull();
    for (const thrown of [new ProxyRefused(proxy, 407), error('Bad response: 403')]) {
      expect(words(thrown)).not.toContain('secret');
    }
  });
});

describe('a task that does not listen to its signal', () => {
  it('is over with the signal, before or while it runs, and leaves no listener', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(until(AbortSignal.abort('x'), never)).rejects.toThrow('aborted');
    const controller = new AbortController();
    const running = until(controller.signal, never);
    controller.abort('x');
    await expect(running).rejects.toMatchObject({ message: 'aborted', cause: 'x' });
    const { signal } = new AbortController();
    expect(await until(signal, wait(0, 'done'))).toBe('done');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
