// From evidence to findings, verdict and exit code. Pure: the same evidence, the same judgement.
import type { Evidence } from '../evidence/types.js';
import { isRaised, meansUnexamined, titleOf, type Finding } from '../findings/catalogue.js';
import { plural } from '../util/bytes.js';
import { rulesFor } from './all.js';
import { assess, type Assessment } from './assess.js';
import { rootOf, withCauses, type Judged } from './causes.js';
import { couldNotTell, type Rule } from './rule.js';

/** From which severity on a finding makes the run fail. */
export type FailOn = 'warn' | 'fail';

export interface Verdict {
  readonly outcome: 'clean' | 'findings' | 'could-not-check';
  /** One sentence. */
  readonly sentence: string;
}

export interface Judgement {
  readonly evidence: Evidence;
  readonly assessment: Assessment;
  readonly findings: readonly Judged[];
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
}

export function judge(evidence: Evidence, failOn: FailOn): Judgement {
  const assessment = assess(evidence);
  const applied = rulesFor(evidence).map((rule) => apply(rule, assessment));
  const findings = withCauses(applied, assessment);
  const exitCode = exitCodeOf(findings, failOn);
  return {
    evidence,
    assessment,
    findings,
    verdict: verdictOf(findings, exitCode, evidence.command),
    exitCode,
  };
}

function apply(rule: Rule, assessment: Assessment): Finding {
  for (const { lacks, missing } of rule.needs) {
    const why = missing(assessment);
    if (why !== null) {
      return couldNotTell(rule.code, why ?? 'This command does not gather what it needs.', lacks);
    }
  }
  return rule.judge(assessment);
}

/**
 * 3: an endpoint was not examined, so that there is no verdict, whatever else was found. 1: findings
 * at or above `failOn`. 0: none. The same for every format.
 */
export function exitCodeOf(findings: readonly Finding[], failOn: FailOn): 0 | 1 | 3 {
  const raised = findings.filter(isRaised);
  if (raised.some(({ code }) => meansUnexamined(code))) return 3;
  return raised.some(({ outcome }) => outcome === 'fail' || failOn === 'warn') ? 1 : 0;
}

function verdictOf(
  findings: readonly Judged[],
  exitCode: 0 | 1 | 3,
  command: Evidence['command'],
): Verdict {
  // A verdict says no more than what was looked at.
  const limits = command === 'versions' ? ' (the releases were not listed; probe does that)' : '';
  const raised = findings.filter(isRaised);
  const unexamined = raised.find(({ code }) => meansUnexamined(code));
  if (unexamined) {
    return { outcome: 'could-not-check', sentence: `Could not check: ${named(unexamined)}.` };
  }
  const worst = raised.find(({ outcome }) => outcome === 'fail') ?? raised[0];
  if (!worst) return { outcome: 'clean', sentence: `Nothing found${limits}.` };
  return {
    outcome: 'findings',
    sentence:
      exitCode === 0
        ? `No failure found${limits}, but ${plural(raised.length, 'warning')}: ${named(worst)}${raised.length > 1 ? ', and more' : ''}.`
        : `${named(worst)}.`,
  };
}

/** The title of the root cause; of the finding itself, too, where the cause is only likely. */
function named(finding: Judged): string {
  const { root, certainty } = rootOf(finding);
  if (certainty === 'certain') return titleOf(root);
  return `${titleOf(finding)}, probably because of this: ${titleOf(root)}`;
}
