// The throwaway release of `probe --install`, and what helm needs to remove that release by hand.
import type { ClusterEvidence } from './cluster.js';
import type { HelmFiles, TillerTarget } from './types.js';

/** How the run reaches Tiller. */
export interface TillerWay {
  readonly target: TillerTarget;
  /** Absent: not known. */
  readonly helm?: HelmFiles;
  /** Where Tiller was looked for in a cluster. */
  readonly cluster?: Pick<ClusterEvidence, 'context' | 'source' | 'tiller'>;
}

export interface ThrowawayRelease {
  readonly name: string;
  readonly way: TillerWay;
}
