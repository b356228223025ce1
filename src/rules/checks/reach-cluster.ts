import { apiServerFailure } from '../../analysis/api-server-failure.js';
import type { Failure } from '../../evidence/types.js';
import { notApplicable, pass, raise, type Rule } from '../rule.js';
import { factsOf, transportCode, type EndpointCode } from './endpoint.js';

export { apiServerFailure, isServiceMissing } from '../../analysis/api-server-failure.js';

const HOP = 'swiftcheck->api-server';

/** Whether the API server itself could be asked. What it refuses is judged where it was needed. */
export const reachCluster: Rule = {
  code: 'api-server-unreachable',
  needs: [],
  judge: ({ evidence: { cluster } }) => {
    if (!cluster) {
      return notApplicable('api-server-unreachable', 'No cluster was asked.');
    }
    const failure = apiServerFailure(cluster);
    if (!failure) return pass('api-server-unreachable', {}, HOP);
    return raise(codeFor(failure), factsOf('API server', cluster.server, failure), HOP);
  },
};

function codeFor({ kind, httpStatus }: Failure): EndpointCode {
  if (httpStatus === 401) return 'unauthorized';
  return transportCode(kind) ?? 'api-server-unreachable';
}
