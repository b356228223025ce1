// The pods of Swift, and the arguments of their command lines.
import type { SwiftPodFacts, SwiftSearch, SwiftServiceFacts } from '../../evidence/cluster.js';

export const SWIFT_GIVEN = "Swift's URL was given, so the run did not look for Swift.";

export interface NotSeen {
  readonly reason: string;
  /** Whether the run asked for the pods and did not get them. */
  readonly asked: boolean;
}

/** The pods of the chosen Swift, or why they are unknown. */
export function swiftPods(
  search: SwiftSearch | undefined,
): { readonly service: string; readonly pods: readonly SwiftPodFacts[] } | NotSeen {
  if (!search) return { reason: SWIFT_GIVEN, asked: false };
  if (search.chosen === null) return { reason: 'The run chose no Service.', asked: false };
  if (!search.pods) return { reason: 'The run did not ask for the pods of Swift.', asked: false };
  if (!search.pods.ok) return { reason: search.pods.failure.message, asked: true };
  return { service: search.chosen, pods: search.pods.value };
}

/** The Service that the run chose; `null`: none, or it could not be read. */
export function chosenService({ services, chosen }: SwiftSearch): SwiftServiceFacts | null {
  if (!services.ok) return null;
  return services.value.find(({ namespace, name }) => `${namespace}/${name}` === chosen) ?? null;
}

/** The address that a pod dials; empty if Swift looks for Tiller by itself. */
export function directEndpoint({ arguments: { values } }: SwiftPodFacts): string[] {
  const endpoint = values['tiller-endpoint'];
  return values.connector === 'direct' && endpoint !== undefined ? [endpoint] : [];
}
