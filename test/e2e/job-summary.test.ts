// A step of GitHub Actions: annotations and log on stdout, the Markdown report in the job's summary.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { swiftcheck } from '../support/cli.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'swiftcheck-summary-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('appends to what other steps have written', async () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'before\n');
  vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
  const ran = await swiftcheck('probe', '--lab', '--format', 'github');
  expect(ran.exitCode).toBe(1);
  expect(ran.stdout).toMatch(/^::error title=swiftcheck%3A list-over-receive-limit::LAB RUN: /m);
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## swiftcheck probe: FAIL\n/);
});

it('is left alone by other formats', async () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, '');
  vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
  await swiftcheck('versions', '--lab', '--format', 'short');
  expect(readFileSync(summary, 'utf8')).toBe('');
});

it.each([
  ['no folder', 'missing/summary.md', /^.*GITHUB_STEP_SUMMARY: there is no folder .*missing/],
  ['no file', '', /^.*GITHUB_STEP_SUMMARY: .* is a folder\.\n$/],
])('cannot be written: %s', async (_what, path, words) => {
  vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, path));
  const ran = await swiftcheck('versions', '--lab', '--format', 'github');
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toMatch(words);
});
