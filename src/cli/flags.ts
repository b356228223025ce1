// Flags as commander hands them over.
import type { SwiftWay } from '../evidence/cluster.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { FailOn, Policy } from '../evidence/policy.js';
import type { Evidence } from '../evidence/types.js';
import type { Requirement } from '../policy/values.js';
import type { RenderOptions } from '../reports/types.js';
import type { SwiftFlags } from '../targets/swift.js';
import type { TillerFlags } from '../targets/tiller.js';
import type { Output } from './outputs.js';
import type { LabPair } from './parse.js';

export interface OutputFlags {
  /** Absent: text on stdout. */
  readonly format?: readonly Output[];
  readonly failOn?: FailOn;
  readonly color: boolean;
  readonly ascii?: true;
  readonly verbose?: true;
  readonly whatIf?: true;
  readonly whatIfTiller?: true;
}

/** Of a run on whatever cluster the evidence is from. @param say where a baseline is not about that run */
export type PolicyFor = (evidence: Evidence, say: (sentence: string) => void) => Policy;

/** What a preflight adds to a check. */
export interface PreflightPlan {
  readonly policyFor: PolicyFor;
  readonly waitMs: number;
  readonly anchor: RenderOptions['anchor'];
}

/** What makes a policy. */
export interface PolicyFlags {
  readonly config?: string;
  /** A share, such as 0.2. */
  readonly headroom?: number;
  /** Bytes. */
  readonly maxRelease?: number;
  readonly require?: readonly Requirement[];
  /** As it is written: `CODE until 2027-03-31: REASON`. */
  readonly ignore?: readonly string[];
  readonly baseline?: string;
}

export type ReportFlags = OutputFlags & PolicyFlags;

export interface CheckFlags
  extends OutputFlags, TillerFlags, SwiftFlags, Pick<PolicyFlags, 'config' | 'baseline'> {
  /** True where no pair was named. */
  readonly lab?: LabPair | true;
  readonly data?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly maxTime: number;
  /** Bytes. */
  readonly ceiling: number;
  readonly kubeconfig?: string;
  /** Names, or patterns with `*` and `?`. */
  readonly kubeContext?: readonly string[];
  readonly allContexts?: true;
  readonly tillerNamespace: string;
  /** `NAMESPACE/NAME[:PORT]`. */
  readonly swiftService?: string;
  readonly swiftVia?: SwiftWay;
  /** False: what Tiller stores is not looked at. */
  readonly storage: boolean;
  readonly saveEvidence?: string;
  /** Whether a file of `saveEvidence` that is there is replaced. */
  readonly force?: true;
  /** Bytes. */
  readonly size?: number;
  readonly install?: true;
  readonly yes?: true;
  /** Of `preflight` alone. */
  readonly preflight?: PreflightPlan;
}

export interface PreflightFlags
  extends Omit<CheckFlags, 'install' | 'yes' | 'preflight'>, PolicyFlags {
  /** Milliseconds. */
  readonly wait?: number;
  readonly printConfig?: true;
}

export interface ExplainFlags {
  readonly format: 'text' | 'json';
  readonly color: boolean;
  readonly ascii?: true;
}

export interface MatrixFlags {
  readonly swift?: SwiftRelease;
  readonly tiller?: TillerRelease;
  readonly format: 'text' | 'json' | 'markdown';
  readonly ascii?: true;
}
