// What the checks of the search for Tiller share.
import type { TillerPodFacts } from '../../evidence/cluster.js';
import type { PodState } from './pods.js';

export const TILLER_GIVEN = "Tiller's address was given; it was not looked for.";

/** The labels that Helm gives to Tiller. */
export const TILLER_LABELS = 'app=helm,name=tiller';

export interface TillerSearchFacts {
  readonly namespace: string;
  /** Those that the title is about; empty where there is none. */
  readonly pods: readonly PodState[];
  /** Whether the other namespaces were looked at; a text: why not. */
  readonly elsewhere: true | string;
}

export function podStates(pods: readonly TillerPodFacts[]): PodState[] {
  return pods.map(({ namespace, name, image, trouble }) => ({ namespace, name, image, trouble }));
}
