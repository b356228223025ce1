// `swiftcheck watch`: rounds with a clock of the test over the lab's sockets, its server, and its end as a process.
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, describe, expect, it } from 'vitest';
import { inLab } from '../../src/cli/in-lab.js';
import { labPair } from '../../src/cli/parse.js';
import { healthOf, metricsOf, renewing } from '../../src/cli/watch-command.js';
import { keepWatching, type WatchState } from '../../src/cli/watch-rounds.js';
import { gather } from '../../src/gather/gather.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab } from '../../src/lab/lab.js';
import { serveStatus } from '../../src/net/status-server.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { UsageError } from '../../src/util/usage-error.js';
import { said } from '../support/child.js';
import { startClosedPort } from '../support/fault-server.js';
import { swiftcheck } from '../support/cli.js';
import { testRun } from '../support/run.js';

const MINUTE = 60_000;
const bin = fileURLToPath(new URL('bin/swiftcheck.cjs', PACKAGE_ROOT));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function lab(pair: string, data = 'small'): Promise<Lab> {
  const started = await startLab({ ...labPair(pair), data: dataSet(data) });
  closing.push(() => started.close());
  return started;
}

/** The same pair, of which nothing answers. */
async function stopped(up: Lab): Promise<Lab> {
  const closed = await startClosedPort();
  closing.push(() => closed.close());
  const address = `127.0.0.1:${closed.port}`;
  return { ...up, tillerAddress: address, swiftUrl: `http://${address}` };
}

interface Recorded {
  readonly lines: string[];
  readonly asked: string[];
  readonly states: WatchState[];
}

/** A lab for each call of a round. */
type Labs = Readonly<Record<'versions' | 'probe', Lab>>;

/** Watches one lab a round, five minutes apart, and stops after the last one. */
async function rounds(
  labs: readonly (Lab | Labs)[],
  listEveryMs = 60 * MINUTE,
  clock = { minutesARound: 5 },
  isDeclared = true,
): Promise<Recorded> {
  const stop = new AbortController();
  const recorded: Recorded = { lines: [], asked: [], states: [] };
  let now = Date.parse('2024-01-01T00:00:00Z');
  let elapsed = 0;
  let round = 0;
  await keepWatching({
    watched: () => [
      {
        name: null,
        gather: async (command) => {
          recorded.asked.push(command);
          const ofRound = labs[round];
          if (!ofRound) throw new Error('no lab for the round');
          const current =
            'versions' in ofRound ? ofRound[command === 'probe' ? 'probe' : 'versions'] : ofRound;
          const { targets, ...rest } = inLab(current, 'x');
          const swift = isDeclared ? targets.swift : { ...targets.swift, declaredVersion: null };
          const plan = { command, ...rest, targets: { ...targets, swift }, payload: null };
          return gather(plan, testRun());
        },
      },
    ],
    ...{ intervalMs: 5 * MINUTE, listEveryMs, interrupted: stop.signal },
    clock: {
      now: () => now,
      elapsed: () => elapsed,
      sleep: (ms) => {
        now += clock.minutesARound * MINUTE;
        elapsed += ms;
        round += 1;
        if (round === labs.length) stop.abort();
        return Promise.resolve();
      },
    },
    say: (line) => recorded.lines.push(line),
    onRound: (state) => recorded.states.push(state),
  });
  return recorded;
}

describe('rounds', () => {
  it('list once, then read the versions, and say nothing while nothing changes', async () => {
    const one = await lab('swift@0.11.1,tiller@2.13.0');
    const { lines, asked, states } = await rounds([one, one, one]);
    expect(asked).toEqual(['versions', 'probe', 'versions', 'versions']);
    expect(lines).toEqual([
      '2024-01-01 00:00:00 UTC  LAB RUN, Swift 0.11.1, Tiller 2.13.0: Nothing found. (exit 0)',
    ]);
    expect(states.map((state) => state.rounds)).toEqual([1, 2, 3]);
  });

  it('list again once the time for a list has come', async () => {
    const one = await lab('swift@0.11.1,tiller@2.13.0');
    const { asked } = await rounds([one, one, one, one], 10 * MINUTE);
    expect(asked).toEqual(['versions', 'probe', 'versions', 'versions', 'probe', 'versions']);
  });

  it('come as often where the clock of the machine is set back', async () => {
    const one = await lab('swift@0.11.1,tiller@2.13.0');
    const { asked } = await rounds([one, one, one], 10 * MINUTE, { minutesARound: -1000 });
    expect(asked).toEqual(['versions', 'probe', 'versions', 'versions', 'probe']);
  });

  it('list at once after an upgrade, and say what changed', async () => {
    const [old, fresh] = [
      await lab('swift@0.9.0,tiller@2.10.0', 'seed'),
      await lab('swift@0.11.1,tiller@2.13.0', 'seed'),
    ];
    const { lines, asked, states } = await rounds([old, fresh]);
    expect(asked).toEqual(['versions', 'probe', 'versions', 'probe']);
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(
        /^2024-01-01 00:00:00 UTC {2}LAB RUN, Swift 0\.9\.0, Tiller 2\.10\.0: 3 findings \(exit 1\)$/,
      ),
      expect.stringContaining('has  pair-undocumented'),
    ]);
    expect(lines.filter((line) => line.startsWith('2024-01-01 00:05:00 UTC'))).toEqual([
      '2024-01-01 00:05:00 UTC  changed  Swift 0.11.1 (it was 0.9.0)',
      '2024-01-01 00:05:00 UTC  changed  Tiller 2.13.0 (it was 2.10.0)',
      expect.stringContaining('gone  pair-undocumented'),
      expect.stringContaining('gone  list-over-receive-limit'),
    ]);
    expect(states.map(({ last }) => last[0]?.judgement.exitCode)).toEqual([1, 0]);
  });

  it('name no versions of a Swift of which nothing is known', async () => {
    const up = await lab('swift@0.11.1,tiller@2.13.0');
    const gone = await stopped(up);
    const { lines } = await rounds([gone, up, gone], MINUTE, { minutesARound: 5 }, false);
    expect(lines[0]).toContain('Swift unknown, Tiller unknown: ');
    expect(
      lines.map((line) => line.slice(25)).filter((line) => line.startsWith('changed')),
    ).toEqual([
      'changed  Swift 0.6.0 to 0.12.1 (it was unknown)',
      'changed  Tiller 2.13.0 (it was unknown)',
      'changed  Swift unknown (it was 0.6.0 to 0.12.1)',
      'changed  Tiller unknown (it was 2.13.0)',
    ]);
  });

  it('say that an endpoint is gone, once, and that it is back', async () => {
    const up = await lab('swift@0.11.1,tiller@2.13.0');
    const down = await stopped(up);
    const { lines, asked } = await rounds([up, down, down, up]);
    expect(asked).toEqual([
      ...['versions', 'probe', 'versions', 'probe'],
      ...['versions', 'versions', 'probe'],
    ]);
    const at = (minutes: string) => lines.filter((line) => line.includes(` 00:${minutes}:00 `));
    expect(at('05').some((line) => line.includes('new  tiller-unreachable'))).toBe(true);
    expect(at('10')).toEqual([]);
    expect(at('15').some((line) => line.includes('gone  tiller-unreachable'))).toBe(true);
  });

  it('call nothing new that only an outage had hidden', async () => {
    const up = await lab('swift@0.9.0,tiller@2.10.0', 'seed');
    const down = await stopped(up);
    const other = { ...down, swiftUrl: up.swiftUrl };
    const { lines } = await rounds([up, down, other, up, down, other, up]);
    const of = (code: string) =>
      lines
        .filter((line) => line.includes(`  ${code}: `))
        .map((line) => line.replace(/^.* 00:(\d\d):00 UTC {2}(\w+).*$/, '$1 $2'));
    // What Swift says of its list shows it, too.
    expect(of('list-over-receive-limit')).toEqual([
      '00 has',
      ...['05 unknown', '10 same'],
      ...['20 unknown', '25 same'],
    ]);
    // Only Tiller's list shows it.
    expect(of('content-over-limit')).toEqual([
      '00 has',
      ...['05 unknown', '15 same'],
      ...['20 unknown', '30 same'],
    ]);
  });

  it('say of a finding that no earlier probe could show that they do not know whether it is new', async () => {
    const [bad, good] = [
      await lab('swift@0.9.0,tiller@2.10.0', 'seed'),
      await lab('swift@0.11.1,tiller@2.13.0', 'seed'),
    ];
    const down = await stopped(bad);
    const line = async (labs: readonly Lab[]) =>
      (await rounds(labs)).lines.find((one) => one.includes('new  list-over-receive-limit'));
    const unseen = '(the earlier run does not show whether it was there)';
    expect(await line([down, bad])).toContain(unseen);
    expect(await line([good, down, bad])).not.toContain(unseen);
  });

  it('compare the releases with those of the last whole list', async () => {
    const [few, more] = [
      await lab('swift@0.11.1,tiller@2.13.0', 'small'),
      await lab('swift@0.11.1,tiller@2.13.0', 'seed'),
    ];
    const changed = async (labs: readonly Lab[]) =>
      (await rounds(labs, MINUTE)).lines
        .filter((line) => / {2}(added|gone|grown|shrunk|changed) {2}\S+ \(namespace /.test(line))
        .map((line) => line.slice(25));
    const atOnce = await changed([few, more]);
    expect(atOnce).not.toEqual([]);
    expect(await changed([few, await stopped(few), more])).toEqual(atOnce);
  });

  it('probe again in the next round if only the probe met an outage', async () => {
    const up = await lab('swift@0.11.1,tiller@2.13.0');
    const { lines, asked, states } = await rounds([
      { versions: up, probe: await stopped(up) },
      ...[up, up],
    ]);
    expect(asked).toEqual(['versions', 'probe', 'versions', 'probe', 'versions']);
    expect(lines.some((line) => line.includes('gone  tiller-unreachable'))).toBe(true);
    expect(states.map(({ last }) => last[0]?.judgement.exitCode)).toEqual([3, 0, 0]);
  });
});

const unasked = (): never => {
  throw new Error('nothing is asked');
};

describe('the files of the options', () => {
  it('are read again once one has changed, and are kept as they were where that fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watch-'));
    closing.push(() => rm(folder, { recursive: true }));
    const [file, other] = [join(folder, 'token'), join(folder, 'other')];
    writeFileSync(file, 'first');
    const gatherer = { gather: unasked, reach: () => Promise.resolve([]) };
    const named = (name: string) => [{ name, gatherer }];
    const said: string[] = [];
    const next = renewing(
      [file, join(folder, 'missing')],
      () => {
        const text = readFileSync(file, 'utf8');
        if (text === '') throw new UsageError('--token-file: nothing is in it.');
        return named(text);
      },
      (line) => said.push(line),
    );
    const current = async () => (await next(named('given'))).map(({ name }) => name);
    expect(await current()).toEqual(['given']);
    // As Kubernetes replaces the file of a Secret.
    writeFileSync(other, 'later');
    renameSync(other, file);
    expect(await current()).toEqual(['later']);
    writeFileSync(file, '');
    expect([await current(), await current()]).toEqual([['later'], ['later']]);
    expect(said).toEqual([
      'A file has changed, and watch goes on with what was in it: --token-file: nothing is in it.',
    ]);
    writeFileSync(file, 'last');
    expect(await current()).toEqual(['last']);
  });

  it('are read once where one is a pipe', async () => {
    const next = renewing(['/dev/null'], unasked, () => undefined);
    expect(await next([])).toEqual([]);
  });
});

describe('the server', () => {
  it('gives the metrics of the last probe, and whether rounds still come', async () => {
    const { states } = await rounds([await lab('swift@0.9.0,tiller@2.10.0', 'seed')]);
    const state = states[0] ?? null;
    const server = await serveStatus(
      { host: '127.0.0.1', port: 0 },
      { '/metrics': () => metricsOf(state), '/healthz': () => healthOf(state, false) },
    );
    try {
      const get = (path: string, init = {}) => fetch(`http://${server.address}${path}`, init);
      const metrics = await get('/metrics?x=1');
      expect(metrics.headers.get('content-type')).toContain('application/openmetrics-text');
      expect(await metrics.text()).toMatch(/^swiftcheck_exit_code 1$[^]*# EOF\n$/m);
      expect(await (await get('/healthz')).text()).toBe('last round: 2024-01-01T00:00:00.000Z\n');
      expect((await get('/')).status).toBe(404);
      expect((await get('/constructor')).status).toBe(404);
      const post = await get('/metrics', { method: 'POST' });
      expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect(await (await get('/metrics', { method: 'HEAD' })).text()).toBe('');
    } finally {
      await server.close();
    }
    expect(healthOf(state, true).status).toBe(503);
    // A first round that does not end is no health, either.
    expect([healthOf(null, false).status, healthOf(null, true).status]).toEqual([200, 503]);
    expect(metricsOf(null).status).toBe(503);
  });
});

describe('the command', () => {
  const pair = ['--lab', 'swift@0.9.0,tiller@2.10.0'];

  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, and stops with 0', async (signal) => {
    const ran = execa('node', [bin, 'watch', ...pair, '--listen', '0'], { reject: false });
    // The first line of stdout comes with the end of the first round.
    const [address] = await Promise.all([
      said(ran.stderr, /^http:.*\n/).then((text) => text.split('/metrics')[0]),
      said(ran.stdout, /\n/),
    ]);
    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(200);
    ran.kill(signal);
    const { exitCode, stdout, stderr } = await ran;
    expect([exitCode, stderr]).toEqual([0, `${address}/metrics and /healthz`]);
    expect(stdout).toContain('has  list-over-receive-limit');
  });

  it.each([
    [['--interval', '5s'], 'the shortest interval is 10.0 s'],
    [['--listen', '99999'], 'A port is a number from 1 to 65535'],
    [['--listen', 'localhost:90'], 'An address is written 9090'],
    [['--listen', '999.1.1.1:90'], 'An address is written 9090'],
    [['--listen', '192.0.2.1:9090'], '--listen: listen EADDRNOTAVAIL'],
  ])('%j is a usage error', async (flags, words) => {
    const { exitCode, stdout, stderr } = await swiftcheck('watch', ...pair, ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('says so where the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { exitCode, stderr } = await swiftcheck('watch', ...pair, '--listen', String(port));
    server.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--listen: listen EADDRINUSE');
  });
});
