// Errors that belong to no call: of a library's own sockets, and of this program. Neither ends a run without
// its report, and neither is shown as a verdict.
import { shorten, visible } from '../util/safe-text.js';
import { EXIT_DEFECT } from './exit-codes.js';

/** With `-v`, or for a command without `-v`: a reader of a report needs no trace. */
export function showsTrace(args: readonly string[]): boolean {
  const [command = ''] = args;
  const quiet = ['versions', 'probe', 'preflight', 'report'].includes(command);
  return !quiet || args.some((arg) => arg === '-v' || arg === '--verbose');
}

export function defectWords(error: unknown, trace: boolean): string {
  const more = trace ? '' : ' Run the command again with -v for the place.';
  return `swiftcheck failed because of a defect in swiftcheck: ${wordsOf(error)}.${more} Report it to the maintainers of your copy of swiftcheck.\n${trace ? traceOf(error) : ''}`;
}

/**
 * Keeps the process if a library lets an error pass its own callers, such as an error of a socket without a
 * listener: the call then ends with its time. Returns whether there was an error.
 */
export function outliveStrayErrors(trace: boolean, say: (text: string) => void): () => boolean {
  let strayed = false;
  const onStray = (error: unknown) => {
    strayed = true;
    // Also if nothing is left that could end the run.
    process.exitCode = EXIT_DEFECT;
    say(
      `An error outside every call occurred, so the run can be incomplete: ${wordsOf(error)}. Report it to the maintainers of your copy of swiftcheck.\n${trace ? traceOf(error) : ''}`,
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
