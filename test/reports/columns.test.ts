import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutMiddle, cutTo, widthOf } from '../../src/reports/columns.js';

const NAME = 'team-alpha-payment-service-production-europe-west-1';

it('tells names apart that differ at their end only', () => {
  expect(cutMiddle(`${NAME}a`, 24)).toBe('team-alpha-payme…west-1a');
  expect(cutMiddle(`${NAME}b`, 24)).toBe('team-alpha-payme…west-1b');
  expect(cutMiddle('short', 24)).toBe('short');
  expect(cutMiddle(`${NAME}a`, 24, '...')).toBe('team-alpha-pay...west-1a');
});

it('takes no more columns than there are, and cuts no letter in two', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('日本語'.repeat(20), 'e\u0301'.repeat(60), '👩‍👩‍👧'.repeat(20)),
  );
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
