// Whether Swift can dial the endpoint of its command line.
import gte from 'semver/functions/gte.js';
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

/** Schemes that gRPC resolves from that version of its library on: clientconn.go in the tagged sources of Swift. */
const OF_GRPC = /^(?:dns|passthrough):\/\/[^/]*\//;
const RESOLVING = '1.9.2';

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
          'The endpoint has a scheme. Swift reads the scheme as a part of the address (`too many colons in address`). The help and the guide of Swift show `http://`, but no version accepts it.',
        steps: [
          changeArguments(
            `Set \`--tiller-endpoint=${shownName(withoutScheme(endpoint))}\`.`,
            pod,
            shell,
          ),
        ],
      }),
    },
  },
  needs: {},
  run: (analysis, verdicts) => {
    const { releases } = analysis.swift;
    const mayResolve =
      releases.length === 0 || releases.some(({ grpcLibrary }) => gte(grpcLibrary, RESOLVING));
    return judgeArguments(analysis, verdicts, {
      code: 'swift-endpoint-scheme',
      hop: 'swift->tiller',
      prevents: 'tillerVersion',
      fault: (pod) => {
        const [endpoint] = directEndpoint(pod);
        const wrong = endpoint?.includes('://') === true && !(mayResolve && OF_GRPC.test(endpoint));
        return wrong ? { pod: pod.name, endpoint } : null;
      },
    });
  },
});

/** `http://tiller:44134/` or `dns:///tiller:44134` without what is around the host; Tiller's port where it has none. */
function withoutScheme(endpoint: string): string {
  const parts = endpoint
    .slice(endpoint.indexOf('://') + 3)
    .split('/')
    .filter((part) => part !== '');
  return parts.findLast((part) => /:\d+$/.test(part)) ?? `${parts[0] ?? 'HOST'}:44134`;
}
