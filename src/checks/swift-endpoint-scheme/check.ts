// Whether Swift can dial the endpoint of its command line.
import { defineCheck } from '../define.js';
import { changeArguments, judgeArguments, type OfPod } from '../shared/swift-arguments.js';
import { directEndpoint } from '../shared/swift-pods.js';
import { shownName } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-endpoint-scheme': EndpointFormFacts;
  }
}

interface EndpointFormFacts extends OfPod {
  readonly endpoint: string;
}

export const swiftEndpointScheme = defineCheck({
  group: 'cluster',
  after: 'swift-listens-on-one-address',
  code: 'swift-endpoint-scheme',
  findings: {
    'swift-endpoint-scheme': {
      severity: 'fail',
      passTitle: "Swift's --tiller-endpoint can be dialled",
      failTitle: ({ endpoint }) => `Swift cannot dial its --tiller-endpoint ${shownName(endpoint)}`,
      describe: ({ pod, endpoint }, shell) => ({
        seen: [`Pod ${shownName(pod)} runs with --tiller-endpoint=${shownName(endpoint)}.`],
        certainty: 'certain',
        cause:
          'The endpoint has a scheme. Swift reads the scheme as a part of the address (`too many colons in address`). The help and the guide of Swift show a scheme, but no version accepts it.',
        steps: [
          changeArguments(
            `Set \`--tiller-endpoint=${shownName(endpoint.replace(/^[^:]*:\/\//, ''))}\`.`,
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
      code: 'swift-endpoint-scheme',
      hop: 'swift->tiller',
      prevents: 'tillerVersion',
      fault: (pod) => {
        const [endpoint] = directEndpoint(pod);
        return endpoint?.includes('://') ? { pod: pod.name, endpoint } : null;
      },
    }),
});
