// Whether Swift uses a Tiller of the version that this run probed directly.
import { sameVersion } from '../../knowledge/versions.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { directEndpoint, swiftPods } from '../shared/swift-pods.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { quoted, shownName } from '../shared/words.js';
import { look } from '../steps.js';

interface TillersFacts {
  readonly direct: string;
  readonly viaSwift: string;
  /** Swift's --tiller-endpoint, if its pod has one. */
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
      passTitle: 'Swift uses a Tiller of the version that this run probed',
      failTitle: ({ direct, viaSwift }) => `Swift uses another Tiller: ${viaSwift}, not ${direct}`,
      describe: ({ direct, viaSwift, endpoint }, shell) => ({
        seen: [
          `GetVersion, asked directly: ${quoted(direct)}.`,
          `/tiller/v2/version/json, through Swift: ${quoted(viaSwift)}.`,
          ...(endpoint === undefined
            ? []
            : [
                `Swift's pod runs with --connector=direct --tiller-endpoint=${shownName(endpoint)}.`,
              ]),
        ],
        certainty: 'possible',
        cause: `${
          endpoint === undefined
            ? 'Swift finds its Tiller by labels or by `--tiller-endpoint`, and finds another one than this run'
            : 'Swift dials its `--tiller-endpoint`, where another Tiller answers than the one of this run'
        }. Or two Tillers share one address, or Tiller was being upgraded.`,
        steps: [
          tillerPods('Look at all pods of Tiller.', shell),
          look(
            "Compare Swift's `--connector` and `--tiller-endpoint` with the Tiller of this run (`--tiller`, HELM_HOST or `--tiller-namespace`).",
          ),
        ],
      }),
      measures: ({ direct, viaSwift }) => ({ [`${direct}, ${viaSwift}`]: 1 }),
      // Chance decides which of several Tillers answers a call. Each can have another version.
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
