import { createInterface } from 'node:readline/promises';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { formatExactSize } from '../util/bytes.js';
import { UsageError } from '../util/usage-error.js';
import type { CheckFlags } from './flags.js';
import type { Writer } from './writer.js';

/**
 * Asks before anything is installed. @throws UsageError where it is too large, nobody can answer, or the
 * answer is no
 * @param tiller which one, as a phrase: `Tiller at 127.0.0.1:44134`
 */
export async function confirmInstall(
  tiller: string,
  flags: CheckFlags,
  writer: Writer,
): Promise<void> {
  await refuseTooLarge(flags);
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
      `Install a throwaway release with a chart file of ${size} through ${tiller}, and purge it afterwards? [y/N] `,
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

async function refuseTooLarge({ size }: CheckFlags): Promise<void> {
  const { largestInstallFile } = await import('../gather/install.js');
  const largest = largestInstallFile();
  if (size === undefined || size <= largest) return;
  throw new UsageError(
    `--size: Tiller takes requests of at most ${formatExactSize(TILLER_MESSAGE_LIMIT)}, and the request adds its framing to the file: at most ${formatExactSize(largest)} with --install.`,
  );
}
