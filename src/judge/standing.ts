// Whether a raised finding counts: by the requested severity, by what a policy ignores for a time, and by
// what an earlier run had, too.
import {
  hasExpired,
  type FailOn,
  type Ignore,
  type KnownFinding,
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
type Compared = Pick<RaisedFinding, 'code' | 'outcome' | 'measures'> & HasFacts;
interface HasFacts {
  readonly facts: object;
}

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
  const known = policy.baseline.findings.find((each) => isOf(each, finding));
  if (!known) return 'new';
  return isWorse(finding.measures, known.measures) ? 'worse' : 'known';
}

/** Whether the finding of an earlier run and this one are of one code, and of one endpoint where both name it. */
export function isOf(
  known: Pick<KnownFinding, 'code' | 'endpoint'>,
  finding: Pick<RaisedFinding, 'code'> & HasFacts,
): boolean {
  const endpoint = endpointOf(finding);
  return (
    known.code === finding.code &&
    (known.endpoint === undefined || endpoint === undefined || known.endpoint === endpoint)
  );
}

/** Whose a finding is; `undefined`: its code is of no endpoint, or of one. */
export function endpointOf({ facts }: HasFacts): string | undefined {
  return 'endpoint' in facts && typeof facts.endpoint === 'string' ? facts.endpoint : undefined;
}

/** Whether a number has grown, or is new. */
export function isWorse(now: Measures, before: Measures): boolean {
  // A release can have the name of something that every object has.
  const known = new Map(Object.entries(before));
  return Object.entries(now).some(([name, size]) => size > (known.get(name) ?? -Infinity));
}
