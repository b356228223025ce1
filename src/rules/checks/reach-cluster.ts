import type { ClusterEvidence, SwiftSearch } from '../../evidence/cluster.js';
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
    ...[swift && !isServiceMissing(swift) ? swift.services : undefined],
    ...[swift?.pods, swift?.forward],
  ];
  const failures = asked.flatMap((answer) => (answer && !answer.ok ? [answer.failure] : []));
  return failures.find((failure) => failure.hop === HOP && !isAnswered(failure)) ?? null;
}

/** An answer to the question itself. A list is always there, so 404 is no answer to one. */
function isAnswered({ kind, httpStatus }: Failure): boolean {
  return kind === 'not-found' || (kind === 'kubernetes-status' && httpStatus === 403);
}

/** The one Service that was asked for by name is not there. Of another path the words are others. */
export function isServiceMissing({ asked, services }: SwiftSearch): boolean {
  if (asked === null || services.ok) return false;
  const { kind, httpStatus, message } = services.failure;
  return kind === 'kubernetes-status' && httpStatus === 404 && message.startsWith('services "');
}

function codeFor({ kind, httpStatus }: Failure): EndpointCode {
  if (httpStatus === 401) return 'unauthorized';
  return transportCode(kind) ?? 'api-server-unreachable';
}
