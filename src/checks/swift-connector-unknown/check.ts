// Whether Swift knows how to look for Tiller.
import { SWIFT_CONNECTORS } from '../../knowledge/swift-flags.js';
import { defineCheck } from '../define.js';
import { RESTART, judgeArguments, seenToFail, type OfPod } from '../shared/swift-arguments.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-connector-unknown': ConnectorFacts;
  }
}

interface ConnectorFacts extends OfPod {
  /** `null`: none is given. */
  readonly connector: string | null;
}

export const swiftConnectorUnknown = defineCheck({
  group: 'cluster',
  after: 'swift-images-differ',
  code: 'swift-connector-unknown',
  findings: {
    'swift-connector-unknown': {
      severity: 'fail',
      passTitle: 'Swift knows how to look for Tiller (--connector)',
      failTitle: ({ connector }) =>
        connector === null
          ? 'Swift runs without --connector'
          : `Swift has no connector ${shownName(connector)}`,
      describe: ({ pod, connector }) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${connector === null ? 'without --connector' : `with --connector=${shownName(connector)}`}.`,
        ],
        certainty: 'certain',
        cause:
          'Swift ends at its start (`failed to detect connector`): it has incluster, direct and kubeconfig; a fourth, appscode, is advertised and was not built in.',
        steps: [
          '--connector=incluster, or --connector=direct --tiller-endpoint=HOST:44134.',
          RESTART,
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) =>
    analysis.evidence.swift.liveness.ok
      ? verdicts.pass()
      : judgeArguments(analysis, verdicts, {
          code: 'swift-connector-unknown',
          hop: 'api-server->swift',
          proven: seenToFail(analysis),
          fault: (pod) => {
            const connector = pod.arguments.values.connector ?? null;
            return connector !== null && SWIFT_CONNECTORS.includes(connector)
              ? null
              : { pod: pod.name, connector };
          },
        }),
});
