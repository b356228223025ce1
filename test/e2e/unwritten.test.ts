// An output that cannot be written: the others are, it is said in a sentence, and the exit code does not
// say that all is well.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck } from '../support/cli.js';

const HEALTHY = ['--lab', 'swift@0.11.1,tiller@2.13.0'];
const FULL = '/dev/full';
const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));
const home = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-unwritten-'));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});
afterEach(() => void vi.unstubAllEnvs());

describe.skipIf(!existsSync(FULL))('a full disk', () => {
  const unwritten = (name: string) =>
    `error: ${name} could not be written: no space is left there.\n`;

  it('costs the report that was to stand there, and no other', async () => {
    const ran = await swiftcheck(
      ...['preflight', ...HEALTHY, '--format', `html=${FULL}`, '--format', 'short'],
      ...['--format', 'junit=first.xml', '--save-evidence', 'first.json'],
    );
    expect(ran.stderr).toBe(unwritten(`--format html=${FULL}`));
    expect(ran.stdout).toMatch(/^LAB RUN [^]*PASSED {2}/);
    expect(readFileSync('first.xml', 'utf8')).toContain('</testsuites>');
    expect(JSON.parse(readFileSync('first.json', 'utf8'))).toMatchObject({ schemaVersion: 1 });
    expect(ran.exitCode).toBe(2);
  });

  it('is reported for each output that could not be written', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', FULL);
    const ran = await swiftcheck(
      ...[
        'preflight',
        ...HEALTHY,
        '--format',
        'github',
        '--save-evidence',
        FULL.replace('/', '//'),
      ],
      ...['--format', 'junit=second.xml'],
    );
    // No flag names the file of the summary.
    expect(ran.stderr).toBe(
      unwritten('GITHUB_STEP_SUMMARY') + unwritten(`--save-evidence /${FULL}`),
    );
    expect(existsSync('second.xml')).toBe(true);
    expect(ran.exitCode).toBe(2);
  });

  it('does not hide that there are findings', async () => {
    const probe = await swiftcheck('probe', '--lab', '--save-evidence', FULL);
    expect([probe.exitCode, probe.stderr]).toEqual([1, unwritten(`--save-evidence ${FULL}`)]);
    await swiftcheck('probe', '--lab', '--save-evidence', 'incident.json');
    const report = await swiftcheck('report', 'incident.json', '--format', `html=${FULL}`);
    expect([report.exitCode, report.stderr]).toEqual([1, unwritten(`--format html=${FULL}`)]);
    expect(report.stdout).toMatch(/^LAB RUN of /);
  });

  it.each([
    [0, ['preflight', ...HEALTHY]],
    [1, ['preflight', '--lab']],
    [0, ['--help']],
    [0, ['matrix']],
    [2, ['preflight', '--config', 'none.yaml']],
  ])('behind stdout is a sentence as well, where the code would be %i: %j', (code, args) => {
    const full = openSync(FULL, 'w');
    const { status, stderr } = spawnSync('node', [bin, ...args], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    if (code === 2) expect(stderr).toBe('error: configuration none.yaml: there is no such file.\n');
    else expect(stderr).toBe(unwritten('standard output'));
    expect(status).toBe(code === 0 ? 2 : code);
  });
});

it('is no error where the reader has seen enough', () => {
  const command = `node "${bin}" preflight ${HEALTHY.join(' ')} --format json`;
  // The status of the pipe is that of its first command.
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `{ ${command}; echo "code $?" >&2; } | head -c 1`],
    { encoding: 'utf8' },
  );
  expect([stdout, stderr]).toEqual(['{', 'code 0\n']);
});

it.each(['--save-evidence e.json', '--format json=o.json', '--config c.yaml'])(
  'says that the working directory is deleted, with %s',
  (flag) => {
    const gone = mkdtempSync(join(folder, 'gone-'));
    const command = `rmdir '${gone}' && '${process.execPath}' '${bin}' preflight --lab ${flag}`;
    const { stderr, status } = spawnSync('sh', ['-c', command], { cwd: gone, encoding: 'utf8' });
    expect(stderr).toMatch(
      /^error: (the working directory does not exist any more|configuration c\.yaml: there is no such file)/,
    );
    expect(status).toBe(2);
  },
);
