// Which finding follows from which. A link says so of codes, with a condition where the codes alone
// do not decide. What only happens together is no link.
import type { Finding, FindingCode } from '../findings/catalogue.js';
import { isRaised } from '../findings/catalogue.js';
import type { LinkCertainty, RaisedFinding } from '../checks/define.js';
import { DEFINITIONS } from '../checks/registry.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Standing } from './standing.js';
import { UNTOLD } from './untold.js';

/** A finding with what it follows from, and what it counts for. */
export interface Judged extends Finding {
  readonly cause: Cause | null;
  /** `null`: it raises nothing. */
  readonly standing: Standing | null;
}

export interface Cause {
  /** Raised; may follow from another one itself. */
  readonly finding: Judged;
  readonly certainty: LinkCertainty;
}

/** The same findings in the same order, each with its direct cause and its standing. */
export function withCauses(
  findings: readonly Finding[],
  assessment: Analysis,
  standingOf: (finding: Finding) => Standing,
): Judged[] {
  const raised = findings.filter(isRaised);
  const judged = new Map<Finding, Judged>();
  const judge = (finding: Finding): Judged => {
    const known = judged.get(finding);
    if (known) return known;
    const found = findCause(finding, raised, assessment);
    const cause = found && { finding: judge(found.finding), certainty: found.certainty };
    const standing = isRaised(finding) ? standingOf(finding) : null;
    const result = { ...finding, cause, standing };
    judged.set(finding, result);
    return result;
  };
  return findings.map(judge);
}

function findCause(finding: Finding, raised: readonly Finding[], assessment: Analysis) {
  if (finding.outcome === 'could-not-tell') return whyUntold(finding, raised);
  if (!isRaised(finding)) return null;
  const codes = new Set<FindingCode>(raised.map(({ code }) => code));
  const links = DEFINITIONS.get(finding.code)?.followsFrom;
  for (const { causes, certainty, when } of links ?? []) {
    const context = { analysis: assessment, raised: codes };
    const cause = firstOf(
      causes,
      raised,
      (other) => when?.(other as RaisedFinding, finding as never, context) ?? true,
    );
    if (cause) return { finding: cause, certainty };
  }
  return null;
}

/** The finding that tells why the evidence of a check is missing. */
function whyUntold({ lacks }: Finding, raised: readonly Finding[]) {
  if (lacks === undefined) return null;
  for (const { causes, hop } of UNTOLD[lacks]) {
    const cause = firstOf(causes, raised, (other) => hop === undefined || other.hop === hop);
    if (cause) return { finding: cause, certainty: 'certain' as const };
  }
  return null;
}

/** In the order of the codes: the nearest cause stands first. */
function firstOf(
  causes: readonly FindingCode[],
  raised: readonly Finding[],
  applies: (finding: Finding) => boolean,
): Finding | undefined {
  return causes.flatMap((code) => raised.filter((finding) => finding.code === code)).find(applies);
}

/** What a finding comes from in the end: itself, where it follows from nothing. */
export function rootOf(finding: Judged): { root: Judged; certainty: LinkCertainty } {
  let root = finding;
  let certainty: LinkCertainty = 'certain';
  while (root.cause) {
    if (root.cause.certainty === 'likely') certainty = 'likely';
    root = root.cause.finding;
  }
  return { root, certainty };
}
