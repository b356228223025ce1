// For each code a run over real sockets that raises it, as a user would see it.
import type { FindingCode } from '../../src/checks/define.js';
import { FOLDER_CASES } from '../support/check-cases.js';
import type { Start } from './screen.js';

export interface TerminalCase {
  readonly code: FindingCode;
  /** The folder of its check, which keeps the screen. */
  readonly folder: string;
  readonly start: Start;
}

export const TERMINAL_CASES: readonly TerminalCase[] = FOLDER_CASES.flatMap(({ folder, screens }) =>
  Object.entries(screens).map(([code, start]) => ({ code: code as FindingCode, folder, start })),
);
