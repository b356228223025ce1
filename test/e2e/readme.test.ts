// README and docs show what happens.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { blockOf } from '../support/ci/blocks.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startCluster } from '../support/cluster.js';

const read = (page: string) => readFileSync(new URL(page, PACKAGE_ROOT), 'utf8');
const readme = read('README.md');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-readme-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('docs/lab.md shows a data file that the lab reads', async () => {
  const file = join(folder, 'releases.yaml');
  writeFileSync(file, blockOf('docs/lab.md', 'Data sets', 'yaml'));
  const { report } = await swiftcheckJson('probe', '--lab', '--data', file);
  expect(raised(report)).toContain('list-over-receive-limit');
});

it.each([
  ['README.md', 'Check a cluster', 'probe'],
  ['docs/kubernetes.md', 'In a cluster', 'versions'],
])('%s: shows what %s prints with a kubeconfig alone', async (page, heading, command) => {
  const cluster = await startCluster(folder);
  try {
    const [first, ...shown] = blockOf(page, heading, 'console').split('\n');
    expect(first).toBe(`$ swiftcheck ${command}`);
    const { stdout } = await swiftcheck(command, ...cluster.flags);
    const printed = stdout
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:6443')
      .replace(/\d+ ms|\d+\.\d s/g, '57 ms')
      .split('\n');
    const isPrinted = (line: string) =>
      line.endsWith('…')
        ? printed.some((each) => each.startsWith(line.slice(0, -1)))
        : printed.includes(line);
    const lines = shown.filter((line) => line !== '' && line !== '…');
    expect(lines.length).toBeGreaterThan(6);
    expect(lines.filter((line) => !isPrinted(line))).toEqual([]);
  } finally {
    await cluster.close();
  }
});

it('docs/explain.md shows what explain prints', async () => {
  const [, text = '', shown = ''] =
    /^```console\n\$ swiftcheck explain '(.*)'\n([^]*?)^…\n```$/m.exec(read('docs/explain.md')) ??
    [];
  const { stdout, exitCode } = await swiftcheck('explain', text);
  expect(exitCode).toBe(0);
  expect(shown.split('\n').length).toBeGreaterThan(8);
  expect(stdout.startsWith(shown)).toBe(true);
});

it('README.md lists every command, and leads to every page', async () => {
  const { stdout } = await swiftcheck('--help');
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?:, [a-z]+)? {2,}[A-Z]/gm)].map(
    ([, command = '']) => command,
  );
  expect(commands).toContain('manifests');
  for (const command of commands.filter((name) => !['help', 'version'].includes(name))) {
    expect(readme).toContain(`| \`swiftcheck ${command}`);
  }
  for (const page of ['ci', 'kubernetes', 'lab', 'explain', 'preflight', 'formats', 'testing']) {
    expect(readme).toContain(`](docs/${page}.md`);
  }
});

it('README.md is short, and says first what to type', () => {
  const words = readme.split(/\s+/).length;
  expect(words).toBeLessThan(700);
  expect(readme.slice(0, readme.indexOf('swiftcheck probe')).split('\n').length).toBeLessThan(12);
});

it('README.md names the tests as CI runs them', () => {
  expect(readme).toMatch(/^```sh\n(?:.+\n)*npm test\n/m);
  expect(read('.ci/run').split('\n')).toContain('npm test');
});

it('docs/formats.md lists every format', () => {
  for (const name of FORMAT_NAMES) expect(read('docs/formats.md')).toContain(`| \`${name}\``);
});

it('docs/ci.md lists the exit codes of the help', async () => {
  const { stdout } = await swiftcheck('--help');
  const codes = [...stdout.matchAll(/^ {2}(\d[\d, ]*?) {2}\S/gm)].map(([, code]) => code);
  expect(codes).toEqual(['0', '1', '2', '3', '129, 130, 143']);
  expect(
    [...read('docs/ci.md').matchAll(/^\| (\d[\d, ]*?) +\|/gm)].map(([, code]) => code),
  ).toEqual(codes);
});

it('has a demo that goes from the incident to what is better', async () => {
  const demo = new URL('dist/demo.cjs', PACKAGE_ROOT);
  const { exitCode, stdout, stderr } = await execa('node', [fileURLToPath(demo)], {
    reject: false,
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('[list-over-receive-limit]');
  expect(stdout.match(/\(exit \d\)/g)).toEqual(['(exit 1)', '(exit 1)', '(exit 0)', '(exit 0)']);
  expect(stdout).toContain('gone     list-over-receive-limit');
});
