// Whether Swift has the connector that its pods run with.
import { SWIFT_CONNECTORS } from '../../knowledge/swift-flags.js';
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-connector-unknown': ConnectorFacts;
  }
}

interface ConnectorFacts extends OfPod {
  /** `null`: the pod has no such flag. */
  readonly connector: string | null;
}

export const swiftConnectorUnknown = defineCheck({
  group: 'cluster',
  after: 'swift-images-differ',
  code: 'swift-connector-unknown',
  findings: {
    'swift-connector-unknown': {
      severity: 'fail',
      passTitle: 'Swift has the connector that its pods run with',
      failTitle: ({ connector }) =>
        connector === null
          ? 'Swift runs without --connector'
          : `Swift has no connector ${shownName(connector)}`,
      describe: ({ pod, connector }, shell) => ({
        seen: [
          `Pod ${shownName(pod)} runs ${connector === null ? 'without --connector' : `with --connector=${shownName(connector)}`}.`,
        ],
        certainty: 'certain',
        cause: `Swift exits at its start with \`failed to detect connector\`. Its connectors are ${SWIFT_CONNECTORS.join(', ')}; appscode is advertised, but not built in.`,
        steps: [
          changeArguments(
            'Set `--connector=incluster`, or `--connector=direct` with `--tiller-endpoint=HOST:44134`; HOST is the address of Tiller.',
            pod,
            shell,
          ),
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) =>
    judgeArguments(analysis, verdicts, {
      code: 'swift-connector-unknown',
      hop: 'api-server->swift',
      prevents: 'liveness',
      fault: (pod) => {
        const connector = pod.arguments.values.connector ?? null;
        return connector !== null && SWIFT_CONNECTORS.includes(connector)
          ? null
          : { pod: pod.name, connector };
      },
    }),
});
