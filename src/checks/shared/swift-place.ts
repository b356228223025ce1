// Where Swift's pods are in the cluster, for commands.
import type { Evidence } from '../../evidence/types.js';
import { deploymentOf } from './deployment.js';
import { swiftPods } from './swift-pods.js';

export interface SwiftPlace {
  readonly namespace: string;
  /** The Deployment that made the pod, as its name has it; `null`: the name is not of that form. */
  readonly deployment: string | null;
  /** As the pod asks for it. */
  readonly image: string;
}

/** The place of the first pod behind the Service that was chosen. */
export function swiftPlace({ cluster }: Evidence): SwiftPlace | null {
  const found = swiftPods(cluster?.swift);
  const [pod] = 'reason' in found ? [] : found.pods;
  return pod
    ? { namespace: pod.namespace, deployment: deploymentOf(pod.name), image: pod.image }
    : null;
}
