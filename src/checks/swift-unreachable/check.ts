// Whether Swift itself answers, and if not, why.
import { swiftFailure } from '../../analysis/swift-failure.js';
import type { SwiftSearch } from '../../evidence/cluster.js';
import type { Failure, Hop } from '../../evidence/observation.js';
import { refusesPlaintext } from '../../knowledge/plaintext-refused.js';
import { recognise } from '../../texts/recognise.js';
import { defineCheck, type FindingCode } from '../define.js';
import { SERVICE_MISSING } from '../service-missing/findings.js';
import { factsOf, refusedCertificate, transportCode } from '../shared/endpoint-facts.js';
import { AT_SWIFT } from '../shared/link-groups.js';
import { serviceOf } from '../shared/service-url.js';
import { knownHop, SERVICE_PROXY } from '../shared/known-cause.js';
import { TRANSPORT_FINDINGS } from '../shared/transport.js';
import { FORBIDDEN_BY_RBAC, UNAUTHORIZED } from '../unauthorized/findings.js';
import { SWIFT_UNREACHABLE } from './findings.js';

const FINDINGS = {
  ...SWIFT_UNREACHABLE,
  ...SERVICE_MISSING,
  ...UNAUTHORIZED,
  ...FORBIDDEN_BY_RBAC,
  ...TRANSPORT_FINDINGS,
};

type Code = FindingCode & keyof typeof FINDINGS;

const BEHIND: Hop = 'api-server->swift';
/** Both say more than that the call is one of Swift. */
const OWN_HOPS: readonly Hop[] = ['swiftcheck->api-server', BEHIND];

export const swiftUnreachable = defineCheck({
  group: 'versions',
  after: 'tiller-unreachable',
  code: 'swift-unreachable',
  findings: FINDINGS,
  needs: {},
  run: ({ evidence: { swift, cluster } }, { raise, pass, unknown }) => {
    const failure = swiftFailure(swift);
    if (failure && cluster?.swift && isUnasked(cluster.swift)) {
      return unknown(failure.message, 'connection to Swift');
    }
    if (!failure) return pass({}, AT_SWIFT);
    const facts = factsOf('Swift', swift.target.url, failure, {
      credentials: swift.target.credentials,
      ...(swift.liveness.ok && { gatewayAnswered: true }),
      ...(failure.kind === 'no-answer' && { silent: true }),
      ...(failure.kind === 'kubernetes-status' && { byApiServer: true }),
      ...refusedCertificate(failure, swift),
    });
    const code = codeFor(failure, swift.target.viaApiServer);
    const refused = code === 'unauthorized' || code === 'forbidden-by-rbac';
    // Who is refused got no further; other words of the API server are of what is behind it.
    const ofText =
      failure.kind === 'kubernetes-status' && !refused ? knownHop(SERVICE_PROXY, failure) : null;
    // The API server was reached; it is what cannot talk to the port.
    const ofCode = code === 'service-wrong-scheme' ? BEHIND : null;
    const ofCall = OWN_HOPS.includes(failure.hop) ? failure.hop : AT_SWIFT;
    const hop = ofCode ?? ofText ?? ofCall;
    // The Service was read a moment before, so it exists: the API server does not find its Endpoints.
    const there = code === 'service-missing' && cluster?.swift?.services.ok === true;
    return raise(
      there ? 'service-without-endpoints' : code,
      facts,
      hop,
      provesNoEndpoint(failure, swift.target.url, cluster?.swift) || undefined,
    );
  },
});

/**
 * Whether the API server says that exactly the port of Swift's Service leads nowhere. The name of a port can be
 * wrong in the URL; the API server looks a number up in the Service, and this run found its port there.
 * A Service that is answered with 404 can be of type ExternalName, which works for other clients.
 */
function provesNoEndpoint(failure: Failure, url: string, search?: SwiftSearch): boolean {
  return (
    failure.kind === 'kubernetes-status' &&
    failure.httpStatus === 503 &&
    failure.message.includes('no endpoints available') &&
    (search?.services.ok === true || /^\d+$/.test(serviceOf(url)?.port ?? ''))
  );
}

/** The run looked for Swift in a cluster and found nothing to ask. */
function isUnasked({ chosen, services, via, forward }: SwiftSearch): boolean {
  if (chosen === null) return true;
  if (via === 'port-forward') return forward?.ok !== true;
  return services.ok && services.value.some(({ port }) => port === null);
}

function codeFor(failure: Failure, viaApiServer: boolean): Code {
  switch (failure.kind) {
    case 'kubernetes-status':
      return kubernetesCode(failure);
    case 'http-status':
      if (failure.httpStatus === 401) return 'unauthorized';
      // The port behind the API server rejects a request in plaintext.
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

/** Other errors of TLS, such as a refused certificate, come from a port that does speak TLS. */
function isOtherScheme(message: string): boolean {
  return recognise(message).some(
    ({ id }) => id === 'api-server-speaks-tls-to-plaintext' || id === 'plaintext-to-tls',
  );
}

/** The API server's own answers: a `Status` object instead of Swift's error. */
function kubernetesCode({ httpStatus, message }: Failure): Code {
  if (isOtherScheme(message)) return 'service-wrong-scheme';
  switch (httpStatus) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden-by-rbac';
    case 404:
      // For another path the API server says "the server could not find the requested resource".
      return message.startsWith('services "') ? 'service-missing' : 'not-a-swift';
    case 503:
      return /no endpoints available|no service port/.test(message)
        ? 'service-without-endpoints'
        : 'swift-unreachable';
    default:
      return 'swift-unreachable';
  }
}
