// The pods of Swift, and what their command lines say.
import type { SwiftPodFacts, SwiftSearch } from '../../evidence/cluster.js';

export interface NotSeen {
  readonly reason: string;
  /** Whether the pods were asked for, and did not come. */
  readonly asked: boolean;
}

/** The pods of the Swift that was chosen, or why they are not known. */
export function swiftPods(
  search: SwiftSearch | undefined,
): { readonly service: string; readonly pods: readonly SwiftPodFacts[] } | NotSeen {
  if (!search) return { reason: "Swift's URL was given; it was not looked for.", asked: false };
  if (search.chosen === null) return { reason: 'No Service was chosen.', asked: false };
  if (!search.pods) return { reason: 'Its pods were not asked for.', asked: false };
  if (!search.pods.ok) return { reason: search.pods.failure.message, asked: true };
  return { service: search.chosen, pods: search.pods.value };
}

/** The address that a pod dials; empty where the pod looks for Tiller itself. */
export function directEndpoint({ arguments: { values } }: SwiftPodFacts): string[] {
  const endpoint = values['tiller-endpoint'];
  return values.connector === 'direct' && endpoint !== undefined ? [endpoint] : [];
}
