// What Tiller stores, beside the three small releases of its list.
import { swiftPod, tillerPod, type KubeObjects } from '../support/kube/objects.js';
import type { Stage } from './start.js';

/** The three that the lab's data set small holds. */
export const LISTED = ['alpha', 'beta', 'gamma'];

/** `probe` in a cluster with these objects, whose pair has no fault. */
export async function stores(
  stage: Stage,
  objects: KubeObjects,
  data = 'small',
): Promise<string[]> {
  const { flags } = await stage.cluster({
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data },
    objects: {
      pods: [
        tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' }),
        swiftPod({ image: 'appscode/swift:0.11.1' }),
      ],
      ...objects,
    },
  });
  return ['probe', ...flags];
}
