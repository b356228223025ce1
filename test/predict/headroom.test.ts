import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSwift, findTiller } from '../../src/knowledge/versions.js';
import { headroom } from '../../src/predict/headroom.js';
import { predict } from '../../src/predict/predict.js';
import { replayList, type MeasuredStream } from '../../src/predict/replay.js';
import type { MeasuredRelease } from '../../src/evidence/types.js';
import { direct, release } from '../judge/evidence.js';

const LIMIT = 4_194_304;

function known(swift: string, tiller: string) {
  const [s, t] = [findSwift(swift), findTiller(tiller)];
  if (!s || !t) throw new Error('no such release');
  return { swift: s, tiller: t };
}

const stream = (stored: readonly MeasuredRelease[]): MeasuredStream => ({
  list: direct([stored]),
  failed: false,
});

function copies(count: number, bytes: number, summaryBytes: number): MeasuredRelease[] {
  return Array.from({ length: count }, (_, index) =>
    release(`app-${index}`, bytes, { summaryBytes }),
  );
}

describe('headroom', () => {
  const { swift, tiller } = known('0.9.0', '2.10.0');

  it('counts, for the hop to Tiller and the one inside Swift, exactly those that still fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 60_000, max: 900_000 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (count, bytes, part) => {
          const summaryBytes = Math.max(100, Math.floor(bytes * part));
          const stored = copies(count, bytes, summaryBytes);
          const rows = headroom(stored, swift, tiller);
          const message = rows.find(({ what }) => what === 'list message');
          if (!message || message.used > LIMIT) return;
          const more = message.moreThatFit ?? 0;
          const outcome = (extra: number) =>
            replayList(stream(copies(count + extra, bytes, summaryBytes)), swift, tiller)?.kind;
          expect(outcome(more)).toBe('releases');
          expect(outcome(more + 1)).toBe('refused');
        },
      ),
    );
  });

  it('counts a message of exactly the limit among those that fit', () => {
    const used = (count: number, bytes: number) =>
      headroom(copies(count, bytes, 100), swift, tiller).find(
        ({ what }) => what === 'list message',
      );
    // The frames of two releases, and the header of the list, have one length at all of these sizes.
    const bytes = 2_000_000 + (LIMIT - (used(2, 2_000_000)?.used ?? 0)) / 2;
    expect([bytes - 1, bytes, bytes + 1].map((each) => used(2, each)?.used)).toEqual([
      ...[LIMIT - 2, LIMIT, LIMIT + 2],
    ]);
    const more = [bytes - 1, bytes, bytes + 1].map((each) => used(1, each)?.moreThatFit);
    expect(more).toEqual([1, 1, 0]);
  });

  it('finds the same for the answer inside Swift, if the limit between Swift and Tiller is larger', () => {
    const cured = known('0.11.1', '2.13.0');
    const stored = copies(3, 700_000, 690_000);
    const row = headroom(stored, cured.swift, cured.tiller).find(
      ({ what }) => what === 'list answer',
    );
    const outcome = (extra: number) =>
      replayList(stream(copies(3 + extra, 700_000, 690_000)), cured.swift, cured.tiller)?.kind;
    expect(row).toMatchObject({ hop: 'gateway->swift', limit: LIMIT, moreThatFit: 3 });
    expect([outcome(3), outcome(4)]).toEqual(['releases', 'refused']);
  });

  it('has no row for a list that Tiller cuts before the limit', () => {
    const { swift: wide, tiller: cutting } = known('0.11.1', '2.13.0');
    const rows = headroom(copies(2, 900_000, 100), wide, cutting);
    expect(rows.map(({ what }) => what)).toEqual(['list answer', 'content', 'list length']);
  });

  it('has one where Tiller sends every list in one message', () => {
    const { swift: unlimited, tiller: whole } = known('0.6.0', '2.8.2');
    const rows = headroom(copies(2, 900_000, 100), unlimited, whole);
    expect(rows.find(({ what }) => what === 'list message')?.limit).toBe(20_971_520);
  });

  it('holds the list that Tiller ends, and the whole one, against the limits apart', () => {
    const stored = copies(600, 7000, 100);
    const rows = headroom(stored, swift, tiller);
    const used = (what: string) => rows.find((row) => row.what === what)?.used;
    const listed = (limit?: number) => {
      const request = { kind: 'list', all: true, ...(limit !== undefined && { limit }) } as const;
      return predict(request, swift, tiller, stored);
    };
    expect(used('list message')).toBe(listed().messages[0]?.size.bytes);
    expect(used('list answer')).toBe(listed().gateway?.bytes);
    expect(listed(600).failure).toMatchObject({ size: { bytes: used('whole list message') } });
    expect(used('list length')).toBe(600);
    expect(rows.find(({ what }) => what === 'list message')?.moreThatFit).toBeNull();
    expect(headroom(stored.slice(0, 512), swift, tiller).map(({ what }) => what)).toEqual([
      ...['list message', 'list answer', 'content', 'list length'],
    ]);
  });

  it('names the largest revision', () => {
    const stored = [...copies(3, 900, 100), release('big', 3_900_000, { revision: 7 })];
    expect(headroom(stored, swift, tiller).find(({ what }) => what === 'content')).toMatchObject({
      release: { name: 'big', namespace: 'ds-seed', revision: 7 },
    });
  });
});
