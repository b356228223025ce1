// Several reports of one run, each where it was asked for, all with the same exit code.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
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

describe('nothing beyond ASCII', () => {
  afterEach(() => void vi.unstubAllEnvs());

  const unknown = 'Fehler: größer als erlaubt';
  it.each([
    ['versions', ['versions', '--lab']],
    ['the chart of probe', ['probe', '--lab']],
    ['explain, of all codes', ['explain']],
    ['explain, of a page', ['explain', 'list-over-receive-limit']],
    ['explain, of a text that is not known', ['explain', unknown]],
    ['explain, of a text', ['explain', `größer {"code":11,"message":"EOF"}`]],
    ['matrix', ['matrix']],
  ])('where asked for, and in a C locale: %s', async (_, args) => {
    vi.stubEnv('LC_ALL', 'C');
    const inC = await swiftcheck(...args);
    expect(inC.stdout + inC.stderr).toMatch(/^\p{ASCII}+$/u);
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const asked = await swiftcheck(...args, '--ascii');
    expect(asked.stdout + asked.stderr).toMatch(/^\p{ASCII}+$/u);
  });

  it('is said of text alone: elsewhere the characters stay', async () => {
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const { stderr } = await swiftcheck('explain', unknown);
    expect(stderr).toContain('…');
    const probe = await swiftcheck('probe', '--lab');
    expect(probe.stdout).toContain('█');
    const { stdout } = await swiftcheck('matrix', '--ascii', '--format', 'json');
    expect(stdout).toBe((await swiftcheck('matrix', '--format', 'json')).stdout);
  });
});
