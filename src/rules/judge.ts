// From evidence to findings, verdict and exit code. Pure: the same evidence, the same judgement.
import type { FailOn } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import {
  holdsOf,
  isDemanded,
  isRaised,
  meansUnexamined,
  titleOf,
  type Finding,
} from '../findings/catalogue.js';
import { plural } from '../util/bytes.js';
import { rulesFor } from './all.js';
import { assess, type Assessment } from './assess.js';
import { changesSince, type Change } from './baseline.js';
import { rootOf, withCauses, type Judged } from './causes.js';
import { couldNotTell, type Rule } from './rule.js';
import { standings } from './standing.js';
import { withUnexamined } from './unexamined.js';

export interface Verdict {
  readonly outcome: 'clean' | 'findings' | 'could-not-check';
  /** One sentence. */
  readonly sentence: string;
}

export interface Judgement {
  readonly evidence: Evidence;
  readonly assessment: Assessment;
  readonly findings: readonly Judged[];
  /** What is better than in the baseline; empty where there is none. */
  readonly changes: readonly Change[];
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
}

/** @param failOn absent: as the policy of the evidence has it, else `fail` */
export function judge(evidence: Evidence, failOn?: FailOn): Judgement {
  const { policy, startedAt } = evidence;
  const assessment = assess(evidence);
  const applied = rulesFor(evidence).map((rule) => apply(rule, assessment));
  const standingOf = standings(failOn ?? policy?.failOn ?? 'fail', policy, startedAt);
  const told = withCauses(applied, assessment, standingOf);
  const findings = withCauses(withUnexamined(told, evidence), assessment, standingOf);
  const exitCode = exitCodeOf(findings);
  return {
    evidence,
    assessment,
    findings,
    changes: policy?.baseline ? changesSince(policy.baseline, findings) : [],
    verdict: verdictOf(findings, evidence.command),
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
 * 3: an endpoint was not examined, or what a policy asks for could not be told, so that there is no
 * verdict, whatever else was found. 1: findings that count. 0: none. The same for every format.
 */
export function exitCodeOf(
  findings: readonly Pick<Judged, 'code' | 'outcome' | 'standing'>[],
): 0 | 1 | 3 {
  if (findings.some(leavesNoVerdict)) return 3;
  return findings.some(({ standing }) => standing?.counts === true) ? 1 : 0;
}

/** Whether it leaves the run without a verdict: exit code 3. */
export function leavesNoVerdict({ code, outcome }: Pick<Finding, 'code' | 'outcome'>): boolean {
  if (isRaised({ outcome })) return meansUnexamined(code);
  return outcome === 'could-not-tell' && isDemanded(code);
}

function verdictOf(findings: readonly Judged[], command: Evidence['command']): Verdict {
  const open = findings.find(leavesNoVerdict);
  if (open) return { outcome: 'could-not-check', sentence: `Could not check: ${openWords(open)}.` };
  const raised = findings.filter(isRaised);
  const counted = raised.filter(({ standing }) => standing?.counts);
  const worst = counted.find(({ outcome }) => outcome === 'fail') ?? counted[0];
  if (worst) return { outcome: 'findings', sentence: `${named(worst)}.` };
  // A verdict says no more than what was looked at.
  const limits = command === 'versions' ? ' (the releases were not listed; probe does that)' : '';
  const accepted = raised.filter(isAccepted);
  const others = raised.filter((finding) => !isAccepted(finding));
  const rest = accepted.length === 0 ? '' : `; ${acceptedWords(accepted)}`;
  const [first] = others;
  if (first) {
    const more = others.length > 1 ? ', and more' : '';
    const which = accepted.some(({ outcome }) => outcome === 'fail') ? ' that counts' : '';
    return {
      outcome: 'findings',
      sentence: `No failure found${which}${limits}, but ${plural(others.length, 'warning')}: ${named(first)}${more}${rest}.`,
    };
  }
  if (accepted.length === 0) return { outcome: 'clean', sentence: `Nothing found${limits}.` };
  return { outcome: 'findings', sentence: `Nothing found that counts${limits}${rest}.` };
}

function openWords(finding: Judged): string {
  return isRaised(finding)
    ? named(finding)
    : `whether this holds: ${holdsOf(finding.code)}. ${(finding.reason ?? '').replace(/\.$/, '')}`;
}

/** Whether a policy knows of it, whatever its severity. */
function isAccepted({ standing }: Judged): boolean {
  return standing?.ignored != null || standing?.baseline === 'known';
}

function acceptedWords(accepted: readonly Judged[]): string {
  const ignored = accepted.filter(({ standing }) => standing?.ignored != null).length;
  const known = accepted.length - ignored;
  const parts = [
    ignored === 0 ? '' : `${ignored} ignored by the policy`,
    known === 0 ? '' : `${known} known from the baseline`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The title of the root cause; of the finding, too, where the cause is only likely or does not count. */
function named(finding: Judged): string {
  const { root, certainty } = rootOf(finding);
  if (root === finding) return titleOf(root);
  if (certainty === 'likely') {
    return `${titleOf(finding)}, probably because of this: ${titleOf(root)}`;
  }
  return finding.standing?.counts && !root.standing?.counts
    ? `${titleOf(finding)}, because of this: ${titleOf(root)}`
    : titleOf(root);
}
