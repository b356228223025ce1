import type { Evidence, Failure } from '../../evidence/types.js';
import { pass, raise, type Rule } from '../rule.js';
import { factsOf, transportCode, type EndpointCode } from './endpoint.js';

/** Whether Swift itself answered, and if not, why. */
export const reachSwift: Rule = {
  code: 'swift-unreachable',
  needs: [],
  judge: ({ evidence: { swift } }) => {
    const failure = swiftFailure(swift);
    if (!failure) return pass('swift-unreachable', {}, 'swiftcheck->swift');
    const facts = factsOf('Swift', swift.target.url, failure);
    return raise(codeFor(failure), facts, 'swiftcheck->swift');
  },
};

/** Why Swift was not reached; `null` where it answered, be it with an error of its own. */
export function swiftFailure(swift: Evidence['swift']): Failure | null {
  const { tillerVersion, liveness } = swift;
  if (tillerVersion.ok || tillerVersion.failure.kind === 'swift-error') return null;
  // Silence where the gateway itself answers is not Swift's absence but its Tiller's.
  if (liveness.ok && isSilence(tillerVersion.failure)) return null;
  return tillerVersion.failure;
}

export function isSilence({ kind }: Failure): boolean {
  return kind === 'timeout' || kind === 'no-answer' || kind === 'closed';
}

function codeFor(failure: Failure): EndpointCode {
  switch (failure.kind) {
    case 'kubernetes-status':
      return kubernetesCode(failure);
    case 'http-status':
      return failure.httpStatus === 401 ? 'unauthorized' : 'not-a-swift';
    case 'not-json':
    case 'redirected':
    case 'other-protocol':
      return 'not-a-swift';
    default:
      return transportCode(failure.kind) ?? 'swift-unreachable';
  }
}

/** The API server's own answers: a `Status` object instead of Swift's error. */
function kubernetesCode({ httpStatus, message }: Failure): EndpointCode {
  if (
    /error trying to reach service: .*(tls:|server gave HTTP response|malformed HTTP)/.test(message)
  ) {
    return 'service-wrong-scheme';
  }
  switch (httpStatus) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden-by-rbac';
    case 404:
      return 'service-missing';
    case 503:
      return message.includes('no endpoints available')
        ? 'service-without-endpoints'
        : 'swift-unreachable';
    default:
      return 'swift-unreachable';
  }
}
