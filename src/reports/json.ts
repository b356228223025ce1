// The report for programs. docs/report.schema.json is generated from its types; docs/json.md explains it.
import type { Hop } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import type { SwiftTarget, TillerTarget } from '../evidence/target.js';
import { docsOf, isRaised, severityOf } from '../checks/registry.js';
import type { Change } from '../judge/baseline.js';
import type { Certainty, LinkCertainty, Outcome, Step } from '../checks/define.js';
import { leavesNoVerdict, type Judgement, type Verdict } from '../judge/judge.js';
import type { Skipped } from '../judge/selection.js';
import type { Standing } from '../judge/standing.js';
import { jsonPath, jsonSizes, type JsonHop, type JsonSizes } from './json-views.js';
import { pageUrl } from './page-links.js';
import {
  standingAlone,
  worstExitCode,
  type Pieces,
  type Render,
  type RenderOptions,
} from './types.js';
import { headroomOf, type Headroom } from '../views/headroom.js';
import { whatIfData, type WhatIfForm } from '../views/what-if.js';
import { jsonPieces } from '../util/json-pieces.js';

export const REPORT_SCHEMA_VERSION = 1;

export interface JsonFinding {
  /** @pattern ^[a-z][a-z0-9-]*$ */
  readonly code: string;
  readonly outcome: Outcome;
  /** What the code counts as when it is raised. */
  readonly severity: 'warn' | 'fail';
  readonly hop: Hop | null;
  /** The path of the call in words, with the mark at the hop; `null` where no hop is marked. */
  readonly path: string | null;
  readonly title: string;
  /** Why the outcome is `skipped` or `unknown`; `null` otherwise. */
  readonly reason: string | null;
  /** The code of the finding that it follows from, or that took its evidence away; `null` where from none. */
  readonly causedBy: string | null;
  /** How sure that is; `null` where `causedBy` is. */
  readonly causeCertainty: LinkCertainty | null;
  readonly facts: object;
  /** What was seen, verbatim where it is the other side's text; absent where the finding raises nothing. */
  readonly seen?: readonly string[];
  readonly cause?: string;
  /** How sure the cause is. */
  readonly certainty?: Certainty;
  /** What to do, the smallest step first. */
  readonly steps?: readonly Step[];
  /** Its page: an address under --docs-url, otherwise a path in the package. */
  readonly docs: string;
  /** Whether it leaves something unexamined, so that it makes no run fail by itself. */
  readonly unexamined: boolean;
  /** What it counts for; `null` where it raises nothing. */
  readonly standing: Standing | null;
}

/** What `swiftcheck versions|probe|report --format json` prints. Sizes are bytes, times milliseconds. */
export interface JsonReport {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: Evidence['tool'];
  readonly command: Evidence['command'];
  readonly lab: Evidence['lab'];
  readonly target: { readonly tiller: TillerTarget; readonly swift: SwiftTarget };
  /** The versions of Swift that fit all that was seen, and what excluded the others. */
  readonly swift: {
    readonly declared: string | null;
    readonly declaredBy: 'flag' | 'image' | null;
    readonly candidates: readonly string[];
    readonly clues: readonly string[];
  };
  readonly findings: readonly JsonFinding[];
  /** Each hop of a call through Swift in order, then that of the direct call, then Tiller's to its storage. */
  readonly path: readonly JsonHop[];
  /** What is stored and listed against its limits; `null` where no list came, or nothing is stored. */
  readonly sizes: JsonSizes | null;
  /** How much of each limit is used; a limit that is not known has no row. */
  readonly headroom: readonly Headroom[];
  /** What is gone, better or unknown since the baseline. Absent without a baseline. */
  readonly changes?: readonly Change[];
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  /** With --only or --skip: how many checks were left out, and how many of these raise a finding. */
  readonly skipped?: Skipped;
  readonly evidence: Evidence;
  /** With --what-if or --what-if-tiller: what other releases would do, predicted. */
  readonly whatIf?: WhatIfForm;
}

/** Of several contexts or files: each report with its name. */
export interface JsonSet {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly reports: readonly { readonly name: string | null; readonly report: JsonReport }[];
  readonly exitCode: 0 | 1 | 3;
}

/** One report, or several with their names, and the exit code of the run. */
export const jsonSet: Render<Pieces> = (reports, options) => {
  const alone = standingAlone(reports);
  const whole: JsonReport | JsonSet = alone
    ? jsonForm(alone, options)
    : {
        schemaVersion: REPORT_SCHEMA_VERSION,
        reports: reports.map(({ name, judgement }) => ({
          name,
          report: jsonForm(judgement, options),
        })),
        exitCode: worstExitCode(reports),
      };
  return jsonPieces(whole);
};

export function jsonForm(
  judgement: Judgement,
  { whatIf, docsUrl }: Pick<RenderOptions, 'whatIf' | 'docsUrl'>,
): JsonReport {
  const { evidence, analysis, findings, verdict, exitCode } = judgement;
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: evidence.tool,
    command: evidence.command,
    lab: evidence.lab,
    target: { tiller: evidence.tiller.target, swift: evidence.swift.target },
    swift: {
      declared: analysis.swift.declared,
      declaredBy: analysis.swift.declaredBy,
      candidates: analysis.swift.candidates.map((release) => release.version),
      clues: analysis.swift.clues.map((clue) => clue.seen),
    },
    findings: findings.map((finding) => ({
      code: finding.code,
      outcome: finding.outcome,
      severity: severityOf(finding.code),
      hop: finding.hop,
      path: finding.path,
      title: finding.title,
      reason: finding.reason,
      causedBy: finding.cause?.finding.code ?? null,
      causeCertainty: finding.cause?.certainty ?? null,
      facts: finding.facts,
      ...(isRaised(finding) && finding.explanation),
      docs: pageUrl(finding.code, docsUrl) ?? docsOf(finding.code),
      unexamined: leavesNoVerdict(finding),
      standing: finding.standing,
    })),
    path: jsonPath(judgement),
    sizes: jsonSizes(judgement),
    headroom: headroomOf(analysis),
    ...(evidence.policy?.baseline && { changes: judgement.changes }),
    verdict,
    exitCode,
    ...(judgement.skipped.checks > 0 && { skipped: judgement.skipped }),
    evidence,
    ...((whatIf.swift || whatIf.tiller) && { whatIf: whatIfData(judgement, whatIf) }),
  };
}
