// `versions` and `probe`: from flags to targets (or the lab's), to evidence, to a report.
import type { Evidence } from '../evidence/types.js';
import { checkEvidencePath, saveEvidence } from '../evidence/file.js';
import type { Plan } from '../gather/gather.js';
import type { RunOptions } from '../gather/run.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { purgeCommand } from '../rules/checks/payload.js';
import { judge } from '../rules/judge.js';
import { swiftEndpoint } from '../targets/swift.js';
import { tillerEndpoint } from '../targets/tiller.js';
import type { Targets } from '../targets/types.js';
import { formatDuration, formatExactSize } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { confirmInstall } from './confirm.js';
import type { CheckFlags } from './flags.js';
import { SIGNAL_EXIT_CODES, withInterrupts } from './interrupts.js';
import { labPair, type LabPair } from './parse.js';
import { print } from './print.js';
import type { Writer } from './writer.js';

const DEFAULT_DATA = 'seed';

/** Runs a check and prints its report. Returns the exit code. @throws UsageError */
export async function check(
  command: Evidence['command'],
  flags: CheckFlags,
  writer: Writer,
): Promise<number> {
  refuseContradictions(flags);
  if (flags.saveEvidence !== undefined) checkEvidencePath(flags.saveEvidence);
  if (flags.lab) {
    const pair = flags.lab === true ? labPair('') : flags.lab;
    return checkLab(command, flags, pair, writer);
  }
  const targets = endpoints(flags);
  if (flags.install) {
    await refuseTooLarge(flags);
    await confirmInstall(targets, flags, writer);
  }
  return runCheck(command, flags, writer, { targets, lab: null });
}

function refuseContradictions(flags: CheckFlags): void {
  if (flags.lab) {
    // A forgotten flag must never turn the check of a cluster into one of the lab.
    const other = (['tiller', 'swift', 'swiftVersion'] as const).find(
      (name) => flags[name] !== undefined,
    );
    if (other) {
      const name = other === 'swiftVersion' ? 'swift-version' : other;
      throw new UsageError(`--lab and --${name} exclude each other: the lab brings its own pair.`);
    }
    if (flags.install)
      throw new UsageError('--install is for real endpoints; the lab holds the release already.');
  } else if (flags.data !== undefined) {
    throw new UsageError("--data is the lab's data set and needs --lab.");
  }
  if (flags.install && flags.size === undefined) throw new UsageError('--install needs --size.');
  if (flags.yes && !flags.install) throw new UsageError('--yes answers the question of --install.');
}

async function refuseTooLarge({ size }: CheckFlags): Promise<void> {
  const { largestInstallFile } = await import('../gather/payload.js');
  const largest = largestInstallFile();
  if (size === undefined || size <= largest) return;
  throw new UsageError(
    `--size: Tiller takes requests of at most ${formatExactSize(TILLER_MESSAGE_LIMIT)}, and the request adds its framing to the file: at most ${formatExactSize(largest)} with --install.`,
  );
}

function endpoints(flags: CheckFlags): Targets {
  const tiller = tillerEndpoint(flags, process.env);
  const swift = swiftEndpoint(flags);
  if (!tiller || !swift) {
    const missing = [tiller ? '' : '--tiller HOST:PORT (or HELM_HOST)', swift ? '' : '--swift URL'];
    throw new UsageError(
      `missing ${missing.filter((flag) => flag !== '').join(' and ')}; for the embedded lab give --lab.`,
    );
  }
  return { tiller, swift };
}

async function checkLab(
  command: Evidence['command'],
  flags: CheckFlags,
  pair: LabPair,
  writer: Writer,
): Promise<number> {
  const { startLab } = await import('../lab/lab.js');
  const { dataSet } = await import('../lab/data-set.js');
  const data = flags.data ?? DEFAULT_DATA;
  if (flags.size !== undefined && data !== DEFAULT_DATA) {
    throw new UsageError(
      `--size makes the chart file of data set ${DEFAULT_DATA}; leave out --data.`,
    );
  }
  const lab = await startLab({
    ...pair,
    data: dataSet(data, flags.size === undefined ? {} : { fileBytes: flags.size }),
  });
  try {
    const [host = '', port = ''] = lab.tillerAddress.split(':');
    const targets: Targets = {
      tiller: { host, port: Number(port), source: 'lab', tls: null },
      swift: {
        url: new URL(lab.swiftUrl),
        headers: {},
        credentials: 'none',
        tls: { verify: true },
        declaredVersion: pair.swift.version,
      },
    };
    const facts = { swift: pair.swift.version, tiller: pair.tiller.version, data };
    return await runCheck(command, flags, writer, { targets, lab: facts });
  } finally {
    await lab.close();
  }
}

async function runCheck(
  command: Evidence['command'],
  flags: CheckFlags,
  writer: Writer,
  { targets, lab }: Pick<Plan, 'targets' | 'lab'>,
): Promise<number> {
  const { gather } = await import('../gather/gather.js');
  const plan: Plan = {
    command,
    targets,
    lab,
    payload:
      flags.size === undefined
        ? null
        : { kind: lab ? 'lab' : flags.install ? 'install' : 'dry-run', sizeBytes: flags.size },
  };
  const { value: evidence, signal } = await withInterrupts((interrupted) => {
    if (plan.payload?.kind === 'install') {
      interrupted.addEventListener('abort', () => {
        writer.err(
          'Interrupted; purging what was installed. Once more ends at once and leaves it.\n',
        );
      });
    }
    return gather(plan, runOptions(flags, interrupted, writer));
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
    print(judgement, flags, writer);
    save();
    return judgement.exitCode;
  } finally {
    warnOfRest(evidence, writer);
  }
}

function runOptions(flags: CheckFlags, interrupted: AbortSignal, writer: Writer): RunOptions {
  return {
    timeoutMs: flags.timeout,
    maxTimeMs: flags.maxTime,
    ceilingBytes: flags.ceiling,
    interrupted,
    onCall: ({ name, phase, ms, outcome }) => {
      if (flags.verbose && phase === 'ended') {
        writer.err(`${formatDuration(ms).padStart(8)}  ${name}: ${visible(outcome)}\n`);
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
