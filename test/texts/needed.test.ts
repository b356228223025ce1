// The words that spare a pattern its run: a text that the pattern matches holds one of its words.
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayMatch } from '../../src/texts/may-match.js';
import { OF_FRAMES, OF_PHRASES, OF_TAILS } from '../../src/texts/needed.js';
import { PHRASES } from '../../src/texts/phrases/all.js';
import { FRAMES } from '../../src/texts/speech.js';
import { TAILS } from '../../src/texts/tails.js';

const ALL = [
  ...PHRASES.map(({ id, pattern }) => ({ name: id, pattern, needed: OF_PHRASES })),
  ...TAILS.map(({ trouble, pattern }) => ({ name: trouble, pattern, needed: OF_TAILS })),
  ...Object.entries(FRAMES).map(([name, pattern]) => ({ name, pattern, needed: OF_FRAMES })),
];

/** For texts that nearly match: fast-check cannot write what looks around a match, nor ignore case. */
function withoutAssertions({ source, flags }: RegExp): RegExp | null {
  if (flags !== '') return null;
  const assertions: { readonly start: number; readonly end: number }[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(source), {
    onAssertionEnter: (node) => void assertions.push(node),
  });
  const outer = assertions.filter(({ start, end }) =>
    assertions.every((other) => other.start >= start || other.end < end),
  );
  // The last first, so that the places of the others stay.
  const kept = outer
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}${text.slice(end)}`, source);
  return new RegExp(kept);
}

describe('the words of a pattern', () => {
  it('are in whatever the pattern matches', () => {
    let matched = 0;
    for (const { name, pattern, needed } of ALL) {
      const near = withoutAssertions(pattern);
      if (!near) continue;
      fc.assert(
        fc.property(fc.stringMatching(near, { size: '-1' }), (text) => {
          if (!pattern.test(text)) return;
          matched += 1;
          expect({ name, text, may: mayMatch(text, name, needed, '') }).toMatchObject({
            may: true,
          });
        }),
        { numRuns: 30 },
      );
    }
    expect(matched).toBeGreaterThan(2000);
  });

  it('spare nearly every pattern a text without them', () => {
    const tried = ALL.filter(({ name, needed }) => mayMatch('an unknown text', name, needed, ''));
    expect(tried.length).toBeLessThan(ALL.length / 10);
  });
});
