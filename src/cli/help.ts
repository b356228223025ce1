// Parts of help that commands share.
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from '../util/package-info.js';
import { asCalled, PROGRAM } from './program-name.js';

/** What `swiftcheck` alone prints. */
export const START = `${PROGRAM} finds out why Swift, the HTTP proxy of Helm 2's Tiller, fails.

  ${PROGRAM} probe            Check the cluster of the current kubectl context.
                              The check only reads.
  ${PROGRAM} probe --lab      Try it without a cluster.
  ${PROGRAM} explain 'TEXT'   Explain an error message of Swift, Tiller or helm.
  ${PROGRAM} --help           List all commands.
`;

/** In the help of the program. */
export const EXIT_CODES = `
Exit codes:
  0  passed: nothing at or above --fail-on
  1  failed: findings at or above --fail-on
  2  usage error, or a report could not be written
  3  nothing failed, but something needed was not examined
  129, 130, 143  interrupted by a closed terminal, Ctrl-C or SIGTERM`;

/** In the help of commands that check. */
export const CHECK_EXIT_CODES = `
Exit codes: 0 passed, 1 failed, 2 usage error, 3 incomplete (${PROGRAM} --help)`;

/** The exit codes of commands that judge nothing. */
export const PLAIN_EXIT_CODES = `
Exit codes: 0 done, 2 usage error or the output could not be written`;

export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${asCalled(line)}\n`).join('')}`;
}

/** Where the documentation is on this machine. */
export function documentation(page: string): string {
  return `\n\nDocumentation: ${fileURLToPath(new URL(page, PACKAGE_ROOT))}`;
}
