import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutMiddle, cutTo, labelled, table, widthOf, wrap } from '../../src/reports/layout.js';
import { textSet } from '../../src/reports/text-set.js';
import { judge } from '../../src/judge/judge.js';
import { visible } from '../../src/util/safe-text.js';
import { evidence } from '../judge/evidence.js';
import { OPTIONS } from '../support/report-cases.js';

const NAME = 'team-alpha-payment-service-production-europe-west-1';

it('keeps names distinct that differ at their end only', () => {
  expect(cutMiddle(`${NAME}a`, 24)).toBe('team-alpha-payme…west-1a');
  expect(cutMiddle(`${NAME}b`, 24)).toBe('team-alpha-payme…west-1b');
  expect(cutMiddle('short', 24)).toBe('short');
  expect(cutMiddle(`${NAME}a`, 24, '...')).toBe('team-alpha-pay...west-1a');
});

it('takes no more columns than there are, and cuts no letter in two', () => {
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('日本語'.repeat(20), 'e\u0301'.repeat(60), '👍🏽'.repeat(20), '🇨🇭'.repeat(20)),
    )
    .map(visible);
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), (name, width) => {
      for (const cut of [cutTo(name, width), cutMiddle(name, width)]) {
        expect(widthOf(cut)).toBeLessThanOrEqual(width);
        const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
        const [head = '', tail = ''] = cut === name ? [cut] : cut.split('…');
        expect(name.startsWith(head)).toBe(true);
        expect(name.endsWith(tail)).toBe(true);
        const whole = (part: string) =>
          part === '' ||
          letters
            .join('|')
            .includes(
              [...new Intl.Segmenter().segment(part)].map(({ segment }) => segment).join('|'),
            );
        expect([whole(head), whole(tail)]).toEqual([true, true]);
      }
    }),
  );
});

/** How many columns stand before a text in its line. */
const columnsBefore = (line: string, text: string) => widthOf(line.slice(0, line.indexOf(text)));

it.each([false, true])('keeps contexts of wide letters in their columns (ASCII: %s)', (ascii) => {
  const names = ['東京-cluster', 'production', 'e\u0301te\u0301', '👩‍👩‍👧'];
  const reports = names.map((name) => ({ name, judgement: judge(evidence({}), 'fail') }));
  const text = textSet(reports, { ...OPTIONS, ascii });
  const lines = text
    .slice(text.indexOf('Summary'))
    .split('\n')
    .filter((line) => line.includes('  Tiller '));
  expect(lines).toHaveLength(names.length);
  for (const cell of ['Tiller ', 'Swift ']) {
    expect(new Set(lines.map((line) => columnsBefore(line, cell))).size).toBe(1);
  }
});

it('keeps cells and labels of wide letters in their columns', () => {
  expect(
    table([
      ['東京', 'one'],
      ['tokyo', 'two'],
    ]),
  ).toEqual(['  東京    one', '  tokyo   two']);
  expect(labelled('東京', 'one two', 6, 10)).toEqual(['東京  one', '      two']);
});

it('breaks lines at spaces, by the columns that they take', () => {
  expect(wrap('東京 大阪 福岡', 9)).toEqual(['東京 大阪', '福岡']);
  expect(wrap('a longer-than-all b', 6)).toEqual(['a', 'longer-than-all', 'b']);
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (parts, width) => {
      const text = parts.map((part) => visible(part).replaceAll(' ', '_')).join(' ');
      const lines = wrap(text, width);
      expect(lines.join(' ')).toBe(text);
      expect(lines.filter((line) => widthOf(line) > width && line.includes(' '))).toEqual([]);
    }),
  );
});
