// A kubeconfig alone: both endpoints are found, reached, and left as they were.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { status } from '@grpc/grpc-js';
import { execa } from 'execa';
import { gte } from 'semver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startCluster, type Cluster, type ClusterOptions } from '../support/cluster.js';
import { tillerFront, type Refusal } from '../support/fronts.js';
import { startConnectProxy } from '../support/kube/connect-proxy.js';
import { clusterOf, contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';
import { startSocksProxy } from '../support/kube/socks-proxy.js';
import {
  dataObject,
  endpoints,
  service,
  storedRevision,
  swiftPod,
  swiftService,
  tillerPod,
  type KubeObject,
} from '../support/kube/objects.js';
import { ADMIN_TOKEN } from '../support/kube/server.js';
import { SWIFT_RELEASES } from '../../src/knowledge/swift-releases.js';

/** Their answers are alike in what a version is known by. */
const SINCE_0_11 = SWIFT_RELEASES.map(({ version }) => version).filter((version) =>
  gte(version, '0.11.0'),
);

const CURED = 'swift@0.11.1,tiller@2.13.0';
/** Ends when it holds; the time is only for what never does. */
const PATIENT = { timeout: 60_000 };
const MESSAGE = 'grpc: received message larger than max (4195325 vs. 4194304)';

let folder: string;
const open: Cluster[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-cluster-'))));
afterEach(async () => {
  for (const cluster of open.splice(0)) await cluster.close();
  rmSync(folder, { recursive: true });
});

async function cluster(options: ClusterOptions = {}): Promise<Cluster> {
  const started = await startCluster(folder, options);
  open.push(started);
  return started;
}
const cured = (options: ClusterOptions = {}) => cluster({ pair: CURED, data: 'small', ...options });
const objects = (pods: readonly KubeObject[], services: readonly KubeObject[] = [swiftService()]) =>
  cured({ objects: { pods, services } });
const TILLER = tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' });
const SWIFT = swiftPod({ image: 'appscode/swift:0.11.1' });

describe('the incident, with a kubeconfig alone', () => {
  it.each([[], ['--swift-via', 'port-forward']])('is found by probe %s %s', async (...via) => {
    const { flags, kube } = await cluster();
    const { report, exitCode } = await swiftcheckJson('probe', ...flags, ...via);
    expect(exitCode).toBe(1);
    expect(raised(report)).toEqual([
      ...['pair-undocumented', 'list-over-receive-limit', 'content-over-limit'],
    ]);
    expect(JSON.stringify(report.findings)).toContain(MESSAGE);
    expect(report.evidence.tiller.target).toEqual({
      address: 'kube-system/tiller-deploy-5c4d7f8b9-abcde:44134',
      ...{ tls: 'off', source: 'cluster' },
    });
    expect(report.swift).toMatchObject({ declared: '0.9.0', declaredBy: 'image' });
    // Only what reads: nothing is created or changed in the cluster.
    expect(kube.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('is not touched by versions, which names the pair', async () => {
    const { flags, kube } = await cluster();
    const { report, exitCode } = await swiftcheckJson('versions', ...flags);
    expect([exitCode, raised(report)]).toEqual([0, ['pair-undocumented']]);
    const paths = kube.asked.map(({ path }) => path).filter((path) => path.includes('/proxy/'));
    expect(paths.some((path) => path.includes('all=true'))).toBe(false);
  });

  it('is tried with a payload by dry run', async () => {
    const { flags } = await cured();
    const { report } = await swiftcheckJson('probe', ...flags, '--size', '4M');
    expect(raised(report)).toContain('payload-over-unary-limit');
  });

  it('gets the same judgement from saved evidence, offline', async () => {
    const { flags } = await cluster();
    const saved = join(folder, 'evidence.json');
    const first = await swiftcheckJson('probe', ...flags, '--save-evidence', saved);
    const again = await swiftcheckJson('report', saved);
    expect(again.report.findings).toEqual(first.report.findings);
    expect(again.exitCode).toBe(first.exitCode);
    expect(readFileSync(saved, 'utf8')).not.toContain(ADMIN_TOKEN);
  });

  it('is fixed by the pair of the upgrade', async () => {
    const { flags } = await cured();
    const { report, exitCode } = await swiftcheckJson('probe', ...flags, '--fail-on', 'warn');
    expect([exitCode, raised(report)]).toEqual([0, []]);
  });
});

describe('what is sent and shown', () => {
  it('holds no token, environment, data or unknown argument', async () => {
    const secret = 'never-to-be-shown';
    const { flags } = await cured({
      objects: {
        pods: [
          TILLER,
          swiftPod({ image: 'appscode/swift:0.11.1', args: [`--password=${secret}`] }),
        ],
        configmaps: [
          dataObject({
            name: 'alpha.v1',
            labels: { OWNER: 'TILLER', NAME: 'alpha', VERSION: '1', STATUS: 'DEPLOYED' },
            data: { release: secret.repeat(10) },
          }),
        ],
      },
    });
    const saved = join(folder, 'evidence.json');
    const ran = await swiftcheck('probe', ...flags, '-v', '--save-evidence', saved);
    const json = await swiftcheck('probe', ...flags, '--format', 'json');
    const all = [ran.stdout, ran.stderr, json.stdout, readFileSync(saved, 'utf8')].join('\n');
    expect(all).toContain('alpha');
    expect(all).not.toContain(secret);
    expect(all).not.toContain(ADMIN_TOKEN);
  });

  it('asks for sizes of what is current only, and for names of the rest', async () => {
    const old = { OWNER: 'TILLER', NAME: 'alpha', STATUS: 'SUPERSEDED' };
    const { flags, kube } = await cured({
      objects: {
        pods: [TILLER, SWIFT],
        configmaps: [
          dataObject({
            name: 'alpha.v1',
            labels: { ...old, VERSION: '1' },
            data: { release: 'x' },
          }),
          storedRevision('alpha', 2, 900_000),
        ],
        secrets: [],
      },
    });
    const { report } = await swiftcheckJson('probe', ...flags);
    const { configmaps, secrets } = report.evidence.cluster?.storage ?? {};
    expect(configmaps?.records).toMatchObject({
      ok: true,
      value: [{ revision: 1 }, { revision: 2 }],
    });
    expect(configmaps?.sizes).toMatchObject({
      value: [{ release: 'alpha', revision: 2, bytes: 900_000 }],
    });
    expect(secrets?.records).toMatchObject({ ok: true, value: [] });
    expect(raised(report)).toContain('storage-near-limit');
    const lists = kube.asked.filter(({ path }) => path.includes('/configmaps'));
    expect(lists.map(({ accept }) => accept.includes('PartialObjectMetadata'))).toEqual([
      true,
      false,
    ]);
    expect(decodeURIComponent(lists[1]?.path ?? '')).toContain('notin');
  });

  it('measures a Secret by what its base64 stands for', async () => {
    const labels = { OWNER: 'TILLER', NAME: 'alpha', VERSION: '1', STATUS: 'DEPLOYED' };
    const data = { release: Buffer.alloc(900_000).toString('base64') };
    const { flags } = await cured({
      objects: {
        pods: [tillerPod({ image: 'tiller:v2.13.0', args: ['--storage=secret'] }), SWIFT],
        secrets: [dataObject({ name: 'alpha.v1', labels, data })],
      },
    });
    const { report } = await swiftcheckJson('probe', ...flags);
    expect(report.evidence.cluster?.storage?.secrets.sizes).toMatchObject({
      value: [{ bytes: 900_000 }],
    });
    expect(raised(report)).toContain('storage-near-limit');
  });
});

describe('Swift', () => {
  const seen = async (started: Cluster, ...args: string[]) => {
    const { report } = await swiftcheckJson('versions', ...started.flags, ...args);
    const { services, chosen } = report.evidence.cluster?.swift ?? {};
    return {
      chosen: chosen ?? null,
      by: services?.ok ? services.value.map(({ by }) => by) : [],
      codes: raised(report),
      url: report.evidence.swift.target.url,
    };
  };
  const selector = { app: 'swift' };
  const ports = [{ name: 'http', port: 80, targetPort: 9855 }];
  const named = (name: string, more: Parameters<typeof service>[0] | object = {}) =>
    service({ name, selector, ports, ...more });

  it('is known by its label, before its image and its name', async () => {
    const started = await objects(
      [TILLER, SWIFT],
      [named('helm-api'), named('other'), named('swift', { labels: { app: 'swift' } })],
    );
    expect(await seen(started)).toMatchObject({ chosen: 'kube-system/swift', by: ['label'] });
  });

  it('is known by the image of its pods', async () => {
    const mirrored = swiftPod({
      image: 'mirror.example:5000/tools/swift:0.11.1@sha256:'.concat('0'.repeat(64)),
    });
    const started = await objects([TILLER, mirrored], [named('proxy')]);
    expect(await seen(started)).toMatchObject({ chosen: 'kube-system/proxy', by: ['image'] });
  });

  it('is known by the name of the incident', async () => {
    const renamed = swiftPod({ image: 'mirror/helm-proxy:0.11.1' });
    const started = await objects([TILLER, renamed], [named('helm-api')]);
    expect(await seen(started)).toMatchObject({ chosen: 'kube-system/helm-api', by: ['name'] });
  });

  it('is found in another namespace, and named if there are several', async () => {
    const away = { namespace: 'proxies', labels: { app: 'swift' } };
    const pod = swiftPod({ namespace: 'proxies', image: 'appscode/swift:0.11.1' });
    expect(await seen(await objects([TILLER, pod], [named('swift', away)]))).toMatchObject({
      ...{ chosen: 'proxies/swift', codes: [] },
    });
    const several = await objects([TILLER, pod], [named('a', away), named('b', away)]);
    expect(await seen(several)).toMatchObject({ chosen: null, codes: ['swifts-several'] });
    expect(await seen(several, '--swift-service', 'proxies/b:http')).toMatchObject({
      ...{ chosen: 'proxies/b', codes: [] },
    });
  });

  it('is asked through the path of the service proxy', async () => {
    const started = await objects([TILLER, SWIFT]);
    // A port that is named by its number is asked for by its name, if it has one.
    const { url } = await seen(started, '--swift-service', 'kube-system/helm-api:80');
    expect(url).toBe(
      `${started.kube.url}/api/v1/namespaces/kube-system/services/helm-api:http/proxy`,
    );
  });

  it.each([
    ['all namespaces', undefined, false],
    ['one namespace', 'kube-system', true],
  ])('that may be known by images which may not be read, in %s', async (_, namespace, more) => {
    const rules = [{ verbs: ['list'], resources: ['services'], ...(namespace && { namespace }) }];
    const { kube } = await cured({
      objects: { pods: [TILLER, SWIFT], services: [swiftService({ name: 'proxy' })] },
      users: { tokens: { 'token-of-hers': { name: 'jane', rules } } },
    });
    const file = writeKubeconfig(join(folder, 'jane'), [contextOf(kube, 'token-of-hers')]);
    const { stdout } = await swiftcheck('versions', '--kubeconfig', file);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('The run could not look at images: "pods is forbidden: User "jane"');
    expect(text.includes('The run could not look in other namespaces')).toBe(more);
  });

  it('that is named and missing differs in the report from a path that is missing', async () => {
    const started = await objects([TILLER, SWIFT]);
    const { codes } = await seen(started, '--swift-service', 'kube-system/helm-apo');
    expect(codes).toEqual(['service-missing']);
    const named = ['--swift-service', 'kube-system/helm-apo'];
    const { stdout } = await swiftcheck('versions', ...started.flags, ...named);
    expect(stdout).toContain(`Swift   ${started.kube.url} (not found)`);
    expect(stdout).toContain('FAIL  The API server finds no Service kube-system/helm-apo');
  });

  it.each([
    ['appscode/swift:latest', null],
    ['appscode/swift', null],
    [`appscode/swift@sha256:${'0'.repeat(64)}`, null],
    ['localhost:5000/swift:0.11.1', '0.11.1'],
  ])('claims by its image %s: %s', async (image, declared) => {
    const started = await objects([TILLER, swiftPod({ image })]);
    const { report } = await swiftcheckJson('versions', ...started.flags);
    expect(report.swift.declared).toBe(declared);
  });

  it('that does not behave like its image is said to be retagged', async () => {
    const started = await objects([TILLER, swiftPod({ image: 'appscode/swift:0.9.0' })]);
    const { stdout } = await swiftcheck('versions', ...started.flags);
    expect(stdout).toContain('Swift does not behave like the 0.9.0 of its image');
  });
});

describe('Tiller', () => {
  it('is looked for in TILLER_NAMESPACE', async () => {
    const { flags } = await objects([
      SWIFT,
      tillerPod({ namespace: 'tiller-world', image: 'tiller:v2.13.0' }),
    ]);
    const { report } = await swiftcheckJson(
      ...['versions', ...flags, '--tiller-namespace', 'tiller-world'],
    );
    expect(report.evidence.tiller.target.address).toMatch(/^tiller-world\//);
    expect(raised(report)).toEqual([]);
  });

  it.each([
    [{ waiting: 'ImagePullBackOff', message: 'denied' }, /its image cannot be pulled \(ImagePull/],
    [{ waiting: 'CrashLoopBackOff', restarts: 3 }, /it crashes \(CrashLoopBackOff\)/],
    [{ unschedulable: '0/3 nodes are available' }, /it cannot be scheduled \(Unschedulable\)/],
    [{ notReady: 'ContainersNotReady' }, /its readiness check fails/],
    [{ evicted: 'The node was low on memory' }, /it has ended \(Evicted\)/],
    ['terminating', /it is terminating \(Terminating\)/],
  ] as const)('that is not ready says why: %j', async (trouble, words) => {
    const { flags } = await objects([SWIFT, tillerPod({ trouble })]);
    const { report, stdout } = await swiftcheckJson('versions', ...flags);
    expect(raised(report)).toEqual(['tiller-not-ready']);
    expect(report.verdict.sentence).toMatch(words);
    expect(stdout).not.toContain('undefined');
  });

  it('that is given goes with a Swift that is found', async () => {
    const { flags, lab } = await objects([SWIFT]);
    const { report } = await swiftcheckJson('probe', ...flags, '--tiller', lab.tillerAddress);
    expect(report.evidence.tiller.target.source).toBe('flag');
    expect(report.evidence.cluster).not.toHaveProperty('tiller');
    expect(raised(report)).toEqual([]);
  });

  it('is found where Swift is given', async () => {
    const { flags, lab } = await objects([TILLER]);
    const { report } = await swiftcheckJson('probe', ...flags, '--swift', lab.swiftUrl);
    expect(report.evidence.cluster).not.toHaveProperty('swift');
    expect(raised(report)).toEqual(['swift-version-unknown']);
  });
});

describe('the API server', () => {
  it('that answers 401, 404 or 503 of its own is distinguished from Swift', async () => {
    const { kube, flags } = await objects([TILLER]);
    const bad = writeKubeconfig(join(folder, 'bad'), [contextOf(kube, 'nobody')]);
    const refused = await swiftcheckJson('versions', '--kubeconfig', bad);
    expect(raised(refused.report)).toEqual(['unauthorized']);
    const empty = await swiftcheckJson('versions', ...flags);
    expect(raised(empty.report)).toContain('service-without-endpoints');
    const byCause = empty.report.findings.find(({ code }) => code === 'service-without-endpoints');
    expect(byCause?.causedBy).toBe('swift-not-ready');
  });

  it('that finds no Endpoints does not make the Service a missing one', async () => {
    const unselected = service({ name: 'helm-api', ports: [{ name: 'http', port: 80 }] });
    const { flags } = await objects([TILLER], [unselected]);
    const { report } = await swiftcheckJson('versions', ...flags);
    expect(raised(report)).toEqual(['swift-not-ready', 'service-without-endpoints']);
  });

  it('that finds no endpoint for the name of a port does not make a ready pod an unready one', async () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'api' }];
    const { flags } = await objects([TILLER, SWIFT], [swiftService({ ports })]);
    const { report } = await swiftcheckJson('versions', ...flags);
    const without = report.findings.find(({ code }) => code === 'service-without-endpoints');
    expect(without).toMatchObject({
      certainty: 'possible',
      cause: expect.stringContaining('has the name in targetPort of the Service') as unknown,
    });
  });

  it('that proxies to endpoints written by hand leads to a Swift without pods', async () => {
    const port = { name: 'http', port: 80, targetPort: 9855 };
    const { flags, kube } = await cured({
      objects: {
        pods: [TILLER],
        services: [service({ name: 'helm-api', ports: [port] })],
        endpoints: [
          endpoints({
            ...{ name: 'helm-api', ready: ['10.1.0.8'] },
            ports: [{ name: 'http', port: 9855 }],
          }),
        ],
      },
    });
    const { report, exitCode } = await swiftcheckJson('versions', ...flags);
    expect([exitCode, raised(report)]).toEqual([0, ['swift-version-unknown']]);
    expect(kube.asked.some(({ path }) => path.includes('/helm-api:http/proxy/'))).toBe(true);
  });

  it('that strips the headers for browsers does not mislead what the report says about Swift', async () => {
    const { flags } = await objects([TILLER, swiftPod({ image: 'appscode/swift' })]);
    const { report } = await swiftcheckJson('versions', ...flags);
    expect(report.evidence.swift.tillerVersion.http?.corsHeaders).toBe(false);
    expect(report.swift.candidates).toEqual(SINCE_0_11);
  });

  it.each([
    ['HTTP', startConnectProxy],
    ['SOCKS5', startSocksProxy],
  ])('is reached through the %s proxy of the kubeconfig', async (_protocol, start) => {
    const { kube } = await cured();
    const proxy = await start();
    try {
      const context = {
        ...contextOf(kube),
        cluster: { ...clusterOf(kube), 'proxy-url': proxy.url },
      };
      const file = writeKubeconfig(join(folder, 'proxied'), [context]);
      const { report } = await swiftcheckJson('probe', '--kubeconfig', file);
      expect(raised(report)).toEqual([]);
      expect(report.evidence.cluster?.viaProxy).toBe(true);
      expect(proxy.tunnels.length).toBeGreaterThan(0);
    } finally {
      await proxy.close();
    }
  });
});

describe('a throwaway release that is left', () => {
  it('is removed through the cluster, by the run and by its evidence', async () => {
    const { lab } = await cured();
    let forbidden: Refusal | null = { code: status.UNKNOWN, details: 'configmaps is forbidden' };
    const front = await tillerFront(lab.tillerAddress, (method) =>
      method === 'UninstallRelease' ? forbidden : null,
    );
    try {
      const network = { '10.1.0.7:44134': Number(front.address.split(':')[1]) };
      const { flags } = await cured({ network });
      const evidence = join(folder, 'evidence.json');
      const install = ['--install', '--yes', '--size', '1K', '--save-evidence', evidence];
      const { report, stderr } = await swiftcheckJson('probe', ...flags, ...install);
      const { payload, cluster } = report.evidence;
      const [, kubeconfig = ''] = flags;
      const command = `KUBECONFIG=${kubeconfig} helm --kube-context ${cluster?.context ?? ''} --tiller-namespace kube-system delete --purge ${payload?.kind === 'install' ? payload.releaseName : ''}`;
      expect(stderr.split('\n').filter((line) => line === `  ${command}`)).toHaveLength(2);
      const again = await swiftcheckJson('report', evidence);
      for (const { findings } of [report, again.report]) {
        expect(findings.find(({ code }) => code === 'probe-release-left')).toMatchObject({
          outcome: 'fail',
          facts: { command, notes: [] },
        });
      }
      const later = await swiftcheckJson('probe', ...flags);
      const left = later.report.findings.find(({ code }) => code === 'probe-release-stored');
      expect(left?.outcome).toBe('warn');
      forbidden = null;
      // The command of the finding that the run itself left, as it stands.
      const found = report.findings.find(({ code }) => code === 'probe-release-left');
      const { swiftcheck: printed = '' } = (found?.facts ?? {}) as { swiftcheck?: string };
      const words = printed.split(' ').slice(1);
      const removed = await swiftcheck(...words, '--yes');
      expect(removed.stdout).toMatch(/^1 throwaway release .*\n.*\nRemoved swiftcheck-probe-/);
      expect(removed.exitCode).toBe(0);
      expect(raised((await swiftcheckJson('probe', ...flags)).report)).not.toContain(
        'probe-release-stored',
      );
    } finally {
      front.close();
    }
  });
});

describe('what was opened is closed', () => {
  it('after a run, whatever it found', async () => {
    const { kube, flags } = await cluster();
    await swiftcheckJson('probe', ...flags, '--swift-via', 'port-forward');
    await expect.poll(() => kube.connections(), PATIENT).toBe(0);
  });

  it('after an interrupt', async () => {
    const { kube, flags } = await cluster({ lab: { tillerDelayMs: 60_000 } });
    const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
    const child = execa(process.execPath, [bin, 'probe', ...flags, '-v'], { reject: false });
    const forwarded = () => kube.asked.some(({ path }) => path.includes('/portforward'));
    await expect.poll(forwarded, PATIENT).toBe(true);
    child.kill('SIGINT');
    const { exitCode, stderr } = await child;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Interrupted; there is no verdict.');
    await expect.poll(() => kube.connections(), PATIENT).toBe(0);
  });
});
