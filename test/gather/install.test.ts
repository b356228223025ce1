// What becomes of a throwaway release, whatever Tiller answers: purged, or the outcome says why not.
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import type { ThrowawayRelease, TillerWay } from '../../src/evidence/throwaway.js';
import type { InstallPayload, TillerVersion } from '../../src/evidence/types.js';
import type { Observation } from '../../src/evidence/observation.js';
import { withInstalled } from '../../src/gather/install.js';
import { installRequest, type Throwaway } from '../../src/gather/throwaway.js';
import { afterwards } from '../support/afterwards.js';
import type { Interfere, TillerMethod } from '../support/fronts.js';
import { holding } from '../support/held-tiller.js';
import { TillerClient } from '../support/lab-client.js';

const SIZE = 1000;
const WAY: TillerWay = { target: { address: 'tiller:44134', tls: 'off', source: 'flag' } };
const VERSION: Observation<TillerVersion> = {
  ...{ ok: true, ms: 1 },
  value: { semVer: 'v2.13.0', gitCommit: '', gitTreeState: '' },
};
const LISTS = { tiller: { ok: true }, swift: { ok: true } } as InstallPayload['whileStored'];

interface Setting {
  readonly version?: Observation<TillerVersion>;
  readonly interfere?: Interfere;
  readonly interrupted?: AbortSignal;
  /** Given the release, and a client of another person. */
  readonly agreed?: (throwaway: Throwaway, client: TillerClient) => boolean | Promise<boolean>;
  readonly meanwhile?: (throwaway: Throwaway, client: TillerClient) => unknown;
}

/** What withInstalled does, what it asks Tiller, what it says of the release, and what is stored then. */
async function install({ version = VERSION, interfere, interrupted, ...setting }: Setting = {}) {
  const said: (ThrowawayRelease | null)[] = [];
  const { run, tiller, asked, address } = await holding([], interfere, {
    onThrowaway: (release) => void said.push(release),
    ...(interrupted && { interrupted }),
  });
  const client = new TillerClient(address, 'v2.13.0');
  afterwards(() => client.close());
  let throwaway: Throwaway = { name: '', notes: '' };
  let times = 0;
  const task = { run, tiller, version, sizeBytes: SIZE, way: WAY };
  const outcome = withInstalled(
    task,
    async (release) => {
      throwaway = release;
      return (await setting.agreed?.(release, client)) ?? true;
    },
    async () => {
      times += 1;
      await setting.meanwhile?.(throwaway, client);
      return LISTS;
    },
  );
  const payload = await outcome.catch((error: unknown) => error);
  const { code } = await client.unary('GetReleaseStatus', { name: throwaway.name });
  return { payload, asked, said, throwaway, times, isStored: code === 0 };
}

const to =
  (method: TillerMethod, code: status, details: string, passedOn?: true): Interfere =>
  (asked) =>
    asked === method ? { code, details, ...(passedOn && { passedOn }) } : null;

const OF_ANOTHER = { name: 'templates/NOTES.txt', data: Buffer.from('Read these NOTES.') };

/** Stores a release of that name as another client would. */
async function storeAnother({ name }: Throwaway, client: TillerClient): Promise<void> {
  const { chart } = installRequest({ name, notes: '' }, 1);
  const object = 'kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: theirs\n';
  const templates = [OF_ANOTHER, { name: 'templates/cm.yaml', data: Buffer.from(object) }];
  await client.answer('InstallRelease', {
    ...{ name, namespace: 'default', chart: { ...chart, templates } },
  });
}

const NOT_TRIED = { ok: false, failure: { hop: 'swiftcheck->tiller', kind: 'not-attempted' } };

it('stores the release only while something else is done', async () => {
  let during = -1;
  const { payload, asked, said, throwaway, times, isStored } = await install({
    meanwhile: async ({ name }, client) => {
      during = (await client.unary('GetReleaseStatus', { name })).code;
    },
  });
  const { name } = throwaway;
  expect(payload).toEqual({
    ...{ kind: 'install', sizeBytes: SIZE, releaseName: name, whileStored: LISTS },
    installed: { ok: true, ms: expect.any(Number) as number, value: {} },
    stored: { ok: true, ms: expect.any(Number) as number, value: 'this-run' },
    purged: { ok: true, ms: expect.any(Number) as number, value: {} },
  });
  expect([during, isStored, times]).toEqual([0, false, 1]);
  expect(said).toEqual([{ name, way: WAY }, null]);
  expect(asked).toEqual([
    ...['GetReleaseStatus', 'InstallRelease', 'GetReleaseStatus', 'UninstallRelease'],
  ]);
});

describe('nothing is installed', () => {
  const unknown: Observation<TillerVersion> = {
    ...{ ok: false, ms: 1 },
    failure: { hop: 'swiftcheck->tiller', kind: 'refused', message: '' },
  };

  it.each<[string, Setting, readonly string[], object]>([
    ['without consent', { agreed: () => false }, [], NOT_TRIED],
    ["without Tiller's version", { version: unknown }, [], NOT_TRIED],
    [
      'where the owner of a release could not be read back',
      { interfere: to('GetReleaseStatus', status.UNKNOWN, 'forbidden') },
      ['GetReleaseStatus'],
      { ok: false, failure: { kind: 'grpc-status', message: 'forbidden' } },
    ],
    [
      'where a release of that name is stored',
      { agreed: (throwaway, client) => storeAnother(throwaway, client).then(() => true) },
      ['GetReleaseStatus'],
      NOT_TRIED,
    ],
  ])('%s', async (_when, setting, calls, installed) => {
    const { payload, asked, said, times } = await install(setting);
    expect(payload).toMatchObject({ kind: 'install', installed, purged: NOT_TRIED });
    expect(payload).not.toHaveProperty('stored');
    expect(payload).not.toHaveProperty('whileStored');
    expect(asked).toEqual(calls);
    expect([said, times]).toEqual([[], 0]);
  });
});

describe('an install that Tiller does not answer well', () => {
  it.each<[string, Interfere, object]>([
    [
      'is purged where only the answer was lost',
      to('InstallRelease', status.UNAVAILABLE, 'lost', true),
      { stored: { ok: true, value: 'this-run' }, purged: { ok: true } },
    ],
    [
      'may still be stored later where something on the path broke it off',
      to('InstallRelease', status.UNAVAILABLE, 'lost'),
      {
        stored: { ok: true, value: 'none' },
        purged: { ok: false, failure: { kind: 'no-answer', hop: 'swiftcheck->tiller' } },
      },
    ],
    [
      'may still be stored later where a proxy is exhausted',
      to('InstallRelease', status.RESOURCE_EXHAUSTED, 'too many requests'),
      { stored: { value: 'none' }, purged: { ok: false, failure: { kind: 'no-answer' } } },
    ],
    [
      'may still be stored later where something else says that it was too large',
      to('InstallRelease', status.UNAVAILABLE, 'received message larger than max (5 vs. 4)'),
      { stored: { value: 'none' }, purged: { ok: false, failure: { kind: 'no-answer' } } },
    ],
    ...([
      [status.RESOURCE_EXHAUSTED, 'grpc: received message larger than max (5 vs. 4)'],
      [status.UNKNOWN, 'configmaps is forbidden'],
      [status.UNIMPLEMENTED, 'unknown method InstallRelease'],
    ].map(([code, details]) => [
      `is over where Tiller ends it with code ${code}`,
      to('InstallRelease', Number(code), String(details)),
      { stored: { ok: true, value: 'none' }, purged: { ok: true, value: {} } },
    ]) as [string, Interfere, object][]),
  ])('%s', async (_what, interfere, rest) => {
    const { payload, said, isStored, times } = await install({ interfere });
    expect(payload).toMatchObject({ installed: { ok: false }, whileStored: LISTS, ...rest });
    const { purged } = payload as InstallPayload;
    expect(said.slice(1)).toEqual(purged.ok ? [null] : []);
    expect([isStored, times]).toEqual([false, 1]);
  });

  it('may still be stored later where the call itself ended', async () => {
    const { payload } = await install({
      // The library ends the call: no word of Tiller.
      interfere: to('InstallRelease', status.UNKNOWN, 'Connection dropped'),
    });
    expect(payload).toMatchObject({
      installed: { failure: { kind: 'closed' } },
      purged: { ok: false, failure: { kind: 'no-answer' } },
    });
  });
});

describe('the purge', () => {
  it('is not tried where another release is stored under that name', async () => {
    const { payload, said, isStored, asked } = await install({
      meanwhile: async (throwaway, client) => {
        await client.answer('UninstallRelease', { name: throwaway.name, purge: true });
        await storeAnother(throwaway, client);
      },
    });
    expect(payload).toMatchObject({ stored: { ok: true, value: 'another' }, purged: NOT_TRIED });
    expect(said).toHaveLength(2);
    expect([isStored, asked.at(-1)]).toEqual([true, 'GetReleaseStatus']);
  });

  it('is done where the release is gone by then, or another is stored in its place', async () => {
    const gone = await install({
      meanwhile: ({ name }, client) => client.answer('UninstallRelease', { name, purge: true }),
    });
    expect(gone.payload).toMatchObject({
      ...{ installed: { ok: true }, stored: { value: 'none' }, purged: { ok: true } },
    });
    let storeNext: (() => Promise<void>) | null = null;
    let isPurged = false;
    const replaced = await install({
      agreed: (throwaway, client) => {
        storeNext = () => storeAnother(throwaway, client);
        return true;
      },
      interfere: async (method) => {
        if (method === 'UninstallRelease') {
          isPurged = true;
          return { code: status.UNAVAILABLE, details: 'lost', passedOn: true };
        }
        if (isPurged) await storeNext?.();
        return null;
      },
    });
    expect(replaced.payload).toMatchObject({ stored: { value: 'this-run' }, purged: { ok: true } });
    expect([replaced.isStored, replaced.said.length]).toEqual([true, 2]);
  });

  it('is not tried where the owner is not known, and then needs a hand', async () => {
    let isSent = false;
    const { payload, said, isStored } = await install({
      interfere: (method) => {
        if (method === 'InstallRelease') isSent = true;
        return isSent && method === 'GetReleaseStatus'
          ? { code: status.UNKNOWN, details: 'forbidden' }
          : null;
      },
    });
    expect(payload).toMatchObject({
      stored: { ok: false, failure: { message: 'forbidden' } },
      purged: NOT_TRIED,
    });
    expect(said).toHaveLength(1);
    expect(isStored).toBe(true);
  });

  it('needs a hand where Tiller refuses it', async () => {
    const { payload, said, isStored } = await install({
      interfere: to('UninstallRelease', status.UNKNOWN, 'forbidden'),
    });
    expect(payload).toMatchObject({
      stored: { ok: true, value: 'this-run' },
      purged: { ok: false, failure: { message: 'forbidden' } },
    });
    expect([said.length, isStored]).toEqual([1, true]);
  });

  it('is done where what is done meanwhile throws, and where the run is interrupted', async () => {
    const thrown = await install({
      meanwhile: () => {
        throw new Error('no lists');
      },
    });
    expect(thrown.payload).toEqual(new Error('no lists'));
    expect([thrown.isStored, thrown.said.length]).toEqual([false, 2]);
    const interrupt = new AbortController();
    const stopped = await install({
      interrupted: interrupt.signal,
      meanwhile: () => interrupt.abort(),
    });
    expect(stopped.payload).toMatchObject({ purged: { ok: true } });
    expect([stopped.isStored, stopped.said.length]).toEqual([false, 2]);
  });
});
