import type { SwiftSearch } from '../../evidence/cluster.js';
import type { Failure } from '../../evidence/types.js';
import { serviceOf } from '../../checks/shared/service-url.js';
import { refusesPlaintext } from '../../knowledge/plaintext-refused.js';
import { couldNotTell, pass, raise, type Rule } from '../rule.js';
import { swiftFailure } from '../../analysis/swift-failure.js';
import { factsOf, refusedCertificate, transportCode, type EndpointCode } from './endpoint.js';

export { isSilence, swiftFailure } from '../../analysis/swift-failure.js';

/** Whether Swift itself answered, and if not, why. */
export const reachSwift: Rule = {
  code: 'swift-unreachable',
  needs: [],
  judge: ({ evidence: { swift, cluster } }) => {
    const failure = swiftFailure(swift);
    if (failure && cluster?.swift && isUnasked(cluster.swift)) {
      return couldNotTell('swift-unreachable', failure.message, 'connection to Swift');
    }
    if (!failure) return pass('swift-unreachable', {}, 'swiftcheck->swift');
    const facts = factsOf('Swift', swift.target.url, failure, {
      credentials: swift.target.credentials,
      ...refusedCertificate(failure, swift),
    });
    const hop = failure.hop === 'api-server->swift' ? failure.hop : 'swiftcheck->swift';
    const code = codeFor(failure, swift.target.viaApiServer);
    // Read a moment before, it is not missing: what the API server does not find are its Endpoints.
    const there = code === 'service-missing' && cluster?.swift?.services.ok === true;
    return raise(
      there ? 'service-without-endpoints' : code,
      facts,
      hop,
      provesNoEndpoint(failure, swift.target.url, cluster?.swift) || undefined,
    );
  },
};

/**
 * Whether the API server says that the very port of Swift's Service leads nowhere. A name of a port may be
 * wrong in the URL; a number is looked up in the Service, and so is the port that this run found there.
 * What answers 404 may be of type ExternalName, which works for others.
 */
function provesNoEndpoint(failure: Failure, url: string, search?: SwiftSearch): boolean {
  return (
    failure.kind === 'kubernetes-status' &&
    failure.httpStatus === 503 &&
    failure.message.includes('no endpoints available') &&
    (search?.services.ok === true || /^\d+$/.test(serviceOf(url)?.port ?? ''))
  );
}

/** It was looked for in a cluster, and there was nothing to ask. */
function isUnasked({ chosen, services, via, forward }: SwiftSearch): boolean {
  if (chosen === null) return true;
  if (via === 'port-forward') return forward?.ok !== true;
  return services.ok && services.value.some(({ port }) => port === null);
}

function codeFor(failure: Failure, viaApiServer: boolean): EndpointCode {
  switch (failure.kind) {
    case 'kubernetes-status':
      return kubernetesCode(failure);
    case 'http-status':
      if (failure.httpStatus === 401) return 'unauthorized';
      // The port behind the API server complains that it was spoken to in plaintext.
      return viaApiServer && refusesPlaintext(failure.httpStatus ?? 0, failure.message)
        ? 'service-wrong-scheme'
        : 'not-a-swift';
    case 'not-json':
    case 'wrong-answer':
    case 'redirected':
    case 'other-protocol':
      return 'not-a-swift';
    default:
      return transportCode(failure.kind) ?? 'swift-unreachable';
  }
}

/** Other errors of TLS, such as a refused certificate, come from a port that does speak it. */
const OTHER_SCHEME =
  /[Ee]rror trying to reach service: .*(first record does not look like a TLS handshake|server gave HTTP response|malformed HTTP)/;

/** The API server's own answers: a `Status` object instead of Swift's error. */
function kubernetesCode({ httpStatus, message }: Failure): EndpointCode {
  if (OTHER_SCHEME.test(message)) return 'service-wrong-scheme';
  switch (httpStatus) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden-by-rbac';
    case 404:
      // Of another path it says "the server could not find the requested resource".
      return message.startsWith('services "') ? 'service-missing' : 'not-a-swift';
    case 503:
      return /no endpoints available|no service port/.test(message)
        ? 'service-without-endpoints'
        : 'swift-unreachable';
    default:
      return 'swift-unreachable';
  }
}
