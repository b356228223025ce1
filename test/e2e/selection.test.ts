// --only, --skip and --quiet: what a run prints, and its exit code.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { startClosedPort } from '../support/fault-server.js';

const schema = JSON.parse(
  readFileSync(new URL('docs/report.schema.json', PACKAGE_ROOT), 'utf8'),
) as object;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const expectValid = (report: unknown) => {
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
};

const INCIDENT = ['probe', '--lab', '--size', '4M'];
const PASSING = ['probe', '--lab', 'swift@0.11.1,tiller@2.13.0', '--data', 'small'];
const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swiftcheck-selection-'));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe('--skip', () => {
  it('leaves a finding out of the report and the exit code, and says so', async () => {
    const { report, exitCode } = await swiftcheckJson(
      ...INCIDENT,
      ...['--skip', 'list-over-receive-limit'],
    );
    expect(exitCode).toBe(0);
    expect(raised(report)).not.toContain('list-over-receive-limit');
    expect(report.skipped).toEqual({ checks: 1, raised: 1 });
    expectValid(report);
    const text = await swiftcheck(...INCIDENT, '-v', '--skip', 'list-over-receive-limit');
    expect(text.stdout.replace(/\s+/g, ' ')).toContain(
      '1 check was skipped (--skip); 1 of the skipped checks raises a finding.',
    );
    expect(text.stdout).not.toContain('list-over-receive-limit');
  });

  it('counts what is left', async () => {
    const args = ['--fail-on', 'warn', '--skip', 'list-over-receive-limit'];
    const { exitCode, report } = await swiftcheckJson(...INCIDENT, ...args);
    expect(exitCode).toBe(1);
    expect(raised(report)).toContain('pair-undocumented');
  });

  it('does not say of a baseline that a skipped finding is gone', async () => {
    const saved = ['preflight', '--lab', '--size', '4M', '--save-evidence', 'base.json', '--force'];
    await swiftcheck(...saved);
    const against = ['preflight', '--lab', '--size', '4M', '--baseline', 'base.json'];
    const { report } = await swiftcheckJson(...against, '--skip', 'list-over-receive-limit');
    expect(report.changes).toEqual([]);
  });
});

describe('--only', () => {
  it('shows and counts one check', async () => {
    const { report, exitCode } = await swiftcheckJson(
      ...INCIDENT,
      ...['--fail-on', 'warn', '--only', 'pair-undocumented'],
    );
    expect(report.findings.map(({ code }) => code)).toEqual(['pair-undocumented']);
    expect(exitCode).toBe(1);
    const passing = await swiftcheckJson(...PASSING, '--only', 'list-over-gateway-limit');
    expect(passing.exitCode).toBe(0);
    expect(passing.report.findings).toHaveLength(1);
    expect(passing.report.verdict.sentence).toMatch(/ \d+ checks were skipped \(--only\)/);
  });

  it('has no verdict if the evidence of the check is missing', async () => {
    const { port } = await startClosedPort();
    const closed = ['--tiller', `127.0.0.1:${port}`, '--swift', `http://127.0.0.1:${port}`];
    const { exitCode, report } = await swiftcheckJson(
      ...['probe', ...closed, '--only', 'pair-undocumented'],
    );
    expect(exitCode).toBe(3);
    expect(report.verdict.incomplete).toBe(true);
  });

  it('has no verdict if the run does not make the check', async () => {
    const { exitCode, stdout } = await swiftcheck(...PASSING, '--only', 'tillers-several');
    expect(exitCode).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('This run does not make the check.');
  });

  it('judges saved evidence too, which holds everything', async () => {
    await swiftcheck(...INCIDENT, '--only', 'swift-slow', '--save-evidence', 'all.json', '--force');
    expect((await swiftcheck('report', 'all.json')).exitCode).toBe(1);
    expect((await swiftcheck('report', 'all.json', '--only', 'swift-slow')).exitCode).toBe(0);
  });
});

it.each([
  [['--only', 'list-over'], /^error: --only: there is no finding list-over\./],
  [['--skip', 'list-differ'], /no finding list-differ\. Did you mean list-differs\?/],
  [['--skip', 'tiller-unreachable'], /tiller-unreachable cannot be skipped: it means/],
  [['--quiet', '--verbose'], /^error: --quiet and --verbose exclude each other\.$/m],
  [['--quiet', '-o', 'json'], /--quiet prints no report: leave out --format json, or write /],
])('%j is a usage error', async (flags, says) => {
  const { exitCode, stdout, stderr } = await swiftcheck(...INCIDENT, ...flags);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});

describe('--quiet', () => {
  it('prints one line if the run fails', async () => {
    const { exitCode, stdout, stderr } = await swiftcheck(...INCIDENT, '-q');
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^FAILED {2}.+ \(exit 1\)\n$/);
  });

  it('prints one line if something was not examined', async () => {
    const { port } = await startClosedPort();
    const closed = ['--tiller', `127.0.0.1:${port}`, '--swift', `http://127.0.0.1:${port}`];
    const { stdout, stderr } = await swiftcheck('preflight', ...closed, '--wait', '1ms', '-q');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^(FAILED {2}.+ \(exit 1\)|INCOMPLETE {2}.+ \(exit 3\))\n$/);
  });

  it('prints nothing if the run passes, and still writes reports', async () => {
    const { exitCode, stdout, stderr } = await swiftcheck(...PASSING, '-q', '-o', 'json=r.json');
    expect([exitCode, stdout, stderr]).toEqual([0, '', '']);
    expect(existsSync('r.json')).toBe(true);
    expectValid(JSON.parse(readFileSync('r.json', 'utf8')));
  });

  it('prints one line for each of several that do not pass', async () => {
    await swiftcheck(...INCIDENT, '--save-evidence', 'bad.json', '--force');
    await swiftcheck(...PASSING, '--save-evidence', 'good.json', '--force');
    const { exitCode, stdout } = await swiftcheck('report', 'good.json', 'bad.json', '-q');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {2}bad\.json: .+ \(exit 1\)\n$/);
  });
});
