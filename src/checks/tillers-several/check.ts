// Whether this run could have asked more than one Tiller.
import { defineCheck } from '../define.js';
import { podLines } from '../shared/pods.js';
import {
  TILLER_GIVEN,
  TILLER_LABELS,
  podStates,
  type TillerSearchFacts,
} from '../shared/tiller-search.js';

declare module '../define.js' {
  interface FindingFacts {
    'tillers-several': TillerSearchFacts;
  }
}

export const tillersSeveral = defineCheck({
  group: 'cluster',
  after: 'tiller-missing',
  code: 'tillers-several',
  findings: {
    'tillers-several': {
      severity: 'warn',
      advisory: true,
      passTitle: 'One Tiller is ready in its namespace',
      failTitle: ({ namespace, pods }) =>
        `Several Tillers (${pods.length}) are ready in namespace ${namespace}`,
      describe: ({ pods }) => ({
        seen: podLines(pods),
        certainty: 'certain',
        cause: `This run asked the first of them. Whoever goes through the Service meets any; two Tillers that write the same storage at once can spoil it, and of different releases they answer differently.`,
        steps: [
          `kubectl get pods --all-namespaces -l ${TILLER_LABELS} -o wide`,
          'Scale Tiller to one replica, and remove the one that does not belong.',
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence: { cluster } }, { raise, pass, notApplicable, inconclusive }) => {
    const search = cluster?.tiller;
    if (!search) return notApplicable(TILLER_GIVEN);
    const { namespace, pods } = search;
    if (!pods.ok) return inconclusive(pods.failure.message, 'API server');
    const ready = pods.value.filter(({ trouble }) => trouble === null);
    if (ready.length === 0) return notApplicable('No pod of Tiller is ready.');
    return ready.length > 1
      ? raise('tillers-several', { namespace, pods: podStates(ready), elsewhere: true }, null)
      : pass();
  },
});
