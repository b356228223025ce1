// The configuration file in probe and versions: the same endpoints, reports and limits as in preflight, and
// no policy.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { labPair } from '../../src/cli/parse.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';

const home = process.cwd();
let folder: string;
let lab: Lab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-configuration-'));
  process.chdir(folder);
  lab = await startLab({ ...labPair('swift@0.9.0,tiller@2.10.0'), data: dataSet('small') });
});
afterAll(async () => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
  await lab.close();
});

const written = (rest = '', file = 'swiftcheck.config.yaml') => {
  writeFileSync(
    file,
    `${rest}endpoints:\n  tiller: ${lab.tillerAddress}\n  swift: ${lab.swiftUrl}\n  swiftVersion: 0.9.0\n`,
  );
};

describe.each(['probe', 'versions', 'preflight'])('%s', (command) => {
  it('uses the file of the working directory', async () => {
    written();
    const { report, exitCode } = await swiftcheckJson(command);
    expect(report.target).toMatchObject({ tiller: { address: lab.tillerAddress } });
    expect(report.swift.declared).toBe('0.9.0');
    expect([report.command, exitCode]).toEqual([command, 0]);
  });

  it('uses the file that --config gives, and writes the reports of that file', async () => {
    rmSync('swiftcheck.config.yaml', { force: true });
    written('formats: [short, json=out.json]\nfailOn: warn\n', 'other.yaml');
    const { stdout, exitCode } = await swiftcheck(command, '--config', 'other.yaml');
    expect(stdout).toContain('pair-undocumented');
    expect(existsSync('out.json')).toBe(true);
    expect(exitCode).toBe(1);
    rmSync('out.json');
  });

  it('prefers flags', async () => {
    written('failOn: warn\n');
    const { exitCode } = await swiftcheck(command, '--fail-on', 'fail', '-o', 'short');
    expect(exitCode).toBe(0);
  });

  it('refuses a file with an unknown key', async () => {
    written('frobnicate: 1\n');
    const { exitCode, stderr } = await swiftcheck(command);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('swiftcheck.config.yaml:1: unknown key "frobnicate"');
  });
});

describe('a policy of the file', () => {
  const policy =
    'headroom: 99%\nignore:\n  - { code: pair-undocumented, reason: Known., expires: 2999-01-01 }\n';

  it('is for preflight alone', async () => {
    written(policy);
    const preflight = await swiftcheckJson('preflight');
    expect(preflight.report.evidence.policy?.headroom).toBe(0.99);
    const probe = await swiftcheckJson('probe');
    expect(probe.report.evidence.policy).toBeUndefined();
    const [ignored] = probe.report.findings.filter(({ code }) => code === 'pair-undocumented');
    expect(ignored?.standing?.ignored).toBeNull();
  });

  it('is not among the values that probe prints', async () => {
    written(policy);
    const { stdout } = await swiftcheck('probe', '--print-config');
    expect(stdout).toContain(`tiller: ${lab.tillerAddress} # swiftcheck.config.yaml:`);
    expect(stdout).not.toMatch(/headroom|ignore|pair-undocumented/);
    expect((await swiftcheck('preflight', '--print-config')).stdout).toMatch(/headroom[^]*ignore/);
  });
});

it('sets no size for a data set of the lab that has no file to size', async () => {
  written('size: 5M\n');
  const seed = await swiftcheckJson('probe', '--lab');
  expect(seed.report.evidence.payload?.sizeBytes).toBe(5 * 1024 * 1024);
  const many = await swiftcheckJson('probe', '--lab', '--data', 'many');
  expect(many.report.evidence.payload).toBeUndefined();
  expect(raised(many.report)).toContain('list-truncated');
});

describe.each(['probe', 'preflight', 'plan', 'watch'])('%s', (command) => {
  it.each([
    [
      'kubeContext: [a]\n  allContexts: true',
      ':3: --all-contexts and --kube-context exclude each other.',
    ],
    ['tiller: h:1\n  swift: https://h\n  tlsCaCert: a', ':4: --tls-ca-cert needs --tls or '],
    [
      'tiller: h:1\n  swift: https://h\n  cacert: none',
      ':4: --cacert: none: there is no such file.',
    ],
  ])('names the place of what the file cannot mean: %s', async (endpoints, words) => {
    writeFileSync('swiftcheck.config.yaml', `endpoints:\n  ${endpoints}\n`);
    const { stderr, exitCode } = await swiftcheck(command);
    expect(stderr).toContain(`error: swiftcheck.config.yaml${words}`);
    expect(exitCode).toBe(2);
  });

  it('names no place of a flag', async () => {
    writeFileSync('swiftcheck.config.yaml', 'endpoints:\n  tiller: h:1\n  cacert: none\n');
    const { stderr } = await swiftcheck(command, '--swift', 'https://h', '--cacert', 'other');
    expect(stderr).toContain('error: --cacert: other: there is no such file.');
  });
});
