// One run: gathered, judged, printed, saved; and what is said where it is interrupted.
import {
  checkEvidencePath,
  evidenceFiles,
  makeEvidenceFolder,
  refuseTaken,
  writeEvidence,
} from '../evidence/file.js';
import type { Evidence, Failure } from '../evidence/types.js';
import type { PayloadPlan } from '../gather/gather.js';
import type { Run, RunOptions } from '../gather/run.js';
import { purgeCommand } from '../rules/checks/payload.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../rules/judge.js';
import { inTurn } from '../util/in-turn.js';
import type { CheckFlags } from './flags.js';
import { SIGNAL_EXIT_CODES, withInterrupts, withoutSignals } from './interrupts.js';
import { checkOutputs, print } from './print.js';
import { filesRead } from './shared-files.js';
import { exitCodeAfter, tryWriting } from './unwritten.js';
import { openWatch, type Watch } from './watch.js';
import type { Writer } from './writer.js';

export function payloadPlan({ size, install }: CheckFlags, lab: boolean): PayloadPlan | null {
  if (size === undefined) return null;
  return { kind: lab ? 'lab' : install ? 'install' : 'dry-run', sizeBytes: size };
}

/** What a run does with its endpoints. */
export interface Look {
  readonly gather: (run: Run) => Promise<Evidence>;
  /** What keeps the endpoints from being asked; nothing where they can be. */
  readonly reach: (run: Run) => Promise<readonly Failure[]>;
}

/** Gathers, judges, prints and saves. Returns the exit code. @throws UsageError */
export async function runCheck(flags: CheckFlags, writer: Writer, look: Look): Promise<number> {
  const { saveEvidence: file, force = false } = flags;
  if (file !== undefined) checkEvidencePath(file);
  checkOutputs(flags, file === undefined ? [] : [file], filesRead(flags));
  if (file !== undefined) refuseTaken(file, force);
  const { value: evidence, signal } = await withInterrupts((interrupted) =>
    watched([null], flags, writer, interrupted, (watch) => {
      if (flags.install) {
        interrupted.addEventListener('abort', () => {
          writer.err(
            'Interrupted; purging what was installed. Once more ends at once and leaves it.\n',
          );
        });
      }
      return waitAndLook(look, flags, watch, interrupted, null);
    }),
  );
  try {
    const save = () => (file === undefined ? [] : saveEvidence(file, evidence, force));
    if (signal) {
      writer.err(`Interrupted; there is no verdict.${purgedWords(evidence)}\n`);
      return exitCodeAfter(SIGNAL_EXIT_CODES[signal], save(), writer);
    }
    const judgement = judge(evidence, flags.failOn);
    const reports = [{ name: null, judgement }];
    const missing = await print(reports, flags, writer, flags.preflight?.anchor);
    return exitCodeAfter(judgement.exitCode, [...missing, ...save()], writer);
  } finally {
    warnOfRest(evidence, writer);
  }
}

/** A run by itself, or one of several, each with a clock of its own. */
export interface NamedLook {
  readonly name: string;
  readonly look: Look;
}

/** Runs at the same time: enough to wait for several, few enough for one machine's connections. */
const AT_ONCE = 4;

/** The same of several clusters. The exit code is that of the worst. @throws UsageError */
export async function runChecks(
  flags: CheckFlags,
  writer: Writer,
  looks: readonly NamedLook[],
): Promise<number> {
  const { saveEvidence: folder, force = false } = flags;
  const names = looks.map(({ name }) => name);
  const files = folder === undefined ? [] : evidenceFiles(folder, names);
  if (folder !== undefined) makeEvidenceFolder(folder);
  checkOutputs(flags, files, filesRead(flags));
  for (const file of files) refuseTaken(file, force);
  const { value: seen, signal } = await withInterrupts((interrupted) =>
    watched(names, flags, writer, interrupted, (watch) =>
      inTurn(looks, AT_ONCE, async ({ name, look }) => ({
        name,
        evidence: await waitAndLook(look, flags, watch, interrupted, name),
      })),
    ),
  );
  const save = () =>
    seen.flatMap(({ evidence }, index) => {
      const file = files[index];
      return file === undefined ? [] : saveEvidence(file, evidence, force);
    });
  if (signal) {
    writer.err('Interrupted; there is no verdict.\n');
    return exitCodeAfter(SIGNAL_EXIT_CODES[signal], save(), writer);
  }
  const reports = seen.map(({ name, evidence }) => ({
    name,
    judgement: judge(evidence, flags.failOn),
  }));
  const missing = await print(reports, flags, writer, flags.preflight?.anchor);
  return exitCodeAfter(worstExitCode(reports), [...missing, ...save()], writer);
}

/** Returns what could not be written. */
function saveEvidence(file: string, evidence: Evidence, force: boolean): string[] {
  return tryWriting(`--save-evidence ${file}`, () =>
    withoutSignals(() => writeEvidence(file, evidence, force)),
  );
}

/** Does `task` with something that is told of it, until it ends one way or another. */
async function watched<T>(
  runs: readonly (string | null)[],
  flags: CheckFlags,
  writer: Writer,
  interrupted: AbortSignal,
  task: (watch: Watch) => Promise<T>,
): Promise<T> {
  const watch = await openWatch(runs, flags, writer, interrupted);
  try {
    return await task(watch);
  } finally {
    watch.close();
  }
}

/** Waits where that was asked for, gathers, and keeps what was insisted on beside it. */
async function waitAndLook(
  { gather, reach }: Look,
  flags: CheckFlags,
  watch: Watch,
  interrupted: AbortSignal,
  name: string | null,
): Promise<Evidence> {
  const { Run: TimedRun } = await import('../gather/run.js');
  const options = runOptions(flags, interrupted, watch, name);
  const { policyFor, waitMs = 0 } = flags.preflight ?? {};
  // Nothing leaves a run but through here, and by what it tells of its calls.
  const cleaned = async <T>(run: Run, ask: (run: Run) => Promise<T>): Promise<T> =>
    run.secrets.cleaned(await ask(run));
  if (waitMs > 0) {
    const { waitUntilReached } = await import('./wait.js');
    await waitUntilReached({
      ...{ waitMs, interrupted },
      reach: (run) => cleaned(run, reach),
      run: (mostMs) =>
        new TimedRun({
          ...options,
          timeoutMs: Math.min(options.timeoutMs, mostMs),
          // A search in a cluster takes several calls, of which the last may begin late.
          maxTimeMs: mostMs + options.timeoutMs,
        }),
      waiting: (words, until) => watch.waiting(name, words, waitMs, until),
      say: (line) => watch.say(name, line),
    });
    watch.waited(name);
  }
  const evidence = await cleaned(new TimedRun(options), gather);
  watch.over(name);
  if (!policyFor) return evidence;
  return { ...evidence, policy: policyFor(evidence, (sentence) => watch.say(name, sentence)) };
}

function runOptions(
  flags: CheckFlags,
  interrupted: AbortSignal,
  watch: Watch,
  name: string | null,
): RunOptions {
  return {
    timeoutMs: flags.timeout,
    maxTimeMs: flags.maxTime,
    ceilingBytes: flags.ceiling,
    interrupted,
    onCall: (call) => watch.onCall(name, call),
  };
}

function purgedWords({ payload }: Evidence): string {
  if (payload?.kind !== 'install' || !payload.purged.ok) return '';
  return ` The throwaway release ${payload.releaseName} is purged.`;
}

/** Whatever else happens to the report, the command that cleans up is on stderr. */
function warnOfRest({ payload, tiller }: Evidence, writer: Writer): void {
  if (payload?.kind !== 'install' || payload.purged.ok) return;
  if (payload.purged.failure.kind === 'not-attempted') return;
  writer.err(
    `The throwaway release could not be purged. Finish with:\n  ${purgeCommand(payload.releaseName, tiller.target)}\n`,
  );
}
