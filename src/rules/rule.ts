// What a rule is. To add one: write its codes into src/findings, a module here that exports a Rule,
// put it into the list of all.ts, and write the page docs/findings/CODE.md.
import type { Hop, Observation } from '../evidence/types.js';
import { severityOf, type FactsOf, type Finding, type FindingCode } from '../findings/catalogue.js';
import type { Facts, Lacking } from '../findings/types.js';
import type { Analysis } from '../analysis/analysis.js';

export interface Rule {
  /** The code under which it passes; it may raise others. */
  readonly code: FindingCode;
  /** The evidence without which it cannot tell. */
  readonly needs: readonly Need[];
  readonly judge: (assessment: Analysis) => Finding;
}

export interface Need {
  readonly lacks: Lacking;
  /** `undefined`: the command does not gather it. A text: why it is missing. `null`: it is there. */
  readonly missing: (assessment: Analysis) => string | null | undefined;
}

/** @param proven as in Finding */
export function raise<C extends FindingCode>(
  code: C,
  facts: FactsOf<C> & Facts,
  hop: Hop | null,
  proven?: boolean,
): Finding {
  const finding = { code, outcome: severityOf(code), hop, facts, reason: null };
  return proven === undefined ? finding : { ...finding, proven };
}

export function pass(code: FindingCode, facts: Facts = {}, hop: Hop | null = null): Finding {
  return { code, outcome: 'pass', hop, facts, reason: null };
}

export function notApplicable(code: FindingCode, reason: string): Finding {
  return { code, outcome: 'not-applicable', hop: null, facts: {}, reason };
}

/** `lacks` where another finding can tell why, so that the two are shown together. */
export function couldNotTell(code: FindingCode, reason: string, lacks?: Lacking): Finding {
  const finding = { code, outcome: 'could-not-tell', hop: null, facts: {}, reason } as const;
  return lacks === undefined ? finding : { ...finding, lacks };
}

function observed(what: string, observation: Observation<unknown> | undefined) {
  if (!observation) return undefined;
  return observation.ok ? null : `${what}: ${observation.failure.message}`;
}

function need(lacks: Lacking, missing: Need['missing']): Need {
  return { lacks, missing };
}

export const needs = {
  tillerVersion: need("Tiller's version", ({ evidence }) =>
    observed("Tiller's version is not known", evidence.tiller.version),
  ),
  swiftTillerVersion: need("Swift's answer", ({ evidence }) =>
    observed('Swift did not give the version of its Tiller', evidence.swift.tillerVersion),
  ),
  /** Tiller's version from either side. */
  anyTillerVersion: need("Tiller's version", ({ tillerVersion }) =>
    tillerVersion === null ? "Tiller's version is not known from either side." : null,
  ),
  directList: need('direct list', ({ evidence }) =>
    observed('There is no direct list', evidence.tiller.list),
  ),
  /** A direct list, or what came of one before Tiller ended it with an error. */
  stream: need('direct list', ({ evidence, stream }) =>
    stream ? null : observed('There is no direct list', evidence.tiller.list),
  ),
  swiftList: need('list through Swift', ({ evidence, swiftList }) =>
    swiftList ? null : observed('There is no list through Swift', evidence.swift.list),
  ),
  /** An answer of Swift to the list, be it an error. */
  swiftListAnswer: need('list through Swift', ({ evidence }) => {
    const list = evidence.swift.list;
    if (!list || list.ok || list.failure.kind === 'swift-error') return list && null;
    return `Swift did not answer the list: ${list.failure.message}`;
  }),
  /** Something that tells releases of Swift apart, or a declared one. */
  swiftKnownAtAll: need("Swift's release", ({ swift }) =>
    swift.clues.length === 0 && swift.declaredRelease === null
      ? 'Nothing tells which release Swift is: it gave no answer that differs between releases.'
      : null,
  ),
  swiftReleases: need("Swift's release", ({ swift }) =>
    swift.releases.length === 0 ? 'Swift behaves like no release that is known.' : null,
  ),
} satisfies Record<string, Need>;
