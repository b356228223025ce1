// The throwaway release of `probe --install`, and what helm needs to remove that release by hand.
import type { ClusterEvidence } from './cluster.js';
import type { Evidence, HelmFiles, MeasuredRelease } from './types.js';
import type { TillerTarget } from './target.js';

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

/** What is to be installed, before it is. */
export interface Proposal {
  readonly release: ThrowawayRelease;
  /** Bytes of the chart file. */
  readonly sizeBytes: number;
  /** As Tiller would store it; times and the description take a few bytes more or less. */
  readonly expected: MeasuredRelease;
  /** What the run saw without it. */
  readonly evidence: Evidence;
}

/** The names that swiftcheck gives, and no others. */
const NAME = /^swiftcheck-probe-[0-9a-f]{16}$/;

/** A name alone proves nothing: see the mark in the NOTES of such a release. */
export function isThrowawayName(name: string): boolean {
  return NAME.test(name);
}
