// `swiftcheck diff`: what changed between two runs.
import { diffOf } from '../diff/diff.js';
import { diffPage } from '../diff/words.js';
import { loadEvidence } from '../evidence/file.js';
import type { DiffFlags } from './options/commands.js';
import { printPages } from './pages.js';
import type { Writer } from './writer.js';

/** Returns the exit code. @throws UsageError for a file that holds no evidence */
export async function runDiff(
  before: string,
  after: string,
  flags: DiffFlags,
  writer: Writer,
): Promise<number> {
  const diff = diffOf(await loadEvidence(before), await loadEvidence(after), flags.failOn);
  printPages([diffPage(diff)], diff, flags, writer);
  return diff.exitCode;
}
