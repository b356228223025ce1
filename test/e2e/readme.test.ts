// What the README shows must work as it stands there.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { blockOf } from '../support/ci/blocks.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startCluster } from '../support/cluster.js';

const readme = readFileSync(new URL('README.md', PACKAGE_ROOT), 'utf8');
const block = (language: string) =>
  new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? '';

it('shows a data file that the lab reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-readme-'));
  try {
    const file = join(folder, 'releases.yaml');
    writeFileSync(file, blockOf('README.md', 'The lab', 'yaml'));
    const { report } = await swiftcheckJson('probe', '--lab', '--data', file);
    expect(raised(report)).toContain('list-over-receive-limit');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('shows the report as it is, apart from times and ports', async () => {
  const shown = block('console').split('\n').slice(1);
  const { stdout } = await swiftcheck('probe', '--lab', '--size', '4M');
  const printed = new Set(stdout.split('\n'));
  const lines = shown.filter((line) => line !== '' && line !== '…');
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => !printed.has(line))).toEqual([]);
});

it('shows the incident in a cluster as it is told with a kubeconfig alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-readme-'));
  const cluster = await startCluster(folder);
  try {
    const [, session = ''] =
      /^```console\n(\$ swiftcheck versions\n[^]*?)^```$/m.exec(readme) ?? [];
    const steady = (text: string) =>
      text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:6443').replace(/\d+ ms/g, '57 ms');
    const parts = session.split(/^\$ swiftcheck /m).slice(1);
    expect(parts.map((part) => part.split('\n')[0])).toEqual(['versions', 'probe']);
    for (const part of parts) {
      const [command = '', ...shown] = part.split('\n');
      const { stdout } = await swiftcheck(command, ...cluster.flags);
      const printed = new Set(steady(stdout).split('\n'));
      const lines = shown.filter((line) => line !== '' && line !== '…');
      expect(lines.length).toBeGreaterThan(6);
      expect(lines.filter((line) => !printed.has(line))).toEqual([]);
    }
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true });
  }
});

it('shows what explain says as it says it', async () => {
  const [, text = '', shown = ''] =
    /^```console\n\$ swiftcheck explain '(.*)'\n([^]*?)^…\n```$/m.exec(readme) ?? [];
  const { stdout, exitCode } = await swiftcheck('explain', text);
  expect(exitCode).toBe(0);
  expect(shown.split('\n').length).toBeGreaterThan(8);
  expect(stdout.startsWith(shown)).toBe(true);
});

it('names every command and exit code', async () => {
  const { stdout } = await swiftcheck('--help');
  for (const [, command] of stdout.matchAll(
    /^ {2}(versions|probe|preflight|matrix|lab|report|rbac|manifests|explain) /gm,
  )) {
    expect(readme).toContain(`swiftcheck ${String(command)}`);
  }
  for (const code of ['| 0 ', '| 1 ', '| 2 ', '| 3 ', '| 129, 130, 143 '])
    expect(readme).toContain(code);
});
