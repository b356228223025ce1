// Texts of public threads, documents and libraries in the file beside, each with the answer: hops, entry and certainty;
// `-` where the text is none of this system. Names and addresses are replaced.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/texts/recognise.js';
import { TEXTS } from './examples.js';
import { THREADS } from './threads.js';

const MET = readFileSync(new URL('met.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((record) => {
    const end = record.indexOf('\n');
    const [from = '', ...answer] = record.slice(0, end).split(' | ');
    return { from, answer: answer.join(' | '), text: record.slice(end + 1).trimEnd() };
  });

function answerTo(text: string): string {
  const [first] = recognise(text);
  return first ? `${first.hops.join(' ')} | ${first.id} | ${first.certainty}` : '-';
}

it.each(MET)('$from', ({ text, answer }) => {
  expect(answerTo(text)).toBe(answer);
});

/** In the state of a session of HAProxy a capital means the server, and a small letter the time. */
const ALL = [
  ...MET.map(({ text }) => text),
  ...Object.values(TEXTS).flatMap(({ examples }) => examples),
  ...THREADS.map(({ text }) => text),
].filter((text) => !text.includes('haproxy['));

describe.each([
  ['small letters', (text: string) => text.toLowerCase()],
  ['capitals', (text: string) => text.toUpperCase()],
])('a text that is written in %s as a whole', (_letters, write) => {
  it('leads to the same hop, or leaves it open among others', () => {
    expect(ALL.length).toBeGreaterThan(300);
    const others = ALL.filter((text) => {
      const hops = recognise(write(text))[0]?.hops ?? [];
      return !(recognise(text)[0]?.hops ?? []).every((hop) => hops.includes(hop));
    });
    expect(others).toEqual([]);
  });

  it('means nothing where it is of another system', () => {
    const met = MET.filter(({ answer }) => answer === '-').map(({ text }) => text);
    expect(met.filter((text) => recognise(write(text)).length > 0)).toEqual([]);
  });
});

it('shows a text in capitals as it was written', () => {
  expect(recognise('EOF')[0]?.matched).toBe('EOF');
  expect(recognise('ERROR: TRANSPORT IS CLOSING')[0]?.matched).toBe('TRANSPORT IS CLOSING');
});

it.each([
  ['Could not find tiller', 'tiller-not-found-by-helm'],
  ['Error: Transport is closing', 'transport-is-closing'],
  ['X509: certificate signed by unknown authority', 'unknown-authority'],
])('a person who types %j begins the sentence with a capital', (text, id) => {
  expect(recognise(text)[0]?.id).toBe(id);
});
