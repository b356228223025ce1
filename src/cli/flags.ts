// Flags as commander hands them over.
import type { Policy } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import type { NamedJudgement, RenderOptions } from '../reports/types.js';
import type { Flags } from './options/option.js';
import type { NamedGatherer } from './gatherer.js';
import type { AllFlags, config, output, policy, prediction, terminal } from './options/table.js';

export type OutputFlags = Flags<typeof output & typeof terminal & typeof prediction>;
export type PolicyFlags = Flags<typeof policy & typeof config>;
export type ReportFlags = OutputFlags & PolicyFlags;
export type PreflightFlags = AllFlags;

/** The policy of a run. @param say called if the baseline is of another cluster */
export type PolicyFor = (evidence: Evidence, say: (sentence: string) => void) => Policy;

/** What a preflight adds to a check. */
export interface PreflightPlan {
  readonly policyFor: PolicyFor;
  readonly waitMs: number;
  readonly anchor: RenderOptions['anchor'];
}

export interface CheckFlags extends AllFlags {
  readonly preflight?: PreflightPlan;
  /** In place of the current context of the kubeconfig. It is no pattern. */
  readonly currentContext?: string;
  /** In place of a run: does something else with what a run gathers. Returns the exit code. */
  readonly loop?: (gatherers: readonly NamedGatherer[]) => Promise<number>;
  /** In place of the report: prints what another command makes of the judgements. Returns the exit code. */
  readonly instead?: (reports: readonly NamedJudgement[]) => Promise<number>;
}
