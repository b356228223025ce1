// One run: gathered, judged, printed, saved; and what is said where it is interrupted.
import {
  checkEvidencePath,
  makeEvidenceFolder,
  saveAllEvidence,
  saveEvidence,
} from '../evidence/file.js';
import type { Evidence, Failure } from '../evidence/types.js';
import type { PayloadPlan } from '../gather/gather.js';
import type { Run, RunOptions } from '../gather/run.js';
import { purgeCommand } from '../rules/checks/payload.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../rules/judge.js';
import { formatDuration } from '../util/bytes.js';
import { inTurn } from '../util/in-turn.js';
import { visible } from '../util/safe-text.js';
import type { CheckFlags } from './flags.js';
import { SIGNAL_EXIT_CODES, withInterrupts } from './interrupts.js';
import { checkOutputs, print } from './print.js';
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
  checkOutputs(flags);
  if (flags.saveEvidence !== undefined) checkEvidencePath(flags.saveEvidence);
  const { value: evidence, signal } = await withInterrupts((interrupted) => {
    if (flags.install) {
      interrupted.addEventListener('abort', () => {
        writer.err(
          'Interrupted; purging what was installed. Once more ends at once and leaves it.\n',
        );
      });
    }
    return waitAndLook(look, flags, writer, interrupted, '');
  });
  try {
    const save = () => {
      if (flags.saveEvidence !== undefined) saveEvidence(flags.saveEvidence, evidence);
    };
    if (signal) {
      writer.err(`Interrupted; there is no verdict.${purgedWords(evidence)}\n`);
      save();
      return SIGNAL_EXIT_CODES[signal];
    }
    const judgement = judge(evidence, flags.failOn);
    await print([{ name: null, judgement }], flags, writer, flags.preflight?.anchor);
    save();
    return judgement.exitCode;
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
  const { saveEvidence: folder } = flags;
  checkOutputs(flags);
  if (folder !== undefined) makeEvidenceFolder(folder);
  const { value: seen, signal } = await withInterrupts((interrupted) =>
    inTurn(looks, AT_ONCE, async ({ name, look }) => {
      const prefix = `${visible(name)}: `;
      return { name, evidence: await waitAndLook(look, flags, writer, interrupted, prefix) };
    }),
  );
  const save = () => {
    if (folder !== undefined) saveAllEvidence(folder, seen);
  };
  if (signal) {
    writer.err('Interrupted; there is no verdict.\n');
    save();
    return SIGNAL_EXIT_CODES[signal];
  }
  const reports = seen.map(({ name, evidence }) => ({
    name,
    judgement: judge(evidence, flags.failOn),
  }));
  await print(reports, flags, writer, flags.preflight?.anchor);
  save();
  return worstExitCode(reports);
}

/** Waits where that was asked for, gathers, and keeps what was insisted on beside it. */
async function waitAndLook(
  { gather, reach }: Look,
  flags: CheckFlags,
  writer: Writer,
  interrupted: AbortSignal,
  prefix: string,
): Promise<Evidence> {
  const { Run: TimedRun } = await import('../gather/run.js');
  const options = runOptions(flags, interrupted, writer, prefix);
  const { policyFor, waitMs = 0 } = flags.preflight ?? {};
  if (waitMs > 0) {
    const { waitUntilReached } = await import('./wait.js');
    await waitUntilReached({
      ...{ waitMs, interrupted, reach },
      run: (mostMs) =>
        new TimedRun({
          ...options,
          timeoutMs: Math.min(options.timeoutMs, mostMs),
          // A search in a cluster takes several calls, of which the last may begin late.
          maxTimeMs: mostMs + options.timeoutMs,
        }),
      say: (line) => writer.err(`${prefix}${line}\n`),
    });
  }
  const evidence = await gather(new TimedRun(options));
  return policyFor ? { ...evidence, policy: policyFor(evidence) } : evidence;
}

function runOptions(
  flags: CheckFlags,
  interrupted: AbortSignal,
  writer: Writer,
  prefix: string,
): RunOptions {
  return {
    timeoutMs: flags.timeout,
    maxTimeMs: flags.maxTime,
    ceilingBytes: flags.ceiling,
    interrupted,
    onCall: (call) => {
      if (flags.verbose && call.phase === 'ended') {
        const { name, ms, outcome } = call;
        writer.err(`${prefix}${formatDuration(ms).padStart(8)}  ${name}: ${visible(outcome)}\n`);
      }
    },
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
