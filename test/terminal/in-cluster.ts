// Runs with a kubeconfig alone, against the fake API server.
import type { ClusterOptions } from '../support/cluster.js';
import { swiftPod, tillerPod, type KubeObject } from '../support/kube/objects.js';
import type { Stage } from './start.js';

export const CURED_PODS = [
  tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' }),
  swiftPod({ image: 'appscode/swift:0.11.1' }),
];
export const PULLING = {
  waiting: 'ImagePullBackOff',
  message:
    'Back-off pulling image "gcr.io/kubernetes-helm/tiller:v2.13.0": denied: Project kubernetes-helm has been deleted',
};
export const [TILLER, SWIFT] = CURED_PODS as [KubeObject, KubeObject];

/** `versions` with the kubeconfig of a cluster whose pair has no fault. */
export async function versions(
  stage: Stage,
  { objects, ...options }: ClusterOptions = {},
  ...flags: string[]
): Promise<string[]> {
  const cluster = await stage.cluster({
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' },
    objects: { pods: CURED_PODS, ...objects },
    ...options,
  });
  return ['versions', ...cluster.flags, ...flags];
}

export const pods = (stage: Stage, ...objects: KubeObject[]) =>
  versions(stage, { objects: { pods: objects } });
export const services = (stage: Stage, ...objects: KubeObject[]) =>
  versions(stage, { objects: { services: objects } });
