// Whether the API server itself answers. The checks that need an answer judge what the API server refuses.
import { apiServerFailure } from '../../analysis/api-server-failure.js';
import type { Failure } from '../../evidence/observation.js';
import { defineCheck } from '../define.js';
import { factsOf, transportCode, type TransportCode } from '../shared/endpoint-facts.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { look } from '../steps.js';
import { UNAUTHORIZED } from '../unauthorized/findings.js';

declare module '../define.js' {
  interface FindingFacts {
    'api-server-unreachable': EndpointFacts;
  }
}

const HOP = 'swiftcheck->api-server';

export const apiServerUnreachable = defineCheck({
  group: 'cluster',
  after: null,
  code: 'api-server-unreachable',
  findings: {
    'api-server-unreachable': endpointFinding(
      'The Kubernetes API server answers',
      ({ address }) => `The Kubernetes API server at ${address} cannot be reached`,
      (_facts, shell) => ({
        cause:
          'swiftcheck finds the endpoints through the API server, and the first request to the API server failed.',
        certainty: 'certain',
        steps: [
          look(
            'Send a request with kubectl, which fails in the same manner.',
            shell.kubectl(null, ['version', '--request-timeout=10s']),
          ),
          look('Or give the addresses of both endpoints: `--tiller HOST:PORT` and `--swift URL`.'),
        ],
      }),
    ),
    ...TRANSPORT_FINDINGS,
    ...UNAUTHORIZED,
  },
  needs: {},
  run: ({ evidence: { cluster } }, { raise, pass, notApplicable }) => {
    if (!cluster) return notApplicable('The run asked no cluster.');
    const failure = apiServerFailure(cluster);
    if (!failure) return pass({}, HOP);
    return raise(codeOf(failure), factsOf('API server', cluster.server, failure), HOP);
  },
});

function codeOf({
  kind,
  httpStatus,
}: Failure): 'api-server-unreachable' | 'unauthorized' | TransportCode {
  if (httpStatus === 401) return 'unauthorized';
  return transportCode(kind) ?? 'api-server-unreachable';
}
