import { loadEvidence } from '../evidence/file.js';
import { worstExitCode } from '../reports/types.js';
import { judge } from '../rules/judge.js';
import type { ReportFlags } from './flags.js';
import { checkOutputs, print } from './print.js';
import type { Writer } from './writer.js';

/** `swiftcheck report FILE…`. @throws UsageError for a file that holds no evidence. */
export async function report(
  files: readonly string[],
  flags: ReportFlags,
  writer: Writer,
): Promise<number> {
  checkOutputs(flags);
  const evidence = await Promise.all(files.map((file) => loadEvidence(file)));
  const reports = evidence.map((one, index) => ({
    name: files.length === 1 ? null : (files[index] ?? null),
    judgement: judge(one, flags.failOn),
  }));
  await print(reports, flags, writer);
  return worstExitCode(reports);
}
