// The throwaway release of `probe --install`, and what helm needs to remove that release by hand.
import type { ClusterEvidence } from './cluster.js';
import type { TillerTarget } from './types.js';

/**
 * Names in the command line of the run, of which helm needs the same. They name files, and hold nothing of
 * their content.
 */
export interface HelmFiles {
  readonly kubeconfig?: string;
  readonly tlsCaCert?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsHostname?: string;
}

/** `this-run`: the release holds the mark of the run, which no other release holds. */
export type StoredBy = 'this-run' | 'another' | 'none';

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
