// No form of a secret stays in a text, and nothing else goes.
import { describe, expect, it } from 'vitest';
import { REDACTED, SecretText } from '../../src/util/secret-text.js';
import { base64, FORMS } from '../support/secret-forms.js';

function cleaner(...secrets: string[]): (text: string) => string {
  const texts = new SecretText();
  for (const secret of secrets) texts.add(secret);
  return (text) => texts.clean(text);
}

/** Numbers that are the same on every machine (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ALPHABETS = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.',
  'abcdefghijklmnopqrstuvwxyz0123456789+/=~!@#$^*()[]{}:;<>?,|"\'&\\ ',
  'aé東😀z09ß~ü',
];

describe('a secret', () => {
  it.each(Object.entries(FORMS))('goes %s', (_form, write) => {
    const random = numbers(7);
    for (let round = 0; round < 300; round += 1) {
      const alphabet = Array.from(ALPHABETS[round % ALPHABETS.length] ?? '');
      const length = 4 + Math.floor(random() * (round % 10 === 0 ? 1500 : 40));
      const secret = Array.from(
        { length },
        () => alphabet[Math.floor(random() * alphabet.length)] ?? '',
      ).join('');
      // Spaces at an end are no part of a header's value.
      if (secret.trim() !== secret) continue;
      expect(cleaner(secret)(`~ ${write(secret)} ~`), secret).toBe(`~ ${REDACTED} ~`);
    }
  });

  it('goes from user and password together, whichever of them is known', () => {
    const basic = base64('operator:correct horse');
    expect(cleaner('correct horse')(`Basic ${basic}`)).not.toContain(basic.slice(14));
    expect(cleaner('operator')(`Basic ${basic}`)).not.toContain(basic.slice(0, 11));
    expect(cleaner('operator:correct horse')(`Basic ${basic}, Digest`)).toBe(
      `Basic ${REDACTED}, Digest`,
    );
  });

  it('goes where two overlap, touch or hold one another', () => {
    const clean = cleaner('abcdef', 'efgh-ij', 'cdef', 'zyxw');
    expect(clean('1 abcdefgh-ij 2')).toBe(`1 ${REDACTED} 2`);
    expect(clean('1 abcdefzyxw 2')).toBe(`1 ${REDACTED} 2`);
    expect(clean('1 xcdefx abcdef 2')).toBe(`1 x${REDACTED}x ${REDACTED} 2`);
  });

  it('goes where a text was cut amid it', () => {
    const clean = cleaner('sesame-0123456789', 'top/secret"x');
    expect(clean('token sesame-0123…')).toBe(`token ${REDACTED}…`);
    expect(clean('"token sesa…"')).toBe(`"token ${REDACTED}…"`);
    expect(clean('token sesame-01')).toBe(`token ${REDACTED}`);
    expect(clean('"token sesame-01"')).toBe(`"token ${REDACTED}"`);
    expect(clean('token sesame-01...')).toBe(`token ${REDACTED}...`);
    expect(clean('token top%2Fsecret%2')).toBe(`token ${REDACTED}`);
    expect(clean(`token ${base64('sesame-0123456789').slice(0, 12)}…`)).toBe(`token ${REDACTED}…`);
    // A beginning amid a text is a word.
    expect(clean('open sesame-01 now')).toBe('open sesame-01 now');
  });

  it('goes from between escapes that could be read in two forms', () => {
    const clean = cleaner('a%25b&amp;c', '100%safe\\n');
    expect(clean('<a%25b&amp;c>')).toBe(`<${REDACTED}>`);
    expect(clean(`<${encodeURIComponent('a%25b&amp;c')}>`)).toBe(`<${REDACTED}>`);
    expect(clean('<100%safe\\n> <100%safe\\\\n> <100%25safe%5Cn>')).toBe(
      `<${REDACTED}> <${REDACTED}> <${REDACTED}>`,
    );
  });
});

describe('what stays', () => {
  it('is all that is no secret', () => {
    const clean = cleaner('sesame-0123456789', 'hunter2');
    for (const text of [
      'grpc: received message larger than max (4194418 vs. 4194304)',
      'Sesame-0123456789, sesame, hunter, sesame 0123456789, %73%65%73',
      'release "hunter" not found; 100% of c2VzYW1l is done\\n',
      '',
    ]) {
      expect(clean(text)).toBe(text);
    }
  });

  it('is a secret that is too short to hide', () => {
    expect(cleaner('abc', '1', '')('abc 1 abc')).toBe('abc 1 abc');
    expect(cleaner('abcd')('abc 1 abcd')).toBe(`abc 1 ${REDACTED}`);
  });

  it('takes no longer for a text that is made to take long', () => {
    const clean = cleaner('a%b&c"d\\e', 'x'.repeat(20));
    for (const part of ['%25', '%', '\\', '&amp;', '&', 'a%25', 'x', '"']) {
      const text = part.repeat(20_000);
      expect(clean(`${text}. ${text}`).length, part).toBeGreaterThan(1);
    }
  });
});
