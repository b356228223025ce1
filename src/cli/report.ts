import type { Command } from 'commander';
import { loadEvidence } from '../evidence/file.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../rules/judge.js';
import { applyConfig } from './apply-config.js';
import type { PolicyFlags, ReportFlags } from './flags.js';
import { anchorIn, policyOf } from './policy.js';
import { checkOutputs, print } from './print.js';
import type { Writer } from './writer.js';

const POLICY: readonly (keyof PolicyFlags)[] = [
  ...(['config', 'headroom', 'maxRelease', 'require', 'ignore', 'baseline'] as const),
];

/**
 * `swiftcheck report FILE…`. A policy on the command line takes the place of the one that the run had.
 * @throws UsageError for a file that holds no evidence, or a policy that cannot be used
 */
export async function report(
  files: readonly string[],
  given: ReportFlags,
  command: Command,
  writer: Writer,
): Promise<number> {
  const { flags, config } = await applyConfig(given, command, false);
  checkOutputs(flags);
  const asked = POLICY.some((flag) => flags[flag] !== undefined);
  const policyFor = asked ? await policyOf(flags, config) : null;
  const evidence = await Promise.all(files.map((file) => loadEvidence(file)));
  const reports = evidence.map((one, index) => ({
    name: files.length === 1 ? null : (files[index] ?? null),
    judgement: judge(policyFor ? { ...one, policy: policyFor(one) } : one, flags.failOn),
  }));
  await print(reports, flags, writer, anchorIn(config));
  return worstExitCode(reports);
}
