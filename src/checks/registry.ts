// All checks, their order, and what can be said of a finding by its code.
import type { Evidence } from '../evidence/types.js';
import type { Check, FindingCode, FindingDefinition } from './define.js';
import { GROUPS, type CheckGroup } from './groups.js';
import { ALL_CHECKS, PAGES } from './index.js';

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

/** The page of a code, relative to the package. */
export function pageOf(code: FindingCode): string {
  return PAGES[code].path;
}

/** Pages of one group of checks. */
export interface PageGroup {
  readonly title: string;
  readonly codes: readonly { readonly code: FindingCode; readonly statement: string }[];
}

/** Every code once, in the order of the checks: with the check of its own, else with the last that raises it. */
export function pageGroups(): PageGroup[] {
  const groupOf = new Map<string, CheckGroup>();
  for (const { group, findings } of CHECKS) {
    for (const code of Object.keys(findings)) groupOf.set(code, group);
  }
  for (const { group, code } of CHECKS) groupOf.set(code, group);
  return groupNames.map((group) => ({
    title: GROUPS[group].title,
    codes: ([...DEFINITIONS.keys()] as FindingCode[])
      .filter((code) => groupOf.get(code) === group)
      .map((code) => ({ code, statement: PAGES[code].statement })),
  }));
}
