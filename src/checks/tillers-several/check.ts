// Whether more than one Tiller could have answered this run.
import { defineCheck, type Step } from '../define.js';
import { deploymentOf } from '../shared/deployment.js';
import { podLines, type PodState } from '../shared/pods.js';
import { TILLER_GIVEN, podStates, type TillerSearchFacts } from '../shared/tiller-search.js';
import { tillerPods } from '../shared/tiller-steps.js';
import type { Shell } from '../shell.js';
import { change } from '../steps.js';

declare module '../define.js' {
  interface FindingFacts {
    'tillers-several': TillerSearchFacts;
  }
}

function oneOnly(namespace: string, pods: readonly PodState[], { kubectl }: Shell): Step {
  const deployments = new Set(pods.map(({ name }) => deploymentOf(name)));
  const [deployment] = deployments;
  return deployments.size === 1 && deployment != null
    ? change(
        'Scale Tiller to one replica.',
        kubectl(namespace, ['scale', `deployment/${deployment}`, '--replicas=1']),
      )
    : change('Scale Tiller to one replica, and remove the Deployment that does not belong there.');
}

export const tillersSeveral = defineCheck({
  group: 'cluster',
  after: 'tiller-missing',
  code: 'tillers-several',
  findings: {
    'tillers-several': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'One pod of Tiller is ready in its namespace',
      failTitle: ({ namespace, pods }) =>
        `Tiller has ${pods.length} ready pods in namespace ${namespace}`,
      describe: ({ namespace, pods }, shell) => ({
        seen: podLines(pods),
        certainty: 'certain',
        cause:
          'This run asked the first pod. Clients of the Service reach any of the pods. Two Tillers that write to the same storage can corrupt it, and different versions answer differently.',
        steps: [
          tillerPods('See how old the pods are: an upgrade of Tiller can be in progress.', shell),
          oneOnly(namespace, pods, shell),
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence: { cluster } }, { raise, pass, skip, unknown }) => {
    const search = cluster?.tiller;
    if (!search) return skip(TILLER_GIVEN);
    const { namespace, pods } = search;
    if (!pods.ok) return unknown(pods.failure.message, 'API server');
    const ready = pods.value.filter(({ trouble }) => trouble === null);
    if (ready.length === 0) return skip('No pod of Tiller is ready.');
    return ready.length > 1
      ? raise('tillers-several', { namespace, pods: podStates(ready), elsewhere: true }, null)
      : pass();
  },
});
