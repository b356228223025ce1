import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const LAST = 0x10ffff;

/** Any character of Unicode, as `unit: 'binary'` of fast-check, which makes a table of all of them for each string. */
export const anyCharacter = fc.integer({ min: 0, max: LAST - SURROGATES.count }).map(
  (place) => String.fromCodePoint(place < SURROGATES.first ? place : place + SURROGATES.count),
  (character) => {
    const code = typeof character === 'string' ? (character.codePointAt(0) ?? -1) : -1;
    if (code < 0 || String.fromCodePoint(code) !== character) throw new Error('no character');
    return code < SURROGATES.first ? code : code - SURROGATES.count;
  },
);
