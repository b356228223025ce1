// What the lab's Tiller does beyond the recorded requests.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTiller } from '../../src/knowledge/versions.js';
import type { DataSet } from '../../src/lab/data-set.js';
import { fromFields } from '../../src/lab/stored-release.js';
import { startTiller, type RunningTiller } from '../../src/lab/tiller.js';
import type { MessageObject } from '../../src/wire/encode.js';
import { listMessage, TillerClient, type Ended } from '../support/lab-client.js';

interface Entry {
  readonly name: string;
  readonly revision?: number;
  readonly status?: string;
  readonly namespace?: string;
  /** Seconds since 1970. */
  readonly deployed?: number;
  readonly chart?: string;
  /** Size of a file in the chart. */
  readonly file?: number;
}

function releases(...entries: readonly Entry[]): DataSet {
  return {
    name: 'test',
    releases: entries.map((entry) =>
      fromFields({
        name: entry.name,
        version: entry.revision ?? 1,
        namespace: entry.namespace ?? 'default',
        info: {
          status: { code: entry.status ?? 'DEPLOYED' },
          last_deployed: { seconds: entry.deployed ?? 0, nanos: 0 },
        },
        chart: {
          metadata: { name: entry.chart ?? 'demo' },
          files: entry.file ? [{ type_url: 'f', value: Buffer.alloc(entry.file) }] : [],
        },
        config: {},
        manifest: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n',
      }),
    ),
  };
}

const running: { close(): void }[] = [];
afterAll(() => {
  for (const server of running.splice(0)) server.close();
});

async function start(version: string, data: DataSet): Promise<RunningTiller> {
  const release = findTiller(version);
  if (!release) throw new Error('no such release');
  const tiller = await startTiller({ release, data });
  running.push(tiller);
  return tiller;
}

async function client(version: string, data: DataSet, sent = `v${version}`): Promise<TillerClient> {
  const tiller = await start(version, data);
  const connected = new TillerClient(tiller.address, sent);
  running.push(connected);
  return connected;
}

function names({ messages }: Ended): string[] {
  return messages.flatMap((message) => listMessage(message).releases.map(({ name }) => name));
}

describe('ListReleases', () => {
  let tiller: TillerClient;
  beforeAll(async () => {
    tiller = await client(
      '2.13.0',
      releases(
        { name: 'web', revision: 1, status: 'SUPERSEDED', deployed: 10 },
        { name: 'web', revision: 2, status: 'SUPERSEDED', deployed: 20 },
        { name: 'web', revision: 10, deployed: 70, chart: 'a' },
        { name: 'api', deployed: 50, namespace: 'prod', chart: 'c' },
        { name: 'web-2', deployed: 60, chart: 'b' },
        { name: 'old', status: 'DELETED', deployed: 5 },
        { name: 'bad', status: 'FAILED', deployed: 40 },
        { name: 'new', status: 'PENDING_INSTALL', deployed: 65 },
      ),
    );
  });
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const list = async (request: MessageObject) => names(await tiller.list(request));

  it('gives what is deployed, in storage order', async () => {
    // "web-2.v1" comes before "web.v10": a dash is less than a dot.
    expect(await list({})).toEqual(['api', 'web-2', 'web']);
  });

  it('gives each revision an entry of its own', async () => {
    expect(await list({ status_codes: all, filter: '^web$' })).toEqual(['web', 'web', 'web']);
    expect(await list({ status_codes: [3] })).toEqual(['web', 'web']);
  });

  it('keeps what the statuses, the namespace and the filter let through', async () => {
    expect(await list({ status_codes: [4, 6] })).toEqual(['bad', 'new']);
    expect(await list({ namespace: 'prod' })).toEqual(['api']);
    expect(await list({ filter: 'eb|^a' })).toEqual(['api', 'web-2', 'web']);
    expect(await list({ filter: '(?i)^WEB.[0-9]$' })).toEqual(['web-2']);
    expect(await list({ namespace: 'ceph' })).toEqual([]);
  });

  it('sorts by name, time and chart, in either direction', async () => {
    expect(await list({ sort_by: 'NAME' })).toEqual(['api', 'web', 'web-2']);
    expect(await list({ sort_by: 'NAME', sort_order: 'DESC' })).toEqual(['web-2', 'web', 'api']);
    expect(await list({ sort_by: 'LAST_RELEASED' })).toEqual(['api', 'web-2', 'web']);
    expect(await list({ sort_by: 'CHART_NAME' })).toEqual(['web', 'web-2', 'api']);
    expect(await list({ sort_order: 'DESC' })).toEqual(['web', 'web-2', 'api']);
  });

  it('starts at the offset, at the last of its entries, and says what comes next', async () => {
    const page = await tiller.list({ sort_by: 'NAME', limit: 1, offset: 'web' });
    expect(page.messages.map(listMessage)).toMatchObject([
      { count: 1, next: 'web-2', total: 3, releases: [{ name: 'web' }] },
    ]);
    const rest = await tiller.list({ status_codes: all, offset: 'web' });
    expect(rest.messages.map(listMessage)).toMatchObject([{ count: 1, next: '', total: 8 }]);
  });

  it.each([
    [{ offset: 'gone' }, 'offset "gone" not found'],
    [{ filter: '[' }, 'error parsing regexp: missing closing ]: `[`'],
    [{ filter: 'a**' }, 'error parsing regexp: invalid nested repetition operator: `**`'],
  ])('fails for %o', async (request, details) => {
    expect(await tiller.list(request)).toMatchObject({ code: 2, details, messages: [] });
  });

  it('does not sort by chart before Tiller could', async () => {
    const older = await client(
      '2.10.0',
      releases({ name: 'a', chart: 'z' }, { name: 'b', chart: 'y' }),
    );
    expect(names(await older.list({ sort_by: 'CHART_NAME' }))).toEqual(['a', 'b']);
  });
});

describe('delivery', () => {
  const MiB = 1024 * 1024;

  it('of older releases is one message, also of an empty list', async () => {
    const older = await client('2.8.2', releases());
    const list = await older.list();
    expect(list.messages.map((message) => message.length)).toEqual([0]);
    expect((await (await client('2.9.0', releases())).list()).messages).toEqual([]);
  });

  it('of 2.8.0 knows no limit, that of 2.8.1 does', async () => {
    const data = releases({ name: 'a', file: 15 * MiB }, { name: 'b', file: 10 * MiB });
    const [message] = (await (await client('2.8.0', data)).list()).messages;
    expect(message?.length).toBeGreaterThan(25 * MiB);
    const refused = await (await client('2.8.1', data)).list();
    expect(refused).toMatchObject({
      code: 8,
      details: `trying to send message larger than max (${message?.length ?? 0} vs. 20971520)`,
      messages: [],
    });
  });

  it('begins with an empty message where the first release is over the limit', async () => {
    const data = releases({ name: 'a', file: 21 * MiB }, { name: 'b' });
    const list = await (await client('2.13.0', data)).list();
    expect(list.messages.map(listMessage)).toMatchObject([{ count: 2, total: 2, releases: [] }]);
    expect(list).toMatchObject({ code: 8 });
  });

  it('cannot send a chunk that the framing of its releases takes over the limit', async () => {
    // Each release has a tag and three bytes of length, which the chunking does not count.
    const one = releases({ name: 'a0', file: MiB }).releases[0]?.encoded.length ?? 0;
    const header = 4; // count and total
    const last = 20 * MiB - header - 19 * one;
    const fill = last - (one - MiB);
    const entries = Array.from({ length: 20 }, (_, index) => ({
      name: `a${String.fromCharCode(97 + index)}`,
      file: index < 19 ? MiB : fill,
    }));
    const list = await (await client('2.13.0', releases(...entries))).list();
    expect(list.messages).toEqual([]);
    expect(list.code).toBe(8);
    const [, bytes] = /larger than max \((\d+) vs\. 20971520\)$/.exec(list.details) ?? [];
    expect(Number(bytes)).toBe(20 * MiB + 20 * 4);
  });

  it('of 2.9 and 2.10 loses releases if there is more than one chunk', async () => {
    const data = releases(...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, file: 6 * MiB })));
    expect(names(await (await client('2.10.0', data)).list())).toEqual(['d', 'e', 'c', 'd', 'e']);
    expect(names(await (await client('2.11.0', data)).list())).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('gives every release once, in order, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 * MiB }), { maxLength: 6 }),
        async (sizes) => {
          const entries = sizes.map((file, index) => ({ name: `r${index}`, file }));
          const tiller = await client('2.17.0', releases(...entries));
          const list = await tiller.list();
          expect(list.code).toBe(0);
          expect(names(list)).toEqual(entries.map(({ name }) => name));
          for (const message of list.messages) expect(message.length).toBeLessThan(20 * MiB + 64);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe('one release', () => {
  let tiller: TillerClient;
  beforeAll(async () => {
    tiller = await client(
      '2.13.0',
      releases(
        { name: 'web', revision: 1, status: 'SUPERSEDED' },
        { name: 'web', revision: 2, status: 'SUPERSEDED' },
        { name: 'web', revision: 3 },
        { name: 'old', status: 'DELETED' },
      ),
    );
  });

  it('is the latest revision or the one asked for', async () => {
    const latest = await tiller.answer('GetReleaseContent', { name: 'web' });
    expect(latest).toMatchObject({ release: { name: 'web', version: 3 } });
    const first = await tiller.answer('GetReleaseContent', { name: 'web', version: 1 });
    expect(first).toMatchObject({ release: { version: 1 } });
  });

  it('has as much history as is asked for, newest first', async () => {
    const history = async (max: number) => {
      const { releases: found } = (await tiller.answer('GetHistory', { name: 'web', max })) as {
        releases: { version: number }[];
      };
      return found.map(({ version }) => version);
    };
    expect(await history(10)).toEqual([3, 2, 1]);
    expect(await history(2)).toEqual([3, 2]);
    expect(await history(0)).toEqual([]);
    expect(await history(-1)).toEqual([]);
  });

  it('has a table of its objects, unless it is deleted', async () => {
    const status = await tiller.answer('GetReleaseStatus', { name: 'web' });
    expect(status).toMatchObject({
      namespace: 'default',
      info: { status: { resources: expect.stringContaining('==> v1/ConfigMap\nNAME') as string } },
    });
    const deleted = await tiller.answer('GetReleaseStatus', { name: 'old' });
    expect(deleted).toMatchObject({ info: { status: { resources: '' } } });
  });

  const invalid =
    /^invalid release name, must match regex .* and the length must not longer than 53$/;
  it.each([
    ['GetReleaseContent', { name: 'nope' }, 'release: "nope" not found'],
    ['GetReleaseContent', { name: 'web', version: 9 }, 'release: "web.v9" not found'],
    [
      'GetReleaseStatus',
      { name: 'nope' },
      'getting deployed release "nope": release: "nope" not found',
    ],
    [
      'GetReleaseStatus',
      { name: 'web', version: 9 },
      `getting release 'web' (v9): release: "web.v9" not found`,
    ],
    ['GetHistory', { name: 'nope', max: 1 }, 'release: "nope" not found'],
    ['GetHistory', { name: 'a'.repeat(54) }, invalid],
    ['GetReleaseStatus', { name: '-a' }, invalid],
    ['GetReleaseContent', {}, 'no release provided'],
    ['UninstallRelease', { name: 'nope' }, 'release: "nope" not found'],
    ['UninstallRelease', { name: 'old' }, 'the release named "old" is already deleted'],
  ])('fails in %s for %o', async (method, request, details) => {
    const ended = await tiller.unary(method, request);
    expect(ended.code).toBe(2);
    if (typeof details === 'string') expect(ended.details).toBe(details);
    else expect(ended.details).toMatch(details);
  });

  it('is neither upgraded nor rolled back', async () => {
    expect(await tiller.unary('UpdateRelease', { name: 'web' })).toMatchObject({ code: 12 });
    expect(await tiller.unary('RollbackRelease', { name: 'web' })).toMatchObject({ code: 12 });
  });
});

describe('clients', () => {
  it('of a newer minor version are refused in everything but GetVersion', async () => {
    const newer = await client('2.10.0', releases(), 'v2.13.0');
    const refused = {
      code: 2,
      details: 'incompatible versions client[v2.13.0] server[v2.10.0]',
    };
    expect(await newer.list()).toMatchObject(refused);
    expect(await newer.unary('GetHistory', { name: 'a' })).toMatchObject(refused);
    expect(await newer.answer('GetVersion')).toMatchObject({ Version: { sem_ver: 'v2.10.0' } });
  });

  it('without a version are refused, in the words of the release', async () => {
    expect(await (await client('2.14.3', releases(), '')).list()).toMatchObject({
      details: 'incompatible versions client[] server[v2.14.3]',
    });
    expect(await (await client('2.1.3', releases(), '')).list()).toMatchObject({
      details: 'client version is incompatible',
    });
  });

  it('of any unreleased version pass', async () => {
    expect(await (await client('2.9.1', releases(), 'v2.14+unreleased')).list()).toMatchObject({
      code: 0,
    });
  });

  it('may not send more than the release takes', async () => {
    const request = { name: 'x'.repeat(10 * 1024 * 1024 + 1) };
    expect(await (await client('2.3.0', releases())).unary('GetHistory', request)).toMatchObject({
      code: 13,
      details: 'grpc: received message length 10485766 exceeding the max size 10485760',
    });
    const larger = { name: 'x'.repeat(20 * 1024 * 1024 + 1) };
    expect(await (await client('2.8.0', releases())).unary('GetHistory', larger)).toMatchObject({
      code: 8,
      details: 'grpc: received message larger than max (20971526 vs. 20971520)',
    });
  });
});
