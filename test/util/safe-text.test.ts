import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formed,
  joined,
  safe,
  shorten,
  shortenMiddle,
  visible,
  type Safe,
} from '../../src/util/safe-text.js';
import { anyCharacter } from '../support/any-character.js';

describe('text of the other side', () => {
  it.each([
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['\u009b2J', '\\x9b2J'],
    ['evil\u202egnp', 'evil\\u202egnp'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\uffff \ufffe \ufdd0 \u{10ffff}', '\\uffff \\ufffe \\ufdd0 \\u{10ffff}'],
    ['lone \ud800', 'lone \\ud800'],
    ['Übergröße 漢字 🚢', 'Übergröße 漢字 🚢'],
  ])('shows %j as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('removes every character that moves, colours, hides or reorders', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });

  // The production Char of XML 1.0, but for the three controls.
  const XML = /^[\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
  const CODE_UNITS = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units));
  const NONCHARACTERS = fc
    .tuple(fc.integer({ min: 0, max: 16 }), fc.constantFrom(0xfffe, 0xffff))
    .map(([plane, last]) => String.fromCodePoint(plane * 0x10000 + last));

  it('removes every character that XML forbids', () => {
    fc.assert(
      fc.property(fc.oneof(CODE_UNITS, NONCHARACTERS), (text) => {
        expect(visible(text)).toMatch(XML);
        expect(visible(text)).not.toMatch(/\p{Noncharacter_Code_Point}/u);
      }),
    );
  });

  it('is shortened to at most so many characters, none of them in half', () => {
    const any = fc.string({ unit: fc.constantFrom('a', '🚢', '漢') });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 40 }), (text, most) => {
        for (const short of [shorten(text, most), shortenMiddle(visible(text), most)]) {
          expect(short.length).toBeLessThanOrEqual(most);
          expect(short).not.toMatch(/\p{Cs}/u);
        }
      }),
    );
  });
});

describe('text that may be shown', () => {
  it('holds the values of a sentence made visible, and the sentence as it is', () => {
    expect(safe`${'a\n'}: ${3} of\n${'\u001b'}`).toBe('a\\n: 3 of\n\\x1b');
  });

  it('is made visible before it takes its form, and keeps the form', () => {
    const red = formed('a\u001b', (text) => `\u001b[31m${text}`);
    expect(joined([red, safe`b`], ', ')).toBe('\u001b[31ma\\x1b, b');
  });

  it('is no plain string', () => {
    const lines: Safe[] = [safe`of ours`];
    // @ts-expect-error: text of another side would stand in a report as it came
    lines.push('release\u001b[2J');
    expect(lines).toHaveLength(2);
  });
});
