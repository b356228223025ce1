// A preflight whose endpoints are found in clusters: one policy, a baseline for each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { swiftcheck, swiftcheckJson, raised } from '../support/cli.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { contextOf, writeKubeconfig } from '../support/kube/kubeconfig.js';

let folder: string;
let incident: Cluster;
let cured: Cluster;
let config: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-preflight-cluster-'));
  incident = await startCluster(folder);
  cured = await startCluster(folder, { pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' });
  config = writeKubeconfig(join(folder, 'config'), [
    contextOf(incident.kube, undefined, 'incident'),
    contextOf(cured.kube, undefined, 'cured'),
  ]);
});
afterAll(async () => {
  await Promise.all([incident.close(), cured.close()]);
  rmSync(folder, { recursive: true });
});

const preflight = (...args: string[]) => swiftcheck('preflight', '--kubeconfig', config, ...args);

it('looks at what Tiller stores, as probe does', async () => {
  const flags = ['--kubeconfig', config, '--kube-context', 'cured'];
  const { report, exitCode } = await swiftcheckJson(
    'preflight',
    ...flags,
    '--require',
    'swift@0.9',
  );
  expect(report.evidence.cluster?.storage?.namespace).toBe('kube-system');
  expect(raised(report)).toContain('swift-release-not-allowed');
  expect(exitCode).toBe(1);
});

it('holds each cluster against what it had before', async () => {
  const before = join(folder, 'before');
  const first = await preflight('--all-contexts', '--save-evidence', before);
  expect(first.exitCode).toBe(1);
  const known = await preflight('--all-contexts', '--baseline', before);
  expect(known.stdout).toMatch(/^ok {4}incident /m);
  expect(known.exitCode).toBe(0);
  // What one cluster had is no excuse for another.
  rmSync(join(before, 'incident.json'));
  const half = await preflight('--all-contexts', '--baseline', before);
  expect(half.stdout).toMatch(/^FAIL {2}incident /m);
  expect(half.stderr).toContain(`No baseline: ${before} holds no evidence of context incident.`);
  expect(half.exitCode).toBe(1);
  const other = join(before, 'cured.json');
  const swapped = await preflight('--kube-context', 'incident', '--baseline', other);
  expect(swapped.stderr).toContain(`No baseline: ${other} is of another context, cured.`);
  expect(swapped.exitCode).toBe(1);
});

it('waits for pods that are not there yet, for as long as --wait says', async () => {
  const nowhere = await preflight(
    ...['--kube-context', 'cured', '--tiller-namespace', 'nowhere', '--wait', '50ms'],
  );
  expect(nowhere.stderr).toContain('The wait ended after 50 ms (--wait)');
  expect(nowhere.exitCode).toBe(3);
});
