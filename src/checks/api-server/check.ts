// Whether the API server itself could be asked. A check that needs an answer judges what it refuses.
import { apiServerFailure } from '../../analysis/api-server-failure.js';
import type { Failure } from '../../evidence/observation.js';
import { defineCheck } from '../define.js';
import { factsOf, transportCode, type TransportCode } from '../shared/endpoint-facts.js';
import { endpointFinding, type EndpointFacts } from '../shared/endpoint.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
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
      ({ address }) => `The Kubernetes API server cannot be asked at ${address}`,
      () => ({
        cause:
          'Each endpoint without a given address is looked for through the API server, so it was not examined.',
        steps: [
          'kubectl version --request-timeout=10s, with the same kubeconfig and context.',
          'Or give the addresses: --tiller HOST:PORT and --swift URL.',
        ],
      }),
    ),
    ...TRANSPORT_FINDINGS,
    ...UNAUTHORIZED,
  },
  needs: {},
  run: ({ evidence: { cluster } }, { raise, pass, notApplicable }) => {
    if (!cluster) return notApplicable('No cluster was asked.');
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
