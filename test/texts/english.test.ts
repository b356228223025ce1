// What the catalogue says is plain English.
import { expect, it } from 'vitest';
import { recognise } from '../../src/texts/recognise.js';
import { faultsOf } from '../support/english.js';
import { TEXTS } from './examples.js';
import { REPORTS } from './reports.js';

it('is in every cause, step and speaker', () => {
  const texts = [
    ...Object.values(TEXTS).flatMap(({ examples }) => examples),
    ...REPORTS.map(({ text }) => text),
  ];
  const said = texts
    .flatMap((text) => recognise(text))
    .flatMap(({ cause, saidBy, decides = '', steps }) => [
      ...[cause, saidBy, decides],
      ...steps.map(({ text }) => text),
    ]);
  expect(said.length).toBeGreaterThan(1000);
  expect([...new Set(said)].flatMap(faultsOf)).toEqual([]);
});
