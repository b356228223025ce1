// Parts of help that commands share.

export const EXIT_CODES = `

Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on, also where something else could not be
     checked
  2  usage error, or nothing found and an output that could not be written
  3  no such finding, but an endpoint was not examined, or what a policy asks
     for could not be told
  129, 130, 143  interrupted (terminal closed, Ctrl-C, SIGTERM)`;

/** Of commands that judge nothing. */
export const PLAIN_EXIT_CODES = `

Exit codes:
  0  done
  2  usage error, or an output that could not be written`;

export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
