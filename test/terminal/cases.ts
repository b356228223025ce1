// For each code a run over real sockets that raises it, as a user would see it.
import type { FindingCode } from '../../src/findings/catalogue.js';
import { ARGUMENT_CASES } from './cases-arguments.js';
import { CLUSTER_CASES } from './cases-cluster.js';
import { POLICY_CASES } from './cases-policy.js';
import { REACH_CASES } from './cases-reach.js';
import { RESULT_CASES } from './cases-results.js';
import { STORAGE_CASES } from './cases-storage.js';
import type { Stage } from './start.js';

export interface TerminalCase {
  readonly code: FindingCode;
  /** The code is one that passes only. */
  readonly passes?: true;
  /** Starts what the case needs and gives the command line. */
  readonly start: (stage: Stage) => Promise<string[]>;
}

export const TERMINAL_CASES: readonly TerminalCase[] = [
  ...REACH_CASES,
  ...CLUSTER_CASES,
  ...ARGUMENT_CASES,
  ...STORAGE_CASES,
  ...RESULT_CASES,
  ...POLICY_CASES,
];
