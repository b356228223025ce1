// Throwaway releases of another run: found by name and mark, and removed only with the mark.
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { findLeftovers, removeLeftover, type Leftover } from '../../src/gather/leftovers.js';
import { newThrowaway } from '../../src/gather/throwaway.js';
import { decode, encode } from '../../src/wire/encode.js';
import { afterwards } from '../support/afterwards.js';
import type { Interfere } from '../support/fronts.js';
import { callsTo, holding, storedRelease as stored, type Calls } from '../support/held-tiller.js';
import { ends, framed, oddTiller } from '../support/odd-tiller.js';
import { sayingTiller } from '../support/saying-tiller.js';

const TYPES = 'hapi.services.tiller';
const named = (digit: string) => `swiftcheck-probe-${digit.repeat(16)}`;
const { notes: MARK } = newThrowaway();
const OK = { 'grpc-status': '0' };

const listRequest = (request: Buffer) =>
  decode(`${TYPES}.ListReleasesRequest`, request) as { limit: number; offset: string };

const leftover = (name: string, marked: object, revision = 1) => ({
  release: { name, revision, status: 'FAILED' },
  marked,
});

describe('the search', () => {
  it('finds every release with such a name, and says which of them swiftcheck made', async () => {
    const { run, tiller, asked } = await holding([
      stored('alpha', 1, MARK),
      stored(named('a'), 1, MARK),
      stored(named('b'), 1, 'Read these NOTES.'),
      stored(named('c'), 1, MARK),
      stored(named('c'), 2, MARK),
      stored('swiftcheck-probe-mine', 1, MARK),
    ]);
    const found = await findLeftovers(run, tiller);
    expect(found).toMatchObject({
      ok: true,
      value: {
        clientVersion: 'v2.13.0',
        found: [
          leftover(named('a'), { ok: true, value: true }),
          leftover(named('b'), { ok: true, value: false }),
          // Another client changed it.
          leftover(named('c'), { ok: true, value: false }, 2),
        ],
      },
    });
    const [version, ...lists] = asked.filter((method) => method !== 'GetReleaseStatus');
    expect([version, ...new Set(lists)]).toEqual(['GetVersion', 'ListReleases']);
  });

  it('asks for one revision a message', async () => {
    const requests: object[] = [];
    const { run, tiller } = await holding(
      [
        stored(named('a'), 1, MARK),
        stored(named('b'), 1, MARK),
        stored(named('b'), 2, MARK),
        stored(named('c'), 1, MARK),
        stored('zeta', 1, MARK),
      ],
      (method, request) => {
        if (method !== 'ListReleases') return null;
        const { limit, offset } = listRequest(request);
        requests.push({ limit, offset });
        return null;
      },
    );
    expect(await findLeftovers(run, tiller)).toMatchObject({
      ok: true,
      value: {
        found: [
          leftover(named('a'), { value: true }),
          leftover(named('b'), { value: false }, 2),
          leftover(named('c'), { value: true }),
        ],
      },
    });
    expect(requests).toEqual([
      { limit: 1, offset: '' },
      { limit: 1, offset: named('b') },
      { limit: 1, offset: named('c') },
    ]);
  });

  it('ends with a Tiller that names the same release as the next one again', async () => {
    const entry = { name: named('a'), version: 1, info: { status: { code: 4 } } };
    const part = { next: named('a'), releases: [entry] };
    const body = framed(Buffer.from(encode(`${TYPES}.ListReleasesResponse`, part)));
    const server = await oddTiller('ListReleases', ends({ trailers: OK, body }));
    afterwards(() => server.close());
    const { run, tiller } = callsTo(server.address);
    const message = `Tiller's list goes on at ${named('a')}, a place where it was before.`;
    expect(await findLeftovers(run, tiller)).toMatchObject({
      ok: false,
      failure: { kind: 'wrong-answer', message },
    });
  });

  it('takes no release of another name, and no older revision, from a Tiller that does not filter', async () => {
    const entry = (name: string, version: number) => ({
      ...{ name, version, namespace: 'default' },
      info: { status: { code: 4 } },
    });
    const server = await sayingTiller({
      list: [{ releases: [entry('alpha', 1), entry(named('a'), 2), entry(named('a'), 1)] }],
    });
    afterwards(() => server.close());
    const { run, tiller } = callsTo(server.address);
    const found = await findLeftovers(run, tiller);
    if (!found.ok) throw new Error(found.failure.message);
    expect(found.value.found).toMatchObject([
      leftover(named('a'), { ok: false, failure: { grpcCode: status.UNIMPLEMENTED } }, 2),
    ]);
    expect(found.value.found).toHaveLength(1);
  });

  it.each([
    ['GetVersion', 'no version', ['GetVersion']],
    ['ListReleases', 'no list', ['GetVersion', 'ListReleases']],
  ])('fails with what Tiller says to %s', async (method, details, calls) => {
    const { run, tiller, asked } = await holding([], (call) =>
      call === method ? { code: status.UNKNOWN, details } : null,
    );
    expect(await findLeftovers(run, tiller)).toMatchObject({
      ok: false,
      failure: { hop: 'swiftcheck->tiller', kind: 'grpc-status', message: details, grpcCode: 2 },
    });
    expect(asked).toEqual(calls);
  });
});

describe('the removal', () => {
  const NAME = named('a');
  /** As it was found. */
  const found = { release: { name: NAME, revision: 1 } } as Leftover;
  const remove = ({ run, tiller }: Calls, left = found) =>
    removeLeftover(run, tiller, left, 'v2.13.0');
  const isStored = async ({ run, tiller }: Calls) => {
    const after = await findLeftovers(run, tiller);
    return after.ok && after.value.found.length > 0;
  };

  it('purges a release that holds the mark', async () => {
    const requests: object[] = [];
    const calls = await holding([stored(NAME, 1, MARK)], (method, request) => {
      if (method === 'UninstallRelease') {
        requests.push(decode(`${TYPES}.UninstallReleaseRequest`, request));
      }
      return null;
    });
    expect(await remove(calls)).toEqual({ ok: true, ms: expect.any(Number) as number, value: {} });
    expect(requests).toMatchObject([{ name: NAME, purge: true, disable_hooks: true }]);
    expect(await isStored(calls)).toBe(false);
  });

  it.each([
    ['without the mark', [stored(NAME, 1, 'Read these NOTES.')], 1],
    ['that was changed since', [stored(NAME, 1, MARK)], 2],
    ['that is gone', [], 1],
  ])('leaves a release %s', async (_what, releases, revision) => {
    const calls = await holding(releases);
    const left = { release: { name: NAME, revision } } as Leftover;
    expect(await remove(calls, left)).toMatchObject({
      ok: false,
      failure: { kind: 'not-attempted', hop: 'swiftcheck->tiller' },
    });
    expect(calls.asked).toEqual(['GetReleaseStatus']);
  });

  it('leaves a release whose mark cannot be read', async () => {
    const calls = await holding([stored(NAME, 1, MARK)], () => ({
      ...{ code: status.UNKNOWN, details: 'etcdserver: request timed out' },
    }));
    expect(await remove(calls)).toMatchObject({
      ok: false,
      failure: { kind: 'grpc-status', message: 'etcdserver: request timed out' },
    });
    expect(calls.asked).toEqual(['GetReleaseStatus']);
  });

  const LOST = { code: status.UNAVAILABLE, details: 'lost' };

  it('succeeds where Tiller purged, and only its answer was lost', async () => {
    const calls = await holding([stored(NAME, 1, MARK)], (method) =>
      method === 'UninstallRelease' ? { ...LOST, passedOn: true } : null,
    );
    expect(await remove(calls)).toMatchObject({ ok: true, value: {} });
    expect(await isStored(calls)).toBe(false);
  });

  it('fails as Tiller said where the release is still stored, or may be', async () => {
    const failed = { ok: false, failure: { kind: 'grpc-status', message: 'lost', grpcCode: 14 } };
    const refused = await holding([stored(NAME, 1, MARK)], (method) =>
      method === 'UninstallRelease' ? LOST : null,
    );
    expect(await remove(refused)).toMatchObject(failed);
    let purged = false;
    const unseen = await holding([stored(NAME, 1, MARK)], (method) => {
      if (method === 'UninstallRelease') purged = true;
      return purged ? LOST : null;
    });
    expect(await remove(unseen)).toMatchObject(failed);
  });
});

describe('the NOTES of a release are those of its latest revision', () => {
  const NAME = named('a');
  const remove = ({ run, tiller }: Calls) =>
    removeLeftover(run, tiller, { release: { name: NAME, revision: 1 } } as Leftover, 'v2.13.0');
  const refusing =
    (details: string, code = status.UNKNOWN): Interfere =>
    (method) =>
      method === 'GetReleaseStatus' ? { code, details } : null;

  it('read with its content where Tiller has no status of a release without objects', async () => {
    const calls = await holding(
      [stored(NAME, 1, MARK)],
      refusing(`getting deployed release "${NAME}": no objects visited`),
    );
    expect(await remove(calls)).toMatchObject({ ok: true });
    expect(calls.asked).toEqual(['GetReleaseStatus', 'GetReleaseContent', 'UninstallRelease']);
  });

  it('and there are none if the content is gone by then', async () => {
    const calls = await holding([], refusing('no objects visited'));
    expect(await remove(calls)).toMatchObject({ failure: { kind: 'not-attempted' } });
    expect(calls.asked).toEqual(['GetReleaseStatus', 'GetReleaseContent']);
  });

  it('nor are they known if the content cannot be read', async () => {
    const calls = await holding([stored(NAME, 1, MARK)], (method) => ({
      code: status.UNKNOWN,
      details: method === 'GetReleaseStatus' ? 'no objects visited' : 'no content',
    }));
    expect(await remove(calls)).toMatchObject({ failure: { message: 'no content' } });
  });

  it.each([
    [`getting deployed release "${NAME}": release: "${NAME}" not found`, 2, 'not-attempted'],
    // Tiller before 2.4.
    ['release: not found', 2, 'not-attempted'],
    ['storage: release: not found', 2, 'not-attempted'],
    ['release: not found in the cache', 2, 'grpc-status'],
    [`release: "${named('b')}" not found`, 2, 'grpc-status'],
    [`release: "${NAME}" not found`, 5, 'grpc-status'],
    [`release: "${NAME}" not found, says a cache`, 2, 'grpc-status'],
  ])('%j with code %i: %s', async (details, code, kind) => {
    const calls = await holding([stored(NAME, 1, MARK)], refusing(details, code));
    expect(await remove(calls)).toMatchObject({ ok: false, failure: { kind } });
    expect(calls.asked).toEqual(['GetReleaseStatus']);
  });

  it.each([{ name: 'alpha', info: { status: { notes: MARK } } }, {}])(
    'and no other release is taken for it: %j',
    async (answer) => {
      const body = framed(Buffer.from(encode(`${TYPES}.GetReleaseStatusResponse`, answer)));
      const server = await oddTiller('GetReleaseStatus', ends({ trailers: OK, body }));
      afterwards(() => server.close());
      expect(await remove(callsTo(server.address))).toMatchObject({
        ok: false,
        failure: { kind: 'other-protocol', hop: 'swiftcheck->tiller' },
      });
    },
  );

  it('nor is an empty content', async () => {
    const trailers = { 'grpc-status': '2', 'grpc-message': 'no objects visited' };
    const server = await oddTiller('GetReleaseStatus', ends({ trailers }));
    afterwards(() => server.close());
    expect(await remove(callsTo(server.address))).toMatchObject({
      ...{ ok: false, failure: { kind: 'other-protocol' } },
    });
  });

  it.each([{ name: NAME }, { name: NAME, info: {} }])(
    'and none where Tiller gives none: %j',
    async (answer) => {
      const body = framed(Buffer.from(encode(`${TYPES}.GetReleaseStatusResponse`, answer)));
      const server = await oddTiller('GetReleaseStatus', ends({ trailers: OK, body }));
      afterwards(() => server.close());
      expect(await remove(callsTo(server.address))).toMatchObject({
        failure: { kind: 'not-attempted' },
      });
    },
  );
});
