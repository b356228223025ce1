// What an exit code means, in the words and colours of reports.
import type { Outcome } from '../checks/define.js';
import type { Judgement } from '../judge/judge.js';

type ExitCode = Judgement['exitCode'];

export const EXIT_OUTCOMES: Record<ExitCode, Outcome> = {
  0: 'pass',
  1: 'fail',
  3: 'unknown',
};

const WORST_FIRST: readonly ExitCode[] = [1, 3, 0];

/** To sort by: the worst comes first. */
export function byExitCode(a: Pick<Judgement, 'exitCode'>, b: Pick<Judgement, 'exitCode'>): number {
  return WORST_FIRST.indexOf(a.exitCode) - WORST_FIRST.indexOf(b.exitCode);
}
