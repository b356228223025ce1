// What the rules about reaching an endpoint share.
import type { Evidence, Failure, FailureKind } from '../../evidence/types.js';
import type { FindingCode } from '../../findings/catalogue.js';
import type { EndpointFacts } from '../../checks/shared/endpoint.js';
import type { PROXY_FINDINGS } from '../../findings/proxy.js';
import type { CLUSTER_FINDINGS } from '../../findings/cluster.js';
import type { REACH_FINDINGS } from '../../findings/reach.js';
import type { TLS_FINDINGS } from '../../findings/tls.js';

/** The codes whose facts are those of an endpoint. */
export type EndpointCode = FindingCode &
  (
    | keyof typeof REACH_FINDINGS
    | keyof typeof PROXY_FINDINGS
    | keyof typeof TLS_FINDINGS
    | Exclude<keyof typeof CLUSTER_FINDINGS, 'forbidden-in-cluster'>
  );

export function factsOf(
  endpoint: EndpointFacts['endpoint'],
  address: string,
  failure: Failure,
  more: Pick<EndpointFacts, 'credentials' | 'clientCertificate' | 'clockAheadSeconds'> = {},
): EndpointFacts {
  const { message, transportError, httpStatus, grpcCode } = failure;
  return {
    endpoint,
    address,
    message,
    ...(transportError !== undefined && { transportError }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
    ...more,
  };
}

/** The client's own certificate, where it is what the server refuses. */
export function refusedCertificate(
  { kind }: Failure,
  { clientCertificate }: Pick<Evidence['tiller'], 'clientCertificate'>,
): Pick<EndpointFacts, 'clientCertificate'> {
  return kind === 'tls-client-certificate-rejected' && clientCertificate
    ? { clientCertificate }
    : {};
}

/** The finding of a failure that has one of its own, whichever the endpoint. */
export function transportCode(kind: FailureKind): EndpointCode | null {
  switch (kind) {
    case 'tls-required':
    case 'tls-not-spoken':
    case 'tls-untrusted':
    case 'tls-name-mismatch':
    case 'tls-expired':
    case 'tls-client-certificate-rejected':
    case 'tls-failed':
      return kind;
    case 'port-forward':
      return 'port-forward-failed';
    case 'unreadable':
      return 'answer-unreadable';
    case 'client-error':
      return kind;
    case 'kubeconfig':
      return 'context-unusable';
    case 'credentials':
      return 'credentials-unavailable';
    case 'deadline':
    case 'interrupted':
    case 'not-attempted':
      return 'out-of-time';
    default:
      return null;
  }
}
