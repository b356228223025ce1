// Outputs that cannot be written. None of them keeps the others from being written, and none changes what
// a run has come to: it is said on stderr, and by the exit code where that would else say that all is well.
import { fileProblem } from '../util/file-words.js';
import { visible } from '../util/safe-text.js';
import { EXIT_UNWRITTEN } from './exit-codes.js';

/** Writes; a sentence where the system refuses. */
export function tryWriting(name: string, write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return [unwritten(name, error)];
  }
}

export function unwritten(name: string, error: Error): string {
  return `${name} could not be written: ${fileProblem(error)}.`;
}

/** Says on `stderr` what could not be written. Returns the exit code: findings come before it. */
export function exitCodeAfter(
  exitCode: number,
  sentences: readonly string[],
  writer: { readonly err: (text: string) => void },
): number {
  for (const sentence of sentences) writer.err(`error: ${visible(sentence)}\n`);
  return exitCode === 0 && sentences.length > 0 ? EXIT_UNWRITTEN : exitCode;
}
