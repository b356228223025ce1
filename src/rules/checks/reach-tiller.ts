import type { TillerSearch } from '../../evidence/cluster.js';
import type { Evidence, Failure } from '../../evidence/types.js';
import type { FindingCode } from '../../findings/catalogue.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { couldNotTell, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';
import { failureFacts } from './direct-list.js';
import { factsOf, refusedCertificate, transportCode, type EndpointCode } from './endpoint.js';

/** Whether Tiller itself answered, and if not, why. */
export const reachTiller: Rule = {
  code: 'tiller-unreachable',
  needs: [],
  judge: ({ evidence }) => {
    const { tiller } = evidence;
    if (tiller.version.ok) return pass('tiller-unreachable', {}, 'swiftcheck->tiller');
    const { failure } = tiller.version;
    if (!wasFound(evidence.cluster?.tiller)) {
      return couldNotTell('tiller-unreachable', failure.message, 'connection to Tiller');
    }
    if (failure.kind === 'no-answer') {
      const facts = { ...failureFacts(failure), ...tillerPlace(evidence) };
      return raise('tiller-slow', facts, 'swiftcheck->tiller');
    }
    const ahead = failure.kind === 'tls-expired' ? clockAhead(evidence) : null;
    const facts = factsOf('Tiller', tiller.target.address, failure, {
      ...refusedCertificate(failure, tiller),
      ...(ahead !== null && { clockAheadSeconds: ahead }),
    });
    // What fails on the way to the pod fails there.
    return raise(codeFor(failure), facts, failure.hop);
  },
};

/** A Tiller that was given counts as found. */
function wasFound(search: TillerSearch | undefined): boolean {
  return !search || (search.chosen !== null && search.forward?.ok === true);
}

function codeFor(failure: Failure): EndpointCode & FindingCode {
  if (failure.kind === 'other-protocol') return 'not-a-tiller';
  if (failure.kind === 'grpc-status') {
    // Tiller answers GetVersion without conditions; a gRPC server that does not know it is another.
    return failure.grpcCode === GrpcCode.UNAVAILABLE ? 'tiller-unreachable' : 'not-a-tiller';
  }
  return transportCode(failure.kind) ?? 'tiller-unreachable';
}

/** Clocks that differ by less judge a certificate alike, but for its last minutes. */
const CLOCK_SECONDS = 5 * 60;

/** By how much the clock of the server that answers for Swift is ahead; `null`: hardly, or not known. */
function clockAhead({ startedAt, swift }: Evidence): number | null {
  const date = swift.liveness.http?.date ?? swift.tillerVersion.http?.date;
  if (date === undefined) return null;
  const seconds = Math.round((Date.parse(date) - Date.parse(startedAt)) / 1000);
  return Math.abs(seconds) > CLOCK_SECONDS ? seconds : null;
}
