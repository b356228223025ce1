// What can be said of a finding by its code.
import type { Explanation, FindingCode, FindingDefinition, Outcome } from '../checks/define.js';
import { DEFINITIONS, pageOf } from '../checks/registry.js';
import type { EvidenceKey } from '../analysis/missing.js';
import type { Hop } from '../evidence/observation.js';

export type { FindingCode };

/** What one check came to. */
export interface Finding {
  readonly code: FindingCode;
  readonly outcome: Outcome;
  /** Where; `null` where it concerns no single hop. */
  readonly hop: Hop | null;
  readonly facts: object;
  /** Why it is not applicable or could not be told. */
  readonly reason: string | null;
  /** What it could not be told without, where that is what a finding of its own can explain. */
  readonly lacks?: EvidenceKey;
  /**
   * Raised: whether what was seen proves that the endpoint fails. Absent: it does, unless the code means that
   * the endpoint was not examined.
   */
  readonly proven?: boolean;
}

/** In the order of the checks. */
export const FINDING_CODES = [...DEFINITIONS.keys()] as FindingCode[];

export function isFindingCode(code: string): code is FindingCode {
  return DEFINITIONS.has(code);
}

/**
 * The definition of a code. Facts are matched to their code where a check raises it, so here, where code and
 * facts are data, they are taken as they are.
 */
function entryOf(code: FindingCode): FindingDefinition<never> {
  const definition = DEFINITIONS.get(code);
  if (!definition) throw new Error(`no check declares ${code}`);
  return definition;
}

export function severityOf(code: FindingCode): 'warn' | 'fail' {
  return entryOf(code).severity;
}

/** Whether the code, when raised, means that an endpoint was not examined, unless the finding itself is proof. */
export function meansUnexamined(code: FindingCode): boolean {
  return entryOf(code).blocksVerdict === true;
}

/** Whether a policy asked for the check, so that a run is incomplete where it could not be told. */
export function isDemanded(code: FindingCode): boolean {
  return entryOf(code).requiredByPolicy === true;
}

/** Whether the hop of the code is one that fails. */
export function marksFailingHop(code: FindingCode): boolean {
  return entryOf(code).advisory !== true;
}

/** The assertion that a finding makes: of the check that holds, or of what is wrong. */
export function titleOf(finding: Finding): string {
  const { code, facts } = finding;
  return isRaised(finding) ? entryOf(code).failTitle(facts as never) : holdsOf(code);
}

/** The assertion that a check would make if it passed. */
export function holdsOf(code: FindingCode): string {
  return entryOf(code).passTitle;
}

/** What there is to say of a finding that was raised. */
export function explain(finding: Finding): Explanation {
  return entryOf(finding.code).describe(finding.facts as never);
}

export function isRaised(finding: Pick<Finding, 'outcome'>): boolean {
  return finding.outcome === 'fail' || finding.outcome === 'warn';
}

/** The page of a code, relative to the package. */
export function docsOf(code: FindingCode): string {
  return pageOf(code);
}
