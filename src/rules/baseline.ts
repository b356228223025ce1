// What has become better since an earlier run, and the baseline that a run leaves for later ones.
import type { Baseline, KnownFinding } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import { isRaised, titleOf } from '../findings/catalogue.js';
import { measuresOf } from '../findings/measures.js';
import type { Judged } from './causes.js';
import { isWorse } from './standing.js';

/** A finding of the baseline that is not what it was. */
export interface Change {
  readonly code: string;
  /** As the baseline has it. */
  readonly was: string;
  /** Its title now; `null` where it is not raised. */
  readonly now: string | null;
  /** `untold`: the check could not tell, or this run does not make it. */
  readonly kind: 'gone' | 'better' | 'untold';
}

/** What is gone or better, and what is not known any more; in the baseline's order. */
export function changesSince(baseline: Baseline, findings: readonly Judged[]): Change[] {
  return baseline.findings.flatMap((known) => {
    const kind = changeOf(known, findings);
    const now = findings.find((each) => each.code === known.code && isRaised(each));
    if (kind === null) return [];
    return [{ code: known.code, was: known.title, now: now ? titleOf(now) : null, kind }];
  });
}

function changeOf(known: KnownFinding, findings: readonly Judged[]): Change['kind'] | null {
  const raised = findings.find((each) => each.code === known.code && isRaised(each));
  if (raised) {
    const measures = measuresOf(raised);
    const better = isWorse(known.measures, measures) && !isWorse(measures, known.measures);
    return better ? 'better' : null;
  }
  return vouchesFor(known.code, findings) ? 'gone' : 'untold';
}

/**
 * Whether something says that the finding is no longer there. A rule passes under one code and may raise
 * others, so where no check of that very code is there, all that was checked has to be told.
 */
function vouchesFor(code: string, findings: readonly Judged[]): boolean {
  const own = findings.find((each) => each.code === code);
  if (own) return own.outcome !== 'could-not-tell';
  return findings.every(({ outcome }) => outcome !== 'could-not-tell');
}

/** The baseline that the findings of a run are. */
export function baselineOf({ startedAt }: Evidence, findings: readonly Judged[]): Baseline {
  return {
    startedAt,
    findings: findings.filter(isRaised).map((finding) => ({
      code: finding.code,
      title: titleOf(finding),
      measures: measuresOf(finding),
    })),
  };
}
