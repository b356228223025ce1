// Entry of the command line: from arguments to an exit code. Nothing here loads gRPC or HTTP.
import { setTimeout } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { shortenMiddle, visible } from '../util/safe-text.js';
import { LONGEST_REASON, UsageError } from '../util/usage-error.js';
import { outliveStrayErrors, showsTrace } from './defects.js';
import { EXIT_DEFECT, EXIT_USAGE } from './exit-codes.js';
import { START } from './help.js';
import { wasInterrupted } from './interrupts.js';
import { buildProgram } from './program.js';
import { exitCodeAfter } from './unwritten.js';
import { outliveBrokenStreams, processWriter, type Writer } from './writer.js';

/** Runs one command line (without `node` and the script) and returns its exit code. */
export async function run(
  args: readonly string[],
  writer: Writer = processWriter,
): Promise<number> {
  let strayed: () => boolean = () => false;
  if (writer === processWriter) {
    outliveBrokenStreams();
    strayed = outliveStrayErrors(showsTrace(args), writer.err);
  }
  const exitCode = await exitCodeOf(args, writer);
  const unwritten = await flushed(writer);
  return exitCodeAfter(afterStrayErrors(exitCode, strayed()), unwritten, writer);
}

/** How long a reader may take once a signal has asked the process to end, in milliseconds. */
const READ_MS = 1_000;

/** Returns what could not be written. */
async function flushed(writer: Writer): Promise<string[]> {
  const flush = writer.flush?.() ?? [];
  if (!wasInterrupted()) return flush;
  return Promise.race([
    flush,
    setTimeout(READ_MS, ['the output could not be written: its reader has stopped reading.']),
  ]);
}

/** Neither a verdict of a run that may lack something, nor one that it found nothing. */
function afterStrayErrors(exitCode: number, strayed: boolean): number {
  return strayed && exitCode <= 1 ? EXIT_DEFECT : exitCode;
}

async function exitCodeOf(args: readonly string[], writer: Writer): Promise<number> {
  if (args.length === 0) {
    writer.out(START);
    return 0;
  }
  let exitCode = 0;
  const program = buildProgram(writer, (code) => (exitCode = code), commandOf(args));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof UsageError) {
      // The reason may quote a file, a long argument, or a parser that draws several lines.
      const reason = visible(error.message.replace(/\s*\n\s*/g, ' '));
      writer.err(`error: ${shortenMiddle(reason, LONGEST_REASON)}\n`);
      return EXIT_USAGE;
    }
    if (isWithoutFolder(error)) {
      writer.err('error: the working directory does not exist any more: change to another one.\n');
      return EXIT_USAGE;
    }
    throw error;
  }
}

/** A relative path was given in a folder that is deleted. */
function isWithoutFolder(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

/** The command whose options this line needs; `undefined`: those of all, as far as is known here. */
function commandOf([first = '', second]: readonly string[]): string | undefined {
  if (first === 'completion') return undefined;
  const name = first === 'help' ? second : first;
  return name === 'check' ? 'probe' : name;
}
