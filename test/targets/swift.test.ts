import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isServiceProxy, swiftEndpoint, type SwiftFlags } from '../../src/targets/swift.js';
import { UsageError } from '../../src/util/usage-error.js';
import { anyCharacter } from '../support/any-character.js';

const at = (swift: string, flags: SwiftFlags = {}) => {
  const endpoint = swiftEndpoint({ allowPlaintextToken: true, ...flags, swift });
  if (!endpoint) throw new Error('no endpoint');
  return endpoint;
};

const ORIGINS = fc.webAuthority({ withPort: true }).map((authority) => `http://${authority}`);
const segments = fc.array(fc.stringMatching(/^[a-z0-9-]{1,8}$/), { maxLength: 3 });
const PASTED = [
  '',
  '/',
  '//',
  '/tiller/v2',
  '/tiller/v2/',
  '/tiller/v2/version/json',
  '/tiller/v2/releases/json?all=true',
  '/tiller/v2/releases/tiller/v2/json',
  '?all=true#top',
];

describe('a URL', () => {
  it('is cut down to its base, whatever is pasted behind it', () => {
    fc.assert(
      fc.property(ORIGINS, segments, fc.constantFrom(...PASTED), (origin, path, pasted) => {
        // A path that itself holds Swift's own is another case.
        fc.pre(!path.join('/').includes('tiller/v2'));
        const base = [origin, ...path].join('/');
        expect(at(`${base}${pasted}`).url.href).toBe(new URL(`${base}/`).href);
      }),
    );
  });

  it('gives the same base when it is read again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        const { href } = at(text).url;
        expect(href).toMatch(/\/$/);
        expect(at(href).url.href).toBe(href);
      }),
    );
  });

  it('is read or refused as a usage error, whatever it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.string({ unit: anyCharacter }).map((rest) => `http://${rest}`),
      // Percent signs in user and password need not begin an escape.
      fc.string({ unit: fc.constantFrom('%', '4', 'x', 'é') }).map((user) => `http://${user}:%@s/`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(at(text).url.hostname).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });

  it.each([
    ['http://m:1/api/v1/namespaces/kube-system/services/helm-api:http/proxy', true],
    ['http://m:1/api/v1/namespaces/kube-system/services/helm-api:http/proxy/', true],
    ['http://m:1/k8s/c-1/api/v1/namespaces/a/services/https:swift:443/proxy/tiller/v2/', true],
    ['http://m:1/api/v1/namespaces/a/pods/swift/proxy', false],
    ['http://m:1/', false],
  ])('%s: service proxy %s', (url, expected) => {
    expect(isServiceProxy(at(url).url)).toBe(expected);
  });
});

describe('credentials', () => {
  it('are a token, a header, a certificate or none', () => {
    expect(at('http://s')).toMatchObject({ credentials: 'none', headers: {} });
    expect(at('http://s', { token: ' abc\n' })).toMatchObject({
      credentials: 'token',
      headers: { authorization: 'Bearer abc' },
    });
    expect(at('http://s', { header: ['Cookie: a=b', 'X-Key:  c '] })).toMatchObject({
      credentials: 'header',
      headers: { cookie: 'a=b', 'x-key': 'c' },
    });
    expect(at('http://s', { header: ['X-Key: c'] })).toMatchObject({ credentials: 'none' });
  });

  it('of the URL leave it, and are second to a token and to a header', () => {
    const { url, headers } = at('http://me:p%40ss@s/');
    expect(url.href).toBe('http://s/');
    expect(headers).toEqual({
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    });
    expect(at('http://me:pass@s/', { token: 'abc' }).headers).toEqual({
      authorization: 'Bearer abc',
    });
    expect(at('http://me:pass@s/', { header: ['Authorization: mine'] }).headers).toEqual({
      authorization: 'mine',
    });
  });

  const strict = { allowPlaintextToken: false };
  it.each(['http://s', 'http://10.1.2.3:9855', 'http://127.example', 'http://localhost.example'])(
    'do not leave this machine in plaintext: %s',
    (url) => {
      const held = { token: 'abc' };
      const refusal = /in plaintext.*Use an https:\/\/ URL, or .*--allow-plaintext-token/;
      expect(() => at(url, { ...strict, ...held })).toThrow(refusal);
      expect(() => at(url, { ...strict, header: ['Authorization: x'] })).toThrow(refusal);
      expect(() => at(url, { ...strict, header: ['cookie: a=b'] })).toThrow(refusal);
      expect(() => at(url.replace('//', '//me:pass@'), strict)).toThrow(refusal);
      expect(at(url, held).credentials).toBe('token');
      expect(at(url.replace('http:', 'https:'), { ...strict, ...held }).credentials).toBe('token');
      expect(at(url, strict).credentials).toBe('none');
    },
  );

  it.each([
    'http://127.0.0.1:9855',
    'http://[::1]:80',
    'http://[::ffff:127.0.0.1]',
    'http://localhost',
    'http://a.localhost',
  ])('stay on this machine: %s', (url) =>
    expect(at(url, { ...strict, token: 'abc' }).credentials).toBe('token'),
  );

  it('are one line, so that no token can add a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (token) => {
        try {
          const sent = at('http://s', { token }).headers['authorization'];
          expect(sent).toMatch(/^Bearer [\x21-\x7e]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          if (token.trim().length > 3) {
            expect((error as Error).message).not.toContain(token.trim());
          }
        }
      }),
    );
  });

  it.each([
    ['x-note: \u4f60', 'x-note: a header holds printable characters of Latin-1 only.'],
    ['x-note: a\u0001', 'x-note: a header holds printable characters of Latin-1 only.'],
    ['Connection: close', 'connection: this header belongs to the connection and is not set.'],
    ['content-length: 7', 'content-length: this header belongs to the connection and is not set.'],
  ])('in a header that cannot be sent are not shown: %j', (line, says) => {
    expect(() => at('http://s', { header: [line] })).toThrow(`-H/--header ${says}`);
  });

  it('in an invalid header are not shown', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (line) => {
        fc.pre(!line.includes(':'));
        expect(() => at('http://s', { header: [line] })).toThrow(
          '-H/--header takes "Name: value".',
        );
      }),
    );
  });
});
