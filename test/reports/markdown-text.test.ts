import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, codeSpan, instruction, prose } from '../../src/reports/markdown-text.js';
import { visible } from '../../src/util/safe-text.js';
import { nodesOf, shownText } from '../support/markdown.js';
import { HOSTILE } from '../support/report-cases.js';
import { anyCharacter } from '../support/any-character.js';

const types = (markdown: string) => nodesOf(markdown).map(({ type }) => type);
const words = (text: string) =>
  visible(text)
    .split(' ')
    .filter((word) => word !== '')
    .join(' ');
const PIECES = [
  ...Array.from('`|\\<>[]()*_~#@!&;:.+-=$"\'/ \n\t'),
  ...['www.', 'http://', 'a', '1', ' `', '\ud800'],
];
/** Texts of the characters that have a meaning in Markdown. */
const ODD = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: anyCharacter, maxLength: 3 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const ANY = fc.oneof(ODD, fc.constantFrom(...Object.values(HOSTILE)));

describe('prose', () => {
  it.each([
    [`The list is too large for Swift's way: 4,195,325 bytes (4 MiB), 80 % of it.`, null],
    ['HTTP 403, gRPC code 8: "grpc: larger than max (1 vs. 2)"', null],
    ['see https://evil.example.', 'see `https://evil.example`.'],
    ['by @everyone (@team), #1', 'by `@everyone (@team), #1`'],
    ['kubectl -n x get pods -l app=helm --max N', null],
    ['at 127.0.0.1:44134 8:smile:', 'at 127.0.0.1:44134 `8:smile`:'],
    ['a=deadbeef1', '`a=deadbeef1`'],
    ['www.evil.example', '`www.evil.example`'],
    ['deadbeef1 and GH-12', '`deadbeef1` and `GH-12`'],
    ['1. one', '`1`. one'],
    ['0.9.0 to 0.10.0', null],
    ['a `b` c', 'a `` `b` `` c'],
    ['so !".', 'so `!".`'],
    ['<b> ![i](x)', '`<b> ![i](x`)'],
  ])('%s', (text, written) => {
    expect(prose(text)).toBe(written ?? text);
  });

  it('is nothing but text and code, whatever it holds, and keeps every word', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const nodes = nodesOf(`x ${prose(text)}`);
        const seen = new Set(nodes.map(({ type }) => type));
        expect([...seen].filter((type) => !ALLOWED.includes(type))).toEqual([]);
        expect(shownText(nodes)).toBe(`x ${words(text)}`.trim());
      }),
    );
  });

  it('begins no block', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const [root, first] = types(prose(text));
        expect([root, first]).toEqual(['root', words(text) === '' ? undefined : 'paragraph']);
        expect(types(`- ${prose(text)}`)).not.toContain('heading');
      }),
    );
  });

  it('escapes every text that GitHub itself turns into a link', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const plain = nodesOf(`x ${prose(text)}`).filter(({ type }) => type === 'text');
        expect(shownText(plain)).not.toMatch(/[@#$]|:\/\/|www\.|:\w+:/);
      }),
    );
  });
});

const ALLOWED = ['root', 'paragraph', 'text', 'inlineCode'];

describe('a cell', () => {
  it('stays one cell', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const table = `| a | b |\n| --- | --- |\n| ${cell(text)} | end |`;
        const nodes = nodesOf(table);
        expect(nodes.filter(({ type }) => type === 'tableCell')).toHaveLength(4);
        expect(shownText(nodes)).toBe(`ab${words(text.replaceAll('|', '\\x7c'))}end`);
      }),
    );
  });
});

describe('a code span', () => {
  it('holds what it is given', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        fc.pre(visible(text).trim() !== '');
        const [, , span, after] = nodesOf(`${codeSpan(text)}.`);
        expect(span).toMatchObject({ type: 'inlineCode', value: visible(text) });
        expect(after).toMatchObject({ type: 'text', value: '.' });
      }),
    );
  });
});

describe('an instruction', () => {
  it.each([
    ['Keep fewer: `kubectl set env deployment/x MAX=200`.', null],
    ['Ask it (`helm ls --max N`), then `swiftcheck explain -` reads it.', null],
    [
      'Until then: ?all=true&limit=2. Or `helm ls`.',
      'Until then: `?all=true&limit=2`. Or `helm ls`.',
    ],
  ])('%s', (text, written) => {
    expect(instruction(text)).toBe(written ?? text);
  });

  it('is nothing but text and code, whatever it holds', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const seen = new Set(types(`- x ${instruction(text)}`));
        const allowed = [...ALLOWED, 'list', 'listItem'];
        expect([...seen].filter((type) => !allowed.includes(type))).toEqual([]);
      }),
    );
  });
});
