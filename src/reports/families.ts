// Raised findings in the order in which they are told: the worst first, and each cause before what
// follows from it.
import { isRaised } from '../checks/registry.js';
import { rootOf, type JudgedFinding, type JudgedRaised } from '../judge/causes.js';

export interface Family {
  readonly root: JudgedRaised;
  /** In the order of the rules. */
  readonly consequences: readonly JudgedRaised[];
}

/** By the worst of each. */
export function familiesOf(findings: readonly JudgedFinding[]): Family[] {
  const raised = findings.filter(isRaised);
  const rank = ({ root, consequences }: Family) => Math.min(...[root, ...consequences].map(rankOf));
  return raised
    .filter(({ cause }) => cause === null)
    .map((root) => ({
      root,
      consequences: raised.filter((one) => one !== root && rootOf(one).root === root),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** What was raised, for formats that tell each by itself. */
export function worstFirst(findings: readonly JudgedFinding[]): JudgedRaised[] {
  return findings.filter(isRaised).toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Failures that count, then those that are accepted, then warnings; equals stay in the order of the rules. */
function rankOf({ outcome, standing }: JudgedRaised): number {
  if (outcome !== 'fail') return 2;
  return standing?.counts === true ? 0 : 1;
}
