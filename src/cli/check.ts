// `versions` and `probe`: from flags to targets (given, in a cluster, or the lab's), to a run.
import type { Evidence } from '../evidence/types.js';
import { swiftEndpoint } from '../targets/swift.js';
import { tillerEndpoint } from '../targets/tiller.js';
import { DEFAULT_DATA } from '../lab/data-set-names.js';
import { UsageError } from '../util/usage-error.js';
import { checkInstall } from './confirm.js';
import type { CheckFlags } from './flags.js';
import { inLab } from './in-lab.js';
import { firstGiven } from './options/option.js';
import { CLUSTER_CHOICE, SWIFT_SEARCH } from './options/overrides.js';
import { labPair } from './parse.js';
import { givenFiles, payloadPlan, runCheck } from './run-check.js';
import type { Writer } from './writer.js';

/** Runs a check and prints its report. Returns the exit code. @throws UsageError */
export async function check(
  command: Evidence['command'],
  flags: CheckFlags,
  writer: Writer,
): Promise<number> {
  refuseContradictions(flags);
  if (flags.lab) {
    return checkLab(command, flags, flags.lab === true ? '' : flags.lab, writer);
  }
  const tiller = tillerEndpoint(flags, process.env);
  const swift = swiftEndpoint(flags);
  if (!tiller || !swift) {
    const { checkCluster } = await import('./check-cluster.js');
    return checkCluster(command, flags, { tiller, swift }, writer);
  }
  refuseClusterFlags(flags);
  if (flags.install) await checkInstall(flags, writer);
  const { gather } = await import('../gather/gather.js');
  const { reach } = await import('../gather/reach.js');
  const targets = { tiller, swift };
  const plan = {
    ...{ command, targets, lab: null, fullList: flags.fullList },
    payload: payloadPlan(flags, false),
    files: givenFiles(flags),
  };
  return runCheck(flags, writer, {
    gather: (run, instead = command) => gather({ ...plan, command: instead }, run),
    reach: (run) => reach(targets, run),
  });
}

function refuseContradictions(flags: CheckFlags): void {
  if (flags.lab) {
    // A forgotten flag must never turn the check of a cluster into one of the lab.
    const other = firstGiven(flags, [...ENDPOINT_FLAGS, ...CLUSTER_FLAGS]);
    if (other) {
      throw new UsageError(
        `--lab and ${other} exclude each other: the lab has its own Swift and Tiller.`,
      );
    }
    if (flags.install)
      throw new UsageError('--install is for real endpoints; the lab already stores the release.');
  } else if (flags.data !== undefined) {
    throw new UsageError('--data is the data set of the lab, and needs --lab.');
  }
  if (flags.readOnly && flags.size !== undefined && !flags.lab) {
    throw new UsageError(
      '--read-only forbids --size, whose dry run makes Tiller render, and --install.',
    );
  }
  if (flags.force && flags.saveEvidence === undefined) {
    throw new UsageError('--force lets --save-evidence replace a file, and needs --save-evidence.');
  }
  if (flags.install && flags.size === undefined) throw new UsageError('--install needs --size.');
  if (flags.yes && !flags.install) throw new UsageError('--yes answers the question of --install.');
}

/** A run with both addresses searches nothing. */
function refuseClusterFlags(flags: CheckFlags): void {
  const needless = firstGiven(flags, CLUSTER_FLAGS);
  if (needless === undefined) return;
  throw new UsageError(
    `${needless} is for the search in a cluster, and both addresses are given: leave out ${needless}, or one of --tiller (HELM_HOST) and --swift.`,
  );
}

const ENDPOINT_FLAGS = ['tiller', 'swift', 'swiftVersion'] as const;
const CLUSTER_FLAGS = [...CLUSTER_CHOICE, ...SWIFT_SEARCH];

async function checkLab(
  command: Evidence['command'],
  flags: CheckFlags,
  asked: string,
  writer: Writer,
): Promise<number> {
  const { startLab } = await import('../lab/lab.js');
  const { labData } = await import('./lab-data.js');
  const data = flags.data ?? DEFAULT_DATA;
  const known = await labData(data, flags.size);
  const pair = labPair(asked, known.pair);
  if (known.caveat !== undefined && !flags.quiet) writer.err(`${known.caveat}\n`);
  const lab = await startLab({ ...pair, data: known.set });
  try {
    const plan = {
      ...{ command, ...inLab(lab, data), fullList: flags.fullList },
      payload: payloadPlan(flags, true),
    };
    const { gather } = await import('../gather/gather.js');
    return await runCheck(flags, writer, {
      gather: (run, instead = command) => gather({ ...plan, command: instead }, run),
      reach: () => Promise.resolve([]),
    });
  } finally {
    await lab.close();
  }
}
