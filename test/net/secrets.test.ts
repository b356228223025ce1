// Which parts of requests are secrets, and which fields of evidence are cleaned of them.
import { describe, expect, it } from 'vitest';
import { meshIdentity } from '../../src/net/mesh.js';
import { Secrets } from '../../src/net/secrets.js';
import { REDACTED } from '../../src/util/secret-text.js';

const shown = (text: string, add: (secrets: Secrets) => void) => {
  const secrets = new Secrets();
  add(secrets);
  return secrets.clean(text);
};
const headers = (given: Readonly<Record<string, string>>) => (secrets: Secrets) =>
  secrets.addHeaders(given);

describe('a header', () => {
  it.each([
    ['Authorization', 'Bearer abcdefgh'],
    ['authorization', 'abcdefgh'],
    ['X-Api-Key', 'abcdefgh'],
    ['Proxy-Authorization', 'Custom abcdefgh'],
    ['Authorization', 'Signature keyId="abcdefgh",algorithm="x"'],
    ['Authorization', 'Digest a=1, response=abcdefgh'],
    ['Authorization', `Basic ${Buffer.from('me-user:abcdefgh').toString('base64')}`],
    ['Authorization', `BASIC ${Buffer.from('abcdefgh:other-one').toString('base64')}`],
    ['Cookie', 'a=1234; session=abcdefgh'],
    ['cookie', 'session="abcdefgh"'],
  ])('%s: %s hides its secret', (name, value) => {
    expect(shown('it is abcdefgh.', headers({ [name]: value }))).toBe(`it is ${REDACTED}.`);
  });

  it.each(['Accept', 'content-type', 'Host', 'User-Agent', 'Impersonate-User', 'X-Forwarded-For'])(
    '%s holds no secret',
    (name) => {
      expect(shown('it is abcdefgh.', headers({ [name]: 'abcdefgh' }))).toBe('it is abcdefgh.');
    },
  );

  it.each([
    ['a scheme that ends so', 'X-Basic', 'secret'],
    ['a scheme that begins so', 'BasicX', 'secret'],
  ])('is no pair in base64 with %s', (_what, scheme, password) => {
    const pair = Buffer.from(`user-name:${password}`).toString('base64');
    expect(shown('user-name', headers({ Authorization: `${scheme} ${pair}` }))).toBe('user-name');
  });

  it('has parts only where its name says so', () => {
    expect(shown('abcdefgh', headers({ 'X-Authorization-Of': 'Digest a=abcdefgh' }))).toBe(
      'abcdefgh',
    );
    expect(shown('abcdefgh', headers({ 'X-Authorization': 'Digest a=abcdefgh' }))).toBe(REDACTED);
  });

  it('of several lines is a secret as a whole and in its parts', () => {
    const add = headers({ Authorization: 'Digest  a= " abcd\nefgh", b="ijkl"mnop' });
    expect(shown('abcd\nefgh', add)).toBe(REDACTED);
    expect(shown('ijkl', add)).toBe('ijkl');
    expect(shown('"ijkl"mnop', add)).toBe(REDACTED);
  });

  it.each(['true', 'FALSE', 'null', 'None'])('of the value %s is none', (value) => {
    const text = `it is ${value}.`;
    expect(shown(text, headers({ 'X-Flag': value }))).toBe(text);
  });

  it('has no scheme to hide, and its spaces do not hide it', () => {
    const add = headers({ Authorization: 'Bearer abcdefgh', 'X-Key': '  ijklmnop ' });
    expect(shown('Bearer token', add)).toBe('Bearer token');
    expect(shown('ijklmnop', add)).toBe(REDACTED);
  });
});

describe('a URL', () => {
  const user = (url: string) => (secrets: Secrets) => secrets.addUser(new URL(url));

  it('has the user, the password and both together', () => {
    const add = user('https://some-user:some%20pass@host/');
    expect(shown('some-user', add)).toBe(REDACTED);
    expect(shown('some pass', add)).toBe(REDACTED);
    expect(shown('some-user:some pass', add)).toBe(REDACTED);
    expect(shown('host', add)).toBe('host');
  });

  it('may have a user alone, none, or one that cannot be decoded', () => {
    expect(shown('some-user', user('https://some-user@host/'))).toBe(REDACTED);
    expect(shown('some-pass', user('https://:some-pass@host/'))).toBe(REDACTED);
    expect(shown('text', user('https://host/'))).toBe('text');
    expect(shown('ab%zzcd', user('https://ab%zzcd@host/'))).toBe(REDACTED);
  });
});

describe('a key', () => {
  it('is hidden line by line, without its frame', () => {
    const key = Buffer.from('-----BEGIN X-----\r\nabcdefgh\r\nijklmnop\n-----END X-----\n');
    const add = (secrets: Secrets) => secrets.addKey({ key });
    expect(shown('has ijklmnop', add)).toBe(`has ${REDACTED}`);
    expect(shown('has abcdefgh', add)).toBe(`has ${REDACTED}`);
    expect(shown('-----BEGIN X-----', add)).toBe('-----BEGIN X-----');
    expect(shown('text', (secrets) => secrets.addKey({}))).toBe('text');
  });
});

describe('evidence', () => {
  const secrets = new Secrets();
  secrets.add('abcdefgh');
  const cleaned = <T>(value: T): T => secrets.cleaned(value);

  it('without a secret is the same object', () => {
    const value = { a: ['text', 1, null], b: { c: true } };
    expect(cleaned(value)).toBe(value);
    const empty = new Secrets();
    const any = { a: 'abcdefgh' };
    expect(empty.cleaned(any)).toBe(any);
  });

  it('is cleaned in each text, however deep, and nowhere else', () => {
    const same = { kept: 'text' };
    const value = { a: ['abcdefgh', same], deep: { message: 'is abcdefgh' }, n: 1 };
    const found = cleaned(value);
    expect(found).toEqual({ a: [REDACTED, same], deep: { message: `is ${REDACTED}` }, n: 1 });
    expect(found.a[1]).toBe(same);
    expect(value.a[0]).toBe('abcdefgh');
  });

  it.each([
    [{ hop: 'abcdefgh' }, true],
    [{ validFrom: 'abcdefgh' }, true],
    [{ context: 'abcdefgh' }, true],
    [{ status: 'DEPLOYED' }, true],
    [{ status: 'abcdefgh' }, false],
    [{ address: 'abcdefgh:44134' }, true],
    [{ address: 'abcdefgh/pod:44134' }, false],
    [{ name: 'abcdefgh' }, false],
  ])('keeps what no peer writes: %j: %s', (value, kept) => {
    expect(cleaned<unknown>(value) === value).toBe(kept);
  });

  it('keeps the status of a release, though it is the word of a secret', () => {
    const word = new Secrets();
    word.add('DEPLOYED');
    expect(word.cleaned({ status: 'DEPLOYED', message: 'DEPLOYED' })).toEqual({
      ...{ status: 'DEPLOYED', message: REDACTED },
    });
    expect(word.cleaned<unknown>({ status: 'it is DEPLOYED' })).toEqual({
      status: `it is ${REDACTED}`,
    });
  });

  it('keeps the origin of a URL, and cleans the rest', () => {
    expect(cleaned({ url: 'http://abcdefgh:9855/abcdefgh/x' })).toEqual({
      url: `http://abcdefgh:9855/${REDACTED}/x`,
    });
    expect(cleaned({ url: 'abcdefgh' })).toEqual({ url: REDACTED });
  });
});

describe('the identity of a mesh', () => {
  const identity = (subjectAltName?: string) =>
    meshIdentity({ subjectAltName } as Parameters<typeof meshIdentity>[0]);

  it.each([
    ['URI:spiffe://cluster.local/ns/a/sa/b', 'spiffe://cluster.local/ns/a/sa/b'],
    ['DNS:x, URI:spiffe://t/ns/a', 'spiffe://t/ns/a'],
    ['URI:"spiffe://t/a"', 'spiffe://t/a'],
    ['URI:https://t/a', null],
    ['DNS:URI:spiffe://t', null],
    [undefined, null],
  ])('in %j is %s', (names, expected) => {
    expect(identity(names)).toBe(expected);
  });

  it('is none without a certificate', () => {
    expect(meshIdentity(undefined)).toBeNull();
  });
});
