// What a run asks, and what of the answers the evidence holds, for each command and each way to an endpoint.
import { describe, expect, it } from 'vitest';
import { labPair } from '../../src/cli/parse.js';
import type { ClusterEvidence } from '../../src/evidence/cluster.js';
import type { Failure } from '../../src/evidence/observation.js';
import type { Proposal } from '../../src/evidence/throwaway.js';
import { EVIDENCE_SCHEMA_VERSION } from '../../src/evidence/types.js';
import type { SwiftTarget } from '../../src/evidence/target.js';
import { gather, type Plan } from '../../src/gather/gather.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab } from '../../src/lab/lab.js';
import { toolVersion } from '../../src/util/package-info.js';
import { afterwards } from '../support/afterwards.js';
import { countingRelay } from '../support/counting-relay.js';
import { swiftFront, tillerFront } from '../support/fronts.js';
import { startClosedPort } from '../support/fault-server.js';
import { labTargets, tillerEndpoint } from '../support/lab-targets.js';
import { testRun } from '../support/run.js';

/** The pair that fixes the incident, with data set small, and what was asked of either side. */
async function small() {
  const lab = await startLab({
    ...{ ...labPair('swift@0.11.1,tiller@2.13.0'), data: dataSet('small') },
  });
  afterwards(() => lab.close());
  const tiller = await tillerFront(lab.tillerAddress, () => null);
  afterwards(() => tiller.close());
  const swift = await swiftFront(lab.swiftUrl);
  afterwards(() => swift.close());
  return {
    targets: labTargets({ tillerAddress: tiller.address, swiftUrl: swift.url }),
    ofTiller: tiller.asked,
    ofSwift: () => swift.asked.map(({ method, path }) => `${method} ${path}`).sort(),
  };
}

const plan = (rest: Pick<Plan, 'command' | 'targets'> & Partial<Plan>): Plan => ({
  ...{ lab: null, payload: null },
  ...rest,
});

const ms = expect.any(Number) as number;
const date = expect.stringMatching(/^\d{4}-.*Z$/) as string;
const http = (status: number, corsHeaders = true) => ({ status, bodyBytes: ms, corsHeaders, date });
const version = { ok: true, ms, value: { semVer: 'v2.13.0', gitCommit: '', gitTreeState: '' } };
/** Swift 0.11.1 to a list that matches nothing. */
const pendingInstalls = {
  ...{ ok: false, ms, http: http(500) },
  failure: {
    ...{ hop: 'swiftcheck->swift', kind: 'swift-error', httpStatus: 500, grpcCode: 13 },
    message: expect.any(String) as string,
  },
};
const CALLS = ['GET /', 'GET /tiller/v2/version/json'];
const LIST = 'GET /tiller/v2/releases/json?all=true';
const PENDING = 'GET /tiller/v2/releases/json?status_codes=PENDING_INSTALL';
const NAMES = [{ name: 'alpha' }, { name: 'beta' }, { name: 'gamma' }];
const CLUSTER: ClusterEvidence = {
  ...{ context: 'test', source: 'kubeconfig', server: 'https://10.0.0.1', viaProxy: false },
};

describe('the evidence', () => {
  it('of versions is both versions, and the one list that distinguishes those of Swift', async () => {
    const { targets, ofTiller, ofSwift } = await small();
    const before = new Date().toISOString();
    const evidence = await gather(plan({ command: 'versions', targets }), testRun());
    expect(evidence).toEqual({
      schemaVersion: EVIDENCE_SCHEMA_VERSION,
      tool: { name: 'swiftcheck', version: toolVersion() },
      ...{ command: 'versions', startedAt: date, lab: null },
      tiller: {
        target: {
          address: `127.0.0.1:${targets.tiller.port}`,
          ...{ tls: 'off', source: 'flag' },
        },
        version,
        again: [version, version, version, version],
      },
      swift: {
        target: {
          url: targets.swift.url.href.slice(0, -1),
          ...{ tls: 'off', credentials: 'none', viaApiServer: false, declaredVersion: null },
        },
        liveness: { ok: true, ms, value: {}, http: http(501, false) },
        tillerVersion: { ...version, http: http(200) },
        pendingInstalls,
      },
    });
    expect(evidence.startedAt >= before).toBe(true);
    expect(ofTiller).toEqual(Array.from({ length: 5 }, () => 'GetVersion'));
    expect(ofSwift()).toEqual([...CALLS, PENDING].sort());
  });

  it('of a probe has one list on each side', async () => {
    const { targets, ofTiller, ofSwift } = await small();
    const lab = { swift: '0.11.1', tiller: '2.13.0', data: 'small' };
    const evidence = await gather(plan({ command: 'probe', targets, lab }), testRun());
    expect(evidence).toMatchObject({
      ...{ command: 'probe', lab },
      tiller: { version, list: { ok: true, value: { count: 3, total: 3, releases: NAMES } } },
      swift: { list: { ok: true, value: { releases: NAMES }, http: http(200) } },
    });
    expect(evidence).not.toHaveProperty('payload');
    expect(evidence.tiller).not.toHaveProperty('fullList');
    expect(evidence.swift).not.toHaveProperty('pendingInstalls');
    expect(ofTiller.slice(5)).toEqual(['ListReleases']);
    expect(ofSwift()).toEqual([...CALLS, LIST].sort());
  });

  it.each<[Plan['command'], string | null, boolean]>([
    ['preflight', null, true],
    ['preflight', '0.11.1', false],
    ['probe', null, false],
  ])('of a %s with the version %s of Swift asks for more: %s', async (command, declared, more) => {
    const { targets, ofSwift } = await small();
    const swift = { ...targets.swift, declaredVersion: declared };
    const evidence = await gather(plan({ command, targets: { ...targets, swift } }), testRun());
    expect(ofSwift().includes(PENDING)).toBe(more);
    expect(evidence.swift.pendingInstalls).toEqual(more ? pendingInstalls : undefined);
    expect(evidence.swift.list?.ok).toBe(true);
    expect(evidence.swift.target.declaredVersion).toBe(declared);
  });

  it('names the files of the command line, and where the endpoints were looked for', async () => {
    const { targets } = await small();
    const files = { kubeconfig: 'config', tlsCaCert: 'ca.pem' };
    const evidence = await gather(
      plan({ command: 'versions', targets, files, cluster: CLUSTER }),
      testRun(),
    );
    expect(evidence).toMatchObject({ files, cluster: CLUSTER });
  });
});

describe('Tiller is asked for its version once', () => {
  it('through a forwarded port, which leads to one pod', async () => {
    const { targets, ofTiller } = await small();
    const forwarded = { to: 'kube-system/tiller-0:44134', failure: () => null };
    const tiller = { ...targets.tiller, source: 'cluster', forwarded } as const;
    const evidence = await gather(
      plan({ command: 'versions', targets: { ...targets, tiller } }),
      testRun(),
    );
    expect(evidence.tiller).toEqual({
      target: { address: forwarded.to, tls: 'off', source: 'cluster' },
      version,
    });
    expect(ofTiller).toEqual(['GetVersion']);
  });

  it('where it did not answer, and then for no list; Swift is asked all the same', async () => {
    const { targets } = await small();
    const closed = await startClosedPort();
    afterwards(() => closed.close());
    const tiller = tillerEndpoint(`127.0.0.1:${closed.port}`);
    const evidence = await gather(
      plan({ command: 'probe', targets: { ...targets, tiller } }),
      testRun(),
    );
    expect(evidence.tiller).not.toHaveProperty('again');
    expect(evidence).toMatchObject({
      tiller: {
        version: { ok: false, failure: { kind: 'refused' } },
        list: { ok: false, ms: 0, failure: { kind: 'not-attempted', hop: 'swiftcheck->tiller' } },
      },
      swift: { list: { ok: true } },
    });
  });
});

it('asks a Swift for no list that did not answer for its Tiller', async () => {
  const { targets } = await small();
  const closed = await startClosedPort();
  afterwards(() => closed.close());
  const url = new URL(`http://127.0.0.1:${closed.port}/`);
  const evidence = await gather(
    plan({ command: 'preflight', targets: { ...targets, swift: { ...targets.swift, url } } }),
    testRun(),
  );
  const none = { ok: false, ms: 0, failure: { kind: 'not-attempted', hop: 'swiftcheck->swift' } };
  expect(evidence).toMatchObject({
    tiller: { list: { ok: true } },
    swift: {
      liveness: { ok: false, failure: { kind: 'refused' } },
      tillerVersion: { ok: false, failure: { kind: 'refused' } },
      ...{ list: none, pendingInstalls: none },
    },
  });
});

it('fails each call to an endpoint that was not found with what its search came to', async () => {
  const unfound = (which: string): Failure => ({
    ...{ hop: 'swiftcheck->api-server', kind: 'not-found', message: `No ${which}.` },
  });
  const target = { address: 'namespace kube-system', tls: 'off', source: 'cluster' } as const;
  const noTiller = { target, unfound: unfound('Tiller') };
  const api: SwiftTarget = {
    ...{ url: 'https://10.0.0.1', credentials: 'token', viaApiServer: true },
    ...{ source: 'cluster', declaredVersion: null },
  };
  const noSwift = { target: api, unfound: unfound('Swift') };
  const targets = { tiller: noTiller, swift: noSwift };
  const evidence = await gather(
    plan({
      ...{ command: 'preflight', targets, cluster: CLUSTER },
      payload: { sizeBytes: 1000, kind: 'dry-run' },
    }),
    testRun(),
  );
  const failed = (failure: Failure) => ({ ok: false, ms, failure });
  const none = (hop: Failure['hop']) => ({
    ...{ ok: false, ms: 0 },
    failure: { hop, kind: 'not-attempted', message: expect.any(String) as string },
  });
  expect(evidence).toMatchObject({ cluster: CLUSTER, payload: { kind: 'dry-run' } });
  expect(evidence.tiller).toEqual({
    ...{ target: noTiller.target, version: failed(noTiller.unfound) },
    list: none('swiftcheck->tiller'),
  });
  expect(evidence.swift).toEqual({
    target: noSwift.target,
    liveness: failed(noSwift.unfound),
    tillerVersion: failed(noSwift.unfound),
    list: none('swiftcheck->swift'),
  });
  expect(evidence.payload).toMatchObject({
    direct: none('swiftcheck->tiller'),
    viaSwift: failed(noSwift.unfound),
  });
});

/** A connection ends soon, but not at once. */
const WITHIN = { timeout: 10_000 };

it('asks Tiller again on connections of their own, and leaves none open', async () => {
  const { targets } = await small();
  const tiller = await countingRelay(targets.tiller.port);
  const swift = await countingRelay(Number(targets.swift.url.port));
  const relayed = {
    tiller: { ...targets.tiller, port: tiller.port },
    swift: { ...targets.swift, url: new URL(`http://127.0.0.1:${swift.port}/`) },
  };
  const evidence = await gather(plan({ command: 'versions', targets: relayed }), testRun());
  expect(evidence.swift.pendingInstalls).toEqual(pendingInstalls);
  expect(tiller.connections()).toBe(5);
  expect(swift.connections()).toBeGreaterThan(0);
  await expect.poll(() => [tiller.open(), swift.open()], WITHIN).toEqual([0, 0]);
});

describe('a payload', () => {
  it('of the lab is that of its data set', async () => {
    const { targets, ofTiller } = await small();
    const payload = { kind: 'lab', sizeBytes: 4096 } as const;
    const evidence = await gather(plan({ command: 'probe', targets, payload }), testRun());
    expect(evidence.payload).toEqual({ kind: 'lab', sizeBytes: 4096, releaseName: 'harbor' });
    expect(ofTiller).not.toContain('InstallRelease');
  });

  it('of a dry run goes both ways, with NOTES of its size', async () => {
    const { targets, ofTiller, ofSwift } = await small();
    const payload = { kind: 'dry-run', sizeBytes: 4096 } as const;
    const evidence = await gather(plan({ command: 'probe', targets, payload }), testRun());
    expect(evidence.payload).toMatchObject({
      ...{ kind: 'dry-run', sizeBytes: 4096, direct: { ok: true }, viaSwift: { ok: true } },
    });
    expect(ofTiller.filter((method) => method === 'InstallRelease')).toHaveLength(1);
    expect(ofSwift().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  const payload = { kind: 'install', sizeBytes: 4096 } as const;
  const files = { kubeconfig: 'config' };

  it('of an install is proposed with what the run saw, and listed while it is stored', async () => {
    const { targets } = await small();
    const proposals: Proposal[] = [];
    const run = testRun({
      agree: (proposal) => {
        proposals.push(proposal);
        return Promise.resolve(true);
      },
    });
    const asked = plan({ command: 'probe', targets, payload, files, cluster: CLUSTER });
    const evidence = await gather(asked, run);
    const name = evidence.payload?.kind === 'install' ? evidence.payload.releaseName : '';
    const { payload: tried, ...before } = evidence;
    const { target } = evidence.tiller;
    expect(proposals).toEqual([
      {
        release: { name, way: { target, helm: files, cluster: CLUSTER } },
        ...{ sizeBytes: 4096, evidence: before },
        expected: expect.objectContaining({ name, revision: 1 }) as unknown,
      },
    ]);
    const seen = { ok: true, value: { releases: [...NAMES, { name }] } };
    expect(tried).toMatchObject({
      ...{ installed: { ok: true }, stored: { value: 'this-run' }, purged: { ok: true } },
      whileStored: { tiller: seen, swift: seen },
    });
    // Of the times alone the size is not known.
    const { expected } = proposals[0] ?? {};
    const list = tried?.kind === 'install' ? tried.whileStored?.tiller : undefined;
    const stored = list?.ok ? list.value.releases.at(-1) : undefined;
    if (!expected || !stored) throw new Error('nothing was stored');
    expect(Math.abs(expected.bytes - stored.bytes)).toBeLessThan(10);
    const seconds = (expected.lastDeployedSeconds ?? 0) - (stored.lastDeployedSeconds ?? 0);
    expect(Math.abs(seconds)).toBeLessThan(600);
  });

  it.each([
    ['nobody is there to agree', undefined, false],
    ['it is not agreed to', () => Promise.resolve(false), false],
    ['the run is over', () => Promise.resolve(true), true],
  ])('of an install is not sent where %s', async (_when, agree, isOver) => {
    const { targets, ofTiller } = await small();
    const interrupt = new AbortController();
    let asked = 0;
    const run = testRun({
      interrupted: interrupt.signal,
      onCall: ({ name, phase }) => {
        const isLast = name === 'Swift list of all releases' && phase === 'ended';
        if (isOver && isLast) interrupt.abort();
      },
      ...(agree && {
        agree: () => {
          asked += 1;
          return agree();
        },
      }),
    });
    const evidence = await gather(plan({ command: 'probe', targets, payload }), run);
    expect(evidence.payload).toMatchObject({
      ...{ kind: 'install', installed: { ok: false, failure: { kind: 'not-attempted' } } },
    });
    expect(asked).toBe(agree && !isOver ? 1 : 0);
    expect(ofTiller).not.toContain('InstallRelease');
    expect(ofTiller).not.toContain('GetReleaseStatus');
  });
});
