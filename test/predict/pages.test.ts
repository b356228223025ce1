import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../../src/knowledge/tiller-releases.js';
import { planPages } from '../../src/predict/pages.js';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest, StoredRelease } from '../../src/predict/types.js';
import { dataSet, swiftOf, tillerOf } from './ground-truth.js';
import { sized, storedReleases } from './random.js';

const all: ListRequest = { kind: 'list', all: true };
const key = ({ name, revision }: StoredRelease) => `${name}.v${revision}`;
const MEBIBYTE = 1024 * 1024;

const plan = (stored: readonly StoredRelease[], swift = '0.9.0', tiller = '2.11.0') => {
  const { pages, unreachable } = planPages(all, swiftOf(swift), tillerOf(tiller), stored);
  return {
    pages: pages.map(({ releases }) => releases.map(key).join(' ')),
    unreachable: unreachable.map(({ release, reason }) => `${key(release)} ${reason}`),
    requests: pages.map(({ request }) => request),
  };
};

describe('a plan of pages', () => {
  it('is two calls for the recorded set that is too large together only', () => {
    const { pages, unreachable, requests } = plan(dataSet('sum'));
    expect(pages).toEqual([
      'app-0.v1 app-1.v1 app-2.v1 app-3.v1 app-4.v1 app-5.v1',
      'app-6.v1 app-7.v1',
    ]);
    expect(unreachable).toEqual([]);
    expect(requests).toEqual([
      { kind: 'list', all: true, sortBy: 'NAME', limit: 6 },
      { kind: 'list', all: true, sortBy: 'NAME', limit: 2, offset: 'app-6' },
    ]);
  });

  it('names the release that fits on no page', () => {
    expect(plan(dataSet('seed'))).toMatchObject({
      pages: ['alpha.v1 beta.v1'],
      unreachable: ['harbor.v1 too-large'],
    });
  });

  it('is one call where all passes at once', () => {
    expect(plan(dataSet('seed'), '0.11.1')).toMatchObject({
      pages: ['alpha.v1 beta.v1 harbor.v1'],
      unreachable: [],
    });
    expect(plan(dataSet('many'), '0.11.1').requests).toEqual([
      { kind: 'list', all: true, sortBy: 'NAME', limit: 520 },
    ]);
  });

  it('is empty for an empty list', () => {
    expect(plan([])).toEqual({ pages: [], unreachable: [], requests: [] });
  });

  it('begins no page at a name with several revisions', () => {
    const stored = [
      sized('a', 2 * MEBIBYTE),
      sized('b', MEBIBYTE),
      sized('c', MEBIBYTE, { revision: 1 }),
      sized('c', MEBIBYTE, { revision: 2 }),
      sized('d', MEBIBYTE),
    ];
    expect(plan(stored)).toMatchObject({
      pages: ['a.v1', 'b.v1 c.v1 c.v2', 'd.v1'],
      unreachable: [],
    });
  });

  it('says which revisions no page can begin near enough to', () => {
    const stored = [
      sized('a', 2 * MEBIBYTE),
      sized('b', MEBIBYTE, { revision: 1 }),
      sized('b', 2 * MEBIBYTE, { revision: 2 }),
      sized('c', MEBIBYTE),
    ];
    expect(plan(stored)).toMatchObject({
      pages: ['a.v1', 'c.v1'],
      unreachable: ['b.v1 no-offset', 'b.v2 no-offset'],
    });
  });

  it('begins at the name before if no name has a single revision', () => {
    const stored = ['a', 'b', 'c'].flatMap((name) =>
      [1, 2].map((revision) => sized(name, 1.2 * MEBIBYTE, { revision })),
    );
    const { pages, unreachable, requests } = plan(stored);
    expect(unreachable).toEqual([]);
    expect(pages).toEqual(['a.v1 a.v2', 'b.v1 b.v2', 'c.v1 c.v2']);
    expect(requests.map(({ offset, limit }) => [offset, limit])).toEqual([
      [undefined, 2],
      ['a', 3],
      ['b', 3],
    ]);
  });

  it('splits by namespace if that reaches more', () => {
    const stored = [
      sized('a', 2 * MEBIBYTE),
      sized('b', MEBIBYTE, { revision: 1, namespace: 'ceph' }),
      sized('b', 2 * MEBIBYTE, { revision: 2, namespace: 'ceph' }),
    ];
    const { pages, unreachable, requests } = plan(stored);
    expect([pages, unreachable]).toEqual([['b.v1 b.v2', 'a.v1'], []]);
    expect(requests.map(({ namespace }) => namespace)).toEqual(['ceph', 'default']);
  });

  it('splits by namespace if Swift lists only default without a namespace', () => {
    const stored = [sized('a', 300, { namespace: 'ceph' }), sized('b', 300)];
    expect(plan(stored, '0.3.2').pages).toEqual(['a.v1', 'b.v1']);
    expect(plan(stored, '0.5.2').pages).toEqual(['a.v1 b.v1']);
  });

  it('asks for pending statuses by name where all leaves them out', () => {
    const stored = [sized('a', 300, { status: 'PENDING_INSTALL' }), sized('b', 300)];
    const { pages, requests } = plan(stored, '0.10.0');
    expect(pages).toEqual(['a.v1 b.v1']);
    expect(requests[0]?.all).toBeUndefined();
    expect(requests[0]?.statusCodes).toContain('PENDING_INSTALL');
    expect(plan(stored, '0.11.0').requests[0]?.all).toBe(true);
  });

  it('keeps within what was asked for', () => {
    const stored = [
      sized('a', 300, { status: 'FAILED' }),
      sized('b', 300, { namespace: 'ceph' }),
      sized('c', 300),
    ];
    const pages = (request: Partial<ListRequest>) =>
      planPages({ kind: 'list', ...request }, swiftOf('0.9.0'), tillerOf('2.11.0'), stored).pages;
    const held = (request: Partial<ListRequest>) =>
      pages(request).map(({ releases }) => releases.map(({ name }) => name).join(' '));
    expect(held({})).toEqual(['b c']);
    expect(held({ namespace: 'ceph' })).toEqual(['b']);
    expect(held({ statusCodes: ['FAILED'] })).toEqual(['a']);
    expect(held({ filter: 'c' })).toEqual(['c']);
  });

  it('keeps every page to one message that is not overwritten', () => {
    expect(plan(dataSet('chunks'), '0.11.1', '2.10.0').pages).toHaveLength(2);
    expect(plan(dataSet('chunks'), '0.5.2', '2.13.0').pages).toHaveLength(2);
    expect(plan(dataSet('chunks'), '0.11.1', '2.13.0').pages).toHaveLength(1);
  });
});

it('for any pair and any releases: every page passes, every release is on one page or on none', () => {
  const swifts = fc.constantFrom(...SWIFT_RELEASES);
  const tillers = fc.constantFrom(...TILLER_RELEASES);
  fc.assert(
    fc.property(swifts, tillers, storedReleases, (swift, tiller, stored) => {
      const { pages, unreachable } = planPages(all, swift, tiller, stored);
      for (const { request, releases, repeated } of pages) {
        const prediction = predict(request, swift, tiller, stored);
        expect([prediction.failure, prediction.flaws]).toEqual([null, []]);
        const given = prediction.releases.map(key);
        const own = releases.map(key);
        expect(given.filter((each) => own.includes(each)).sort()).toEqual(own.sort());
        const others = given.filter((each) => !own.includes(each));
        expect(others).toHaveLength(Math.min(1, repeated.length));
        expect(repeated.map(key)).toEqual(expect.arrayContaining(others));
      }
      const held = [
        ...pages.flatMap(({ releases }) => releases),
        ...unreachable.map(({ release }) => release),
      ];
      expect(held.map(key).sort()).toEqual(stored.map(key).sort());
      for (const { release, reason } of unreachable) {
        const alone = predict(
          { ...all, namespace: release.namespace, statusCodes: [] },
          swift,
          tiller,
          [{ ...release, status: 'DEPLOYED' }],
        );
        expect(alone.failure === null && alone.flaws.length === 0).toBe(reason === 'no-offset');
      }
    }),
    { numRuns: 300 },
  );
});
