// What is stored, what of it is large, and what of it Swift leaves out.
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analysis.js';
import { isWhole } from '../../src/analysis/compare.js';
import { headroomRows } from '../../src/analysis/headroom-rows.js';
import { measuredStream } from '../../src/analysis/identify-swift.js';
import {
  largestBy,
  oversizedFacts,
  partsOfRelease,
  partsOfSummary,
} from '../../src/analysis/largest.js';
import { storedRevisions } from '../../src/analysis/stored.js';
import {
  hiddenNamespaces,
  hiddenPending,
  showsFirstMessageOnly,
} from '../../src/analysis/swift-shows.js';
import { twinOf } from '../../src/analysis/twin.js';
import {
  computedWayOut,
  PROBED_LIST,
  whatIfSwifts,
  whatIfTillers,
} from '../../src/analysis/what-if.js';
import { findSwift } from '../../src/knowledge/versions.js';
import type { MeasuredRelease, ReleaseParts } from '../../src/evidence/types.js';
import {
  cutList,
  direct,
  evidence,
  failed,
  full,
  MEBIBYTE,
  ok,
  release,
  SEED,
  SMALL,
  tooLarge,
  wholeList,
  many,
  type Overrides,
} from '../judge/evidence.js';

const names = (releases: readonly { name: string }[]) => releases.map(({ name }) => name);
const [ALPHA, BETA, GAMMA] = SMALL as [MeasuredRelease, MeasuredRelease, MeasuredRelease];

describe('the stored revisions', () => {
  const storedOf = (overrides: Overrides) => {
    const seen = evidence(overrides);
    const stored = storedRevisions(seen, measuredStream(seen));
    return stored && [names(stored.releases), stored.whole];
  };
  const SHORT = { directList: ok(direct([[ALPHA, BETA]], { next: 'gamma', total: 3 })) };

  it('are those of the plain list where it holds all, and unknown without a list', () => {
    expect(storedOf({})).toEqual([names(SMALL), true]);
    expect(storedOf({ command: 'versions' })).toBeNull();
  });

  it('are those of the full list where that is complete', () => {
    expect(storedOf({ ...SHORT, fullList: full(SMALL) })).toEqual([names(SMALL), true]);
  });

  it('are those of both lists where neither holds all', () => {
    expect(storedOf(SHORT)).toEqual([['alpha', 'beta'], false]);
    const partial = { releases: [BETA, GAMMA], total: 4, parts: [] };
    const broken = { ...failed('timeout'), partial };
    expect(storedOf({ ...SHORT, fullList: broken })).toEqual([names(SMALL), false]);
    // A full list that holds fewer than it counts is not full.
    const lacking = ok({ releases: [BETA, GAMMA], total: 4, parts: [] });
    expect(storedOf({ ...SHORT, fullList: lacking })).toEqual([names(SMALL), false]);
  });

  it('do not hold the throwaway release of the run', () => {
    const payload = {
      kind: 'install',
      releaseName: 'beta',
      install: ok({}),
      remove: ok({}),
    } as unknown as NonNullable<Overrides['payload']>;
    expect(storedOf({ payload })).toEqual([['alpha', 'gamma'], true]);
  });

  it.each([
    ['all of them', direct([SMALL]), true],
    ['fewer than are counted', direct([SMALL], { total: 4 }), false],
    ['a list that goes on', direct([SMALL], { next: 'x' }), false],
    ['one of them twice', direct([[...SMALL, ALPHA]]), false],
    ['two of three, one of them twice', direct([[ALPHA, BETA, BETA]], { total: 2 }), true],
  ])('are whole: %s: %s', (_what, list, whole) => {
    expect(isWhole({ list, failed: false })).toBe(whole);
    expect(isWhole({ list, failed: true })).toBe(false);
  });
});

describe('the largest releases', () => {
  const parts = (rest: Partial<ReleaseParts>) => ({ parts: { ...ALPHA.parts, ...rest } });

  it('are at most three, the largest first, and none below a hundredth of it', () => {
    const stored = [release('a', 10_000), release('b', 99), release('c', 100), release('d', 200)];
    const by = largestBy(stored, ({ bytes }) => bytes, partsOfRelease);
    expect(by.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a', 10_000],
      ['d', 200],
      ['c', 100],
    ]);
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => release(name, 1000));
    expect(names(largestBy(five, ({ bytes }) => bytes, partsOfRelease))).toEqual(['a', 'b', 'c']);
    expect(largestBy([], ({ bytes }) => bytes, partsOfRelease)).toEqual([]);
  });

  it('name the part that is largest, of those that count', () => {
    const one = release('a', 1000, parts({ notesBytes: 10, configBytes: 20, chartFilesBytes: 30 }));
    const mostly = (of: typeof partsOfRelease) =>
      largestBy([one], ({ bytes }) => bytes, of)[0]?.mostly;
    expect(mostly(partsOfRelease)).toBe('chart files');
    expect(mostly(partsOfSummary)).toBe('values');
    expect(mostly(['notesBytes', 'manifestBytes'])).toBe('NOTES');
  });

  it('are given with namespace and revision', () => {
    const one = release('a', 1000, { namespace: 'prod', revision: 7 });
    expect(largestBy([one], ({ summaryBytes }) => summaryBytes, partsOfSummary)).toEqual([
      { name: 'a', namespace: 'prod', revision: 7, bytes: 120, mostly: 'NOTES' },
    ]);
  });

  it('that are too large are counted by revision, and named once with the largest', () => {
    const oversized = [
      release('a', 300, { revision: 1 }),
      release('a', 500, { revision: 2 }),
      release('a', 400, { revision: 3 }),
      release('b', 100),
    ];
    expect(oversizedFacts(oversized, ({ bytes }) => bytes, false)).toMatchObject({
      ...{ count: 4, whole: false },
      releases: [
        { name: 'a', bytes: 500 },
        { name: 'b', bytes: 100 },
      ],
      largest: [{ revision: 2 }, { revision: 3 }, { revision: 1 }],
    });
  });
});

describe('what Swift shows', () => {
  const shown = (releases: readonly MeasuredRelease[]) => ({ releases });

  it('is the first message only, where exactly that is there', () => {
    const list = direct([[ALPHA, BETA], [GAMMA]]);
    expect(showsFirstMessageOnly(list, shown([ALPHA, BETA]))).toBe(true);
    expect(showsFirstMessageOnly(list, shown(SMALL))).toBe(false);
    expect(showsFirstMessageOnly(list, shown([ALPHA, GAMMA]))).toBe(false);
    expect(showsFirstMessageOnly(list, shown([ALPHA, ALPHA]))).toBe(false);
    expect(showsFirstMessageOnly(direct([SMALL]), shown(SMALL))).toBe(false);
    expect(showsFirstMessageOnly(direct([SMALL, []]), shown(SMALL))).toBe(false);
    expect(showsFirstMessageOnly(direct([]), shown([]))).toBe(false);
  });

  const pending = release('waits', 330, { status: 'PENDING_INSTALL' });
  const swiftOf = (version: string) => {
    const release = findSwift(version);
    if (!release) throw new Error(`no release ${version}`);
    return { ...analyse(evidence()).swift, releases: [release] };
  };

  it('lacks the pending releases, where the release of Swift may leave them out', () => {
    const list = direct([[ALPHA, pending]]);
    expect(names(hiddenPending(list, shown([ALPHA]), swiftOf('0.3.2')))).toEqual(['waits']);
    expect(hiddenPending(list, shown([ALPHA, pending]), swiftOf('0.3.2'))).toEqual([]);
    expect(hiddenPending(list, shown([ALPHA]), swiftOf('0.12.1'))).toEqual([]);
    const another = release('waits-too', 330, { status: 'PENDING_UPGRADE' });
    const both = direct([[ALPHA, pending, another]]);
    expect(hiddenPending(both, shown([ALPHA, another]), swiftOf('0.3.2'))).toEqual([]);
  });

  it('lacks other namespaces, where the release of Swift may list default only', () => {
    const inDefault = release('here', 330, { namespace: 'default' });
    const list = direct([[inDefault, ALPHA]]);
    const hidden = (shows: readonly MeasuredRelease[], version = '0.3.2', of = list) =>
      names(hiddenNamespaces(of, shown(shows), swiftOf(version)));
    expect(hidden([inDefault])).toEqual(['alpha']);
    expect(hidden([inDefault, ALPHA])).toEqual([]);
    expect(hidden([inDefault], '0.12.1')).toEqual([]);
    // Nothing is shown though one in `default` is there: the namespace is not the reason.
    expect(hidden([])).toEqual([]);
    expect(hidden([], '0.3.2', direct([[ALPHA]]))).toEqual(['alpha']);
  });
});

describe('the use of the limits', () => {
  const rowsOf = (overrides: Overrides) =>
    headroomRows(analyse(evidence(overrides)), (rows) => rows.slice(0, 1));

  it('is known of a known pair and every revision', () => {
    const rows = rowsOf({});
    expect(rows.kind).toBe('rows');
    if (rows.kind !== 'rows') return;
    expect(rows.all.length).toBeGreaterThan(1);
    expect(rows.kept).toEqual([rows.all[0]]);
  });

  it.each<[string, Overrides, string, string]>([
    [
      'no such Tiller',
      { tiller: 'v2.99.0' },
      'The version of Tiller is not in the tables of swiftcheck.',
      "Tiller's release",
    ],
    ['no list', { command: 'versions' }, 'The version of Tiller', "Tiller's release"],
    ['another Tiller', { viaSwift: 'v2.10.0' }, 'another Tiller, 2.10.0', 'every release'],
    ['a cut list', cutList(600), 'does not hold every revision', 'every release'],
    [
      'a list that doubles',
      { directList: ok(direct([[...SMALL, ALPHA]])) },
      'The direct list is wrong',
      'every release',
    ],
  ])('is unknown: %s', (_why, overrides, reason, missing) => {
    const rows = rowsOf(overrides);
    expect(rows).toMatchObject({ kind: 'unknown', missing });
    if (rows.kind === 'unknown') expect(rows.reason).toContain(reason);
  });

  it('is unknown where the Swift is none of the tables', () => {
    const analysis = analyse(evidence());
    const unknown = { ...analysis, swift: { ...analysis.swift, releases: [] } };
    expect(headroomRows(unknown, (rows) => [...rows])).toEqual({
      ...{ kind: 'unknown', reason: 'The version of Swift is unknown.' },
      missing: "Swift's release",
    });
  });

  it('is none of nothing', () => {
    expect(rowsOf({ stored: [] }).kind).toBe('nothing-stored');
  });

  it('is unknown where the versions that Swift may be differ in it', () => {
    const analysis = analyse(evidence({ swift: null }));
    expect(analysis.swift.releases.length).toBeGreaterThan(1);
    const rows = headroomRows(analysis, (all) => [...all]);
    expect(rows).toMatchObject({ kind: 'unknown', missing: "Swift's release" });
    // What is the same for all of them is known.
    expect(headroomRows(analysis, () => []).kind).toBe('rows');
  });
});

describe('what other versions would do', () => {
  const at = (overrides: Overrides) => analyse(evidence(overrides));
  const MISSING = /^The direct list failed/;

  it('is unknown without every revision, or without the other version', () => {
    expect(whatIfSwifts(at(cutList(600))).missing).toMatch(MISSING);
    expect(whatIfTillers(at(cutList(600))).missing).toMatch(MISSING);
    expect(whatIfSwifts(at({ tiller: 'v2.99.0' })).missing).toMatch(/^The version of Tiller/);
    expect(whatIfTillers(at({ swift: null })).missing).toMatch(/^The version of Swift/);
    expect(whatIfTillers(at({ swift: '9.9.9' })).missing).toMatch(/^The version of Swift/);
    expect(whatIfSwifts(at(cutList(600)))).toMatchObject({ rows: [], limit: null });
  });

  it('is a row for each line, with the limit that the list needs', () => {
    const few = whatIfSwifts(at({}));
    expect(few).toMatchObject({ missing: null, limit: null });
    expect(few.rows.length).toBeGreaterThan(3);
    const lot = wholeList(many(600));
    expect(whatIfSwifts(at(lot))).toMatchObject({ missing: null, limit: 600 });
    expect(whatIfTillers(at(lot))).toMatchObject({ missing: null, limit: 600 });
    expect(whatIfTillers(at({}))).toMatchObject({ missing: null, limit: null });
  });

  it('has a remedy only of one known pair and every revision', () => {
    const incident = {
      ...{ swift: '0.9.0', tiller: 'v2.10.0', stored: SEED },
      swiftList: tooLarge(4_195_325, 4 * MEBIBYTE),
    };
    expect(computedWayOut(at(incident))).not.toBeNull();
    expect(computedWayOut(at({ ...incident, swift: null }))).toBeNull();
    expect(computedWayOut(at({ ...incident, tiller: 'v2.99.0' }))).toBeNull();
    expect(computedWayOut(at(cutList(600)))).toBeNull();
    expect(PROBED_LIST).toEqual({ kind: 'list', all: true });
  });
});

describe('the releases of a twin', () => {
  const twin = (overrides: Overrides) => twinOf(analyse(evidence(overrides)));
  const sendError = (bytes: number) =>
    `trying to send message larger than max (${bytes} vs. 20971520)`;

  it('are all that is stored, where that is known', () => {
    expect(twin({})).toEqual({ releases: SMALL });
  });

  it('are missing without a list, or with one that lacks some', () => {
    expect(twin({ command: 'versions' })).toEqual({
      missing: '`swiftcheck versions` lists no releases; `swiftcheck probe` does.',
    });
    expect(twin({ directList: failed('timeout') })).toEqual({
      missing: 'The direct list of releases failed.',
    });
    expect(twin(cutList(600))).toEqual({
      missing: 'The evidence holds the sizes of 512 of 600 stored revisions.',
    });
  });

  it('hold a stand-in of the size of the one that Tiller refused to send', () => {
    const partial = direct([[ALPHA, BETA]], { next: 'gamma', total: 3 });
    const list = (bytes: number) => ({
      ...failed('grpc-status', { grpcCode: 8, message: sendError(bytes) }),
      partial,
    });
    const bytes = 20 * MEBIBYTE + 1000;
    const found = twin({ directList: list(bytes) });
    if (!('standIn' in found)) throw new Error('no stand-in');
    const { standIn, releases } = found;
    expect(names(releases)).toEqual(['alpha', 'beta', standIn.name]);
    // Behind those that came, in the order of Tiller's list.
    expect(standIn.name > 'beta').toBe(true);
    const alone = direct([[standIn]], { next: 'gamma', total: 3 });
    // The header of a list counts what the message belongs to.
    expect(Math.abs((alone.messages[0]?.bytes ?? 0) - bytes)).toBeLessThan(8);
    const { parts, summaryBytes } = standIn;
    expect(parts.chartFilesBytes).toBeLessThan(standIn.bytes - summaryBytes);
    expect(parts.chartFilesBytes).toBeGreaterThan(standIn.bytes - summaryBytes - 64);
  });

  it('are missing where more than one is unknown, or the refusal names no size', () => {
    const refused = (total: number, message: string) => ({
      ...failed('grpc-status', { grpcCode: 8, message }),
      partial: direct([[ALPHA, BETA]], { next: 'gamma', total }),
    });
    expect(twin({ directList: refused(4, sendError(21_000_000)) })).toHaveProperty('missing');
    expect(twin({ directList: refused(3, 'no') })).toHaveProperty('missing');
    const received = 'grpc: received message larger than max (21000000 vs. 20971520)';
    expect(twin({ directList: refused(3, received) })).toHaveProperty('missing');
  });
});
