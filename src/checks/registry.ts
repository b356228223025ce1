// All checks, their order, and what is known of a finding by its code.
import type { Evidence } from '../evidence/types.js';
import type { Check, Finding, FindingCode, FindingDefinition, HopMark } from './define.js';
import { GROUPS, type CheckGroup } from './groups.js';
import { ALL_CHECKS } from './index.js';
import { PAGES } from './pages.js';

const groupNames = Object.keys(GROUPS) as CheckGroup[];

/** Every check, in the order in which a cause comes before its consequences. */
export const CHECKS: readonly Check[] = groupNames.flatMap((group) => {
  const members = ALL_CHECKS.filter((check) => check.group === group);
  const behind = (code: FindingCode | null): Check[] =>
    members
      .filter(({ after }) => after === code)
      .flatMap((check) => [check, ...behind(check.code)]);
  return behind(null);
});

/** The definition of each code; its words take the facts of that very code. */
export const DEFINITIONS: ReadonlyMap<string, FindingDefinition<never>> = new Map<
  string,
  FindingDefinition<never>
>(CHECKS.flatMap(({ findings }) => Object.entries(findings)));

/** The checks that are made of such evidence, in order. */
export function checksFor(evidence: Evidence): readonly Check[] {
  return CHECKS.filter(({ group }) => GROUPS[group].applies(evidence));
}

const GROUP_OF_CODE = new Map<string, CheckGroup>([
  ...CHECKS.flatMap(({ group, findings }) =>
    Object.keys(findings).map((code) => [code, group] as const),
  ),
  ...CHECKS.map(({ group, code }) => [code, group] as const),
]);

/** In the order of the checks. */
export const FINDING_CODES = [...DEFINITIONS.keys()] as FindingCode[];

export function isFindingCode(code: string): code is FindingCode {
  return DEFINITIONS.has(code);
}

function definitionOf(code: FindingCode): FindingDefinition<never> {
  const definition = DEFINITIONS.get(code);
  if (!definition) throw new Error(`no check declares ${code}`);
  return definition;
}

export function severityOf(code: FindingCode): 'warn' | 'fail' {
  return definitionOf(code).severity;
}

/** Whether the code, when raised, means that an endpoint was not examined, unless the finding itself is proof. */
export function meansUnexamined(code: FindingCode): boolean {
  return definitionOf(code).blocksVerdict === true;
}

/** Whether a policy or an option asked for the check: a run is incomplete if this check is unknown. */
export function isAskedFor(code: FindingCode): boolean {
  return definitionOf(code).askedFor === true;
}

/** What a finding of the code shows on the arrow of its hop. */
export function hopMarkOf(code: FindingCode): HopMark {
  return definitionOf(code).onHop ?? 'break';
}

/** The assertion that a check makes if it passes. */
export function passTitleOf(code: FindingCode): string {
  return definitionOf(code).passTitle;
}

/** The group of the check that passes under the code, otherwise of the last check that raises it. */
export function groupOf(code: FindingCode): CheckGroup {
  const group = GROUP_OF_CODE.get(code);
  if (!group) throw new Error(`no check declares ${code}`);
  return group;
}

/** Narrows a finding to one that a check raised. */
export function isRaised<F extends Pick<Finding, 'outcome'>>(
  finding: F,
): finding is Extract<F, { readonly outcome: 'warn' | 'fail' }> {
  return finding.outcome === 'fail' || finding.outcome === 'warn';
}

/** The page of a code, relative to the package. */
export function docsOf(code: FindingCode): string {
  return PAGES[code].path;
}

/** Pages of one group of checks. */
export interface PageGroup {
  readonly title: string;
  readonly codes: readonly { readonly code: FindingCode; readonly statement: string }[];
}

/** Every code once, in the order of the checks: with the check of its own, otherwise with the last that raises it. */
export function pageGroups(): PageGroup[] {
  return groupNames.map((group) => ({
    title: GROUPS[group].title,
    codes: ([...DEFINITIONS.keys()] as FindingCode[])
      .filter((code) => groupOf(code) === group)
      .map((code) => ({ code, statement: PAGES[code].statement })),
  }));
}
