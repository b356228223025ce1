// Swift's command line, as its pods have it.
import { swiftPod, tillerPod } from '../support/kube/objects.js';
import type { Stage } from './start.js';

export const CRASHING = { waiting: 'CrashLoopBackOff', restarts: 7 };
export const DIALLED = '{"code":4,"message":"context deadline exceeded"}';
export const ALONE =
  '{"code":14,"message":"all SubConns are in TransientFailure, latest connection error: dial tcp 127.0.0.1:9855: connect: connection refused"}';

/** `versions` in a cluster whose pair has no fault, and whose Swift runs with these arguments. */
export async function runsWith(
  stage: Stage,
  args: readonly string[],
  options: Parameters<Stage['cluster']>[0] = {},
  pod: Parameters<typeof swiftPod>[0] = {},
): Promise<string[]> {
  const { flags } = await stage.cluster({
    ...{ pair: 'swift@0.11.1,tiller@2.13.0', data: 'small' },
    objects: {
      pods: [
        tillerPod({ image: 'ghcr.io/helm/tiller:v2.13.0' }),
        swiftPod({ image: 'appscode/swift:0.11.1', args: ['run', ...args], ...pod }),
      ],
    },
    ...options,
  });
  return ['versions', ...flags];
}

/** A Swift that answers every call like this, though `GET /` as its gateway does. */
export async function answers(stage: Stage, status: number, body: string) {
  const url = await stage.always(status, body, true);
  return { network: { '10.1.0.8:9855': Number(new URL(url).port) } };
}
