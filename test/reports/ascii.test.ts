import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toAscii } from '../../src/reports/ascii.js';
import { anyCharacter } from '../support/any-character.js';

it('writes what reports use as close to it as ASCII comes, and the rest as code points', () => {
  expect(toAscii('a…b → é😀')).toBe('a...b -> \\u{e9}\\u{1f600}');
});

it('leaves nothing beyond ASCII, and changes no ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(toAscii(text)).toMatch(/^\p{ASCII}*$/u);
      const plain = text.replace(/\P{ASCII}/gu, '');
      expect(toAscii(plain)).toBe(plain);
    }),
  );
});
