// From evidence to findings, verdict and exit code. Pure: the same evidence, the same judgement.
import type { FailOn } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import type { FindingCode, Outcome } from '../checks/define.js';
import {
  checksFor,
  isAskedFor,
  isRaised,
  meansUnexamined,
  passTitleOf,
} from '../checks/registry.js';
import { plural } from '../util/bytes.js';
import { analyse, type Analysis } from '../analysis/analysis.js';
import { changesSince, type Change } from './baseline.js';
import { rootOf, withCauses, type JudgedFinding } from './causes.js';
import { isShown, selected, skippedWords, type Selection, type Skipped } from './selection.js';
import { standings, type Standing } from './standing.js';
import { withUnexamined } from './unexamined.js';

export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'incomplete';
  /** One sentence, or two if a failure and an open question stand side by side. */
  readonly sentence: string;
  /** Whether something was not examined, or the answer to a question of the policy or of an option is unknown. */
  readonly incomplete: boolean;
}

export interface Judgement {
  readonly evidence: Evidence;
  readonly analysis: Analysis;
  readonly findings: readonly JudgedFinding[];
  /** What is better than in the baseline; empty without a baseline. */
  readonly changes: readonly Change[];
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  /** Checks that `--only` and `--skip` left out: they are neither among the findings nor in the exit code. */
  readonly skipped: Skipped;
}

/**
 * @param failOn absent: that of the policy of the evidence, otherwise `fail`
 * @param selection which checks are shown and count; absent: all
 */
export function judge(evidence: Evidence, failOn?: FailOn, selection: Selection = {}): Judgement {
  const { policy, startedAt } = evidence;
  const analysis = analyse(evidence);
  const checks = checksFor(evidence);
  const applied = checks.map((check) => check.run(analysis));
  const standingOf = standings(failOn ?? policy?.failOn ?? 'fail', policy, startedAt);
  const judged = withCauses(applied, analysis, standingOf);
  const whole = withCauses(withUnexamined(judged, analysis), analysis, standingOf);
  const { findings: kept, skipped } = selected(whole, checks, selection);
  // A cause that is left out is not shown as a cause.
  const findings = withCauses(kept, analysis, standingOf);
  const exitCode = exitCodeOf(findings);
  const verdict = verdictOf(findings, evidence.command);
  return {
    evidence,
    analysis,
    findings,
    changes: policy?.baseline
      ? changesSince(policy.baseline, whole, checks).filter(({ code }) =>
          isShown(code, checks, selection),
        )
      : [],
    verdict: { ...verdict, sentence: verdict.sentence + skippedWords(skipped, selection) },
    exitCode,
    skipped,
  };
}

/**
 * 1: findings that count, whatever else could not be checked. 3: none of those, but an endpoint was not
 * examined, or the answer to a question of the policy or of an option is unknown. 0: neither. The same for every format.
 */
export function exitCodeOf(findings: readonly Weighed[]): 0 | 1 | 3 {
  if (findings.some(failsTheRun)) return 1;
  return findings.some(leavesNoVerdict) ? 3 : 0;
}

/** What a finding weighs for the exit code. */
export interface Weighed {
  readonly code: FindingCode;
  readonly outcome: Outcome;
  readonly proven?: boolean;
  readonly standing: Standing | null;
  readonly requestedByUser?: true;
}

/** Whether it makes the run fail: exit code 1. */
function failsTheRun(finding: Weighed): boolean {
  return finding.standing?.counts === true && !leavesNoVerdict(finding);
}

/** Whether something was not examined, or is unknown, so that exit code 0 would be wrong. */
export function leavesNoVerdict({
  code,
  outcome,
  proven,
  standing,
  requestedByUser,
}: Weighed): boolean {
  if (!isRaised({ outcome })) {
    return outcome === 'unknown' && (requestedByUser === true || isAskedFor(code));
  }
  // An endpoint that fails and is accepted as failing was not examined otherwise.
  if (proven === true) return meansUnexamined(code) && standing?.counts !== true;
  return proven === false || meansUnexamined(code);
}

function verdictOf(findings: readonly JudgedFinding[], command: Evidence['command']): Verdict {
  const open = findings.filter(leavesNoVerdict);
  const incomplete = open.length > 0;
  const failing = findings.filter(failsTheRun);
  const worst = failing.find(({ outcome }) => outcome === 'fail') ?? failing[0];
  if (worst) {
    const sentence = `${named(worst)}.${besides(open, worst)}`;
    return { outcome: 'failed', sentence, incomplete };
  }
  const [first] = open;
  if (first) {
    // Each endpoint can be out of reach for a reason of its own.
    const others = open.filter(isRaised).map(named);
    const sentence = `Could not check: ${[...new Set([openWords(first), ...others])].join('; ')}.`;
    return { outcome: 'incomplete', sentence, incomplete };
  }
  return { ...withoutFailure(findings, command), incomplete };
}

function withoutFailure(
  findings: readonly JudgedFinding[],
  command: Evidence['command'],
): Omit<Verdict, 'incomplete'> {
  const raised = findings.filter(isRaised);
  // A verdict covers only what the run looked at.
  const limits = command === 'versions' ? ' (the releases were not listed; probe does that)' : '';
  const accepted = raised.filter(isAccepted);
  const others = raised.filter((finding) => !isAccepted(finding));
  const rest = accepted.length === 0 ? '' : `; ${acceptedWords(accepted)}`;
  const [first] = others;
  if (first) {
    const more = others.length > 1 ? ', and more' : '';
    const which = accepted.some(({ outcome }) => outcome === 'fail') ? ' that counts' : '';
    return {
      outcome: 'passed',
      sentence: `No failure found${which}${limits}, but ${plural(others.length, 'warning')}: ${named(first)}${more}${rest}.`,
    };
  }
  if (accepted.length === 0) return { outcome: 'passed', sentence: `Nothing found${limits}.` };
  return { outcome: 'passed', sentence: `Nothing found that counts${limits}${rest}.` };
}

/** What could not be checked beside a failure, unless the failure itself says it. */
function besides(open: readonly JudgedFinding[], worst: JudgedFinding): string {
  if (open.length === 0) return '';
  const said = new Set([worst.title, rootOf(worst).root.title]);
  const other = open.find((finding) => !said.has(rootOf(finding).root.title));
  return other
    ? ` Not everything could be checked: ${openWords(other)}.`
    : ' For that reason not everything could be checked.';
}

function openWords(finding: JudgedFinding): string {
  return isRaised(finding)
    ? named(finding)
    : `whether this holds: ${passTitleOf(finding.code)}. ${(finding.reason ?? '').replace(/\.$/, '')}`;
}

/** Whether a policy accepts the finding, whatever its severity. */
function isAccepted({ standing }: JudgedFinding): boolean {
  return standing?.ignored != null || standing?.baseline === 'known';
}

function acceptedWords(accepted: readonly JudgedFinding[]): string {
  const ignored = accepted.filter(({ standing }) => standing?.ignored != null).length;
  const known = accepted.length - ignored;
  const parts = [
    ignored === 0 ? '' : `${ignored} ignored by the policy`,
    known === 0 ? '' : `${known} known from the baseline`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The title of the root cause; also that of the finding if the cause is only likely or does not count. */
function named(finding: JudgedFinding): string {
  const { root, certainty } = rootOf(finding);
  if (root === finding) return root.title;
  if (certainty === 'likely') {
    return `${finding.title}, probably because of this: ${root.title}`;
  }
  // The run saw the failure. The cause alone does not stand for it if the cause does not count or was not seen.
  return finding.standing?.counts && (!root.standing?.counts || hides(finding, root))
    ? `${finding.title}, because of this: ${root.title}`
    : root.title;
}

/** Whether the root is what could not be examined, while the run saw the finding itself. */
function hides(finding: JudgedFinding, root: JudgedFinding): boolean {
  return leavesNoVerdict(root) && !leavesNoVerdict(finding);
}
