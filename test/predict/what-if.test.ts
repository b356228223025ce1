import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { lineOf } from '../../src/knowledge/versions.js';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest } from '../../src/predict/types.js';
import { whatIfSwift, whatIfTiller, type WhatIfRow } from '../../src/predict/what-if.js';
import { dataSet, swiftOf, tillerOf } from './ground-truth.js';
import { sized } from './random.js';

const all: ListRequest = { kind: 'list', all: true };
type Row = WhatIfRow<{ readonly version: string }>;
const line = ({ releases }: Row) => lineOf(releases[0]?.version ?? '') ?? '';
const outcomes = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map((row) => [line(row), row.outcome]));

describe('what other releases of Swift would do', () => {
  it('with the incident', () => {
    const rows = whatIfSwift(all, tillerOf('2.10.0'), dataSet('seed'));
    // Newer lines may come.
    expect(outcomes(rows)).toMatchObject({
      ...{ '0.1': 'fails', '0.2': 'fails', '0.3': 'fails', '0.4': 'fails' },
      ...{ '0.5': 'ok', '0.6': 'ok', '0.7': 'fails', '0.8': 'fails', '0.9': 'fails' },
      ...{ '0.10': 'fails', '0.11': 'ok', '0.12': 'ok' },
    });
    const row = rows.find((each) => line(each) === '0.9');
    expect(row?.list.failure?.message).toContain('(4195325 vs. 4194304)');
    expect(rows.at(-1)?.unreadable).toEqual({ contents: 1, revisions: 3, histories: 1, names: 3 });
    expect(rows.find((each) => line(each) === '0.6')?.unreadable.contents).toBe(0);
  });

  it('with a list that Tiller cuts into chunks', () => {
    const after = outcomes(whatIfSwift(all, tillerOf('2.13.0'), dataSet('chunks')));
    expect([after['0.6'], after['0.9'], after['0.11']]).toEqual(['short', 'fails', 'ok']);
    const before = outcomes(whatIfSwift(all, tillerOf('2.10.0'), dataSet('chunks')));
    expect([before['0.6'], before['0.9'], before['0.11']]).toEqual(['wrong', 'fails', 'wrong']);
  });

  it('counts histories that are too large though each revision can be read', () => {
    const stored = [1, 2].map((revision) => sized('a', 3_000_000, { revision }));
    const row = whatIfSwift(all, tillerOf('2.13.0'), stored).at(-1);
    expect(row?.unreadable).toEqual({ contents: 0, revisions: 2, histories: 1, names: 1 });
  });
});

it('what other releases of Tiller would do: two rows if a line changed its behaviour', () => {
  const rows = whatIfTiller(all, swiftOf('0.11.1'), dataSet('chunks'));
  const found = rows
    .filter((row) => ['2.7', '2.8', '2.10', '2.11'].includes(line(row)))
    .map(({ releases, outcome, list }) => [
      releases.map(({ version }) => version).join(' '),
      outcome,
      list.failure?.cause ?? null,
    ]);
  expect(found).toEqual([
    ['2.7.0 2.7.1 2.7.2', 'fails', 'receive-limit'],
    ['2.8.0', 'fails', 'receive-limit'],
    ['2.8.1 2.8.2', 'fails', 'send-limit'],
    ['2.10.0', 'wrong', null],
    ['2.11.0', 'ok', null],
  ]);
});

it.each(['empty', 'small', 'seed', 'sum', 'chunks', 'over20', 'notes', 'many'])(
  'a row is true of each of its releases, and each release is in one row: %s',
  (name) => {
    const stored = dataSet(name);
    const swifts = whatIfSwift(all, tillerOf('2.13.0'), stored);
    for (const { releases, list } of swifts) {
      for (const swift of releases) {
        expect(predict(all, swift, tillerOf('2.13.0'), stored)).toEqual(list);
      }
    }
    const tillers = whatIfTiller(all, swiftOf('0.6.0'), stored);
    for (const { releases, list } of tillers) {
      for (const tiller of releases) {
        expect(predict(all, swiftOf('0.6.0'), tiller, stored)).toEqual(list);
      }
    }
    expect(swifts.flatMap(({ releases }) => releases)).toHaveLength(SWIFT_RELEASES.length);
    expect(tillers.flatMap(({ releases }) => releases)).toHaveLength(TILLER_RELEASES.length);
  },
);
