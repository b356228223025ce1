import { describe, expect, it } from 'vitest';
import type { ListRequest, StoredRelease } from '../../src/predict/types.js';
import { isNamed } from '../../src/predict/upgrades.js';
import { wayOut } from '../../src/predict/way-out.js';
import { dataSet, swiftOf, tillerOf } from './ground-truth.js';
import { sized } from './random.js';

const all: ListRequest = { kind: 'list', all: true };
const way = (
  stored: readonly StoredRelease[],
  swift: string,
  tiller: string,
  request: ListRequest = all,
) => wayOut(request, { swift: swiftOf(swift), tiller: tillerOf(tiller) }, stored);

const upgrades = (...[stored, swift, tiller]: Parameters<typeof way>) => {
  const found = way(stored, swift, tiller).upgrades;
  const { both } = found;
  return {
    swift: found.swift?.swift.version ?? null,
    tiller: found.tiller?.tiller.version ?? null,
    both: both && `${both.swift.version} ${both.tiller.version}`,
  };
};

const NONE = { swift: null, tiller: null, both: null, documented: null };

describe('the way out', () => {
  it('of the incident, by the table, is the pair that fixed it', () => {
    const { documented } = way(dataSet('seed'), '0.9.0', '2.10.0').upgrades;
    expect([documented?.swift.version, documented?.tiller.version]).toEqual(['0.11.1', '2.13.0']);
  });

  it('names no other documented pair where the smallest step is one', () => {
    const { swift, documented } = way(dataSet('seed'), '0.9.0', '2.13.0').upgrades;
    expect([swift?.documented, documented]).toEqual(['exact', null]);
  });

  it('of the incident is the newest patch of the next line of Swift that takes more than 4 MiB', () => {
    expect(upgrades(dataSet('seed'), '0.9.0', '2.10.0')).toEqual({
      ...{ swift: '0.11.1', tiller: null, both: null },
    });
    const { passes, upgrades: found } = way(dataSet('seed'), '0.9.0', '2.10.0');
    expect(passes).toBe(false);
    expect(found.swift?.documented).toBe('no');
  });

  it('of overwritten chunks is the newer Tiller that the present Swift is documented for', () => {
    expect(upgrades(dataSet('chunks'), '0.11.1', '2.10.0')).toEqual({
      ...{ swift: null, tiller: '2.13.0', both: null },
    });
  });

  it('is a documented pair where neither alone is enough', () => {
    expect(upgrades(dataSet('chunks'), '0.9.0', '2.10.0')).toEqual({
      ...{ swift: null, tiller: null, both: '0.11.1 2.13.0' },
    });
  });

  it.each([
    ['2.14.0', '0.12.1', true],
    ['2.14.3', '0.12.1', true],
    ['2.13.1', '0.11.1', true],
    ['2.17.0', '0.11.1', false],
    ['2.8.2', '0.11.1', false],
  ])(
    'prefers for Tiller %s the documented Swift, else a newest patch: %s',
    (tiller, swift, named) => {
      const { upgrades: found } = way(dataSet('seed'), '0.9.0', tiller);
      expect([found.swift?.swift.version, found.swift && isNamed(found.swift)]).toEqual([
        swift,
        named,
      ]);
    },
  );

  it('of summaries above 4 MiB is no release, but pages', () => {
    const { upgrades: found, pages } = way(dataSet('notes'), '0.11.1', '2.13.0');
    expect(found).toEqual(NONE);
    expect(pages.pages.map(({ releases }) => releases.length)).toEqual([3, 2]);
    expect(pages.unreachable).toEqual([]);
  });

  it('of a release above 20 MiB is to make it smaller', () => {
    const { upgrades: found, pages } = way(dataSet('over20'), '0.12.1', '2.13.0');
    expect(found).toEqual(NONE);
    expect(pages.unreachable.map(({ release, reason }) => [release.name, reason])).toEqual([
      ['titan', 'too-large'],
    ]);
  });

  it('of more than 512 releases is a limit: no other release is needed', () => {
    const found = way(dataSet('many'), '0.11.1', '2.13.0');
    expect(found.passes).toBe(true);
    expect(found.upgrades).toEqual(NONE);
  });

  it('of pending releases left out is a newer Swift', () => {
    const stored = [sized('a', 300, { status: 'PENDING_INSTALL' })];
    expect(upgrades(stored, '0.10.0', '2.12.0').swift).toBe('0.11.1');
  });

  it('of a Swift that shows namespace default only is a newer one', () => {
    expect(upgrades(dataSet('small'), '0.4.0', '2.7.0').swift).toBe('0.5.2');
  });

  it('of an empty list names no other version', () => {
    expect(upgrades([], '0.11.1', '2.13.0')).toEqual({ swift: null, tiller: null, both: null });
  });

  it('is not needed where the list passes', () => {
    const found = way(dataSet('small'), '0.9.0', '2.11.0');
    expect(found.passes).toBe(true);
  });
});
