// What a check is. Each check lives in a folder of its own: check.ts holds its codes, their words, what it
// needs and its function; beside it lie a page for each code (CODE.md), its cases (cases.ts) and what the
// terminal shows for each code (CODE.txt). `npm run new:check NAME` makes this folder.
import type { Hop } from '../evidence/observation.js';
import type { Measures } from '../evidence/policy.js';
import type { Analysis } from '../analysis/analysis.js';
import type { EvidenceKey } from '../analysis/missing.js';
import type { Certainty, Step } from '../texts/step.js';
import type { CheckGroup } from './groups.js';
import { NOT_GATHERED, type Given, type Needs } from './needs.js';
import { shellOf, type Shell } from './shell.js';

/**
 * The facts of each finding code: plain JSON. Each check adds its own codes with
 * `declare module '../define.js' { interface FindingFacts { 'the-code': ItsFacts } }`.
 */
export interface FindingFacts {}

export type FindingCode = keyof FindingFacts;

/** "unknown": evidence is missing. "skipped": there is nothing to judge here. */
export type Outcome = 'pass' | 'warn' | 'fail' | 'skipped' | 'unknown';

export type { Certainty, Step };

/** What a check says of a finding that it raises. */
export interface Description {
  /** What was seen, verbatim where it is the other side's text. */
  readonly seen: readonly string[];
  readonly cause: string;
  readonly certainty: Certainty;
  /** What to do, the smallest step first. */
  readonly steps: readonly Step[];
}

/** What a report says of a raised finding. */
export type Explanation = Description;

/** A finding of the code `C` that was raised. The union over all codes is discriminated by `code`. */
export type RaisedFinding<C extends FindingCode = FindingCode> = {
  [K in C]: {
    readonly code: K;
    readonly outcome: 'warn' | 'fail';
    /** Where; `null` where the finding concerns no single hop. */
    readonly hop: Hop | null;
    readonly facts: FindingFacts[K];
    /** The assertion of the finding. */
    readonly title: string;
    readonly explanation: Explanation;
    /** What a later run is compared with; empty where the code says it all. */
    readonly measures: Measures;
    /** What the finding can follow from, with the conditions of this very finding. */
    readonly links: readonly BoundLink[];
    readonly reason: null;
    /**
     * Whether what was seen proves that the endpoint fails. Absent: it does, unless the code means that the
     * endpoint was not examined.
     */
    readonly proven?: boolean;
  };
}[C];

/** What a check came to where it raised nothing. */
export interface UnraisedFinding<C extends FindingCode = FindingCode> {
  readonly code: C;
  readonly outcome: Exclude<Outcome, 'warn' | 'fail'>;
  readonly hop: Hop | null;
  readonly facts: object;
  /** The assertion that the check makes where it passes. */
  readonly title: string;
  /** Why the check is skipped or unknown; `null` where it passed. */
  readonly reason: string | null;
  /** The evidence without which the check is unknown, where another finding can explain its absence. */
  readonly missing?: EvidenceKey;
  /** The user asked for this very check, with `--only`: unknown it leaves no verdict. */
  readonly requestedByUser?: true;
}

/** What one check came to. */
export type Finding = RaisedFinding | UnraisedFinding;

export type LinkCertainty = 'certain' | 'likely';

/** What a link's condition may look at: the analysis, and which codes were raised. */
export interface LinkContext {
  readonly analysis: Analysis;
  readonly raised: ReadonlySet<FindingCode>;
}

/** A finding of one of `causes`, raised in the same run, is the cause of this one. */
export interface Link<C extends FindingCode> {
  readonly causes: readonly FindingCode[];
  readonly certainty: LinkCertainty;
  /** Where the codes alone do not decide. */
  readonly when?: (cause: RaisedFinding, own: RaisedFinding<C>, context: LinkContext) => boolean;
}

/** A link of one raised finding. */
export interface BoundLink {
  readonly causes: readonly FindingCode[];
  readonly certainty: LinkCertainty;
  readonly applies: (cause: RaisedFinding, context: LinkContext) => boolean;
}

/** What a finding shows on the arrow of its hop. */
export type HopMark = 'break' | 'warning' | 'prediction' | 'none';

/** A code: what it counts as, and its words. */
export interface FindingDefinition<C extends FindingCode> {
  /** What the finding counts as when it is raised. */
  readonly severity: 'warn' | 'fail';
  /** Raised, it means that an endpoint was not examined: without a failure there is no verdict. */
  readonly blocksVerdict?: true;
  /** A policy or an option asks for the check: where it is unknown, and nothing fails, there is no verdict. */
  readonly askedFor?: true;
  /**
   * What the finding shows on the arrow of its hop. Absent: the call broke there. `warning`: the call passed the
   * hop, and its answer is not what it should be. `prediction`: no call was made that would break there. `none`:
   * no call fails because of the finding.
   */
  readonly onHop?: Exclude<HopMark, 'break'>;
  /** The assertion of a check that passes. */
  readonly passTitle: string;
  /** The assertion of the finding. */
  readonly failTitle: (facts: FindingFacts[C]) => string;
  /** @param shell writes the commands of steps for the endpoints of this run */
  readonly describe: (facts: FindingFacts[C], shell: Shell) => Description;
  /**
   * How bad the finding is, in numbers that a later run is compared with: the larger, the worse. What is
   * counted by a name (a pair, a release) is new where the earlier run did not have that name. Absent:
   * the code says it all. Times are no measure: they differ from run to run.
   */
  readonly measures?: (facts: FindingFacts[C]) => Measures;
  /** The more certain links come first; the first link that applies is taken. */
  readonly followsFrom?: readonly Link<C>[];
}

export type Definitions<C extends FindingCode> = { readonly [K in C]: FindingDefinition<K> };

/** How a check ends. */
export interface Verdicts<Primary extends FindingCode, C extends FindingCode> {
  readonly raise: <K extends C>(
    code: K,
    facts: FindingFacts[K],
    hop: Hop | null,
    /** Whether what was seen proves that the endpoint fails, where the code alone does not decide. */
    proven?: boolean,
  ) => RaisedFinding<K>;
  readonly pass: (facts?: object, hop?: Hop | null) => UnraisedFinding<Primary>;
  readonly skip: (reason: string) => UnraisedFinding<Primary>;
  /** @param missing where another finding can explain the absence, so that the two are shown together */
  readonly unknown: (reason: string, missing?: EvidenceKey) => UnraisedFinding<Primary>;
}

interface CheckSource<C extends FindingCode, Primary extends C, N extends Needs> {
  readonly group: CheckGroup;
  /** The check (by the code under which it passes) behind which this one stands in its group; `null`: first. */
  readonly after: FindingCode | null;
  /** The code under which the check passes, is skipped or unknown. */
  readonly code: Primary;
  readonly findings: Definitions<C>;
  /** The evidence without which the check is unknown. Each need hands over its value. */
  readonly needs: N;
  readonly run: (
    analysis: Analysis,
    verdicts: Verdicts<Primary, C>,
    given: Given<N>,
  ) => RaisedFinding<C> | UnraisedFinding<Primary>;
}

/** A check as the judge sees it. */
export interface Check {
  readonly group: CheckGroup;
  readonly after: FindingCode | null;
  readonly code: FindingCode;
  readonly findings: Partial<Definitions<FindingCode>>;
  readonly needs: Needs;
  readonly run: (analysis: Analysis) => Finding;
}

/** A check with the means to raise its own codes from outside its function. */
export interface DefinedCheck<C extends FindingCode> extends Check {
  readonly raise: <K extends C>(
    analysis: Analysis,
    code: K,
    facts: FindingFacts[K],
    hop: Hop | null,
  ) => RaisedFinding<K>;
}

export function defineCheck<C extends FindingCode, Primary extends C, N extends Needs>({
  run,
  needs,
  ...source
}: CheckSource<C, Primary, N>): DefinedCheck<C> {
  const { code, findings } = source;
  const unraised = (
    outcome: UnraisedFinding['outcome'],
    reason: string | null,
  ): UnraisedFinding<Primary> => ({
    ...{ code, outcome, hop: null, facts: {}, title: findings[code].passTitle, reason },
  });
  const unknown = (reason: string, missing?: EvidenceKey): UnraisedFinding<Primary> => ({
    ...unraised('unknown', reason),
    ...(missing !== undefined && { missing }),
  });
  const raiser =
    (analysis: Analysis): Verdicts<Primary, C>['raise'] =>
    (raised, facts, hop, proven) =>
      raisedFinding(findings[raised], analysis, { code: raised, facts, hop, proven });
  return {
    ...source,
    needs,
    raise: (analysis, raised, facts, hop) => raiser(analysis)(raised, facts, hop),
    run: (analysis) => {
      const given: Record<string, unknown> = {};
      for (const [name, { key, read }] of Object.entries(needs)) {
        const found = read(analysis);
        if ('why' in found) {
          return unknown(found.why ?? NOT_GATHERED, key);
        }
        given[name] = found.value;
      }
      const verdicts: Verdicts<Primary, C> = {
        raise: raiser(analysis),
        pass: (facts = {}, hop = null) => ({ ...unraised('pass', null), facts, hop }),
        skip: (reason) => unraised('skipped', reason),
        unknown,
      };
      // Each need has handed over its value under its own name; what the check declares is part of the union.
      return run(analysis, verdicts, given as Given<N>) as Finding;
    },
  };
}

/** The finding with its words, which are made where the facts are known to be those of the code. */
function raisedFinding<K extends FindingCode>(
  definition: FindingDefinition<K>,
  analysis: Analysis,
  raised: {
    readonly code: K;
    readonly facts: FindingFacts[K];
    readonly hop: Hop | null;
    readonly proven: boolean | undefined;
  },
): RaisedFinding<K> {
  const { code, facts, hop, proven } = raised;
  const description = definition.describe(facts, shellOf(analysis.evidence));
  const finding: RaisedFinding<K> = {
    code,
    outcome: definition.severity,
    hop,
    facts,
    title: definition.failTitle(facts),
    explanation: { ...description, steps: withoutRepeats(description.steps) },
    measures: definition.measures?.(facts) ?? {},
    links: (definition.followsFrom ?? []).map(({ causes, certainty, when }) => ({
      ...{ causes, certainty },
      applies: (cause, context) => when?.(cause, finding, context) ?? true,
    })),
    reason: null,
    ...(proven !== undefined && { proven }),
  };
  return finding;
}

/** What a command needs is said once: a sentence that an earlier step has is left out, but for the first. */
function withoutRepeats(steps: readonly Step[]): Step[] {
  const said = new Set<string>();
  return steps.map((step) => {
    const kept = sentencesOf(step.text).filter(
      (sentence, index) => index === 0 || !said.has(sentence),
    );
    for (const sentence of kept) said.add(sentence);
    return { ...step, text: kept.join(' ') };
  });
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.) /);
}
