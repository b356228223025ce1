import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRe2, RegExpError } from '../../src/knowledge/re2.js';

describe('Go regular expressions', () => {
  it.each([
    ['[', 'missing closing ]: `[`'],
    ['a[b', 'missing closing ]: `[b`'],
    ['(', 'missing closing ): `(`'],
    ['a)', 'unexpected ): `a)`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a|+', 'missing argument to repetition operator: `+`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a+*', 'invalid nested repetition operator: `+*`'],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?!a)', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(?<n>a)', 'invalid or unsupported Perl syntax: `(?<`'],
    ['(?<n', 'invalid or unsupported Perl syntax: `(?<`'],
    ['(?<=a)', 'invalid or unsupported Perl syntax: `(?<`'],
    ['[a](?<n>a)[', 'invalid or unsupported Perl syntax: `(?<`'],
    ['a)(?<n>a)', 'unexpected ): `a)(?<n>a)`'],
    ['[(?<n>a', 'missing closing ]: `[(?<n>a`'],
    ['(?P<n', 'invalid named capture: `(?P<n`'],
    ['(?P<n(?<', 'invalid named capture: `(?P<n(?<`'],
    ['[a\\', 'trailing backslash at end of expression: ``'],
    ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
    ['(a{500}){500}', 'invalid repeat count: `{500}`'],
    ['\\1', 'invalid escape sequence: `\\1`'],
    ['\\y', 'invalid escape sequence: `\\y`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
    ['\\pX', 'invalid character class range: `\\pX`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['a{2,1}', 'invalid repeat count: `{2,1}`'],
  ])('refuse %s', (pattern, problem) => {
    expect(() => compileRe2(pattern)).toThrow(new RegExpError(...split(problem)));
  });

  it.each([
    ['alpha', 'xalphax', true],
    ['^alpha$', 'xalpha', false],
    ['.*', '', true],
    ['a{,2}', 'a{,2}', true],
    ['a{2}', 'a', false],
    ['(?i)ALPHA', 'alpha', true],
    ['(?i:A)b', 'aB', false],
    ['(?i)[A-C]', 'b', true],
    ['[[:alpha:]]', '7', false],
    ['[^[:^digit:]]', '7', true],
    ['\\d-\\w', '7-x', true],
    ['\\Qa.b\\E', 'axb', false],
    ['\\Aa\\z', 'a', true],
    ['\\bapp\\b', 'my-app-1', true],
    ['(?P<name>a|b)+c', 'abc', true],
    ['(?P<n>a)(?P<n>b)(?P<m>c)(?P<m>d)', 'abcd', true],
    ['\\(?<n', '(<n', true],
    ['[(?<n]', '<', true],
    ['\\Q(?<n\\E', '(?<n', true],
    ['(?s).', '\n', true],
    ['.', '\n', false],
    ['(?m)^b$', 'a\nb', true],
    ['\\x61\\x{62}\\143', 'abc', true],
    ['[]a]', ']', true],
    ['[^]a]', ']', false],
    ['[a-]', '-', true],
    ['\\pL\\p{Greek}', 'aα', true],
    ['\\-\\_', '-_', true],
    ['}]', '}]', true],
    ['^*', '', true],
  ])('%s in "%s": %s', (pattern, text, found) => {
    expect(compileRe2(pattern).test(text)).toBe(found);
  });

  it("are taken or refused in Go's words, whatever they are", () => {
    const characters = fc.constantFrom(...'ab09[](){}*+?|\\^$.-:,<>=PQEpd _i'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 12 }), (pattern) => {
        try {
          compileRe2(pattern);
        } catch (error) {
          expect(error).toBeInstanceOf(RegExpError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('find every text that is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.string(), (text, around) => {
        const escaped = text.replace(
          /[^0-9A-Za-z]/g,
          (character) => `\\x{${character.charCodeAt(0).toString(16)}}`,
        );
        expect(compileRe2(escaped).test(around + text + around)).toBe(true);
      }),
    );
  });
});

function split(problem: string): [string, string] {
  const [, kind = '', part = ''] = /^(.*): `([^]*)`$/.exec(problem) ?? [];
  return [kind, part];
}
