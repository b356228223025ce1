// Whether a raised finding counts: by the requested severity, by what a policy ignores for a time, and by
// what an earlier run had, too.
import {
  hasExpired,
  type FailOn,
  type Ignore,
  type Measures,
  type Policy,
} from '../evidence/policy.js';
import type { RaisedFinding } from '../checks/define.js';

export interface Standing {
  /** Whether it makes the run fail. */
  readonly counts: boolean;
  /** The entry that ignores it; `null`: the policy has no valid entry. */
  readonly ignored: Ignore | null;
  /** Against the baseline; `null`: without a baseline. */
  readonly baseline: 'new' | 'worse' | 'known' | null;
}

/** As much of a raised finding as its standing depends on. */
type Compared = Pick<RaisedFinding, 'code' | 'outcome' | 'measures'>;

/**
 * @param policy absent: nothing is ignored, and there is no baseline
 * @param today when the run began, RFC 3339: a report made later comes to the same
 */
export function standings(
  failOn: FailOn,
  policy: Policy | undefined,
  today: string,
): (finding: Compared) => Standing {
  const inForce = (policy?.ignore ?? []).filter((entry) => !hasExpired(entry, today));
  return (finding) => {
    const ignored = inForce.find(({ code }) => code === finding.code) ?? null;
    const baseline = againstBaseline(finding, policy);
    const heavy = finding.outcome === 'fail' || failOn === 'warn';
    return { counts: heavy && ignored === null && baseline !== 'known', ignored, baseline };
  };
}

function againstBaseline(finding: Compared, policy: Policy | undefined): Standing['baseline'] {
  if (!policy?.baseline) return null;
  const known = policy.baseline.findings.find(({ code }) => code === finding.code);
  if (!known) return 'new';
  return isWorse(finding.measures, known.measures) ? 'worse' : 'known';
}

/** Whether a number has grown, or is new. */
export function isWorse(now: Measures, before: Measures): boolean {
  // A release can have the name of something that every object has.
  const known = new Map(Object.entries(before));
  return Object.entries(now).some(([name, size]) => size > (known.get(name) ?? -Infinity));
}
