// `swiftcheck watch` in a cluster, as a process.
import { mkdtempSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, vi } from 'vitest';
import { afterwards } from '../support/afterwards.js';
import { BIN, said } from '../support/child.js';
import { startCluster } from '../support/cluster.js';
import { contextOf, writeKubeconfig, type ContextOptions } from '../support/kube/kubeconfig.js';

// Rounds follow each other at once.
const quick =
  'import timers from "node:timers/promises"; import { syncBuiltinESMExports } from "node:module";' +
  'const { setTimeout: wait } = timers;' +
  'timers.setTimeout = (ms, ...rest) => wait(ms === 10_000 ? 50 : ms, ...rest); syncBuiltinESMExports();';

it('stays with its context, and says where the context is of another API server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  afterwards(() => rm(folder, { recursive: true }));
  const [one, other] = [await startCluster(folder), await startCluster(folder, { file: 'b' })];
  afterwards(() => Promise.all([one.close(), other.close()]));
  const [stays, leaves] = [
    contextOf(one.kube, undefined, 'one'),
    contextOf(other.kube, undefined, 'other'),
  ];
  const file = join(folder, 'both');
  // Never half of it.
  const write = (...contexts: ContextOptions[]) =>
    renameSync(writeKubeconfig(join(folder, 'next'), contexts), file);
  write(stays, leaves);
  const ran = execa(
    'node',
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(quick)}`, BIN],
      ...['watch', '--interval', '10s', '--kubeconfig', file],
    ],
    { reject: false },
  );
  afterwards(() => ran.kill('SIGKILL'));
  await said(ran.stdout, /content-over-limit.*\n/);
  write(leaves, stays);
  const before = one.kube.asked.length;
  // More than a round that may be under way, and another, can ask.
  await vi.waitFor(() => expect(one.kube.asked.length).toBeGreaterThan(before + 40), 10_000);
  expect(other.kube.asked).toEqual([]);
  write({ ...leaves, name: 'one' });
  await said(ran.stdout, /The runs asked two API servers.*\n/);
  ran.kill('SIGINT');
  const { exitCode, stdout, stderr } = await ran;
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`two API servers, ${one.kube.url} and ${other.kube.url}.`);
  expect(stdout).not.toContain('changed');
});
