// `swiftcheck watch`: probes again and again until it is stopped, prints what changes, and serves metrics.
import { statSync, type BigIntStats } from 'node:fs';
import type { Command } from 'commander';
import type { StatusAnswer, StatusServer } from '../net/status-server.js';
import { Run, type RunOptions } from '../net/run.js';
import { openmetricsReport } from '../reports/openmetrics.js';
import { formatDuration } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { applyConfig, placed } from './apply-config.js';
import type { CheckFlags } from './flags.js';
import { withInterrupts } from './interrupts.js';
import type { WatchFlags } from './options/commands.js';
import type { ListenAddress } from './parse.js';
import type { NamedGatherer } from './gatherer.js';
import { pause } from './wait.js';
import { keepWatching, type Clock, type Watched, type WatchState } from './watch-rounds.js';
import type { Writer } from './writer.js';

/** Each round asks Tiller and Swift. */
const LEAST_INTERVAL_MS = 10_000;
/** A stopped watch ends what it is doing within this time. */
const END_MS = 5_000;
/** Rounds that may fail to come before /healthz says so. */
const MISSED_ROUNDS = 3;
/** Most runs of one pair in a round: the versions, then the lists. */
const RUNS_A_ROUND = 2;

const CLOCK: Clock = { now: Date.now, elapsed: () => performance.now(), sleep: pause };

/** Returns the exit code. @throws UsageError */
export async function runWatch(
  flags: WatchFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const { interval, listEvery, listen } = flags;
  if (interval < LEAST_INTERVAL_MS) {
    throw new UsageError(
      `--interval ${formatDuration(interval)}: each round asks Tiller and Swift, so the shortest interval is ${formatDuration(LEAST_INTERVAL_MS)}.`,
    );
  }
  const { flags: applied, origins } = await applyConfig(flags, command, true);
  const { check } = await import('./check.js');
  const { format: _format, ...given } = applied;
  const { filesRead } = await import('./shared-files.js');
  const { kubeconfigPaths } = await import('../cluster/kubeconfig.js');
  const { kubeconfig } = given;
  const source = { env: process.env, ...(kubeconfig !== undefined && { kubeconfig }) };
  const files = given.lab ? [] : [...filesRead(given), ...kubeconfigPaths(source)];
  // A user who chooses another context for kubectl does not choose another cluster for the watch.
  let currentContext: string | undefined;
  const collect = async (): Promise<readonly NamedGatherer[]> => {
    let collected: readonly NamedGatherer[] = [];
    const loop = (found: readonly NamedGatherer[]) => {
      collected = found;
      return Promise.resolve(0);
    };
    const same = currentContext === undefined ? {} : { currentContext };
    await check('probe', { ...given, ...same, loop }, writer);
    return collected;
  };
  const renewed = renewing(files, collect, (line) => writer.err(`${visible(line)}\n`));
  const loop = (first: readonly NamedGatherer[]) => {
    currentContext = first[0]?.gatherer.context;
    return watch(() => renewed(first), { ...given, interval, listEvery, listen }, writer);
  };
  return placed(origins, () => check('probe', { ...given, loop }, writer));
}

/**
 * The gatherers of each round: at first those that the function is called with. Certificates and tokens are replaced while
 * a watch runs. So once a file has changed, the gatherers are collected again. If that fails, the earlier gatherers stay,
 * and the reason is printed once.
 * @param collect reads the files
 */
export function renewing(
  files: readonly string[],
  collect: () => readonly NamedGatherer[] | Promise<readonly NamedGatherer[]>,
  say: (line: string) => void,
): (first: readonly NamedGatherer[]) => Promise<readonly NamedGatherer[]> {
  let gatherers: readonly NamedGatherer[] | null = null;
  // From before the files are read: what changes meanwhile is read again.
  let read = stampOf(files);
  let said = '';
  return async (first) => {
    gatherers ??= first;
    const stamp = stampOf(files);
    if (stamp === null || stamp === read) return gatherers;
    try {
      gatherers = await collect();
      read = stamp;
      said = '';
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (error.message !== said) {
        say(`A file has changed, and watch goes on with what was in it: ${error.message}`);
      }
      said = error.message;
    }
    return gatherers;
  };
}

/** Another text once a file is another or has other content; `null`: a pipe, which can be read once, is one of them. */
function stampOf(files: readonly string[]): string | null {
  const there = files.map(statusOf);
  if (there.some((file) => file?.isFile() === false)) return null;
  return there.map((file) => (file ? `${file.ino}:${file.size}:${file.mtimeNs}` : '')).join();
}

/** `null`: the reader of the file reports the problem. */
function statusOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}

interface Settings extends Pick<
  CheckFlags,
  'timeout' | 'maxTime' | 'ceiling' | 'allowPlaintextToken'
> {
  readonly interval: number;
  readonly listEvery: number;
  readonly listen: ListenAddress | undefined;
}

async function watch(
  gatherers: () => Promise<readonly NamedGatherer[]>,
  settings: Settings,
  writer: Writer,
): Promise<number> {
  const { interval, listEvery, listen } = settings;
  let state: WatchState | null = null;
  let pairs = (await gatherers()).length;
  const lateMs = () => MISSED_ROUNDS * (interval + pairs * RUNS_A_ROUND * settings.maxTime);
  const server = listen && (await serve(listen, () => state, lateMs));
  const say = (line: string) => writer.out(`${visible(line)}\n`);
  const goodbye = { first: () => null, last: () => null, graceMs: () => END_MS, say: writer.err };
  try {
    if (server) writer.err(`http://${server.address}/metrics and /healthz\n`);
    await withInterrupts(goodbye, (interrupted) =>
      keepWatching({
        watched: async () => {
          const all = await gatherers();
          pairs = all.length;
          return all.map((one) => watchedBy(one, settings));
        },
        ...{ intervalMs: interval, listEveryMs: listEvery, clock: CLOCK, interrupted, say },
        onRound: (next) => {
          state = next;
        },
      }),
    );
    return 0;
  } finally {
    await server?.close();
  }
}

function watchedBy(
  { name, gatherer }: NamedGatherer,
  { timeout, maxTime, ceiling, allowPlaintextToken }: Settings,
): Watched {
  const options: Omit<RunOptions, 'interrupted'> = {
    ...{ timeoutMs: timeout, maxTimeMs: maxTime, ceilingBytes: ceiling },
    allowPlaintextToken: allowPlaintextToken === true,
    onCall: () => undefined,
  };
  return {
    name,
    gather: async (command, interrupted) => {
      const run = new Run({ ...options, interrupted });
      return run.secrets.cleaned(await gatherer.gather(run, command));
    },
  };
}

/** @throws UsageError where the address cannot be listened on */
async function serve(
  { host, port }: ListenAddress,
  state: () => WatchState | null,
  lateMs: () => number,
): Promise<StatusServer> {
  const { serveStatus } = await import('../net/status-server.js');
  const started = CLOCK.elapsed();
  try {
    return await serveStatus(
      { host: host.replace(/^\[|\]$/g, ''), port },
      {
        '/metrics': () => metricsOf(state()),
        '/healthz': () =>
          healthOf(state(), CLOCK.elapsed() - (state()?.endedElapsed ?? started) > lateMs()),
      },
    );
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(`--listen: ${error.message}`, { cause: error });
  }
}

/** The report of the last probe of each pair. */
export function metricsOf(state: WatchState | null): StatusAnswer {
  if (!state) return { status: 503, type: 'text/plain', body: 'the first round is not over\n' };
  const body = openmetricsReport(state.last, {
    ...{ colour: false, ascii: false, width: 80, verbose: false },
    ...{ whatIf: { swift: false, tiller: false }, anchor: () => null, docsUrl: null },
  });
  return {
    status: 200,
    type: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    body,
  };
}

/** Whether rounds still come, whatever they find. */
export function healthOf(state: WatchState | null, isLate: boolean): StatusAnswer {
  const ended = state ? new Date(state.endedAt).toISOString() : 'none';
  const body = `last round: ${ended}\n`;
  return { status: isLate ? 503 : 200, type: 'text/plain', body };
}
