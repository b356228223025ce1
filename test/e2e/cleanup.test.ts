// What a killed `probe --install` leaves behind is found by a later probe, and removed by `cleanup`; nothing
// else is.
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { event } from '../support/fronts.js';
import { afterwards } from '../support/afterwards.js';
import {
  args,
  closedPort,
  interfered,
  lab,
  NAME,
  secondListHeld,
  spawn,
  storedNames,
} from '../support/install-lab.js';
import { TillerClient } from '../support/lab-client.js';
import { installRequest, newThrowaway } from '../../src/gather/throwaway.js';
import type { Lab } from '../../src/lab/lab.js';

const CURED = 'swift@0.11.1,tiller@2.13.0';
const SMALL = ['alpha', 'beta', 'gamma'];
const never = new Promise<never>(() => undefined);

const cleanup = (running: Lab, ...more: string[]) =>
  swiftcheck('cleanup', '--tiller', running.tillerAddress, ...more);

/** Runs `probe --install`, and kills it where `at` says. */
async function killed(running: Lab, signal: NodeJS.Signals, at: string): Promise<void> {
  const there = event();
  const front = await interfered(running, (method) => {
    if (method !== at) return null;
    there.happen();
    return never;
  });
  const child = spawn(at === 'list' ? await secondListHeld(running, there.happen) : front);
  await there.happened;
  child.kill(signal);
  await child;
}

/** Stores a release as another client would. */
async function store(running: Lab, name: string, notes: string): Promise<void> {
  const client = new TillerClient(running.tillerAddress, `v${running.tiller.version}`);
  afterwards(() => client.close());
  const data = Buffer.from('kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: theirs\n');
  const templates = [
    { name: 'templates/cm.yaml', data },
    { name: 'templates/NOTES.txt', data: Buffer.from(notes) },
  ];
  const metadata = { name: 'swiftcheck-probe', version: '1.0.0' };
  await client.answer('InstallRelease', {
    name,
    namespace: 'default',
    chart: { metadata, templates },
  });
}

describe.each([
  ['the lists are made', 'list'],
  ['Tiller is asked to purge', 'UninstallRelease'],
])('a run that is killed while %s', (_when, at) => {
  it('leaves what a probe names, with the command that removes it', async () => {
    const running = await lab(CURED);
    await killed(running, 'SIGKILL', at);
    const [left = ''] = (await storedNames(running)).filter((name) => !SMALL.includes(name));
    expect(left).toMatch(NAME);
    const { report } = await swiftcheckJson(...args(running));
    const finding = report.findings.find(({ code }) => code === 'probe-release-stored');
    expect(finding).toMatchObject({
      outcome: 'warn',
      facts: {
        releases: [{ name: left, revision: 1 }],
        command: `swiftcheck cleanup --tiller ${running.tillerAddress}`,
      },
    });
    const removed = await cleanup(running, '--yes');
    expect(removed.stdout).toContain(`Removed ${left}.`);
    expect(removed.exitCode).toBe(0);
    expect(await storedNames(running)).toEqual(SMALL);
    const after = await swiftcheckJson(...args(running));
    expect(raised(after.report)).not.toContain('probe-release-stored');
  });
});

it('finds also what Tiller stored for a run that did not see it any more', async () => {
  const running = await lab(CURED);
  const asked = event();
  const goOn = event();
  const front = await interfered(running, async (method) => {
    if (method !== 'InstallRelease') return null;
    asked.happen();
    await goOn.happened;
    return null;
  });
  const child = spawn(front);
  await asked.happened;
  child.kill('SIGKILL');
  await child;
  goOn.happen();
  await expect.poll(() => storedNames(running)).toHaveLength(4);
  expect((await cleanup(running, '--yes')).exitCode).toBe(0);
  expect(await storedNames(running)).toEqual(SMALL);
});

it('leaves nothing of a run that is killed before the install', async () => {
  const running = await lab(CURED);
  await killed(running, 'SIGKILL', 'GetReleaseStatus');
  const { stdout, exitCode } = await cleanup(running);
  expect(stdout).toBe(
    `No throwaway release of swiftcheck is stored in Tiller at ${running.tillerAddress}.\n`,
  );
  expect(exitCode).toBe(0);
});

it('finds all that Tiller stores, though Tiller overwrites parts of a long list', async () => {
  const running = await lab('swift@0.11.1,tiller@2.10.0');
  const client = new TillerClient(running.tillerAddress, 'v2.10.0');
  afterwards(() => client.close());
  for (let count = 0; count < 3; count += 1) {
    // Without objects, Tiller stores the release as FAILED.
    await client.answer('InstallRelease', installRequest(newThrowaway(), 8_000_000)).catch(() => 0);
  }
  const { stdout, exitCode } = await cleanup(running, '--yes');
  expect(stdout).toContain('3 throwaway releases of swiftcheck are stored');
  expect(exitCode).toBe(0);
  expect(await storedNames(running)).toEqual(SMALL);
});

describe('a release that swiftcheck did not make', () => {
  const named = (digit: string) => `swiftcheck-probe-${digit.repeat(16)}`;

  it('is never removed, whatever its name', async () => {
    const running = await lab(CURED);
    await store(running, named('a'), 'A throwaway release of "swiftcheck probe --install", run 0.');
    await store(running, named('b'), 'Read these NOTES.');
    await store(running, 'swiftcheck-probe-mine', 'Read these NOTES.');
    const before = await storedNames(running);
    const { stdout, exitCode } = await cleanup(running, '--yes');
    expect(stdout).toContain('No throwaway release of swiftcheck is stored');
    expect(stdout).toContain(`${named('a')} (namespace default`);
    expect(stdout).toContain('without the mark of swiftcheck, so it is left as it is');
    expect(stdout).not.toContain('swiftcheck-probe-mine');
    expect(exitCode).toBe(0);
    expect(await storedNames(running)).toEqual(before);
    // The list that a probe has holds names alone, so the probe claims no more.
    const probed = await swiftcheck(...args(running), '-v');
    expect(probed.stdout).toContain(
      'Stored releases have the names of throwaway releases (2 releases)',
    );
    expect(probed.stdout).toContain('The name alone does not prove that.');
    expect(probed.stdout).not.toMatch(/probe\s--install\sleft|Remove\sthe/);
  });

  it('is not removed where its mark cannot be read', async () => {
    const running = await lab(CURED);
    await store(running, named('c'), 'Read these NOTES.');
    const front = await interfered(running, (method) =>
      method === 'GetReleaseStatus'
        ? { code: status.UNKNOWN, details: 'etcdserver: request timed out' }
        : null,
    );
    const { stdout, exitCode } = await cleanup(front, '--yes');
    expect(stdout).toMatch(/^Whether a throwaway release .* is not known:\n.*could not be read/);
    expect(front.asked).not.toContain('UninstallRelease');
    expect(exitCode).toBe(1);
  });
});

describe('cleanup', () => {
  it('removes nothing without consent', async () => {
    const running = await lab(CURED);
    await killed(running, 'SIGKILL', 'list');
    const { stdout, stderr, exitCode } = await cleanup(running);
    expect(stdout).toContain('1 throwaway release of swiftcheck is stored');
    expect(stderr).toContain('add --yes');
    expect(exitCode).toBe(1);
    expect(await storedNames(running)).toHaveLength(4);
  });

  it('says what Tiller refused, and that something is left', async () => {
    const running = await lab(CURED);
    await killed(running, 'SIGKILL', 'list');
    const front = await interfered(running, (method) =>
      method === 'UninstallRelease'
        ? { code: status.UNKNOWN, details: 'configmaps is forbidden' }
        : null,
    );
    const { stderr, exitCode } = await cleanup(front, '--yes');
    expect(stderr).toContain('was not removed');
    expect(stderr).toContain('configmaps is forbidden');
    expect(exitCode).toBe(1);
  });

  it('ends with 3 where Tiller cannot be asked', async () => {
    const { stderr, exitCode } = await swiftcheck(
      ...['cleanup', '--tiller', `127.0.0.1:${await closedPort()}`],
    );
    expect(stderr).toContain('could not be asked');
    expect(exitCode).toBe(3);
  });

  it.each([
    [['--tiller', '127.0.0.1:1', '--kube-context', 'a'], '--kube-context is for finding Tiller'],
    [['--kubeconfig', 'no-such-file'], 'no-such-file'],
    [['--tls-cert', 'a.pem', '--tiller', '127.0.0.1:1'], 'needs --tls or --tls-verify'],
  ])('refuses %j', async (given, sentence) => {
    const { stderr, exitCode } = await swiftcheck('cleanup', ...given);
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
