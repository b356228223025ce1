// The questions before something is changed in a cluster.
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { formatExactSize } from '../util/bytes.js';
import { UsageError } from '../util/usage-error.js';
import type { CheckFlags } from './flags.js';
import type { Writer } from './writer.js';

/** @throws UsageError if --install cannot be done, or if no person can be asked */
export async function checkInstall(flags: CheckFlags, writer: Writer): Promise<void> {
  const { size } = flags;
  const { largestInstallFile } = await import('../gather/throwaway.js');
  const largest = largestInstallFile();
  if (size !== undefined && size > largest) {
    throw new UsageError(
      `--size: Tiller takes requests of at most ${formatExactSize(TILLER_MESSAGE_LIMIT)}, and the request adds its framing to the file: at most ${formatExactSize(largest)} with --install.`,
    );
  }
  if (flags.yes || canAsk(writer)) return;
  throw new UsageError(
    '--install changes the cluster, and there is no terminal to ask on: add --yes.',
  );
}

export function canAsk({ errIsTerminal }: Pick<Writer, 'errIsTerminal'>): boolean {
  return process.stdin.isTTY && errIsTerminal;
}

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What was answered. An interrupt is no answer: the process then gets the signal that Ctrl-C stands for. */
export async function ask(
  question: string,
  interrupted: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<'yes' | 'no'> {
  const lines = createInterface({ input, output });
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // A terminal that is gone: Node neither answers nor refuses the question then.
  const closed = once(lines, 'close').then(() => null);
  try {
    const asked = lines.question(`${question} [y/N] `, { signal: interrupted });
    const answer = await Promise.race([asked.catch(nothing), closed]);
    // After Ctrl-D the cursor is still behind the question.
    if (answer === null && !interrupted.aborted) output.write('\n');
    return /^y(es)?$/i.test(answer?.trim() ?? '') ? 'yes' : 'no';
  } finally {
    lines.close();
  }
}

/** For an interrupt, or Ctrl-D. @throws every other error */
function nothing(error: unknown): null {
  if (error instanceof Error && error.name === 'AbortError') return null;
  throw error;
}
