import type { ClusterEvidence } from '../../evidence/cluster.js';
import type { Failure } from '../../evidence/types.js';
import { notApplicable, pass, raise, type Rule } from '../rule.js';
import { factsOf, transportCode, type EndpointCode } from './endpoint.js';

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

/** Why the API server could not be asked at all; `null` where it could. */
export function apiServerFailure({ tiller, swift }: ClusterEvidence): Failure | null {
  const asked = [
    ...[tiller?.pods, tiller?.elsewhere, tiller?.forward],
    ...[swift?.services, swift?.pods, swift?.forward],
  ];
  const failures = asked.flatMap((answer) => (answer && !answer.ok ? [answer.failure] : []));
  return failures.find((failure) => failure.hop === HOP && !isAnswered(failure)) ?? null;
}

/** An answer to the question itself: forbidden, or not there. */
function isAnswered({ kind, httpStatus }: Failure): boolean {
  return (
    kind === 'not-found' || (kind === 'kubernetes-status' && [403, 404].includes(httpStatus ?? 0))
  );
}

function codeFor({ kind, httpStatus }: Failure): EndpointCode {
  if (httpStatus === 401) return 'unauthorized';
  return transportCode(kind) ?? 'api-server-unreachable';
}
