// The summary of a job of GitHub Actions: the Markdown report, appended to the file that the runner names.
import { appendFileSync } from 'node:fs';
import { checkWritable, isFolder } from '../evidence/file.js';
import { FORMATS } from '../reports/formats.js';
import type { NamedJudgement, RenderOptions } from '../reports/types.js';
import { UsageError } from '../util/usage-error.js';
import type { Output } from './outputs.js';
import { tryWriting } from './unwritten.js';

const VARIABLE = 'GITHUB_STEP_SUMMARY';

/** `null`: `github` was not asked for, or this is no job. */
function summaryFile(outputs: readonly Output[]): string | null {
  const file = process.env[VARIABLE];
  if (file === undefined || file === '') return null;
  return outputs.some(({ format }) => format === 'github') ? file : null;
}

/** @throws UsageError where it cannot be made */
export function checkJobSummary(outputs: readonly Output[]): void {
  const file = summaryFile(outputs);
  if (file === null) return;
  checkWritable(file, VARIABLE);
  if (isFolder(file)) throw new UsageError(`${VARIABLE}: ${file} is a folder.`);
}

/** Returns what could not be written. */
export async function appendJobSummary(
  reports: readonly NamedJudgement[],
  outputs: readonly Output[],
  options: RenderOptions,
): Promise<string[]> {
  const file = summaryFile(outputs);
  if (file === null) return [];
  const render = await FORMATS.markdown.load();
  const text = `${render(reports, options)}\n`;
  return tryWriting(VARIABLE, () => appendFileSync(file, text));
}
