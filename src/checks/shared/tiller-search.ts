// What the checks of the search for Tiller share.
import type { TillerPodFacts } from '../../evidence/cluster.js';
import type { RefusedList } from './grant.js';
import type { PodState } from './pods.js';

export const TILLER_GIVEN = "Tiller's address was given, so the run did not look for Tiller.";

/** The labels that Helm gives to Tiller. */
export const TILLER_LABELS = 'app=helm,name=tiller';

export interface TillerSearchFacts {
  readonly namespace: string;
  /** Those that the title is about; may be empty. */
  readonly pods: readonly PodState[];
  /** Whether the run looked at the other namespaces; a text: why not. */
  readonly elsewhere: true | string;
  /** The list of the other namespaces, if RBAC refuses it. */
  readonly refused?: RefusedList;
  /** The version of the Tiller that Swift reaches. */
  readonly viaSwift?: string;
}

export function podStates(pods: readonly TillerPodFacts[]): PodState[] {
  return pods.map(({ namespace, name, image, trouble }) => ({ namespace, name, image, trouble }));
}
