// From a failure to the facts of a finding about an endpoint.
import type { Failure } from '../../evidence/types.js';
import type { EndpointFacts } from './endpoint.js';

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
