// For each code a run over real sockets that raises it, as a user would see it.
import type { FindingCode } from '../../src/findings/catalogue.js';
import { REACH_CASES } from './cases-reach.js';
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Stage } from './start.js';

export interface TerminalCase {
  readonly code: FindingCode;
  /** Of its check; absent: its file is one of snapshots/. */
  readonly folder?: string;
  /** Starts what the case needs and gives the command line. */
  readonly start: (stage: Stage) => Promise<string[]>;
}

export const TERMINAL_CASES: readonly TerminalCase[] = [
  ...FOLDER_CASES.flatMap(({ folder, screens }) =>
    Object.entries(screens).map(([code, start]) => ({ code: code as FindingCode, folder, start })),
  ),
  ...REACH_CASES,
];
