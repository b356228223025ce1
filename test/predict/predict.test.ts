// What the record does not show: single steps and their edges.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { TILLER_MESSAGE_LIMIT } from '../../src/knowledge/limits.js';
import { predict } from '../../src/predict/predict.js';
import { chunkCapBytes } from '../../src/predict/chunks.js';
import { inStorageOrder } from '../../src/predict/select.js';
import type { ListRequest, StoredRelease } from '../../src/predict/types.js';
import { swiftOf, tillerOf } from './ground-truth.js';
import { sized, storedReleases } from './random.js';

const all: ListRequest = { kind: 'list', all: true };
const names = ({ releases }: { releases: readonly StoredRelease[] }) =>
  releases.map(({ name, revision }) => `${name}.v${revision}`).join(' ');
const list = (request: Partial<ListRequest>, stored: readonly StoredRelease[]) =>
  predict({ kind: 'list', ...request }, swiftOf('0.12.1'), tillerOf('2.14.3'), stored);

const revisions = [
  sized('app', 300, { revision: 2, lastDeployedSeconds: 30 }),
  sized('app', 300, { revision: 1, status: 'SUPERSEDED', lastDeployedSeconds: 10 }),
  sized('app', 300, { revision: 10, status: 'PENDING_UPGRADE', lastDeployedSeconds: 40 }),
  sized('app-db', 300, { namespace: 'ceph', lastDeployedSeconds: 20 }),
];

describe('what Tiller takes for a list', () => {
  it('stands in storage order: in bytes, by name and revision', () => {
    expect(names({ releases: inStorageOrder(revisions) })).toBe('app-db.v1 app.v1 app.v10 app.v2');
    expect(names(list(all, revisions))).toBe('app-db.v1 app.v1 app.v10 app.v2');
  });

  it.each<[string, Partial<ListRequest>, string]>([
    ['DEPLOYED only without statuses', {}, 'app-db.v1 app.v2'],
    ['the statuses named', { statusCodes: ['SUPERSEDED', 'PENDING_UPGRADE'] }, 'app.v1 app.v10'],
    ['DEPLOYED where Swift knows none of the names', { statusCodes: ['9'] }, 'app-db.v1 app.v2'],
    [
      'all, whatever statuses are named',
      { all: true, statusCodes: ['FAILED'], limit: 1 },
      'app-db.v1',
    ],
    ['one namespace', { all: true, namespace: 'ceph' }, 'app-db.v1'],
    ['what a filter finds in the name', { all: true, filter: '-d' }, 'app-db.v1'],
    ['sorted by name', { sortBy: 'NAME' }, 'app.v2 app-db.v1'],
    ['sorted by time', { all: true, sortBy: 'LAST_RELEASED' }, 'app.v1 app-db.v1 app.v2 app.v10'],
    ['in reverse', { sortBy: 'NAME', sortOrder: 'DESC' }, 'app-db.v1 app.v2'],
    ['in reverse storage order', { sortOrder: 'DESC' }, 'app.v2 app-db.v1'],
    ['from the last entry of a name on', { all: true, offset: 'app' }, 'app.v2'],
    ['as many as the limit', { all: true, limit: 3 }, 'app-db.v1 app.v1 app.v10'],
  ])('is %s', (_what, request, expected) => {
    const prediction = list(request, revisions);
    expect(names(prediction)).toBe(expected);
    expect(prediction.doubts).toEqual([]);
    expect(prediction.flaws).toEqual([]);
  });

  it('says how many there are and which one comes next', () => {
    expect(list({ all: true, limit: 3 }, revisions).list).toEqual({
      count: 3,
      next: 'app',
      total: 4,
    });
  });

  it.each<[Partial<ListRequest>, string]>([
    [{ offset: 'nope' }, 'offset "nope" not found'],
    [{ filter: '[' }, 'error parsing regexp: missing closing ]: `[`'],
  ])('is refused by Tiller: %j', (request, message) => {
    const { httpStatus, failure } = list(request, revisions);
    expect(httpStatus).toBe(500);
    expect(failure).toEqual({ cause: 'tiller-error', hop: null, grpcCode: 2, message });
  });

  it('has an unknown order where the times are unknown', () => {
    const untimed = [sized('a', 300), sized('b', 300)];
    expect(list({ sortBy: 'LAST_RELEASED' }, untimed).doubts).toEqual(['order-unknown']);
  });

  it("has an uncertain order of revisions where Go's sort is not stable", () => {
    const many = Array.from({ length: 7 }, (_, index) => sized('a', 300, { revision: index + 1 }));
    expect(list({ sortBy: 'NAME' }, many).doubts).toEqual(['order-of-equals']);
    expect(list({ sortBy: 'NAME' }, many.slice(1)).doubts).toEqual([]);
  });
});

describe('what Swift asks for', () => {
  it('leaves the pending statuses out up to 0.10.0', () => {
    const old = predict(all, swiftOf('0.10.0'), tillerOf('2.14.3'), revisions);
    expect(names(old)).toBe('app-db.v1 app.v1 app.v2');
    expect(old.flaws).toEqual(['pending-left-out']);
    const asked: ListRequest = { kind: 'list', statusCodes: ['PENDING_UPGRADE'] };
    expect(names(predict(asked, swiftOf('0.10.0'), tillerOf('2.14.3'), revisions))).toBe('app.v10');
  });

  it('is namespace default up to 0.4.0', () => {
    const old = predict(all, swiftOf('0.4.0'), tillerOf('2.7.0'), revisions);
    expect(names(old)).toBe('app.v1 app.v2');
    expect(old.flaws).toEqual(['default-namespace-only', 'pending-left-out']);
    const one = predict(
      { ...all, namespace: 'ceph' },
      swiftOf('0.4.0'),
      tillerOf('2.7.0'),
      revisions,
    );
    expect(names(one)).toBe('app-db.v1');
    expect(one.flaws).toEqual([]);
  });
});

describe('an empty list', () => {
  it('is one empty message of a Tiller before 2.9, and so no error', () => {
    for (const swift of SWIFT_RELEASES) {
      const { httpStatus, releases, messages } = predict(all, swift, tillerOf('2.8.2'), []);
      expect({ httpStatus, releases, messages: messages.length }).toEqual({
        ...{ httpStatus: 200, releases: [], messages: 1 },
      });
    }
  });

  it('is an error of Swift from 2.9 on', () => {
    for (const swift of SWIFT_RELEASES) {
      const { failure, httpStatus } = predict(all, swift, tillerOf('2.9.0'), []);
      expect(failure?.cause).toBe('empty-stream');
      expect({ httpStatus, grpcCode: failure?.grpcCode, message: failure?.message }).toEqual(
        swift.emptyStream,
      );
    }
  });
});

describe('limits', () => {
  const LIMIT = 4_194_304;
  /** A list of one release whose message is exactly `bytes` long. */
  const listOf = (bytes: number) => [sized('a', bytes - 4 - 5)];

  it('are inclusive', () => {
    const at = (bytes: number) => predict(all, swiftOf('0.9.0'), tillerOf('2.11.0'), listOf(bytes));
    expect(at(LIMIT).failure).toBeNull();
    expect(at(LIMIT).messages[0]?.size.bytes).toBe(LIMIT);
    expect(at(LIMIT + 1).failure).toMatchObject({
      cause: 'receive-limit',
      hop: 'swift->tiller',
      message: 'grpc: received message larger than max (4194305 vs. 4194304)',
    });
  });

  it('of the gateway meet the summaries', () => {
    const stored = [sized('a', 6_000_000, { summaryBytes: LIMIT - 5 + 1 })];
    const { failure, gateway, messages } = predict(
      all,
      swiftOf('0.11.1'),
      tillerOf('2.13.0'),
      stored,
    );
    expect(failure?.hop).toBe('gateway->swift');
    expect(failure?.message).toContain('(4194305 vs. 4194304)');
    expect(gateway?.bytes).toBe(LIMIT + 1);
    expect(messages).toHaveLength(1);
  });

  it('of Swift meet a Tiller that sends whatever it has', () => {
    const stored = [sized('a', 30_000_000)];
    const { failure } = predict(all, swiftOf('0.11.1'), tillerOf('2.8.0'), stored);
    expect(failure).toMatchObject({ cause: 'receive-limit', hop: 'swift->tiller' });
    expect(failure?.limitBytes).toBe(TILLER_MESSAGE_LIMIT);
    expect(predict(all, swiftOf('0.6.0'), tillerOf('2.8.0'), stored).failure).toBeNull();
    expect(predict(all, swiftOf('0.6.0'), tillerOf('2.8.1'), stored).failure?.cause).toBe(
      'send-limit',
    );
  });

  it('are checked message by message: Swift sees the first that fails', () => {
    const stored = [sized('a', 5_000_000), sized('b', 30_000_000)];
    const at = (swift: string) => predict(all, swiftOf(swift), tillerOf('2.11.0'), stored);
    expect(at('0.10.0').failure?.message).toContain('(5000009 vs. 4194304)');
    expect(at('0.11.1').failure?.message).toBe(
      'trying to send message larger than max (30000009 vs. 20971520)',
    );
    expect(at('0.6.0').failure).toBeNull();
    expect(at('0.6.0').flaws).toEqual(['first-message-only']);
  });
});

describe('a chunk that is over the limit by its framing', () => {
  const cap = chunkCapBytes({ count: 2, next: '', total: 2 });
  const stored = [sized('a', 100), sized('b', cap)];

  it('fails at Tiller, after the chunks before it', () => {
    const direct = predict(all, null, tillerOf('2.17.0'), stored);
    expect(names(direct)).toBe('a.v1');
    expect(direct.failure).toMatchObject({ cause: 'send-limit', hop: 'swiftcheck->tiller' });
    expect(direct.failure?.size?.bytes).toBe(TILLER_MESSAGE_LIMIT + 5);
  });

  it('is not seen by a Swift that reads the first message only', () => {
    const first = predict(all, swiftOf('0.10.0'), tillerOf('2.17.0'), stored);
    expect([first.httpStatus, names(first), first.flaws]).toEqual([
      200,
      'a.v1',
      ['first-message-only'],
    ]);
    const whole = predict(all, swiftOf('0.12.1'), tillerOf('2.17.0'), stored);
    expect([whole.httpStatus, whole.failure?.cause]).toEqual([403, 'send-limit']);
  });
});

it('answers with nothing where the first chunk is empty', () => {
  const stored = [sized('a', 30_000_000)];
  const first = predict(all, swiftOf('0.9.0'), tillerOf('2.11.0'), stored);
  expect([first.httpStatus, names(first), first.flaws]).toEqual([200, '', ['first-message-only']]);
});

it('says that which of three chunks overwrites which is a race', () => {
  const stored = ['a', 'b', 'c'].map((name) => sized(name, 15_000_000));
  const { doubts, flaws } = predict(all, swiftOf('0.11.1'), tillerOf('2.10.0'), stored);
  expect([doubts, flaws]).toEqual([['overwritten-chunks'], ['chunks-overwritten']]);
});

it('says that a list ends at the default limit', () => {
  const many = Array.from({ length: 513 }, (_, index) => sized(`r${index}`, 300));
  expect(list(all, many)).toMatchObject({
    flaws: ['default-limit'],
    list: { count: 512, total: 513 },
  });
  expect(list({ ...all, limit: 513 }, many).flaws).toEqual([]);
});

describe('one release', () => {
  const pair = [swiftOf('0.11.1'), tillerOf('2.13.0')] as const;

  it('is its latest revision, or the one asked for', () => {
    expect(names(predict({ kind: 'content', name: 'app' }, ...pair, revisions))).toBe('app.v10');
    expect(names(predict({ kind: 'content', name: 'app', version: 2 }, ...pair, revisions))).toBe(
      'app.v2',
    );
  });

  it('has a history that begins with the latest and without max is empty', () => {
    expect(names(predict({ kind: 'history', name: 'app', max: 2 }, ...pair, revisions))).toBe(
      'app.v10 app.v2',
    );
    const none = predict({ kind: 'history', name: 'app' }, ...pair, revisions);
    expect([none.httpStatus, names(none), none.gateway?.bytes]).toEqual([200, '', 0]);
  });

  it.each([
    [{ kind: 'content', name: 'nope' }, 'release: "nope" not found'],
    [{ kind: 'content', name: 'app', version: 7 }, 'release: "app.v7" not found'],
    [{ kind: 'history', name: 'nope', max: 1 }, 'release: "nope" not found'],
    [
      { kind: 'status', name: 'nope' },
      'getting deployed release "nope": release: "nope" not found',
    ],
    [{ kind: 'content', name: '' }, 'no release provided'],
    [
      { kind: 'dry-run', name: 'app', namespace: 'x', notesBytes: 1, chartBytes: 1 },
      'a release named app already exists.',
    ],
  ] as const)('is an error of Tiller: %j', (request, message) => {
    const { failure, httpStatus } = predict(request, ...pair, revisions);
    expect(httpStatus).toBe(500);
    expect(failure?.message.split('\n')[0]).toBe(message);
  });

  it('has a status that passes as long as its table is small enough', () => {
    const { failure, certain, doubts } = predict(
      { kind: 'status', name: 'app' },
      ...pair,
      revisions,
    );
    expect([failure, certain, doubts]).toEqual([null, false, ['status-table']]);
  });

  it('has a status that fails for certain where what is stored is too large', () => {
    const stored = [sized('a', 5_000_000, { infoBytes: 4_900_000 })];
    const { failure, certain } = predict({ kind: 'status', name: 'a' }, ...pair, stored);
    expect([failure?.hop, certain]).toEqual(['gateway->swift', true]);
  });

  it('has a status without a table where it is deleted or failed', () => {
    const stored = [sized('a', 300, { status: 'FAILED' })];
    expect(predict({ kind: 'status', name: 'a' }, ...pair, stored).doubts).toEqual([]);
  });
});

describe('a dry run', () => {
  const dryRun = (notesBytes: number, swift: string | null) =>
    predict(
      {
        kind: 'dry-run',
        name: 'swiftcheck-probe-0123456789',
        namespace: 'default',
        notesBytes,
        chartBytes: 66,
      },
      swift === null ? null : swiftOf(swift),
      tillerOf('2.10.0'),
      [],
    );

  it('measures the smallest limit on the path of an answer that is one message', () => {
    expect(dryRun(4_193_000, '0.9.0').failure).toBeNull();
    expect(dryRun(4_194_300, '0.9.0').failure).toMatchObject({ hop: 'swift->tiller' });
    expect(dryRun(4_194_300, '0.11.1').failure).toMatchObject({ hop: 'gateway->swift' });
    expect(dryRun(4_194_300, '0.6.0').failure).toBeNull();
    for (const swift of ['0.6.0', '0.9.0', '0.11.1', null]) {
      expect(dryRun(21_000_000, swift).failure).toMatchObject({ cause: 'send-limit' });
      expect(dryRun(21_000_000, swift).certain).toBe(true);
    }
  });

  it('has a size that is known within 14 bytes, about as much as was measured', () => {
    const { size, message } = dryRun(4_194_300, '0.9.0').failure ?? {};
    expect((size?.max ?? 0) - (size?.min ?? 0)).toBe(14);
    expect(Math.abs((size?.bytes ?? 0) - 4_194_476)).toBeLessThan(20);
    expect(message).toContain(`(${size?.bytes} vs. 4194304)`);
  });

  it('is uncertain where a limit lies within those bounds', () => {
    const { size } = dryRun(4_194_300, '0.9.0').failure ?? {};
    const over = (size?.bytes ?? 0) - 4_194_304;
    expect(dryRun(4_194_300 - over, '0.9.0')).toMatchObject({ failure: null, certain: true });
    expect(dryRun(4_194_300 - over + 1, '0.9.0')).toMatchObject({ certain: false });
    expect(dryRun(4_194_300 - over + 20, '0.9.0')).toMatchObject({ certain: true });
  });
});

describe('for any pair and any releases', () => {
  const pair = [fc.constantFrom(...SWIFT_RELEASES), fc.constantFrom(...TILLER_RELEASES)] as const;

  it('does not depend on the order in which the releases are given', () => {
    fc.assert(
      fc.property(...pair, storedReleases, (swift, tiller, stored) => {
        const reversed = [...stored].reverse();
        expect(predict(all, swift, tiller, reversed)).toEqual(predict(all, swift, tiller, stored));
      }),
    );
  });

  it('answers what was asked for, unless it says otherwise', () => {
    fc.assert(
      fc.property(...pair, storedReleases, (swift, tiller, stored) => {
        const { failure, flaws, releases, messages } = predict(all, swift, tiller, stored);
        if (failure) expect(releases).toEqual([]);
        else if (flaws.length === 0) expect(releases).toEqual(inStorageOrder(stored));
        else expect(releases).not.toEqual(inStorageOrder(stored));
        for (const { size } of messages) {
          expect(size.bytes).toBeLessThanOrEqual(tiller.sendLimitBytes ?? Infinity);
          expect(size.bytes).toBeLessThanOrEqual(swift.tillerReceiveLimitBytes ?? Infinity);
        }
      }),
    );
  });
});
