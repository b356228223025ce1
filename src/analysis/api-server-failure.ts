// Whether the API server itself could be asked.
import type { ClusterEvidence, SwiftSearch } from '../evidence/cluster.js';
import type { Failure } from '../evidence/observation.js';

/** Why the API server could not be asked at all; `null` where it could. */
export function apiServerFailure({ tiller, swift }: ClusterEvidence): Failure | null {
  const asked = [
    ...[tiller?.pods, tiller?.elsewhere, tiller?.forward],
    ...[swift && !isServiceMissing(swift) ? swift.services : undefined],
    ...[swift?.elsewhere, swift?.pods, swift?.forward],
  ];
  const failures = asked.flatMap((answer) => (answer && !answer.ok ? [answer.failure] : []));
  const failed = failures.find(
    (failure) => failure.hop === 'swiftcheck->api-server' && !isAnswered(failure),
  );
  return failed ?? null;
}

/** An answer to the question itself. A list is always there, so 404 is no answer to one, nor is 403 for a path. */
function isAnswered({ kind, forbidden }: Failure): boolean {
  return kind === 'not-found' || (kind === 'kubernetes-status' && forbidden !== undefined);
}

/** The one Service that was asked for by name is not there. Of another path the words are others. */
export function isServiceMissing({ asked, services }: SwiftSearch): boolean {
  if (asked === null || services.ok) return false;
  const { kind, httpStatus, message } = services.failure;
  return kind === 'kubernetes-status' && httpStatus === 404 && message.startsWith('services "');
}
