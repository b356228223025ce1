// Entry of the command line: from arguments to an exit code. Nothing here loads gRPC or HTTP.
import { CommanderError } from 'commander';
import { visible } from '../util/safe-text.js';
import { UsageError } from '../util/usage-error.js';
import { buildProgram } from './program.js';
import { exitCodeAfter } from './unwritten.js';
import { outliveBrokenStreams, processWriter, type Writer } from './writer.js';

export const EXIT_USAGE = 2;

/** Runs one command line (without `node` and the script) and returns its exit code. */
export async function run(
  args: readonly string[],
  writer: Writer = processWriter,
): Promise<number> {
  if (writer === processWriter) outliveBrokenStreams();
  const exitCode = await exitCodeOf(args, writer);
  return exitCodeAfter(exitCode, (await writer.flush?.()) ?? [], writer);
}

async function exitCodeOf(args: readonly string[], writer: Writer): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(writer, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof UsageError) {
      // The reason may quote a file, or a parser that draws several lines.
      writer.err(`error: ${visible(error.message.replace(/\s*\n\s*/g, ' '))}\n`);
      return EXIT_USAGE;
    }
    throw error;
  }
}
