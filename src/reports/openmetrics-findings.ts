// Checks and findings as metrics.
import { isRaised, severityOf } from '../checks/registry.js';
import type { Outcome } from '../checks/define.js';
import type { JudgedFinding } from '../judge/causes.js';
import type { Judgement } from '../judge/judge.js';
import type { Family, Sample } from './openmetrics-text.js';

const CHECKS: Family = {
  name: 'swiftcheck_checks',
  help: 'The number of checks with this outcome.',
};
const FINDINGS: Family = {
  name: 'swiftcheck_findings',
  help: 'The number of raised findings, by severity and standing: whether a finding counts, is ignored, known or below --fail-on.',
};
const FINDING: Family = {
  name: 'swiftcheck_finding',
  help: '1: the finding was raised. 0: the check passed. A check that was skipped, or whose result is unknown, has no sample.',
};
const COUNTS: Family = {
  name: 'swiftcheck_finding_counts',
  help: '1: the raised finding counts for the exit code. 0: the severity, the policy or the baseline keeps it from counting.',
};

const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'fail', 'skipped', 'unknown'];
const SEVERITIES = ['fail', 'warn'] as const;
const STANDINGS = ['counts', 'ignored', 'known', 'below'] as const;

export function findingSamples({ findings }: Judgement): Sample[] {
  const raised = findings.filter(isRaised);
  // A code can be judged on several hops: raised on one of them, it is raised.
  const tellable = [...raised, ...findings.filter(({ outcome }) => outcome === 'pass')];
  return [
    ...OUTCOMES.map((outcome) => ({
      family: CHECKS,
      labels: { outcome },
      value: findings.filter((finding) => finding.outcome === outcome).length,
    })),
    ...SEVERITIES.flatMap((severity) =>
      STANDINGS.map((standing) => ({
        family: FINDINGS,
        labels: { severity, standing },
        value: raised.filter(
          (finding) => finding.outcome === severity && standingOf(finding) === standing,
        ).length,
      })),
    ),
    ...tellable.map((finding) => ({
      family: FINDING,
      labels: { code: finding.code, severity: severityOf(finding.code) },
      value: isRaised(finding) ? 1 : 0,
    })),
    ...raised
      .toSorted((a, b) => Number(counts(b)) - Number(counts(a)))
      .map((finding) => ({
        family: COUNTS,
        labels: { code: finding.code },
        value: counts(finding) ? 1 : 0,
      })),
  ];
}

function counts({ standing }: JudgedFinding): boolean {
  return standing?.counts === true;
}

/** `below`: of a severity that does not make the run fail. */
function standingOf({ standing }: JudgedFinding): (typeof STANDINGS)[number] {
  if (standing?.counts === true) return 'counts';
  if (standing?.ignored != null) return 'ignored';
  return standing?.baseline === 'known' ? 'known' : 'below';
}
