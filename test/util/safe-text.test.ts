import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten, visible } from '../../src/util/safe-text.js';

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

  it('keeps no character that moves, colours, hides or reorders', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
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

  it('keeps no character that XML forbids', () => {
    fc.assert(
      fc.property(fc.oneof(CODE_UNITS, NONCHARACTERS), (text) => {
        expect(visible(text)).toMatch(XML);
        expect(visible(text)).not.toMatch(/\p{Noncharacter_Code_Point}/u);
      }),
    );
  });

  it('is shortened to at most so many characters', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, most) => {
        expect(shorten(text, most).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
