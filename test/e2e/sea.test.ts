// The single executable runs where nothing else of swiftcheck is.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT, toolVersion } from '../../src/util/package-info.js';

const root = fileURLToPath(PACKAGE_ROOT);
let folder: string;
let run: (
  ...args: string[]
) => Promise<{ exitCode?: number | undefined; stdout: string; stderr: string }>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-sea-'));
  const { stdout } = await execa('node', [join(root, '.ci/sea/main.mjs')]);
  const executable = join(folder, 'swiftcheck');
  copyFileSync(join(root, stdout), executable);
  run = (...args) =>
    execa(executable, args, { cwd: folder, env: { NO_COLOR: '1', PATH: '' }, reject: false });
});
afterAll(() => rmSync(folder, { recursive: true }));

it('says its version, explains, and runs the lab', async () => {
  expect(await run('--version')).toMatchObject({ exitCode: 0, stdout: toolVersion(), stderr: '' });
  const page = await run('explain', 'list-truncated');
  expect([page.exitCode, page.stderr]).toEqual([0, '']);
  const roles = await run('rbac');
  expect([roles.exitCode, roles.stderr]).toEqual([0, '']);
  const probe = await run(
    'probe',
    '--lab',
    '--save-evidence',
    'evidence.json',
    '-o',
    'html=report.html',
  );
  expect([probe.exitCode, probe.stderr]).toEqual([1, '']);
  expect((await run('report', 'evidence.json')).exitCode).toBe(1);
});
