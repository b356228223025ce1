// `swiftcheck lab` as a process of its own, and --what-if in the reports.
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, vi } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { said } from '../support/child.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';

const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));

/** A lab as a process of its own, once it said that it is ready. */
async function startLab(...args: string[]) {
  const lab = execa('node', [bin, 'lab', ...args], {
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const printed = await said(lab.stdout, /Ctrl-C ends it/);
  // The command that the lab itself offers.
  const command = /^ {2}swiftcheck (probe .*)$/m.exec(printed)?.[1] ?? '';
  return { lab, command: command.split(' '), printed };
}

describe('swiftcheck lab', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'serves both endpoints until %s',
    async (signal) => {
      const { lab, command, printed } = await startLab('--swift', '0.11.1', '--tiller', '2.13.0');
      expect(printed).toContain('curl');
      const { report, exitCode } = await swiftcheckJson(...command, '--swift-version', '0.11.1');
      expect(raised(report)).toEqual(['content-over-limit']);
      expect(exitCode).toBe(0);
      lab.kill(signal);
      expect((await lab).exitCode).toBe(0);
    },
  );

  it('is the lab of a probe with --size, by the command that the probe prints', async () => {
    const probed = ['probe', '--lab', 'swift@0.9.0,tiller@2.10.0', '--size', '5M'];
    const { stdout } = await swiftcheck(...probed);
    const [, offered = ''] = /^ {2}swiftcheck lab (.*) --tiller-port 44134 /m.exec(stdout) ?? [];
    expect(offered).toBe('--swift 0.9.0 --tiller 2.10.0 --data seed --size 5M');
    const { lab, command } = await startLab(...offered.split(' '));
    const again = await swiftcheckJson(...command, '--swift-version', '0.9.0');
    lab.kill('SIGINT');
    await lab;
    const first = await swiftcheckJson(...probed);
    const factsOf = ({ report }: typeof first) =>
      report.findings.find(({ code }) => code === 'list-over-receive-limit')?.facts;
    expect(factsOf(again)).toEqual(factsOf(first));
    expect(factsOf(again)).toMatchObject({ limitBytes: 4_194_304 });
  });

  it('takes no --size of another data set', async () => {
    const { exitCode, stderr } = await swiftcheck('lab', '--data', 'small', '--size', '1M');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--size sets the size of a file in data set seed: leave out --data.');
  });

  it('speaks TLS on both, verified with the authority that it made', async () => {
    const { lab, command } = await startLab('--tiller-tls', '--swift-tls', '--data', 'small');
    const caFile = command[command.indexOf('--cacert') + 1] ?? '';
    const { report } = await swiftcheckJson(...command);
    expect(report.target).toMatchObject({ tiller: { tls: 'verified' } });
    expect(report.evidence.swift.list?.ok).toBe(true);
    expect(report.evidence.tiller.list?.ok).toBe(true);
    expect(existsSync(caFile)).toBe(true);
    const untrusting = command.slice(0, command.indexOf('--cacert'));
    const refused = await swiftcheckJson(...untrusting);
    expect(raised(refused.report)).toContain('tls-untrusted');
    expect(refused.exitCode).toBe(3);
    lab.kill('SIGINT');
    await lab;
    expect(existsSync(caFile)).toBe(false);
  });

  it('shows a Swift whose Tiller is gone', async () => {
    const { lab, command } = await startLab('--swift', '0.9.0', '--tiller-down');
    const { report, exitCode } = await swiftcheckJson(...command, '--timeout', '1s');
    expect(raised(report)).toContain('swift-cannot-reach-tiller');
    // Tiller itself was not examined; that Swift does not reach it was seen.
    expect(exitCode).toBe(1);
    expect(report.verdict).toMatchObject({ outcome: 'failed', incomplete: true });
    lab.kill('SIGINT');
    await lab;
  });

  it('refuses a port and a temporary folder that cannot be used', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const listening = await swiftcheck('lab', '--tiller-port', port);
    taken.close();
    vi.stubEnv('TMPDIR', '/dev/null/none');
    const keeping = await swiftcheck('lab', '--tiller-tls');
    vi.unstubAllEnvs();
    expect([listening.exitCode, keeping.exitCode]).toEqual([2, 2]);
    expect(listening.stderr).toMatch(/^error: the port cannot be used: listen EADDRINUSE/);
    expect(keeping.stderr).toContain('/dev/null/none (TMPDIR), and cannot: a part of its path');
  });

  it('refuses a version that does not exist and an invalid port', async () => {
    for (const args of [
      ['--swift', '99.0.0'],
      ['--tiller', '2.10'],
      ['--swift-port', '70000'],
      ['--data', 'nothing-like-that.yaml'],
    ]) {
      const { exitCode, stderr } = await swiftcheck('lab', ...args);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^error: /);
    }
  });
});

describe('--what-if', () => {
  it('says for each line of Swift what becomes of the measured releases', async () => {
    const { report } = await swiftcheckJson('probe', '--lab', '--what-if', '--what-if-tiller');
    const row = (version: string) =>
      report.whatIf?.swift?.rows.find(({ releases }) => releases.includes(version));
    expect(row('0.6.0')).toMatchObject({ outcome: 'ok', contents: 0 });
    expect(row('0.9.0')).toMatchObject({
      outcome: 'fails',
      hop: 'swift->tiller',
      bytes: 4_195_325,
      limitBytes: 4_194_304,
      contents: 1,
      revisions: 3,
    });
    expect(row('0.11.1')).toMatchObject({ outcome: 'ok', contents: 1 });
    expect(report.whatIf?.tiller?.rows.every(({ outcome }) => outcome === 'fails')).toBe(true);
  });

  it('says which upgrade fixes the list, and in which pages it passes until then', async () => {
    const { stdout } = await swiftcheck('probe', '--lab', '--data', 'sum', '-v');
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      'Upgrade Swift to 0.11.1 (computed: the list passes; not documented for Tiller 2.10.0).',
    );
    expect(text).toMatch(
      /all=true&sort_by=NAME&limit=6'.*all=true&sort_by=NAME&limit=2&offset=app-6'/,
    );
  });

  it('has no table where what is stored is not known', async () => {
    const { report } = await swiftcheckJson('probe', '--lab', '--data', 'over20', '--what-if');
    expect(report.whatIf?.swift?.rows).toEqual([]);
    expect(report.whatIf?.swift?.missing).not.toBeNull();
  });
});

describe('a message above what Tiller sends', () => {
  it.each([
    // Below 20 MiB each; in the first part the third stands in the place of the first.
    ['2.9.1', '[1M, 18M, 17M]', 'those of two parts together are', 'in one message'],
    ['2.13.0', '[22M]', 'so one revision alone is too large', 'framing'],
    ['2.13.0', '[20M]', 'One revision alone is too large, or a part', 'two parts together'],
    ['2.8.2', '[11M, 10M]', 'the whole list is too large', 'between revisions'],
  ])('of Tiller %s is explained by how Tiller sends', async (version, sizes, why, notWhy) => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-parts-'));
    try {
      const releases = [...sizes.matchAll(/\d+M/g)].map(([size], index) => ({
        ...{ name: `release-${index}`, files: [size] },
      }));
      const data = join(folder, 'data.json');
      writeFileSync(data, JSON.stringify({ releases }));
      const pair = `swift@0.9.0,tiller@${version}`;
      const { report } = await swiftcheckJson('probe', '--lab', pair, '--data', data);
      const finding = report.findings.find(({ code }) => code === 'list-over-send-limit');
      expect(finding?.outcome).toBe('fail');
      expect(finding?.cause).toContain(`Tiller ${version} `);
      expect(finding?.cause).toContain(why);
      expect(finding?.cause).not.toContain(notWhy);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a run that is over too soon', () => {
  it('says so, and not that an endpoint is at fault', async () => {
    const { report, exitCode } = await swiftcheckJson('probe', '--lab', '--max-time', '1ms');
    expect(raised(report)).toEqual(['out-of-time', 'out-of-time']);
    expect(exitCode).toBe(3);
  });
});
