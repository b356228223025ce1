import { stepTexts } from '../support/findings.js';
import { describe, expect, it } from 'vitest';
import { findTiller } from '../../src/knowledge/versions.js';
import { identifySwift, measuredStream } from '../../src/analysis/identify-swift.js';
import type { ClusterEvidence, SwiftPodFacts } from '../../src/evidence/cluster.js';
import type { Evidence } from '../../src/evidence/types.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import type { SwiftRelease } from '../../src/knowledge/types.js';
import { judge } from '../../src/judge/judge.js';
import {
  MEBIBYTE,
  SEED,
  SMALL,
  direct,
  evidence,
  failed,
  many,
  ok,
  release,
  shown,
  swiftError,
  tooLarge,
  type Overrides,
} from '../judge/evidence.js';

const empty = { list: ok({ releases: [] }) };
const clues = (probed: string, viaSwift: string) => {
  const seen = evidence({ tiller: `v${probed}`, viaSwift: `v${viaSwift}` });
  const swift = { ...seen.swift, ...empty };
  return identifySwift({ ...seen, swift }, findTiller(probed)).clues.map((clue) => clue.seen);
};

describe('an empty list that comes as {}', () => {
  it('excludes every release in front of a Tiller that sends no message for it', () => {
    expect(clues('2.13.0', '2.13.0').join()).toContain('and no known version does so');
  });

  it('says nothing where the Tiller that Swift talks to sends one, whatever was probed', () => {
    expect(clues('2.13.0', '2.8.2').join()).not.toContain('and no known version does so');
  });
});

describe('the advice to run versions', () => {
  const advised = (overrides: Overrides) => {
    const { findings } = judge(evidence({ swift: null, ...overrides }), 'fail');
    const finding = findings.find(({ code }) => code === 'swift-version-unknown');
    if (finding?.outcome !== 'warn') throw new Error('the release is known');
    return stepTexts(finding.explanation.steps).join().includes('swiftcheck versions');
  };

  it('is given where its empty list would narrow the releases further', () => {
    expect(advised({ tiller: 'v2.13.0' })).toBe(true);
  });

  it('is not given if all versions that fit give the same answer', () => {
    const swiftList = tooLarge(4_195_325, 4_194_304);
    expect(advised({ tiller: 'v2.10.0', stored: SEED, swiftList })).toBe(false);
  });

  it('is not given in front of a Tiller that sends a message for an empty list', () => {
    expect(advised({ tiller: 'v2.8.2' })).toBe(false);
  });
});

const versionsOf = (releases: readonly { version: string }[]) =>
  releases.map(({ version }) => version);
/** What of a run the versions of Swift are identified by; `undefined` leaves it as a healthy run has it. */
const identified = (
  overrides: Overrides,
  swift: Partial<Evidence['swift']> = {},
  tiller: Partial<Evidence['tiller']> = {},
) => {
  const seen = evidence({ swift: null, ...overrides });
  const all = {
    ...seen,
    swift: { ...seen.swift, ...swift },
    tiller: { ...seen.tiller, ...tiller },
  };
  const { version } = all.tiller;
  return identifySwift(all, version.ok ? findTiller(version.value.semVer) : null);
};
const ALL = versionsOf(SWIFT_RELEASES);
const where = (holds: (release: SwiftRelease) => boolean) =>
  versionsOf(SWIFT_RELEASES.filter(holds));
const http = (corsHeaders: boolean) => ({ status: 200, bodyBytes: 1, corsHeaders });
/** Only what the case says is seen. */
const TILLER = { semVer: 'v2.13.0', gitCommit: '', gitTreeState: 'clean' };
const EMPTY = { list: ok(direct([])) };
const NOTHING_LISTED = { swiftList: failed('not-attempted') };

describe('a version that is declared', () => {
  const pod = (claimedVersion: string | null) => ({ claimedVersion }) as SwiftPodFacts;
  const byImage = (...claims: (string | null)[]) => {
    const cluster = { swift: { pods: ok(claims.map(pod)) } } as unknown as ClusterEvidence;
    const { declared, declaredBy } = identified({ cluster });
    return [declared, declaredBy];
  };

  it('is that of the flag, before that of an image', () => {
    const cluster = { swift: { pods: ok([pod('0.9.0')]) } } as unknown as ClusterEvidence;
    const { declared, declaredBy } = identifySwift(evidence({ swift: '0.11.1', cluster }), null);
    expect([declared, declaredBy]).toEqual(['0.11.1', 'flag']);
  });

  it('is that of the images where all claim the same one', () => {
    expect(byImage('0.9.0')).toEqual(['0.9.0', 'image']);
    expect(byImage('0.9.0', '0.9.0')).toEqual(['0.9.0', 'image']);
    expect(byImage('0.9.0', '0.8.0')).toEqual([null, null]);
    expect(byImage('0.9.0', null)).toEqual([null, null]);
    expect(byImage(null)).toEqual([null, null]);
    expect(byImage()).toEqual([null, null]);
    expect(identified({ cluster: {} as ClusterEvidence }).declaredBy).toBeNull();
  });

  it('counts unless what was seen contradicts it', () => {
    const list = { swiftList: tooLarge(4_195_325, 4 * MEBIBYTE), stored: SEED, tiller: 'v2.10.0' };
    const good = identified({ ...list, swift: '0.9.0' });
    expect([good.contradicted, versionsOf(good.releases)]).toEqual([false, ['0.9.0']]);
    const bad = identified({ ...list, swift: '0.11.1' });
    expect(bad.contradicted).toBe(true);
    expect(bad.releases).toEqual(bad.candidates);
    expect(versionsOf(bad.candidates)).not.toContain('0.11.1');
  });
});

describe('headers for other origins', () => {
  const answered = (corsHeaders: boolean) => ({ ...ok(TILLER), http: http(corsHeaders) });

  it('exclude versions where answers of Swift have them, and where they have none', () => {
    const withThem = identified(NOTHING_LISTED, { tillerVersion: answered(true) });
    expect(versionsOf(withThem.candidates)).toEqual(
      where(({ corsHeaders }) => corsHeaders !== false),
    );
    const without = identified(NOTHING_LISTED, { tillerVersion: answered(false) });
    expect(versionsOf(without.candidates)).toEqual(
      where(({ corsHeaders }) => corsHeaders !== true),
    );
    expect(withThem.candidates.length).toBeLessThan(ALL.length);
    expect(without.candidates.length).toBeLessThan(ALL.length);
  });

  it('count where one answer has them, also one that is an error of Swift', () => {
    const error = { ...swiftError(500, 2, 'no'), http: http(true) };
    const mixed = identified(NOTHING_LISTED, { tillerVersion: answered(false), list: error });
    expect(mixed.clues.map(({ seen }) => seen).join()).toContain('carry access-control-allow-*');
  });

  it('say nothing where nothing of Swift came, or an API server is in between', () => {
    const page = { ...failed('http-status'), http: http(false) };
    expect(identified(NOTHING_LISTED, { tillerVersion: page }).clues).toEqual([]);
    const behind = { ...NOTHING_LISTED, viaApiServer: true };
    expect(identified(behind, { tillerVersion: answered(false) }).clues).toEqual([]);
    expect(identified(behind, { tillerVersion: answered(true) }).clues).toHaveLength(1);
  });
});

describe('an empty list that comes as an error', () => {
  const NIL = 'runtime error: invalid memory address or nil pointer dereference';
  const candidates = (grpcCode: number, message: string) =>
    versionsOf(identified({}, { list: swiftError(500, grpcCode, message) }, EMPTY).candidates);

  it('leaves the versions whose code and words are these', () => {
    const left = candidates(13, NIL);
    expect(left).toEqual(
      where(({ emptyStream }) => emptyStream.grpcCode === 13 && emptyStream.message === NIL),
    );
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(ALL.length);
  });

  it('excludes nothing by the code or the words alone', () => {
    const clue = (code: number, message: string) =>
      identified({}, { list: swiftError(500, code, message) }, EMPTY).clues.some(({ seen }) =>
        seen.includes('a list without releases with code'),
      );
    expect(clue(13, NIL)).toBe(true);
    expect(clue(12, NIL)).toBe(false);
    expect(clue(13, 'other words')).toBe(false);
  });

  it('of the pending installs counts, too', () => {
    const pendingInstalls = swiftError(500, 13, NIL);
    const { clues } = identified(NOTHING_LISTED, { pendingInstalls });
    expect(clues.map(({ seen }) => seen).join()).toContain('code 13');
  });
});

describe('an empty list that comes as {} from a Tiller in chunks', () => {
  const emptied = (tiller: Partial<Evidence['tiller']>) =>
    identified({}, { list: ok({ releases: [] }) }, tiller).clues.some(({ seen }) =>
      seen.includes('with {}'),
    );

  it('excludes all, unless Tiller was seen to send a message for it', () => {
    expect(emptied({ list: ok(direct([])) })).toBe(true);
    expect(emptied({ list: ok(direct([[]])) })).toBe(false);
    expect(emptied({ list: ok(direct([SMALL])) })).toBe(true);
    expect(emptied({ list: failed('timeout') })).toBe(true);
  });
});

describe('the words of a failed call to Tiller', () => {
  const left = (httpStatus: number, grpcCode: number, message: string) =>
    versionsOf(
      identified(NOTHING_LISTED, { tillerVersion: swiftError(httpStatus, grpcCode, message) })
        .candidates,
    );
  const DEADLINE = 'context deadline exceeded';

  it('leave the versions that word it so, by status, code and message', () => {
    const old = left(408, 4, DEADLINE);
    const recent = left(500, 2, DEADLINE);
    expect(old).toEqual(where(({ dialTimedOut }) => dialTimedOut.grpcCode === 4));
    expect(old.length).toBeGreaterThan(0);
    expect(recent.length).toBeGreaterThan(0);
    expect(old.filter((version) => recent.includes(version))).toEqual([]);
  });

  it.each([
    [500, 4, DEADLINE],
    [408, 2, DEADLINE],
    [408, 4, 'other words'],
  ])('exclude nothing where one of them differs: HTTP %i, code %i, %j', (status, code, words) => {
    expect(left(status, code, words)).toEqual(ALL);
  });
});

describe('the list of Swift', () => {
  const incident = { stored: SEED, tiller: 'v2.10.0' };
  const hasClue = (overrides: Overrides, tiller: Partial<Evidence['tiller']> = {}) =>
    identified({ ...incident, ...overrides }, {}, tiller).clues.map(({ seen }) => seen);

  it('excludes what would have answered otherwise', () => {
    expect(hasClue({ swiftList: tooLarge(4_195_325, 4 * MEBIBYTE) })).toHaveLength(1);
    expect(hasClue({ swiftList: shown(SEED) }).join()).toContain('made a list of 3 releases');
  });

  it('goes by the limit alone where no version fails with this number, or no list came', () => {
    const other = tooLarge(4_195_326, 4 * MEBIBYTE);
    expect(hasClue({ swiftList: other })).toEqual(['it refuses a message over 4,194,304 bytes']);
    expect(hasClue({ swiftList: other, directList: failed('timeout') })).toEqual([
      'it refuses a message over 4,194,304 bytes',
    ]);
    expect(hasClue({ swiftList: shown(SEED), directList: failed('timeout') })).toEqual([]);
  });

  it('needs the limit to be that of the version, too', () => {
    const limits = tooLarge(4_195_325, 20 * MEBIBYTE);
    expect(hasClue({ swiftList: limits })).toEqual(['it refuses a message over 20,971,520 bytes']);
  });

  it('says nothing where it is not the word of Swift, or Swift asks another Tiller', () => {
    expect(hasClue({ swiftList: failed('http-status') })).toEqual([]);
    expect(hasClue({ swiftList: shown(SEED), viaSwift: 'v2.13.0' })).toEqual([]);
  });

  it('may differ by one release, or by a tenth, from what the nearest version shows', () => {
    const stored = [...many(30), release('large', 4_194_652)];
    const clueFor = (missing: number) =>
      hasClue({ stored, swiftList: shown(stored.slice(0, stored.length - missing)) }).length;
    expect(clueFor(0)).toBe(1);
    expect(clueFor(2)).toBe(1);
    expect(clueFor(4)).toBe(0);
    const few = { stored: SEED, swiftList: shown(SEED.slice(0, 2)) };
    expect(hasClue(few)).toHaveLength(1);
    expect(hasClue({ ...few, swiftList: shown(SEED.slice(0, 1)) })).toEqual([]);
  });

  it('says nothing where Tiller refused the same list to this client', () => {
    const message = 'trying to send message larger than max (20971530 vs. 20971520)';
    const directList = failed('grpc-status', { message });
    expect(hasClue({ swiftList: shown(SEED), directList })).toEqual([]);
  });

  it('of a Tiller whose list failed counts only where the size is the reason', () => {
    const sizes = 'trying to send message larger than max (20971530 vs. 20971520)';
    const partial = direct([SMALL]);
    const list = (message: string) => ({
      list: { ...failed('grpc-status', { message }), partial },
    });
    const swiftList = swiftError(403, 8, sizes);
    const left = (message: string) =>
      versionsOf(identified({ ...incident, swiftList }, {}, list(message)).candidates);
    // What reads the first message only would have shown that one. What namespace default lacks is unknown.
    expect(left(sizes)).toEqual(
      where(
        ({ readsWholeListStream, unsetNamespaceMeans }) =>
          readsWholeListStream || unsetNamespaceMeans === 'default',
      ),
    );
    expect(left('no')).toEqual(ALL);
    // A proxy in front of this client said so.
    expect(left(sizes.replace('trying to send', 'grpc: received'))).toEqual(ALL);
    expect(measuredStream(evidence({ directList: failed('timeout') }))).toBeNull();
    const cut = { ...failed('grpc-status', { message: sizes }), partial };
    expect(measuredStream(evidence({ directList: cut }))).toEqual({ list: partial, failed: true });
    expect(
      measuredStream(evidence({ directList: failed('grpc-status', { message: sizes }) }))?.list,
    ).toEqual({ messages: [], releases: [], count: 0, total: 0, next: '' });
  });
});
