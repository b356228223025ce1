// Every finding code with its words. A rule can raise only what stands here, and each code has a page
// docs/findings/CODE.md.
import { ACCESS_FINDINGS } from './access.js';
import { SWIFT_SEARCH_FINDINGS } from './cluster-swift.js';
import { TILLER_SEARCH_FINDINGS } from './cluster-tiller.js';
import { CLUSTER_FINDINGS } from './cluster.js';
import { LIST_FINDINGS } from './lists.js';
import { POLICY_FINDINGS } from './policy.js';
import { PROXY_FINDINGS } from './proxy.js';
import { REACH_FINDINGS } from './reach.js';
import { SIZE_FINDINGS } from './sizes.js';
import { STORAGE_FINDINGS } from './storage.js';
import { ARGUMENT_FINDINGS } from './swift-arguments.js';
import { SWIFT_TO_TILLER_FINDINGS } from './swift-to-tiller.js';
import type { FindingCode, FindingFacts } from '../checks/define.js';
import { DEFINITIONS, pageOf } from '../checks/registry.js';
import type { Hop } from '../evidence/types.js';
import { TLS_FINDINGS } from './tls.js';
import type { Entry, Explanation, Facts, Lacking, Outcome } from './types.js';
import { UNSEEN_FINDINGS } from './unseen.js';
import { VERSION_FINDINGS } from './versions.js';

const CATALOGUE = {
  ...CLUSTER_FINDINGS,
  ...TILLER_SEARCH_FINDINGS,
  ...SWIFT_SEARCH_FINDINGS,
  ...ARGUMENT_FINDINGS,
  ...REACH_FINDINGS,
  ...SWIFT_TO_TILLER_FINDINGS,
  ...PROXY_FINDINGS,
  ...TLS_FINDINGS,
  ...ACCESS_FINDINGS,
  ...VERSION_FINDINGS,
  ...SIZE_FINDINGS,
  ...LIST_FINDINGS,
  ...UNSEEN_FINDINGS,
  ...STORAGE_FINDINGS,
  ...POLICY_FINDINGS,
};

type LegacyCode = keyof typeof CATALOGUE;

type LegacyFactsOf<C extends LegacyCode> = FirstOf<
  [...Parameters<(typeof CATALOGUE)[C]['fails']>, ...Parameters<(typeof CATALOGUE)[C]['explain']>]
>;
type FirstOf<T extends readonly unknown[]> = T extends readonly [infer F, ...unknown[]]
  ? F
  : object;

export type { FindingCode };

/** The facts of the codes that are not yet declared in a folder of src/checks. */
export type LegacyFacts = { readonly [C in LegacyCode]: LegacyFactsOf<C> };

/** The facts that a code's words are made of. */
export type FactsOf<C extends FindingCode> = FindingFacts[C];

/** What one check came to. */
export interface Finding {
  readonly code: FindingCode;
  readonly outcome: Outcome;
  /** Where; `null` where it concerns no single hop. */
  readonly hop: Hop | null;
  readonly facts: Facts;
  /** Why it is not applicable or could not be told. */
  readonly reason: string | null;
  /** What it could not be told without, where that is what a finding of its own can explain. */
  readonly lacks?: Lacking;
  /**
   * Raised: whether what was seen proves that the endpoint fails. Absent: it does, unless the code means that
   * the endpoint was not examined.
   */
  readonly proven?: boolean;
}

/** In the order in which the catalogue has them. */
export const FINDING_CODES = [
  ...new Set([...Object.keys(CATALOGUE), ...DEFINITIONS.keys()]),
].filter((code) => !isReplaced(code)) as FindingCode[];

/** A code that passes under the name of what it can raise. */
function isReplaced(code: string): boolean {
  return code === 'pair-documented' && DEFINITIONS.has('pair-undocumented');
}

export const DOCS_BASE = 'docs/findings';

export function isFindingCode(code: string): code is FindingCode {
  return FINDING_CODES.some((known) => known === code);
}

/**
 * The entry of a code. Facts are matched to their code where a rule raises it (see `raise`), so here,
 * where code and facts are data, they are taken as they are.
 */
function entryOf(code: FindingCode): Entry<Facts> {
  const definition = DEFINITIONS.get(code);
  if (!definition) return CATALOGUE[code as LegacyCode] as Entry<never> as Entry<Facts>;
  const { severity, blocksVerdict, requiredByPolicy, advisory, ...words } = definition;
  return {
    severity,
    ...(blocksVerdict && { unexamined: true }),
    ...(requiredByPolicy && { demanded: true }),
    ...(advisory && { nothingFails: true }),
    holds: words.passTitle,
    fails: words.failTitle as (facts: Facts) => string,
    explain: words.describe as (facts: Facts) => Explanation,
  };
}

export function severityOf(code: FindingCode): 'warn' | 'fail' {
  return entryOf(code).severity;
}

/** Whether the code, when raised, means that an endpoint was not examined, unless the finding itself is proof. */
export function meansUnexamined(code: FindingCode): boolean {
  return entryOf(code).unexamined === true;
}

/** Whether a policy asked for the check, so that a run is incomplete where it could not be told. */
export function isDemanded(code: FindingCode): boolean {
  return entryOf(code).demanded === true;
}

/** Whether the hop of the code is one that fails. */
export function marksFailingHop(code: FindingCode): boolean {
  return entryOf(code).nothingFails !== true;
}

/** The assertion that a finding makes: of the check that holds, or of what is wrong. */
export function titleOf(finding: Finding): string {
  const { code, facts } = finding;
  return isRaised(finding) ? entryOf(code).fails(facts) : holdsOf(code);
}

/** The assertion that a check would make if it passed. */
export function holdsOf(code: FindingCode): string {
  return entryOf(code).holds;
}

/** What there is to say of a finding that was raised. */
export function explain(finding: Finding): Explanation {
  return entryOf(finding.code).explain(finding.facts);
}

export function isRaised(finding: Pick<Finding, 'outcome'>): boolean {
  return finding.outcome === 'fail' || finding.outcome === 'warn';
}

/** The page of a code, relative to the package. */
export function docsOf(code: FindingCode): string {
  return pageOf(code) ?? `${DOCS_BASE}/${code}.md`;
}
