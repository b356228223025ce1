// `cleanup`: shows the throwaway releases that are left in Tiller, and removes them if the user agrees.
import type { ClusterEvidence } from '../evidence/cluster.js';
import type { MeasuredRelease } from '../evidence/types.js';
import type { Leftover } from '../gather/leftovers.js';
import type { TillerCalls } from '../gather/unfound.js';
import { CLEANUP_MS, Run } from '../net/run.js';
import { tillerEndpoint, tillerTls } from '../targets/tiller.js';
import type { Targets } from '../targets/types.js';
import { formatSize, plural } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { answered } from '../checks/shared/words.js';
import { ask, canAsk } from './confirm.js';
import { SIGNAL_EXIT_CODES } from './exit-codes.js';
import { withInterrupts } from './interrupts.js';
import { firstGiven } from './options/option.js';
import type { CleanupFlags } from './options/commands.js';
import { tillerWords } from './throwaway.js';
import type { Writer } from './writer.js';

const NOTHING_LEFT = 0;
const LEFT = 1;
const NOT_ASKED = 3;

/** A list of Tiller holds the release itself. */
const CEILING_BYTES = 256 * 1024 * 1024;
const END_MS = 750;

/** Returns the exit code. @throws UsageError */
export async function cleanup(flags: CleanupFlags, writer: Writer): Promise<number> {
  /** The release that Tiller is asked to remove. */
  let going: string | null = null;
  const unknown = (name: string) => `Whether ${name} was removed is not known.`;
  const farewell = {
    first: () => going && `Waiting until Tiller has removed ${going}. A second signal ends this.\n`,
    last: () => `Interrupted.${going === null ? '' : ` ${unknown(going)}`}\n`,
    // The removal keeps its own time, and a second more for its result.
    graceMs: () => (going === null ? END_MS : CLEANUP_MS + 1000),
    say: writer.err,
  };
  const { value, signal } = await withInterrupts(farewell, (aborted) => {
    const { timeout: timeoutMs, maxTime: maxTimeMs } = flags;
    const run = new Run({
      ...{ timeoutMs, maxTimeMs, ceilingBytes: CEILING_BYTES, interrupted: aborted },
      onCall: () => undefined,
    });
    return withTarget(flags, run, (target, cluster) =>
      cleanUp({ target, cluster, flags, run, writer, aborted, going: (name) => (going = name) }),
    );
  });
  if (signal === null) return value;
  writer.err('Interrupted.\n');
  return SIGNAL_EXIT_CODES[signal];
}

/** @throws UsageError */
async function withTarget(
  flags: CleanupFlags,
  run: Run,
  task: (target: Targets['tiller'], cluster: ClusterEvidence | null) => Promise<number>,
): Promise<number> {
  const given = tillerEndpoint(flags, process.env);
  if (given) {
    const needless = firstGiven(flags, ['kubeconfig', 'kubeContext']);
    if (needless !== undefined) {
      throw new UsageError(
        `${needless} is for finding Tiller in a cluster, and its address is given: leave out ${needless}, or --tiller (HELM_HOST).`,
      );
    }
    return task(given, null);
  }
  const { loadKubeconfig } = await import('../cluster/kubeconfig.js');
  const { isPattern } = await import('../cluster/contexts.js');
  const { withTiller } = await import('../cluster/endpoints.js');
  const { kubeconfig, kubeContext = [], tillerNamespace: namespace } = flags;
  const [context, ...others] = kubeContext;
  if (others.length > 0 || (context !== undefined && isPattern(context))) {
    throw new UsageError('cleanup is for one cluster at a time: name one context.');
  }
  const loaded = loadKubeconfig({
    env: process.env,
    ...(kubeconfig !== undefined && { kubeconfig }),
  });
  return withTiller(loaded.access(context), { namespace, tls: tillerTls(flags) }, run, task);
}

interface Task {
  readonly target: Targets['tiller'];
  readonly cluster: ClusterEvidence | null;
  readonly flags: CleanupFlags;
  readonly run: Run;
  readonly writer: Writer;
  readonly aborted: AbortSignal;
  /** Called with the release that Tiller is now asked to remove, and with `null` once it has answered. */
  readonly going: (name: string | null) => void;
}

async function cleanUp(task: Task): Promise<number> {
  const { target, cluster, run, writer } = task;
  const { tillerTarget } = await import('../gather/targets.js');
  const { tillerCalls } = await import('../gather/unfound.js');
  const { findLeftovers } = await import('../gather/leftovers.js');
  const way = { target: tillerTarget(target), ...(cluster && { cluster }) };
  const where = tillerWords(way, cluster?.server);
  const tiller = tillerCalls(target, run);
  try {
    const listed = run.secrets.cleaned(await findLeftovers(run, tiller));
    if (!listed.ok) {
      writer.err(`error: ${where} could not be asked: ${answered(listed.failure)}\n`);
      return NOT_ASKED;
    }
    const { found, clientVersion } = listed.value;
    const ours = found.filter(({ marked }) => marked.ok && marked.value);
    const unread = found.filter(({ marked }) => !marked.ok);
    writer.out(shownWords(found, ours.length, where));
    if (ours.length === 0) return unread.length === 0 ? NOTHING_LEFT : LEFT;
    if (!(await isAgreed(task, ours))) return LEFT;
    const gone = await removeAll(ours, clientVersion, tiller, task);
    return gone && unread.length === 0 ? NOTHING_LEFT : LEFT;
  } finally {
    tiller.close();
  }
}

function shownWords(found: readonly Leftover[], ours: number, where: string): string {
  const title =
    ours === 0 && found.some(({ marked }) => !marked.ok)
      ? `Whether a throwaway release of swiftcheck is stored in ${where} is not known:`
      : ours === 0
        ? `No throwaway release of swiftcheck is stored in ${where}.`
        : `${plural(ours, 'throwaway release')} of swiftcheck ${ours === 1 ? 'is' : 'are'} stored in ${where}:`;
  const lines = found.map(({ release, marked }) => {
    if (!marked.ok) {
      return `  ${releaseWords(release)}: whether it is swiftcheck's could not be read, so it is left as it is: ${answered(marked.failure)}`;
    }
    return marked.value
      ? `  ${releaseWords(release)}`
      : `  ${releaseWords(release)}: without the mark of swiftcheck, so it is left as it is`;
  });
  return `${[title, ...lines].join('\n')}\n`;
}

async function isAgreed({ flags, writer, run, aborted }: Task, ours: readonly Leftover[]) {
  if (flags.yes) return true;
  if (!canAsk(writer)) {
    writer.err('Nothing was removed, because there is no terminal to ask on: add --yes.\n');
    return false;
  }
  const question = ours.length === 1 ? 'Remove that release?' : `Remove all ${ours.length}?`;
  const answer = await run.pausing(() => ask(question, aborted));
  if (answer === 'no' && !aborted.aborted) writer.err('Nothing was removed.\n');
  return answer === 'yes';
}

/** One after the other; what was begun is not broken off. Returns whether all are gone. */
async function removeAll(
  ours: readonly Leftover[],
  clientVersion: string,
  tiller: TillerCalls,
  { run, writer, going }: Task,
): Promise<boolean> {
  const { removeLeftover } = await import('../gather/leftovers.js');
  let gone = true;
  for (const leftover of ours) {
    if (run.over !== null) return false;
    const { name } = leftover.release;
    const cleanup = run.forCleanup();
    going(name);
    const removed = await removeLeftover(cleanup, tiller, leftover, clientVersion);
    going(null);
    if (removed.ok) writer.out(`Removed ${name}.\n`);
    else {
      gone = false;
      const { failure } = run.secrets.cleaned(removed);
      writer.err(`error: ${name} was not removed: ${answered(failure)}\n`);
    }
  }
  return gone;
}

function releaseWords({ name, namespace, status, bytes }: MeasuredRelease): string {
  return `${name} (namespace ${visible(namespace)}, ${status}, ${formatSize(bytes)})`;
}
