import { createInterface } from 'node:readline/promises';
import type { Targets } from '../targets/types.js';
import { formatExactSize } from '../util/bytes.js';
import { UsageError } from '../util/usage-error.js';
import type { CheckFlags } from './flags.js';
import type { Writer } from './writer.js';

/** Asks before anything is installed. @throws UsageError where nobody can answer, or says no */
export async function confirmInstall(
  { tiller }: Targets,
  flags: CheckFlags,
  writer: Writer,
): Promise<void> {
  if (flags.yes) return;
  if (!process.stdin.isTTY || !writer.errIsTerminal) {
    throw new UsageError(
      '--install changes the cluster: without a terminal to ask on it needs --yes.',
    );
  }
  const question = createInterface({ input: process.stdin, output: process.stderr });
  const size = formatExactSize(flags.size ?? 0);
  try {
    const answer = await question.question(
      `Install a throwaway release with a chart file of ${size} through Tiller at ${tiller.host}:${tiller.port}, and purge it afterwards? [y/N] `,
    );
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('not confirmed; nothing was done.');
  } catch (error) {
    // Ctrl-C and Ctrl-D at the question.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    throw new UsageError('not confirmed; nothing was done.', { cause: error });
  } finally {
    question.close();
  }
}
