// Whether Swift talks to a Tiller of the version that was probed directly.
import { sameVersion } from '../../knowledge/versions.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { directEndpoint, swiftPods } from '../shared/swift-pods.js';
import { quoted, shownName } from '../shared/words.js';

interface TillersFacts {
  readonly direct: string;
  readonly viaSwift: string;
  /** Swift's --tiller-endpoint, where its pod names one. */
  readonly endpoint?: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'tillers-differ': TillersFacts;
  }
}

export const tillersDiffer = defineCheck({
  group: 'versions',
  after: 'tiller-answers-vary',
  code: 'tillers-differ',
  findings: {
    'tillers-differ': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'Swift talks to a Tiller of the version that was probed',
      failTitle: ({ direct, viaSwift }) =>
        `Swift talks to another Tiller: ${viaSwift}, not ${direct}`,
      describe: ({ direct, viaSwift, endpoint }) => ({
        seen: [
          `GetVersion, asked directly: ${quoted(direct)}.`,
          `/tiller/v2/version/json, through Swift: ${quoted(viaSwift)}.`,
          ...(endpoint === undefined
            ? []
            : [
                `Swift's pod runs with --connector=direct --tiller-endpoint=${shownName(endpoint)}.`,
              ]),
        ],
        certainty: 'likely',
        cause:
          'Swift finds its Tiller by label or by --tiller-endpoint; that is not the address given here, or two Tillers stand behind one address.',
        steps: [
          'kubectl get pods --all-namespaces -l app=helm,name=tiller',
          "Compare Swift's --connector and --tiller-endpoint with --tiller (HELM_HOST).",
        ],
      }),
      measures: ({ direct, viaSwift }) => ({ [`${direct}, ${viaSwift}`]: 1 }),
      // Chance decides which of several Tillers answers a call. Each may be another release.
      followsFrom: [{ causes: ['tiller-answers-vary'], certainty: 'likely' }],
    },
  },
  needs: { direct: needs.tillerVersion, viaSwift: needs.swiftTillerVersion },
  run: ({ evidence: { cluster } }, { raise, pass }, given) => {
    const versions = { direct: given.direct.semVer, viaSwift: given.viaSwift.semVer };
    if (sameVersion(versions.direct, versions.viaSwift)) return pass(versions);
    const found = swiftPods(cluster?.swift);
    const [endpoint] = 'reason' in found ? [] : found.pods.flatMap(directEndpoint);
    const facts = { ...versions, ...(endpoint !== undefined && { endpoint }) };
    return raise('tillers-differ', facts, 'swift->tiller');
  },
});
