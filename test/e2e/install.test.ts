// `probe --install` against endpoints that run on their own: a throwaway release is installed, and
// purged at every end of the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { event, type Interfere } from '../support/fronts.js';
/** Where a test ends the time of a run by hand. */
const time = vi.hoisted(() => ({ instead: (_ms: number): AbortSignal | null => null }));
vi.mock(import('../../src/net/running-time.js'), async (original) => {
  const real = await original();
  return { ...real, afterRunning: (ms) => time.instead(ms) ?? real.afterRunning(ms) };
});

// Files share a process: another one may have loaded the program without the mock.
vi.resetModules();
const { raised, swiftcheck, swiftcheckJson } = await import('../support/cli.js');
const {
  args,
  closedPort,
  INSTALL,
  interfered,
  lab,
  secondListHeld,
  NAME,
  probe,
  spawn,
  storedNames,
} = await import('../support/install-lab.js');

const OLD = 'swift@0.9.0,tiller@2.10.0';
const CURED = 'swift@0.11.1,tiller@2.13.0';
const SMALL = ['alpha', 'beta', 'gamma'];

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a chart file of 4M', () => {
  it('shows the incident on Swift 0.9.0', async () => {
    const running = await lab(OLD);
    const { report, exitCode, payload, found } = await probe(running);
    const direct = payload.whileStored?.tiller;
    if (!direct?.ok) throw new Error('the direct list must pass');
    expect(exitCode).toBe(1);
    expect(payload).toMatchObject({ installed: { ok: true }, purged: { ok: true } });
    expect(direct.value.messages).toHaveLength(1);
    expect(found('payload-over-limit')).toMatchObject({
      outcome: 'fail',
      hop: 'swift->tiller',
      facts: {
        messageBytes: direct.value.messages[0]?.bytes,
        limitBytes: 4_194_304,
        installed: payload.releaseName,
        without: { passed: true, messageBytes: 1000 },
      },
    });
    // The cluster without it is healthy, and nothing advises about a release that is gone.
    expect(raised(report)).toEqual(['pair-undocumented', 'payload-over-limit']);
    expect(report.evidence.tiller.list).toMatchObject({ value: { count: 3 } });
    expect(found('probe-release-left')).toMatchObject({ outcome: 'pass' });
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('is in both lists with Swift 0.11.1, though not to be read alone', async () => {
    const running = await lab(CURED);
    const { report, exitCode, payload, found } = await probe(running);
    const { whileStored } = payload;
    if (!whileStored?.tiller.ok || !whileStored.swift.ok) throw new Error('both lists must pass');
    const throwaway = { name: payload.releaseName, status: 'FAILED', revision: 1 };
    for (const { releases } of [whileStored.tiller.value, whileStored.swift.value]) {
      expect(releases.map(({ name }) => name).toSorted()).toEqual([...SMALL, throwaway.name]);
      expect(releases).toContainEqual(expect.objectContaining(throwaway));
    }
    expect(found('payload-over-limit')).toMatchObject({ outcome: 'pass' });
    expect(raised(report)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(await storedNames(running)).toEqual(SMALL);
  });
});

describe('the throwaway release is purged', () => {
  it('where the run is over while the lists are made', async () => {
    const running = await lab(OLD);
    const deadline = new AbortController();
    const sevenMinutes = 420_000;
    vi.spyOn(time, 'instead').mockImplementation((ms) =>
      // What is left of it after the question.
      ms > sevenMinutes - 60_000 ? deadline.signal : null,
    );
    const held = await secondListHeld(running, () => deadline.abort());
    const { exitCode, payload, found } = await probe(held, '--max-time', '7m');
    expect(payload.whileStored?.swift).toMatchObject({
      ok: false,
      failure: { kind: 'deadline' },
    });
    expect(payload).toMatchObject({ installed: { ok: true }, purged: { ok: true } });
    expect(found('probe-release-left')).toMatchObject({ outcome: 'pass' });
    expect(exitCode).toBe(3);
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('where Tiller fails the list', async () => {
    const running = await lab(OLD);
    const refusal = { code: status.UNKNOWN, details: 'configmaps is forbidden' };
    const front = await interfered(running, (method) =>
      method === 'ListReleases' ? refusal : null,
    );
    const { exitCode, payload, found } = await probe(front);
    expect(found('tiller-list-failed')).toMatchObject({ outcome: 'fail' });
    expect(payload).toMatchObject({ installed: { ok: true }, purged: { ok: true } });
    expect(exitCode).toBe(1);
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('if nothing listens at the address of Swift', async () => {
    const running = await lab(OLD);
    const swiftUrl = `http://127.0.0.1:${await closedPort()}`;
    const { report, exitCode, payload } = await probe({ ...running, swiftUrl });
    expect(raised(report)).toContain('swift-unreachable');
    expect(payload.purged).toMatchObject({ ok: true });
    expect(exitCode).toBe(3);
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('where the install was stored but its answer was lost', async () => {
    const running = await lab(OLD);
    const lost = {
      code: status.UNAVAILABLE,
      details: 'transport is closing',
      passedOn: true,
    } as const;
    const front = await interfered(running, (method) =>
      method === 'InstallRelease' ? lost : null,
    );
    const { payload, found } = await probe(front);
    const direct = payload.whileStored?.tiller;
    const names = direct?.ok ? direct.value.releases.map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual([...SMALL, payload.releaseName]);
    expect(payload).toMatchObject({ installed: { ok: false }, purged: { ok: true } });
    expect(found('probe-release-left')).toMatchObject({ outcome: 'pass' });
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('where Tiller refused it, and there is nothing to purge', async () => {
    const running = await lab(OLD);
    const refusal = { code: status.UNKNOWN, details: 'invalid release name, must match regex' };
    const front = await interfered(running, (method) =>
      method === 'InstallRelease' ? refusal : null,
    );
    const { payload, found } = await probe(front);
    expect(front.asked).not.toContain('UninstallRelease');
    expect(payload.stored).toMatchObject({ ok: true, value: 'none' });
    expect(payload).toMatchObject({ installed: { ok: false }, purged: { ok: true } });
    expect(found('payload-not-tried')).toMatchObject({
      outcome: 'fail',
      facts: { message: refusal.details },
    });
    expect(await storedNames(running)).toEqual(SMALL);
  });
});

describe('an install that Tiller itself ended', () => {
  const SIZE = 'grpc: received message larger than max (4194476 vs. 4194304)';
  it.each([
    ['for its size', status.RESOURCE_EXHAUSTED, SIZE, true],
    ['with an error of its own', status.UNKNOWN, 'render error', true],
    ['because it has no such call', status.UNIMPLEMENTED, 'unknown method', true],
    // The words are of a proxy or of a transport: Tiller may go on.
    ['nothing of, but a proxy did', status.RESOURCE_EXHAUSTED, 'too many requests', false],
    ['nothing of, but a transport did', status.UNAVAILABLE, 'transport is closing', false],
  ])('%s', async (_what, code, details, ended) => {
    const running = await lab(OLD);
    const front = await interfered(running, (method) =>
      method === 'InstallRelease' ? { code, details } : null,
    );
    const { payload, found } = await probe(front);
    expect(payload.stored).toMatchObject({ ok: true, value: 'none' });
    expect(payload.purged.ok).toBe(ended);
    expect(found('probe-release-left')?.outcome).toBe(ended ? 'pass' : 'fail');
  });
});

describe('a release that may be left behind', () => {
  const unavailable = { code: status.UNKNOWN, details: 'etcdserver: request timed out' };
  const failPurge: Interfere = (method) => (method === 'UninstallRelease' ? unavailable : null);
  const command = (address: string, name: string) =>
    `helm --host ${address} delete --purge ${name}`;

  it('is a finding, with the command that removes it on stderr', async () => {
    const running = await lab(CURED);
    const front = await interfered(running, failPurge);
    const { exitCode, stderr, payload, found } = await probe(front);
    const removal = command(front.tillerAddress, payload.releaseName);
    expect(found('probe-release-left')).toMatchObject({
      outcome: 'fail',
      hop: 'swiftcheck->tiller',
      facts: { name: payload.releaseName, command: removal, message: unavailable.details },
    });
    expect(stderr.split('\n').map((line) => line.trim())).toContain(removal);
    expect(exitCode).toBe(1);
    expect((await storedNames(running)).toSorted()).toEqual([...SMALL, payload.releaseName]);
  });

  it('is reported also if Tiller has not answered the install, and holds nothing yet', async () => {
    const running = await lab(CURED);
    const front = await interfered(running, (method) =>
      method === 'InstallRelease'
        ? { code: status.UNAVAILABLE, details: 'transport is closing' }
        : null,
    );
    const { exitCode, stderr, payload, found, report } = await probe(front);
    expect(found('probe-release-left')).toMatchObject({ outcome: 'fail' });
    expect(stderr).toContain(command(front.tillerAddress, payload.releaseName));
    // The payload was not tried, and what may be left behind is a failure all the same, which comes first.
    expect(exitCode).toBe(1);
    expect(raised(report)).toEqual(['probe-release-left', 'payload-not-tried']);
  });

  it('is reported also if the evidence cannot be saved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-install-'));
    const front = await interfered(await lab(CURED), (...call) => {
      // The folder goes away: found out only when it is written.
      rmSync(folder, { recursive: true, force: true });
      return failPurge(...call);
    });
    const evidence = join(folder, 'evidence.json');
    const ran = await swiftcheck(...args(front), ...INSTALL, '--save-evidence', evidence);
    expect(ran.stderr).toContain(
      `error: --save-evidence ${evidence} could not be written: there is no such file.\n`,
    );
    // What was left behind is a finding, and comes before.
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain(command(front.tillerAddress, 'swiftcheck-probe-'));
  });

  it('is reported also if the run was interrupted', async () => {
    const running = await lab(CURED);
    const front = await interfered(running, failPurge);
    const listed = event();
    const held = await secondListHeld(front, listed.happen);
    const child = spawn(held);
    await listed.happened;
    child.kill('SIGINT');
    const { exitCode, stderr } = await child;
    const name = (await storedNames(running)).find((stored) => NAME.test(stored)) ?? '';
    expect(stderr).toContain(command(held.tillerAddress, name));
    expect(exitCode).toBe(130);
  });
});

describe('before anything is installed', () => {
  /** The part of stderr that stands before the name. */
  const before = async (pair: string, ...more: string[]) => {
    const { stderr } = await probe(await lab(pair), ...more);
    return stderr.split('Installing the throwaway release')[0] ?? '';
  };

  it('it is said that lists through Swift fail for everyone, with the very numbers', async () => {
    const running = await lab(OLD);
    const { stderr, payload } = await probe(running);
    const direct = payload.whileStored?.tiller;
    const [, before = ''] =
      /every list through Swift fails for everyone \(computed: about ([\d,]+) bytes/.exec(stderr) ??
      [];
    const measured = direct?.ok ? direct.value.messages[0]?.bytes : undefined;
    // The nanoseconds of the two times take a few bytes more or less.
    expect(Math.abs(Number(before.replaceAll(',', '')) - (measured ?? 0))).toBeLessThan(32);
  });

  it('it is said where they do not', async () => {
    expect(await before(CURED)).toContain('every list through Swift still passes');
    expect(await before(OLD, '--size', '1M')).toContain('every list through Swift still passes');
  });

  it('it is said where that is not known', async () => {
    const refusal = { code: status.UNKNOWN, details: 'configmaps is forbidden' };
    const front = await interfered(await lab(OLD), (method) =>
      method === 'ListReleases' ? refusal : null,
    );
    expect((await probe(front)).stderr).toContain('lists through Swift can fail for everyone');
  });
});

describe.each([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
] as const)('$signal', ({ signal, code }) => {
  it('purges what is stored', async () => {
    const running = await lab(OLD);
    const listed = event();
    const child = spawn(await secondListHeld(running, listed.happen));
    await listed.happened;
    const stored = await storedNames(running);
    expect(stored.filter((name) => NAME.test(name))).toHaveLength(1);
    child.kill(signal);
    const { exitCode, stdout, stderr } = await child;
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toContain('Interrupted; there is no verdict.');
    expect(stderr).toMatch(
      /there is no verdict\. The throwaway release swiftcheck-probe-\w+ is purged\.$/,
    );
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it('purges what Tiller stores only after it', async () => {
    const running = await lab(OLD);
    const asked = event();
    const interrupted = event();
    const front = await interfered(running, async (method) => {
      if (method !== 'InstallRelease') return null;
      asked.happen();
      await interrupted.happened;
      return null;
    });
    const child = spawn(front);
    child.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('purging')) interrupted.happen();
    });
    await asked.happened;
    child.kill(signal);
    const { exitCode } = await child;
    expect(exitCode).toBe(code);
    expect(front.asked.filter((method) => method !== 'GetVersion')).toEqual([
      ...[
        'ListReleases',
        'GetReleaseStatus',
        'InstallRelease',
        'GetReleaseStatus',
        'UninstallRelease',
      ],
    ]);
    expect(await storedNames(running)).toEqual(SMALL);
  });
});

describe('what --install is given', () => {
  it('names the largest size that Tiller takes, which it does take', async () => {
    const running = await lab(CURED);
    const sized = (size: number | string) => ['--install', '--yes', '--size', String(size)];
    const refused = await swiftcheck(...args(running), ...sized('20M'));
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('at most 20 MiB');
    const named = /at most ([\d,]+) bytes \([\d.]+ MiB\) with --install/.exec(refused.stderr)?.[1];
    const largest = Number(named?.replaceAll(',', ''));
    expect((await swiftcheck(...args(running), ...sized(largest + 1))).exitCode).toBe(2);
    const { report } = await swiftcheckJson(...args(running), ...sized(largest));
    expect(report.evidence.payload).toMatchObject({
      sizeBytes: largest,
      installed: { ok: true },
      purged: { ok: true },
    });
    expect(await storedNames(running)).toEqual(SMALL);
  });

  it.each([
    { given: ['--install', '--size', '4M'], sentence: 'add --yes' },
    { given: ['--install', '--yes'], sentence: '--install needs --size' },
    { given: ['--yes', '--size', '4M'], sentence: '--yes answers the question of --install' },
    { given: ['--install', '--size', '20M'], sentence: 'at most 20 MiB' },
  ])('refuses $given before anything is asked', async ({ given, sentence }) => {
    const front = await interfered(await lab(CURED), () => null);
    const { exitCode, stderr } = await swiftcheck(...args(front), ...given);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
    expect(front.asked).toEqual([]);
  });
});
