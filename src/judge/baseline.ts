// What has become better since an earlier run, and the baseline that a run leaves for later ones.
import type { Baseline, KnownFinding } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import type { Check } from '../checks/define.js';
import { isRaised, meansUnexamined } from '../checks/registry.js';
import type { JudgedFinding } from './causes.js';
import { canRaise } from './selection.js';
import { endpointOf, isOf, isWorse } from './standing.js';

/** A finding of the baseline that is not what it was. */
export interface Change {
  readonly code: string;
  /** Whose it is, where several endpoints can have the code. */
  readonly endpoint?: string;
  /** As the baseline has it. */
  readonly was: string;
  /** Its title now; `null`: it is not raised. */
  readonly now: string | null;
  /** `unknown`: the check was unknown, or this run does not make it. */
  readonly kind: 'gone' | 'better' | 'unknown';
}

/**
 * What is gone or better, and what is now unknown; in the baseline's order.
 * @param checks the check of each finding, in the same order
 */
export function changesSince(
  baseline: Baseline,
  findings: readonly JudgedFinding[],
  checks: readonly Check[],
): Change[] {
  return baseline.findings.flatMap((known) => {
    const kind = changeOf(known, findings, checks);
    const now = findings.filter(isRaised).find((each) => isOf(known, each));
    if (kind === null) return [];
    const { code, endpoint, title: was } = known;
    return [
      { code, ...(endpoint !== undefined && { endpoint }), was, now: now ? now.title : null, kind },
    ];
  });
}

function changeOf(
  known: KnownFinding,
  findings: readonly JudgedFinding[],
  checks: readonly Check[],
): Change['kind'] | null {
  const raised = findings.filter(isRaised).find((each) => isOf(known, each));
  if (raised) {
    const measures = raised.measures;
    const better = isWorse(known.measures, measures) && !isWorse(measures, known.measures);
    return better ? 'better' : null;
  }
  return vouchFor(known.code, findings, checks) ? 'gone' : 'unknown';
}

/**
 * Whether the checks show that the finding is gone. A check passes under one code and can raise others, so a
 * code without a check of its own is gone only if all checks that can raise it were conclusive.
 */
export function vouchFor(
  code: string,
  findings: readonly JudgedFinding[],
  checks: readonly Check[],
): boolean {
  const own = findings.find((each) => each.code === code && !isRaised(each));
  if (own) return own.outcome !== 'unknown';
  const able = findings.filter((_, index) => {
    const check = checks[index];
    return check !== undefined && canRaise(check, code);
  });
  return able.length > 0 && able.every(isConclusive);
}

/** Another finding that leaves an endpoint unexamined hides what else its check would have raised. */
function isConclusive(finding: JudgedFinding): boolean {
  return finding.outcome !== 'unknown' && !(isRaised(finding) && meansUnexamined(finding.code));
}

/** The findings of a run as a baseline. */
export function baselineOf({ startedAt }: Evidence, findings: readonly JudgedFinding[]): Baseline {
  return {
    startedAt,
    findings: findings.filter(isRaised).map((finding) => {
      const { code, title, measures } = finding;
      const endpoint = endpointOf(finding);
      return { code, ...(endpoint !== undefined && { endpoint }), title, measures };
    }),
  };
}
