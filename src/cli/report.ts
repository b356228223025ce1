import { loadEvidence } from '../evidence/file.js';
import { judge } from '../rules/judge.js';
import type { ReportFlags } from './flags.js';
import { print } from './print.js';
import type { Writer } from './writer.js';

/** `swiftcheck report FILE`. @throws UsageError for a file that holds no evidence. */
export async function report(file: string, flags: ReportFlags, writer: Writer): Promise<number> {
  const judgement = judge(await loadEvidence(file), flags.failOn);
  print(judgement, flags, writer);
  return judgement.exitCode;
}
