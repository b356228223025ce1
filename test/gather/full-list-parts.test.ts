// The parts of a full list, one by one, of small storages under a small ceiling.
import { describe, expect, it } from 'vitest';
import { knownTiller } from '../../src/cli/parse.js';
import { revisionKey } from '../../src/evidence/identity.js';
import type { Observation } from '../../src/evidence/observation.js';
import { MOST_ENTRIES, type DirectList, type TillerVersion } from '../../src/evidence/types.js';
import { fullList } from '../../src/gather/full-list.js';
import { fromFields, type StoredRelease } from '../../src/lab/stored-release.js';
import { startTiller } from '../../src/lab/tiller.js';
import { decode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import { tillerFront, type Interfere } from '../support/fronts.js';
import { release } from '../judge/evidence.js';
import { callsTo } from '../support/held-tiller.js';

const LIST = 'hapi.services.tiller.ListReleasesRequest';
const TOO_LARGE = 'trying to send message larger than max (30000000 vs. 20971520)';

/** Revisions of one name, of about so many bytes each. */
const revisions = (name: string, count: number, bytes = 100): StoredRelease[] =>
  Array.from({ length: count }, (_, index) =>
    fromFields({
      ...{ name, namespace: 'default', version: index + 1 },
      info: { status: { code: 'SUPERSEDED', notes: 'x'.repeat(bytes - 40) } },
    }),
  );

const failed = (message: string): Observation<DirectList> => ({
  ...{ ok: false, ms: 1 },
  failure: { hop: 'swiftcheck->tiller', kind: 'grpc-status', grpcCode: 8, message },
});

const version = (semVer: string): Observation<TillerVersion> =>
  semVer === ''
    ? { ok: false, ms: 1, failure: { hop: 'swiftcheck->tiller', kind: 'refused', message: '' } }
    : { ok: true, ms: 1, value: { semVer, gitCommit: '', gitTreeState: '' } };

interface Setting {
  readonly tiller?: string;
  readonly ceilingBytes?: number;
  /** Of the list without a limit; absent: Tiller cannot send it. `true`: as Tiller gives it. */
  readonly plain?: Observation<DirectList> | true;
  /** Revisions that came before Tiller failed. */
  readonly partial?: number;
  /** Empty: not known. */
  readonly semVer?: string;
  readonly interfere?: Interfere;
}

/** What the full list comes to, and what was asked for it: limit, offset, filter and order. */
async function listed(stored: readonly StoredRelease[], setting: Setting = {}) {
  const { tiller: name = '2.8.2', ceilingBytes = 1000, interfere = () => null } = setting;
  const lab = await startTiller({
    release: knownTiller(name),
    data: { name: 'test', releases: stored },
  });
  const asked: string[] = [];
  const front = await tillerFront(lab.address, (method, request) => {
    const { limit, offset, filter, sort_by, sort_order } = decode(LIST, request) as Record<
      string,
      string | number
    >;
    const order = `${sort_by === 1 ? ' by name' : ''}${sort_order === 1 ? ' descending' : ''}`;
    asked.push(`${limit} from "${offset}" of "${filter}"${order}`);
    return interfere(method, request);
  });
  afterwards(() => {
    front.close();
    lab.close();
  });
  const { run, tiller } = callsTo(front.address, { ceilingBytes });
  const { plain = failed(TOO_LARGE), partial, semVer = `v${name}` } = setting;
  const ask = (limit = 0) => tiller.list(`v${name}`, () => undefined, limit > 0 ? { limit } : {});
  const cutShort = partial !== undefined && { partial: await ask(partial) };
  const list: Observation<DirectList> =
    plain === true ? { ok: true, ms: 1, value: await ask() } : { ...plain, ...cutShort };
  asked.length = 0;
  const full = await fullList({ run, tiller, version: version(semVer), plain: list });
  return { full, asked };
}

const keys = (releases: readonly Parameters<typeof revisionKey>[0][]) =>
  releases.map(revisionKey).sort();

/** What was asked for in the order of names, as limit and offset. */
const byName = (limit: number, offset = '') => `${limit} from "${offset}" of "" by name`;

/** What is listed, of all that is stored. */
function whole({ full }: Awaited<ReturnType<typeof listed>>, stored: readonly StoredRelease[]) {
  if (!full?.ok) throw new Error('there is no full list');
  expect(full.value.total).toBe(stored.length);
  expect(keys(full.value.releases)).toEqual(stored.map(storedKey).sort());
  return full.value;
}

const storedKey = ({ name, namespace, revision }: StoredRelease) =>
  revisionKey({ name, namespace, revision, status: 'SUPERSEDED' });

describe('the parts', () => {
  it('begin at a name that the part before holds, with as many revisions as fit', async () => {
    const stored = Array.from({ length: 10 }, (_, index) => revisions(`app-${index}`, 3)).flat();
    const found = await listed(stored);
    const { parts } = whole(found, stored);
    // 16 revisions are larger than the ceiling; of 90 bytes, 10 are nine tenths of it.
    expect(found.asked).toEqual([
      ...[byName(16), byName(8), byName(10, 'app-1'), byName(10, 'app-4'), byName(10, 'app-7')],
    ]);
    expect(parts).toMatchObject([
      { limit: 8, count: 8, total: 30, next: 'app-2', messages: [{ releases: 8 }] },
      { limit: 10, offset: 'app-1', count: 10, total: 30, next: 'app-5' },
      { limit: 10, offset: 'app-4', count: 10, total: 30, next: 'app-8' },
      { limit: 10, offset: 'app-7', count: 7, total: 30, next: '' },
    ]);
    expect(parts[0]).not.toHaveProperty('offset');
    for (const part of parts) expect(part).not.toHaveProperty('only');
  });

  it('are planned with what came before Tiller failed, and are no more than are stored', async () => {
    const stored = Array.from({ length: 10 }, (_, index) => revisions(`app-${index}`, 3)).flat();
    const found = await listed(stored, { partial: 4 });
    whole(found, stored);
    expect(found.asked[0]).toBe(byName(10));
    const few = revisions('app', 3);
    const roomy = await listed(few, { partial: 1, ceilingBytes: 1_000_000 });
    whole(roomy, few);
    expect(roomy.asked).toEqual([byName(3 + 64)]);
  });

  it('grow while one name fills a small part of what fits', async () => {
    const stored = [...revisions('app', 40), ...revisions('b', 1)];
    const found = await listed(stored, { ceilingBytes: 20_000 });
    const { parts } = whole(found, stored);
    expect(found.asked).toEqual([byName(16), byName(32), byName(64)]);
    expect(parts).toHaveLength(3);
  });

  it('do not grow to what was too large, nor beyond what fits', async () => {
    const growing = [
      ...revisions('app', 8, 50),
      ...revisions('app', 12, 200).slice(8),
      ...revisions('b', 1),
    ];
    const found = await listed(growing);
    whole(found, growing);
    // Eight of them are less than half of the ceiling.
    expect(found.asked.slice(0, 4)).toEqual([
      ...[byName(16), byName(8), '8 from "" of "^app$"', '8 from "" of "^app$" descending'],
    ]);
    const equal = [...revisions('app', 20), ...revisions('b', 1)];
    const half = await listed(equal, { ceilingBytes: 2_600 });
    whole(half, equal);
    expect(half.asked.slice(0, 2)).toEqual([byName(16), '16 from "" of "^app$"']);
  });

  it('are from either end of a name that fills one, and its name is no pattern', async () => {
    const stored = [
      ...[...revisions('a', 2), ...revisions('app.x', 14), ...revisions('appyx', 1)],
      ...revisions('z', 2),
    ];
    const found = await listed(stored);
    const { parts } = whole(found, stored);
    expect(found.asked).toEqual([
      ...[byName(16), byName(8), byName(10, 'a')],
      ...['10 from "" of "^app\\.x$"', '10 from "" of "^app\\.x$" descending'],
      byName(10, 'app.x'),
    ]);
    const ends = parts.filter(({ only }) => only !== undefined);
    expect(ends).toMatchObject([
      { only: 'app.x', count: 10, total: 14, next: 'app.x' },
      { only: 'app.x', count: 10, total: 14, descending: true },
    ]);
    expect(ends[0]).not.toHaveProperty('descending');
  });

  it('lack what lies between the ends of a name that fills more than two', async () => {
    const stored = revisions('app', 45);
    const { full, asked } = await listed(stored);
    if (!full?.ok) throw new Error('there is no full list');
    expect(full.value.total).toBe(45);
    // Eight from either end, each once.
    expect(new Set(full.value.releases.map(({ revision }) => revision)).size).toBe(16);
    expect(full.value.releases).toHaveLength(16);
    expect(asked).toHaveLength(5);
  });

  it('are from one end where that holds all of a name', async () => {
    const stored = ['a', 'b', 'c'].flatMap((name) => revisions(name, 1, 600));
    const found = await listed(stored, { partial: 1 });
    whole(found, stored);
    expect(found.asked).toEqual([
      ...[byName(1), byName(1, 'a'), '1 from "" of "^b$"', byName(1, 'b'), '1 from "" of "^c$"'],
      byName(1, 'c'),
    ]);
  });

  it('end with a revision that is too large by itself', async () => {
    const halved = [16, 8, 4, 2, 1].map((limit) => byName(limit));
    const first = await listed(revisions('a', 3, 1200));
    expect(first.asked).toEqual(halved);
    expect(first.full).toMatchObject({
      ...{ ok: false, failure: { kind: 'over-ceiling' }, partial: { total: 0, releases: [] } },
    });
    const later = await listed([...revisions('a', 1), ...revisions('b', 3, 1200)]);
    const second = [10, 5, 3, 2, 1].map((limit) => byName(limit, 'a'));
    expect(later.asked).toEqual([...halved, ...second, '1 from "" of "^b$"']);
    expect(later.full).toMatchObject({
      ...{ ok: false, failure: { kind: 'over-ceiling' } },
      partial: { total: 4, releases: [{ name: 'a' }] },
    });
  });

  it('end with what Tiller says of another fault', async () => {
    const gone = { code: 14, details: 'gone' };
    const { full, asked } = await listed(revisions('a', 30), {
      interfere: (_method, request) =>
        /"filter":"[^"]/.test(JSON.stringify(decode(LIST, request))) ? gone : null,
    });
    expect(asked.at(-1)).toContain('of "^a$"');
    expect(full).toMatchObject({
      ok: false,
      failure: { kind: 'grpc-status', message: 'gone' },
      partial: { total: 30 },
    });
    const first = await listed(revisions('a', 30), { interfere: () => gone });
    expect(first.asked).toEqual([byName(16)]);
    expect(first.full).toEqual({
      ...{ ok: false, ms: expect.any(Number) as number },
      failure: expect.objectContaining({ message: 'gone' }) as unknown,
      partial: { parts: [], releases: [], total: 0 },
    });
  });

  it('are 64 at most, or one more from the other end', async () => {
    const stored = Array.from({ length: 60 }, (_, index) => revisions(`a-${index}`, 1, 600)).flat();
    const { full, asked } = await listed(stored);
    expect(asked.length).toBeGreaterThanOrEqual(64);
    expect(asked.length).toBeLessThanOrEqual(65);
    if (!full?.ok) throw new Error('there is no full list');
    expect(full.value.total).toBe(60);
    expect(full.value.releases.length).toBeGreaterThan(25);
    expect(full.value.releases.length).toBeLessThan(60);
  });
});

describe('one list beyond the limit of Tiller', () => {
  const MANY = revisions('app', 600);
  const ONE = '664 from "" of ""';

  it('is enough where the estimate says so', async () => {
    const found = await listed(MANY, { plain: true, ceilingBytes: 60_000 });
    const { parts } = whole(found, MANY);
    expect(found.asked).toEqual([ONE]);
    expect(parts).toMatchObject([{ limit: 664, count: 600, total: 600, next: '' }]);
  });

  it('is not tried where the estimate is larger than the ceiling', async () => {
    const { asked } = await listed(MANY, { plain: true, ceilingBytes: 50_000 });
    expect(asked[0]).toMatch(/by name$/);
  });

  it('is tried where Tiller parts a list by itself, and in parts where that is too much', async () => {
    const { asked } = await listed(MANY, {
      ...{ tiller: '2.13.0', plain: true, ceilingBytes: 50_000 },
    });
    expect(asked[0]).toBe(ONE);
    expect(asked[1]).toMatch(/by name$/);
  });

  it.each([
    [TOO_LARGE, true],
    ['gone', false],
  ])('that ends with %j is made in parts: %s', async (details, inParts) => {
    const found = await listed(MANY, {
      ...{ plain: true, ceilingBytes: 60_000 },
      // The plain list has no limit, and parts have an order.
      interfere: (_method, request) => {
        const { limit, sort_by } = decode(LIST, request) as { limit: number; sort_by: number };
        return limit > 0 && sort_by === 0 ? { code: 2, details } : null;
      },
    });
    expect(found.asked[0]).toBe(ONE);
    if (inParts) whole(found, MANY);
    else {
      expect(found.asked).toHaveLength(1);
      expect(found.full).toMatchObject({ ok: false, failure: { message: 'gone' } });
    }
  });
});

describe('nothing more is asked for', () => {
  const list = (
    names: readonly string[],
    header: Partial<DirectList>,
  ): Observation<DirectList> => ({
    ...{ ok: true, ms: 1 },
    value: {
      ...{ messages: [], count: names.length, total: names.length, next: '' },
      releases: names.map((name) => release(name)),
      ...header,
    },
  });

  it.each<[string, Setting]>([
    ['the list is whole', { plain: list(['a', 'b'], {}) }],
    ['the list is whole, though Tiller names a next one', { plain: list(['a'], { next: 'b' }) }],
    ['an entry came twice, and all came', { plain: list(['a', 'a'], { total: 1 }) }],
    ['Tiller counts more without a next one', { plain: list(['a'], { total: 2 }) }],
    ['there are too many', { plain: list(['a'], { total: MOST_ENTRIES + 1, next: 'b' }) }],
    ['Tiller failed with another error', { plain: failed('gone') }],
    [
      'the list was too large for its reader',
      { plain: failed('grpc: received message larger than max (30000000 vs. 20971520)') },
    ],
    ['Tiller parts a list by itself', { tiller: '2.13.0' }],
    ['Tiller is of a version that is not known', { semVer: 'v2.99.0' }],
    ['the version is not known', { semVer: '' }],
  ])('where %s', async (_where, setting) => {
    const { full, asked } = await listed([], setting);
    expect(full).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('but is where a list is cut, or an entry stands in the place of another', async () => {
    const cut = await listed([], { plain: list(['a'], { total: 2, next: 'b' }) });
    const doubled = await listed([], { plain: list(['a', 'a'], { total: 2 }) });
    const most = await listed([], { plain: list(['a'], { total: MOST_ENTRIES, next: 'b' }) });
    for (const { full } of [cut, doubled, most]) expect(full).toBeDefined();
  });
});
