// One run: gathered, judged, printed, saved; and what is said where it is interrupted.
import { startedBy } from './started-by.js';
import pMap from 'p-map';
import {
  checkEvidencePath,
  evidenceFiles,
  makeEvidenceFolder,
  refuseTaken,
  writeEvidence,
} from '../evidence/file.js';
import type { ThrowawayRelease } from '../evidence/throwaway.js';
import type { Evidence, GivenFiles } from '../evidence/types.js';
import type { PayloadPlan } from '../gather/try-payload.js';
import { CLEANUP_MS, Run, type RunOptions } from '../net/run.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../judge/judge.js';
import type { CheckFlags } from './flags.js';
import type { Gatherer, NamedGatherer } from './gatherer.js';
import { SIGNAL_EXIT_CODES } from './exit-codes.js';
import { agreement } from './agree.js';
import { withInterrupts, withoutSignals, type Farewell } from './interrupts.js';
import { checkOutputs, print } from './print.js';
import { selectionOf } from './selection.js';
import { filesRead } from './shared-files.js';
import { abandonedWords, leftWords, purgingWords, sendingWords } from './throwaway.js';
import { exitCodeAfter, tryWriting } from './unwritten.js';
import { openWatch, type Watch } from './watch.js';
import type { Writer } from './writer.js';

export function payloadPlan(flags: CheckFlags, lab: boolean): PayloadPlan | null {
  const { size: sizeBytes, install } = flags;
  if (sizeBytes === undefined) return null;
  if (lab) return { kind: 'lab', sizeBytes };
  return { kind: install ? 'install' : 'dry-run', sizeBytes };
}

/** What of the flags the commands of the report need. */
export function givenFiles(flags: CheckFlags): GivenFiles {
  const { kubeconfig, tlsCaCert, tlsCert, tlsKey, tlsHostname } = flags;
  const { cacert, cert, key, tokenFile } = flags;
  return {
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(tlsCaCert !== undefined && { tlsCaCert }),
    ...(tlsCert !== undefined && { tlsCert }),
    ...(tlsKey !== undefined && { tlsKey }),
    ...(tlsHostname !== undefined && { tlsHostname }),
    ...(cacert !== undefined && { cacert }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(tokenFile !== undefined && { tokenFile }),
  };
}

const NO_VERDICT = 'Interrupted; there is no verdict.';
/** With nothing to clean up a run ends at once: within a second, the end of the process included. */
const END_MS = 750;

function farewell(writer: Writer, stored: () => ThrowawayRelease | null): Farewell {
  const words = (say: (release: ThrowawayRelease) => string, otherwise: string | null) => () => {
    const release = stored();
    return release ? say(release) : otherwise;
  };
  return {
    first: words(purgingWords, null),
    last: words(abandonedWords, `${NO_VERDICT}\n`),
    // The cleanup keeps its own time, and a second more for its result.
    graceMs: () => (stored() ? CLEANUP_MS + 1000 : END_MS),
    say: writer.err,
  };
}

/** Gathers, judges, prints and saves. Returns the exit code. @throws UsageError */
export async function runCheck(
  flags: CheckFlags,
  writer: Writer,
  gatherer: Gatherer,
): Promise<number> {
  if (flags.loop) return flags.loop([{ name: null, gatherer }]);
  const { saveEvidence: file, force = false } = flags;
  const selection = selectionOf(flags);
  if (file !== undefined) checkEvidencePath(file);
  checkOutputs(flags, file === undefined ? [] : [file], filesRead(flags));
  if (file !== undefined) refuseTaken(file, force);
  let stored: ThrowawayRelease | null = null;
  const goodbye = farewell(writer, () => stored);
  const { value: evidence, signal } = await withInterrupts(goodbye, (interrupted) =>
    watched([null], flags, writer, interrupted, (watch) => {
      const onThrowaway = (release: ThrowawayRelease | null) => {
        stored = release;
        // A person who was asked has read it already.
        if (release && flags.yes) watch.say(null, sendingWords(release).trimEnd(), 'always');
      };
      const agree = agreement(flags.yes === true, watch, writer, interrupted);
      return waitAndGather(
        gatherer,
        { ...runOptions(flags, interrupted, watch, null), onThrowaway, agree },
        flags,
        watch,
        null,
      );
    }),
  );
  try {
    // Before anything is made of it: what was gathered is kept whatever fails then.
    const unsaved = file === undefined ? [] : saveEvidence(file, evidence, force);
    if (signal) {
      writer.err(`${NO_VERDICT}${installedWords(evidence)}\n`);
      return exitCodeAfter(SIGNAL_EXIT_CODES[signal], unsaved, writer);
    }
    const judgement = judge(evidence, flags.failOn, selection);
    const reports = [{ name: null, judgement }];
    if (flags.instead) return exitCodeAfter(await flags.instead(reports), unsaved, writer);
    const missing = await print(reports, flags, writer, flags.preflight?.anchor);
    return exitCodeAfter(judgement.exitCode, [...missing, ...unsaved], writer);
  } finally {
    const left = leftWords(evidence);
    if (left !== null) writer.err(left);
  }
}

/** Runs at the same time: enough to wait for several, few enough for one machine's connections. */
const AT_ONCE = 4;

/** The same of several clusters. The exit code is that of the worst. @throws UsageError */
export async function runChecks(
  flags: CheckFlags,
  writer: Writer,
  gatherers: readonly NamedGatherer<string>[],
): Promise<number> {
  if (flags.loop) return flags.loop(gatherers);
  const { saveEvidence: folder, force = false } = flags;
  const selection = selectionOf(flags);
  const names = gatherers.map(({ name }) => name);
  const files = folder === undefined ? [] : evidenceFiles(folder, names);
  if (folder !== undefined) makeEvidenceFolder(folder);
  checkOutputs(flags, files, filesRead(flags));
  for (const file of files) refuseTaken(file, force);
  const goodbye = farewell(writer, () => null);
  const { value: seen, signal } = await withInterrupts(goodbye, (interrupted) =>
    watched(names, flags, writer, interrupted, (watch) =>
      pMap(
        gatherers,
        async ({ name, gatherer }) => {
          const options = runOptions(flags, interrupted, watch, name);
          return { name, evidence: await waitAndGather(gatherer, options, flags, watch, name) };
        },
        { concurrency: AT_ONCE },
      ),
    ),
  );
  const unsaved = seen.flatMap(({ evidence }, index) => {
    const file = files[index];
    return file === undefined ? [] : saveEvidence(file, evidence, force);
  });
  if (signal) {
    writer.err(`${NO_VERDICT}\n`);
    return exitCodeAfter(SIGNAL_EXIT_CODES[signal], unsaved, writer);
  }
  const reports = seen.map(({ name, evidence }) => ({
    name,
    judgement: judge(evidence, flags.failOn, selection),
  }));
  if (flags.instead) return exitCodeAfter(await flags.instead(reports), unsaved, writer);
  const missing = await print(reports, flags, writer, flags.preflight?.anchor);
  return exitCodeAfter(worstExitCode(reports), [...missing, ...unsaved], writer);
}

/** Returns what could not be written. */
function saveEvidence(file: string, evidence: Evidence, force: boolean): string[] {
  return tryWriting(`--save-evidence ${file}`, () =>
    withoutSignals(() => writeEvidence(file, evidence, force)),
  );
}

/** Does `task` with a watch, which closes however the task ends. */
async function watched<T>(
  runs: readonly (string | null)[],
  flags: CheckFlags,
  writer: Writer,
  interrupted: AbortSignal,
  task: (watch: Watch) => Promise<T>,
): Promise<T> {
  const watch = openWatch(runs, flags, writer, interrupted);
  try {
    return await task(watch);
  } finally {
    watch.close();
  }
}

/** Waits where that was asked for, gathers, and keeps what was insisted on beside it. */
async function waitAndGather(
  { gather, reach }: Gatherer,
  options: RunOptions,
  flags: CheckFlags,
  watch: Watch,
  name: string | null,
): Promise<Evidence> {
  const { interrupted } = options;
  const { policyFor, waitMs = 0 } = flags.preflight ?? {};
  // A run returns through here, and through the calls that it reports.
  const cleaned = async <T>(run: Run, ask: (run: Run) => Promise<T>): Promise<T> =>
    run.secrets.cleaned(await ask(run));
  if (waitMs > 0) {
    const { waitUntilReached } = await import('./wait.js');
    await waitUntilReached({
      ...{ waitMs, interrupted },
      reach: (run) => cleaned(run, reach),
      run: (mostMs) =>
        new Run({
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
  const gathered = await cleaned(new Run(options), (run) => gather(run));
  const evidence = { ...gathered, startedBy: startedBy() };
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
    allowPlaintextToken: flags.allowPlaintextToken === true,
    interrupted,
    onCall: (call) => watch.onCall(name, call),
  };
}

function installedWords({ payload }: Evidence): string {
  if (payload?.kind !== 'install') return '';
  const { stored, purged, releaseName } = payload;
  if (!stored && !purged.ok) return ' Nothing was installed.';
  if (!purged.ok) return '';
  return ` The throwaway release ${releaseName} is ${stored?.ok && stored.value === 'none' ? 'not stored' : 'purged'}.`;
}
