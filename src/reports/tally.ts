// The end of a report: what to fix first, and how many findings of each kind a run has.
import { leavesNoVerdict, type Judgement } from '../judge/judge.js';
import type { Step } from '../checks/define.js';
import { isRaised } from '../checks/registry.js';
import type { JudgedFinding, JudgedRaised } from '../judge/causes.js';
import { plural } from '../util/bytes.js';
import { familiesOf } from './families.js';

/** `FAILED`, `PASSED` or `INCOMPLETE`; a failed run can be incomplete besides. */
function resultWord({ exitCode, verdict }: Judgement): string {
  switch (exitCode) {
    case 0:
      return 'PASSED';
    case 1:
      return verdict.incomplete ? 'FAILED, INCOMPLETE' : 'FAILED';
    case 3:
      return 'INCOMPLETE';
  }
}

/** `FAILED  1 failure, 2 warnings, 16 passed, 5 skipped (exit 1)`. */
export function tallyLine(judgement: Judgement): string {
  const { findings, exitCode } = judgement;
  return `${resultWord(judgement)}  ${tallyWords(findings)} (exit ${exitCode})`;
}

/** How many of each kind. A kind without findings is left out, except what passed. */
export function tallyWords(findings: readonly JudgedFinding[]): string {
  const raised = findings.filter(isRaised);
  const open = raised.filter(leavesNoVerdict);
  const ignored = raised.filter(({ standing }) => standing?.ignored != null);
  const known = raised.filter(
    ({ standing }) => standing?.ignored == null && standing?.baseline === 'known',
  );
  const apart = new Set([...open, ...ignored, ...known]);
  const rest = raised.filter((finding) => !apart.has(finding));
  const count = (outcome: JudgedFinding['outcome'], of: readonly JudgedFinding[]) =>
    of.filter((finding) => finding.outcome === outcome).length;
  const parts: [number, string][] = [
    [count('fail', rest), plural(count('fail', rest), 'failure')],
    [open.length, `${open.length} not examined`],
    [count('warn', rest), plural(count('warn', rest), 'warning')],
    [ignored.length, `${ignored.length} ignored`],
    [known.length, `${known.length} known`],
    [1, `${count('pass', findings)} passed`],
    [count('skipped', findings), `${count('skipped', findings)} skipped`],
    [count('unknown', findings), `${count('unknown', findings)} unknown`],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([, words]) => words)
    .join(', ');
}

export interface Fix {
  readonly finding: JudgedRaised;
  readonly step: Step;
}

/** The first step of the worst finding that decides the exit code; `null` if the run passes. */
export function fixFirst({ findings, exitCode }: Judgement): Fix | null {
  if (exitCode === 0) return null;
  for (const { root, consequences } of familiesOf(findings)) {
    for (const finding of [root, ...consequences]) {
      const [step] = finding.explanation.steps;
      if (step && finding.standing?.counts === true) return { finding, step };
    }
  }
  return null;
}
