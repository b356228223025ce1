// Where a text stops being JSON: the same judgement as JSON.parse, with a place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/util/json-fault.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

describe('a fault of JSON', () => {
  it('is found where JSON.parse finds one, and nowhere else', () => {
    const torn = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '}', ']', ':', '"', '\\', '\n', '0', 'x'),
      )
      .map(([text, at, more]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + more + text.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), torn, fc.string()), (text) => {
        expect(jsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['"a\u007f\u0085"', null],
    ['"a\nb"', 'a value (a text in double quotes) is missing before a text that does not end'],
    ['[1 2]', 'a comma or ] is missing before 2]'],
    ['[1,]', 'a value (a text in double quotes) is missing before ]'],
    ['{"a" 1}', 'a colon is missing before 1}'],
    ['01', 'the end is missing before 1'],
    ['[[]]]', 'the end is missing before ]'],
    ['', 'a value (a text in double quotes) is missing at the end'],
    ['{', 'a key in double quotes is missing at the end'],
    ['{"a":[1\n', 'a comma or ] is missing at the end'],
    ['{"a":{"b":1}', 'a comma or } is missing at the end'],
    ['{"a":1 "b"', 'a comma or } is missing before "b"'],
    ['{"a":1,}', 'a key in double quotes is missing before }'],
    ['{"a":1} // a', 'the end is missing before //'],
    ['[true\u00a0]', 'a value (a text in double quotes) is missing before true\u00a0]'],
  ])('%j: %s', (text, words) => {
    expect(jsonFault(text)?.words ?? null).toBe(words);
    expect(jsonFault(text) === null).toBe(isJson(text));
  });
});
