// Which finding follows from which. A link connects codes, with a condition if the codes alone do not
// decide. Findings that only occur together have no link.
import type { Analysis } from '../analysis/analysis.js';
import type {
  Finding,
  FindingCode,
  LinkCertainty,
  LinkContext,
  RaisedFinding,
  UnraisedFinding,
} from '../checks/define.js';
import { hopMarkOf, isRaised } from '../checks/registry.js';
import { hopLine } from './hop-words.js';
import { WHY_MISSING } from './missing-evidence.js';
import type { Standing } from './standing.js';

interface Judged {
  readonly cause: Cause | null;
  /** The path of the call in words, with the mark at the hop of the finding; `null` if no hop is marked. */
  readonly path: string | null;
  /** `null`: the finding raises nothing. */
  readonly standing: Standing | null;
}

/** A raised finding with its direct cause and its standing. */
export type JudgedRaised<C extends FindingCode = FindingCode> = RaisedFinding<C> & Judged;

/** A finding with its direct cause and its standing. */
export type JudgedFinding = JudgedRaised | (UnraisedFinding & Judged);

export interface Cause {
  /** May follow from another one itself. */
  readonly finding: JudgedRaised;
  readonly certainty: LinkCertainty;
}

/** The same findings in the same order, each with its direct cause and its standing. */
export function withCauses(
  findings: readonly Finding[],
  analysis: Analysis,
  standingOf: (finding: RaisedFinding) => Standing,
): JudgedFinding[] {
  const raised = findings.filter(isRaised);
  const context = { analysis, raised: new Set<FindingCode>(raised.map(({ code }) => code)) };
  // Two checks can raise one code, each at its endpoint.
  const judged = new Map<RaisedFinding, JudgedRaised>();
  const causeOf = (found: FoundCause | null): Cause | null =>
    found && { finding: judge(found.finding), certainty: found.certainty };
  const judge = (finding: RaisedFinding): JudgedRaised => {
    const known = judged.get(finding);
    if (known) return known;
    const cause = causeOf(causeOfRaised(finding, raised, context));
    const path = pathWords(finding, analysis.evidence.swift.target.viaApiServer);
    const result = { ...finding, cause, path, standing: standingOf(finding) };
    judged.set(finding, result);
    return result;
  };
  return findings.map((finding) =>
    isRaised(finding)
      ? judge(finding)
      : { ...finding, cause: causeOf(whyMissing(finding, raised)), path: null, standing: null },
  );
}

interface FoundCause {
  readonly finding: RaisedFinding;
  readonly certainty: LinkCertainty;
}

function causeOfRaised(
  { links }: RaisedFinding,
  raised: readonly RaisedFinding[],
  context: LinkContext,
): FoundCause | null {
  for (const { causes, certainty, applies } of links) {
    const finding = firstOf(causes, raised, (other) => applies(other, context));
    if (finding) return { finding, certainty };
  }
  return null;
}

/** The finding that explains why the evidence of a check is missing. */
function whyMissing(
  { outcome, missing }: UnraisedFinding,
  raised: readonly RaisedFinding[],
): FoundCause | null {
  if (outcome !== 'unknown' || missing === undefined) return null;
  for (const { causes, hops } of WHY_MISSING[missing]) {
    const finding = firstOf(
      causes,
      raised,
      (other) => !hops || (other.hop !== null && hops.includes(other.hop)),
    );
    if (finding) return { finding, certainty: 'certain' };
  }
  return null;
}

/** In the order of the codes: the nearest cause stands first. */
function firstOf(
  causes: readonly FindingCode[],
  raised: readonly RaisedFinding[],
  applies: (finding: RaisedFinding) => boolean,
): RaisedFinding | undefined {
  for (const code of causes) {
    const cause = raised.find((finding) => finding.code === code && applies(finding));
    if (cause) return cause;
  }
  return undefined;
}

/** The finding at the end of the chain of causes; the finding itself if it has no cause. */
export function rootOf(finding: JudgedFinding): {
  root: JudgedFinding;
  certainty: LinkCertainty;
} {
  let root: JudgedFinding = finding;
  let certainty: LinkCertainty = 'certain';
  while (root.cause) {
    if (root.cause.certainty === 'likely') certainty = 'likely';
    root = root.cause.finding;
  }
  return { root, certainty };
}

/** The path of a finding: `swiftcheck -> Swift gateway -> Swift -X-> Tiller`; `null` where it marks no hop. */
export function pathWords({ code, hop }: RaisedFinding, viaApiServer: boolean): string | null {
  const mark = hopMarkOf(code);
  if (hop === null || mark === 'none') return null;
  const line = hopLine(hop, viaApiServer, 'swiftcheck', mark === 'warning' ? '-!->' : '-X->');
  return mark === 'prediction' ? `${line} (predicted)` : line;
}
