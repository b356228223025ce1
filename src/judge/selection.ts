// `--only` and `--skip`: which checks a judgement shows and counts.
import type { Count } from '../evidence/scalars.js';
import { passTitleOf } from '../checks/registry.js';
import type { Check, Finding, FindingCode } from '../checks/define.js';

export interface Selection {
  /** The checks that can raise one of these codes; absent: every check. */
  readonly only?: readonly FindingCode[];
  /** Without findings of these codes. */
  readonly skip?: readonly FindingCode[];
}

/** How many checks a selection left out, and how many of these raise a finding. */
export interface Skipped {
  readonly checks: Count;
  readonly raised: Count;
}

export interface Selected {
  readonly findings: readonly Finding[];
  readonly skipped: Skipped;
}

/**
 * @param checks the check of each finding, in the same order. A code of `only` without a check in this run
 * becomes a finding with the outcome unknown: the run must not pass for want of the check.
 */
export function selected(
  findings: readonly Finding[],
  checks: readonly Check[],
  selection: Selection,
): Selected {
  const { only, skip = [] } = selection;
  const kept = findings.filter((finding, index) => {
    const check = checks[index];
    return (!check || isWanted(check, selection)) && !skip.includes(finding.code);
  });
  const left = findings.filter((finding) => !kept.includes(finding));
  const absent = (only ?? []).filter((code) => !checks.some((check) => canRaise(check, code)));
  return {
    findings: only === undefined ? kept : [...kept.map(requestedByUser), ...absent.map(unmade)],
    skipped: {
      checks: left.length,
      raised: left.filter(({ outcome }) => outcome === 'warn' || outcome === 'fail').length,
    },
  };
}

/** Whether a report with this selection says anything about a code. */
export function isShown(code: string, checks: readonly Check[], selection: Selection): boolean {
  if (selection.skip?.some((skipped) => skipped === code)) return false;
  return checks.some((check) => isWanted(check, selection) && canRaise(check, code));
}

function isWanted(check: Check, { only }: Selection): boolean {
  return only === undefined || only.some((code) => canRaise(check, code));
}

export function canRaise({ findings }: Check, code: string): boolean {
  return Object.hasOwn(findings, code);
}

function requestedByUser(finding: Finding): Finding {
  return finding.outcome === 'unknown' ? { ...finding, requestedByUser: true } : finding;
}

function unmade(code: FindingCode): Finding {
  return {
    ...{ code, outcome: 'unknown', hop: null, facts: {}, title: passTitleOf(code) },
    reason: 'This run does not make the check.',
    requestedByUser: true,
  };
}

/** `46 checks were skipped (--only); 2 of these raise a finding.` @returns `''` if none was skipped */
export function skippedWords({ checks, raised }: Skipped, selection: Selection): string {
  if (checks === 0) return '';
  const flags = (['only', 'skip'] as const).filter((flag) => selection[flag] !== undefined);
  const by = flags.map((flag) => `--${flag}`).join(', ');
  const were = checks === 1 ? '1 check was' : `${checks} checks were`;
  const found =
    raised === 0
      ? ''
      : `; ${raised} of the skipped checks ${raised === 1 ? 'raises' : 'raise'} a finding`;
  return ` ${were} skipped (${by})${found}.`;
}
