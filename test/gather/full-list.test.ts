// Every stored revision is asked for where the plain list lacks some, in as few lists as that takes. The parts by
// themselves are tested with small storages, in full-list-parts.test.ts.
import { expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import { revisionKey } from '../../src/evidence/identity.js';
import { MOST_ENTRIES, type Evidence, type ReleaseIdentity } from '../../src/evidence/types.js';
import { fullList } from '../../src/gather/full-list.js';
import { gather, type Plan } from '../../src/gather/gather.js';
import { fromFields } from '../../src/lab/stored-release.js';
import { startLab } from '../../src/lab/lab.js';
import { TillerClient } from '../../src/gather/tiller-client.js';
import { decode, encode } from '../../src/wire/encode.js';
import { tillerFront, type Interfere } from '../support/fronts.js';
import { labTargets } from '../support/lab-targets.js';
import { ends, framed, oddTiller } from '../support/odd-tiller.js';
import { entry } from '../support/saying-tiller.js';
import { testRun } from '../support/run.js';

const MEBIBYTE = 1024 * 1024;
type Stored = ReleaseIdentity & { readonly bytes: number };

const revisions = (name: string, count: number, bytes: number): Stored[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ name, namespace: 'default', revision: index + 1, bytes },
    status: index + 1 === count ? 'DEPLOYED' : 'SUPERSEDED',
  }));

const names = (count: number, each: number, bytes: number) =>
  Array.from({ length: count }, (_, index) => revisions(`app-${index}`, each, bytes)).flat();

interface Asked {
  readonly limit: number;
  readonly offset: string;
  readonly filter: string;
}

/** A probe of a lab, what was asked of Tiller's lists, and how many of them lasted at the same time. */
async function probe(
  pair: string,
  stored: readonly Stored[],
  { plan = {}, interfere = () => null }: { plan?: Partial<Plan>; interfere?: Interfere } = {},
): Promise<{ evidence: Evidence; asked: Asked[] }> {
  const inStorage = [...stored].sort((a, b) =>
    Buffer.compare(Buffer.from(storageKey(a)), Buffer.from(storageKey(b))),
  );
  const releases = inStorage.map(({ name, namespace, revision, status, bytes }) =>
    fromFields({
      ...{ name, namespace, version: revision, info: { status: { code: status } } },
      chart: { files: [{ type_url: 'file', value: Buffer.alloc(bytes) }] },
    }),
  );
  const lab = await startLab({ ...labPair(pair), data: { name: 'test', releases } });
  const asked: Asked[] = [];
  const front = await tillerFront(lab.tillerAddress, (method, request) => {
    if (method === 'ListReleases') {
      asked.push(decode('hapi.services.tiller.ListReleasesRequest', request) as Asked);
    }
    return interfere(method, request);
  });
  try {
    const evidence = await gather(
      {
        ...{ command: 'probe', lab: null, payload: null, ...plan },
        targets: labTargets({ ...lab, tillerAddress: front.address }),
      },
      testRun(),
    );
    return { evidence, asked };
  } finally {
    front.close();
    await lab.close();
  }
}

function storageKey({ name, revision }: ReleaseIdentity): string {
  return `${name}.v${revision}`;
}

function keys(releases: readonly ReleaseIdentity[]): string[] {
  return releases.map(revisionKey).sort();
}

function full({ tiller: { fullList } }: Evidence) {
  if (!fullList?.ok) throw new Error('there is no full list');
  return fullList.value;
}

const SMALL = names(4, 5, 100);
const MANY = names(130, 4, 100);
/** 26 MiB, more than one message of Tiller holds. */
const LARGE = names(13, 4, MEBIBYTE / 2);

it.each(['2.8.2', '2.10.0', '2.13.0'])(
  'one list holds those beyond 512 of a small storage, of Tiller %s',
  async (tiller) => {
    const { evidence, asked } = await probe(`swift@0.11.1,tiller@${tiller}`, MANY);
    expect(asked.map(({ limit }) => limit)).toEqual([0, MANY.length + 64]);
    const { releases, total, parts } = full(evidence);
    expect(keys(releases)).toEqual(keys(MANY));
    expect([total, parts.length]).toEqual([MANY.length, 1]);
    // The plain list stays what it was.
    expect(evidence.tiller.list).toMatchObject({ value: { count: 512, total: MANY.length } });
  },
);

it('asks for nothing more where the plain list holds every revision', async () => {
  const { evidence, asked } = await probe('swift@0.11.1,tiller@2.13.0', SMALL);
  expect(asked).toHaveLength(1);
  expect(evidence.tiller.fullList).toBeUndefined();
  const chunked = await probe('swift@0.11.1,tiller@2.13.0', LARGE);
  expect(chunked.asked).toHaveLength(1);
  expect(chunked.evidence.tiller.fullList).toBeUndefined();
});

it('asks for nothing more where that is forbidden', async () => {
  const { evidence, asked } = await probe('swift@0.11.1,tiller@2.13.0', MANY, {
    plan: { fullList: false },
  });
  expect(asked).toHaveLength(1);
  expect(evidence.tiller.fullList).toBeUndefined();
});

it('makes the right list in parts where Tiller 2.10.0 overwrites its own', async () => {
  const { evidence, asked } = await probe('swift@0.9.0,tiller@2.10.0', LARGE);
  const plain = evidence.tiller.list;
  if (!plain?.ok) throw new Error('the plain list failed');
  expect(new Set(keys(plain.value.releases)).size).toBeLessThan(LARGE.length);
  const { releases, parts } = full(evidence);
  expect(keys(releases)).toEqual(keys(LARGE));
  // 26 MiB in parts of at most 18 MiB, and none for nothing.
  expect(parts).toHaveLength(2);
  expect(asked).toHaveLength(1 + parts.length);
  for (const { messages } of parts) expect(messages).toHaveLength(1);
});

it('makes the list in parts where Tiller cannot send the plain one', async () => {
  // Overwritten, the first message of 2.10.0 is larger than Tiller sends; 2.8.2 sends one message only.
  const stored = [...revisions('aa', 2, 1000), ...names(45, 1, MEBIBYTE)];
  for (const tiller of ['2.8.2', '2.10.0']) {
    const { evidence, asked } = await probe(`swift@0.9.0,tiller@${tiller}`, stored);
    expect(evidence.tiller.list).toMatchObject({ ok: false, failure: { grpcCode: 8 } });
    expect(keys(full(evidence).releases)).toEqual(keys(stored));
    expect(asked.length).toBeLessThanOrEqual(6);
  }
});

it('ends where the parts together have more entries than a list may have', async () => {
  let part = 0;
  const tiller = await oddTiller('ListReleases', (stream) => {
    part += 1;
    const releases = Array.from({ length: 30_000 }, (_, index) => entry(`app-${part}-${index}`));
    const list = { releases, count: 30_000, total: MOST_ENTRIES, next: `app-${part + 1}-0` };
    const body = framed(encode('hapi.services.tiller.ListReleasesResponse', list));
    ends({ trailers: { 'grpc-status': '0' }, body })(stream);
  });
  const run = testRun();
  const port = Number(tiller.address.split(':')[1]);
  const client = new TillerClient({ host: '127.0.0.1', port, source: 'flag', tls: null }, run);
  try {
    const listed = await fullList({
      ...{ run, tiller: client },
      version: { ok: true, ms: 0, value: { semVer: 'v2.10.0', gitCommit: '', gitTreeState: '' } },
      plain: {
        ...{ ok: false, ms: 0 },
        failure: {
          ...{ hop: 'swiftcheck->tiller', kind: 'grpc-status', grpcCode: 8 },
          message: 'trying to send message larger than max (23069092 vs. 20971520)',
        },
      },
    });
    expect(listed).toMatchObject({ ok: false, failure: { kind: 'over-ceiling' } });
    expect(part).toBe(4);
  } finally {
    client.close();
    await tiller.close();
  }
});
