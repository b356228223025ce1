// From a failure to the facts of a finding, and to its code if the failure has a code of its own.
import type { Failure, FailureKind } from '../../evidence/observation.js';
import type { Evidence } from '../../evidence/types.js';
import type { TlsCode } from '../tls/findings.js';
import type { EndpointFacts } from './endpoint.js';

/** The codes of failures that either endpoint can have. */
export type TransportCode =
  | TlsCode
  | 'port-forward-failed'
  | 'answer-unreadable'
  | 'client-error'
  | 'context-unusable'
  | 'credentials-unavailable'
  | 'out-of-time';

export function factsOf(
  endpoint: EndpointFacts['endpoint'],
  address: string,
  failure: Failure,
  more: Pick<
    EndpointFacts,
    | 'credentials'
    | 'acceptedBefore'
    | 'gatewayAnswered'
    | 'silent'
    | 'clientCertificate'
    | 'clockAheadSeconds'
  > = {},
): EndpointFacts {
  const { hop, kind, message, transportError, httpStatus, grpcCode, mesh } = failure;
  const beforeApiServer = endpoint === 'Swift' && hop === 'swiftcheck->api-server';
  return {
    endpoint,
    address,
    message,
    ...(transportError !== undefined && { transportError }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
    ...(kind === 'over-ceiling' && { overCeiling: true }),
    ...(mesh !== undefined && { mesh }),
    ...(beforeApiServer && { beforeApiServer }),
    ...more,
  };
}

/** The client's own certificate, if the server refuses it. */
export function refusedCertificate(
  { kind }: Failure,
  { clientCertificate }: Pick<Evidence['tiller'], 'clientCertificate'>,
): Pick<EndpointFacts, 'clientCertificate'> {
  return kind === 'tls-client-certificate-rejected' && clientCertificate
    ? { clientCertificate }
    : {};
}

/** The code of a connection that fails although an earlier one of the run was made. */
export function connectionCode(kind: FailureKind): TlsCode | 'port-forward-failed' | null {
  const code = transportCode(kind);
  return code === 'port-forward-failed' || isTlsCode(code) ? code : null;
}

function isTlsCode(code: TransportCode | null): code is TlsCode {
  return code?.startsWith('tls-') === true;
}

/** The code of a failure that has its own code at either endpoint. */
export function transportCode(kind: FailureKind): TransportCode | null {
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
    case 'over-ceiling':
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
