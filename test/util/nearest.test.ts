import { expect, it } from 'vitest';
import { meant, nearest } from '../../src/util/nearest.js';

const FORMATS = ['text', 'short', 'json', 'junit', 'html', 'markdown'];

it.each([
  ['jsn', ['json']],
  ['jsno', ['json']],
  ['markdwon', ['markdown']],
  ['htlm', ['html']],
  // Two other letters of four make another word.
  ['yaml', []],
  ['xml', []],
  ['', []],
])('of "%s" is %j', (word, near) => {
  expect(nearest(word, FORMATS)).toEqual(near);
});

it('gives every word that is equally near, at most three', () => {
  expect(nearest('aaaaaz', ['aaaaab', 'aaaaac', 'aaaaad', 'aaaaae', 'aaaabb'])).toHaveLength(3);
  expect(meant('aaaaz', ['aaaab', 'aaaac'])).toBe(' Did you mean aaaab or aaaac?');
  expect(meant('nothing', FORMATS)).toBe('');
  expect(nearest('text', [])).toEqual([]);
});
