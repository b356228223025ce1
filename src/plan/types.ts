// The plan as data: what `swiftcheck plan` prints in every format. docs/plan.schema.json is generated from it.
import type { Step } from '../checks/define.js';
import type { Hop } from '../evidence/observation.js';
import type { Bytes, Count, Int32, UtcTime } from '../evidence/scalars.js';
import type { LabFacts } from '../evidence/target.js';
import type { Documented } from '../knowledge/pairs.js';
import type { Flaw } from '../predict/types.js';
import type { ListOutcome } from '../predict/what-if.js';
import type { Headroom } from '../views/headroom.js';

export const PLAN_SCHEMA_VERSION = 1;

/** One version of Swift in front of one version of Tiller. */
export interface PlanPair {
  readonly swift: string;
  readonly tiller: string;
}

/** What a pair does with the releases of the evidence, predicted. */
export interface Outlook extends PlanPair {
  /** Whether Swift's compatibility table lists the pair: itself, another patch of its line, or not. */
  readonly documented: Documented;
  readonly list: ListOutlook;
  /** Stored revisions whose content no call through Swift can read. The largest first. */
  readonly contents: readonly ContentTooLarge[];
  /** Releases whose whole history does not fit one answer. */
  readonly histories: readonly HistoryTooLarge[];
  /** How much of each limit is used. */
  readonly headroom: readonly Headroom[];
  readonly growth: Growth;
}

/** The list of every stored revision through Swift. */
export interface ListOutlook {
  readonly outcome: ListOutcome;
  /** How an answer without an error is not what was asked for. */
  readonly flaws: readonly Flaw[];
  /** What the list is asked for with, where Tiller would end the list before; `null`: without a limit. */
  readonly limit: Count | null;
  /** Revisions in the answer. */
  readonly revisions: Count;
  readonly httpStatus: Int32 | null;
  readonly grpcCode: Int32;
  /** Where a message does not fit; `null` where every message fits. */
  readonly hop: Hop | null;
  /** The message that does not fit, and what would fit. */
  readonly bytes: Bytes | null;
  readonly limitBytes: Bytes | null;
  /** Calls with `limit` and `offset` that together hold what is not `unpaged`. */
  readonly pages: Count;
  /** Revisions that no page can hold. */
  readonly unpaged: Count;
}

interface AnswerTooLarge {
  readonly name: string;
  /** Of the answer. */
  readonly bytes: Bytes;
  readonly limitBytes: Bytes;
  /** By how much the answer has to shrink. */
  readonly overBytes: Bytes;
}

export interface ContentTooLarge extends AnswerTooLarge {
  readonly namespace: string;
  readonly revision: Int32;
  /** The part that is largest, in words: `chart files`. */
  readonly mostly: string;
}

export interface HistoryTooLarge extends AnswerTooLarge {
  readonly revisions: Count;
  /** The newest revisions that fit one answer: `max` of the call. */
  readonly fitting: Count;
}

/**
 * An estimate from the times of deployment of what is stored.
 * @discriminator kind
 */
export type Growth =
  | {
      readonly kind: 'estimate';
      /** The days that were looked at: 90, or fewer where nothing older is stored. */
      readonly days: Count;
      /** Stored revisions of these days. */
      readonly revisions: Count;
      /** The limits that come nearer, the nearest first. */
      readonly reaches: readonly Reached[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Reached {
  readonly what: Headroom['what'];
  readonly hop: Hop;
  /** In bytes; of "list length" in revisions. */
  readonly limit: Count;
  /** Likewise. */
  readonly perWeek: number;
  readonly weeks: Count;
}

/** A pair to move to. */
export interface Candidate extends Outlook {
  /** How many of the two programs change. */
  readonly changes: Count;
  readonly downgrade: boolean;
}

/** A change of one program. */
export interface PlanStep {
  readonly change: 'swift' | 'tiller';
  readonly from: string;
  readonly to: string;
  /** What the pair does after the step. */
  readonly after: Outlook;
  readonly apply: Step;
  readonly wait: Step;
  /** Whether the step did what was predicted. */
  readonly check: Step;
  readonly undo: Step;
}

/** What the lab answered with a twin of the releases, over real sockets. */
export interface Rehearsal extends PlanPair {
  readonly predicted: RehearsedList;
  readonly rehearsed: RehearsedList;
  /** Of the contents, and of the histories: the largest that passes, and the smallest that does not. */
  readonly answers: readonly RehearsedAnswer[];
  /** Findings of the probe of the twin, those that count first. */
  readonly findings: readonly string[];
  readonly exitCode: 0 | 1 | 3;
  /** Where the list is not what was predicted: a defect of swiftcheck. */
  readonly differences: readonly string[];
}

/** What Swift answers to a call. */
export interface AnswerResult {
  readonly httpStatus: Int32 | null;
  readonly grpcCode: Int32;
  /** Of the error; `null` where there is none. */
  readonly message: string | null;
}

/** The content of one revision, or the history of a release with all its revisions. */
export interface RehearsedCall {
  readonly call: 'content' | 'history';
  readonly name: string;
  /** The revision; of a history how many revisions are asked for. */
  readonly number: Count;
}

export interface RehearsedAnswer extends RehearsedCall {
  readonly predicted: AnswerResult;
  readonly rehearsed: AnswerResult;
  readonly differences: readonly string[];
}

/** The list as `probe` asks for it: without a limit. */
export interface RehearsedList extends AnswerResult {
  /** Revisions in the answer. */
  readonly revisions: Count;
}

/** The plan of one cluster. Sizes are bytes. */
export interface PlanReport {
  readonly schemaVersion: typeof PLAN_SCHEMA_VERSION;
  readonly tool: { readonly name: 'swiftcheck'; readonly version: string };
  /** The run that the plan is made from. */
  readonly evidence: {
    readonly startedAt: UtcTime;
    readonly lab: LabFacts | null;
    readonly context: string | null;
    /** Stored revisions with known sizes. */
    readonly revisions: Count;
  };
  /** Why there is no plan; `null` where there is one. */
  readonly missing: string | null;
  /** `null` where `missing` is not. */
  readonly present: Outlook | null;
  /** Pairs with which the list passes, the best first; empty where the present pair passes, or none does. */
  readonly candidates: readonly Candidate[];
  /** From the present pair to the first candidate, in order. */
  readonly steps: readonly PlanStep[];
  /** Compares the run of the plan with the last check; `null` where the run was not saved, or nothing changes. */
  readonly compare: Step | null;
  /** With --rehearse: the present pair, then the pair after each step. */
  readonly rehearsals?: readonly Rehearsal[];
  readonly exitCode: 0 | 1 | 3;
}

/** Of several contexts: each plan with its name. */
export interface PlanSet {
  readonly schemaVersion: typeof PLAN_SCHEMA_VERSION;
  readonly plans: readonly { readonly name: string; readonly plan: PlanReport }[];
  readonly exitCode: 0 | 1 | 3;
}

/** What `swiftcheck plan --format json` prints. */
export type PlanForm = PlanReport | PlanSet;
