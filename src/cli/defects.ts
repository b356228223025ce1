// Errors that belong to no call: of a library's own sockets, and of this program. Neither ends a run without
// its report, and neither is shown as a verdict.
import { shorten, visible } from '../util/safe-text.js';
import { EXIT_DEFECT } from './exit-codes.js';

/** With `-v` where the command has it, else always: a trace is not for who looks at a report. */
export function showsTrace(args: readonly string[]): boolean {
  const [command = ''] = args;
  const quiet = ['versions', 'probe', 'preflight', 'report'].includes(command);
  return !quiet || args.some((arg) => arg === '-v' || arg === '--verbose');
}

export function defectWords(error: unknown, trace: boolean): string {
  const more = trace ? '' : ' Run it again with -v, which prints where.';
  return `swiftcheck failed by a defect of its own, please report it: ${wordsOf(error)}.${more}\n${trace ? traceOf(error) : ''}`;
}

/**
 * Keeps the process where a library lets an error go past its own callers, such as that of a socket which
 * nobody listens to: the call that it belongs to ends with its time. Returns whether there was one.
 */
export function outliveStrayErrors(trace: boolean, say: (text: string) => void): () => boolean {
  let strayed = false;
  const onStray = (error: unknown) => {
    strayed = true;
    // Also where nothing is left that could end the run.
    process.exitCode = EXIT_DEFECT;
    say(
      `An error came that belongs to no call, so the run may lack something; please report it: ${wordsOf(error)}.\n${trace ? traceOf(error) : ''}`,
    );
  };
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);
  return () => strayed;
}

/** Its name and code: a message can hold what the other side said. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `${typeof error} instead of an error`;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return shorten(visible(`${error.name}${code}`), 200);
}

function traceOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => `${visible(line)}\n`)
    .join('');
}
