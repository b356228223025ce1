// Several reports of one run, each where it was asked for, all with the same exit code.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { swiftcheck } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('writes each to its file, and the text to stdout', async () => {
  const json = ['--format', `json=${join(folder, 'report.json')}`];
  const short = ['--format', `short=${join(folder, 'report.txt')}`];
  const ran = await swiftcheck('probe', '--lab', ...json, ...short);
  expect(ran.stdout).toMatch(/^LAB RUN: /);
  expect(ran.exitCode).toBe(1);
  expect(JSON.parse(read('report.json'))).toMatchObject({ exitCode: 1, command: 'probe' });
  expect(read('report.txt')).toMatch(/^FAIL {2}The list is too large .*\n?.* Exit code 1\.$/m);
});

it('lets a format without a file take the place of the text', async () => {
  const text = ['--format', `text=${join(folder, 'whole.txt')}`];
  const ran = await swiftcheck('probe', '--lab', '--format', 'short', ...text);
  expect(ran.stdout).toMatch(/^LAB RUN \(Swift 0\.9\.0, Tiller 2\.10\.0, data set seed\)\n/);
  expect(ran.stdout).toContain('[list-over-receive-limit]');
  expect(read('whole.txt')).toMatch(/^LAB RUN: /);
});

it('keeps to ASCII where asked to, and in a C locale', async () => {
  const { LC_ALL: before } = process.env;
  const shown = async (...args: string[]) =>
    (await swiftcheck('versions', '--lab', ...args)).stdout;
  try {
    process.env['LC_ALL'] = 'C';
    expect(await shown()).toMatch(/^\p{ASCII}+$/u);
    process.env['LC_ALL'] = 'C.UTF-8';
    expect(await shown('--ascii')).toMatch(/^\p{ASCII}+$/u);
  } finally {
    if (before === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = before;
  }
});
