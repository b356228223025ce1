import type { Failure } from '../../evidence/types.js';
import type { FindingCode } from '../../findings/catalogue.js';
import type { EndpointFacts } from '../../findings/endpoint.js';
import { GrpcCode } from '../../knowledge/grpc-text.js';
import { pass, raise, type Rule } from '../rule.js';
import { failureFacts } from './direct-list.js';
import { factsOf, transportCode, type EndpointCode } from './endpoint.js';

/** Whether Tiller itself answered, and if not, why. */
export const reachTiller: Rule = {
  code: 'tiller-unreachable',
  needs: [],
  judge: ({ evidence: { tiller } }) => {
    if (tiller.version.ok) return pass('tiller-unreachable', {}, 'swiftcheck->tiller');
    const { failure } = tiller.version;
    if (failure.kind === 'no-answer') {
      return raise('tiller-slow', failureFacts(failure), 'swiftcheck->tiller');
    }
    const facts: EndpointFacts = factsOf('Tiller', tiller.target.address, failure);
    return raise(codeFor(failure), facts, 'swiftcheck->tiller');
  },
};

function codeFor(failure: Failure): EndpointCode & FindingCode {
  if (failure.kind === 'other-protocol') return 'not-a-tiller';
  if (failure.kind === 'grpc-status') {
    // Tiller answers GetVersion without conditions; a gRPC server that does not know it is another.
    return failure.grpcCode === GrpcCode.UNAVAILABLE ? 'tiller-unreachable' : 'not-a-tiller';
  }
  return transportCode(failure.kind) ?? 'tiller-unreachable';
}
