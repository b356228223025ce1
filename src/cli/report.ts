import type { Command } from 'commander';
import { evidenceIn, isFolder, loadEvidence } from '../evidence/file.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../judge/judge.js';
import { UsageError } from '../util/usage-error.js';
import { applyConfig } from './apply-config.js';
import type { ReportFlags } from './flags.js';
import { anchorIn, policyOf } from './policy.js';
import { checkOutputs, print } from './print.js';
import { selectionOf } from './selection.js';
import { filesRead } from './shared-files.js';
import { exitCodeAfter } from './unwritten.js';
import type { Writer } from './writer.js';

const POLICY = ['headroom', 'maxRelease', 'require', 'ignore', 'baseline'] as const;

/**
 * `swiftcheck report FILE…`, of which some may be folders. A policy on the command line, or in a file that
 * is named there, takes the place of the one that the run had.
 * @throws UsageError for a file that holds no evidence, or a policy that cannot be used
 */
export async function report(
  paths: readonly string[],
  given: ReportFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const applied = await applyConfig(given, command, false);
  const { flags, config } = applied;
  const selection = selectionOf(flags);
  const files = paths.flatMap(evidenceOf);
  checkOutputs(flags, [], [...filesRead(flags), ...files]);
  const asked = POLICY.some(
    (one) => flags[one] !== undefined || config?.value([one]) !== undefined,
  );
  const policyFor = asked ? await policyOf(applied) : null;
  const evidence = await Promise.all(files.map((file) => loadEvidence(file)));
  const reports = evidence.map((one, index) => ({
    name: files.length === 1 ? null : (files[index] ?? null),
    judgement: judge(
      policyFor ? { ...one, policy: policyFor(one, (text) => writer.err(`${text}\n`)) } : one,
      flags.failOn,
      selection,
    ),
  }));
  const missing = await print(reports, flags, writer, anchorIn(config));
  return exitCodeAfter(worstExitCode(reports), missing, writer);
}

/** A file, or all of a folder. @throws UsageError */
function evidenceOf(path: string): string[] {
  if (!isFolder(path)) return [path];
  const files = evidenceIn(path);
  if (files.length === 0) throw new UsageError(`${path} holds no evidence: it has no .json file.`);
  return files;
}
