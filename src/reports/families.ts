// Raised findings in the order of a report: the worst first, and each cause before what follows from it.
import type { CheckGroup } from '../checks/groups.js';
import { groupOf, isRaised } from '../checks/registry.js';
import { rootOf, type JudgedFinding, type JudgedRaised } from '../judge/causes.js';

export interface Family {
  readonly root: JudgedRaised;
  /** In the order of the checks. */
  readonly consequences: readonly JudgedRaised[];
}

/** The family with the worst member first. */
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

/** The raised findings, for formats that show each by itself. */
export function worstFirst(findings: readonly JudgedFinding[]): JudgedRaised[] {
  return findings.filter(isRaised).toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** How near the group of a warning is to what users of Swift get: a list matters more than a version. */
const IMPACT: readonly CheckGroup[] = [
  'lists',
  'storage',
  'cluster',
  'policy',
  'access',
  'errors',
  'versions',
];

/**
 * Failures that count, then accepted failures, then warnings by the impact of their group. Equals stay in the order
 * of the checks.
 */
function rankOf({ code, outcome, standing }: JudgedRaised): number {
  if (outcome !== 'fail') return 2 + IMPACT.indexOf(groupOf(code));
  return standing?.counts === true ? 0 : 1;
}
