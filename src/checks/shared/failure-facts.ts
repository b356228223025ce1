import type { Failure } from '../../evidence/types.js';

/** The facts of a failure that findings show: its words and codes, as far as each is there. */
export function failureFacts({ message, transportError, httpStatus, grpcCode }: Failure) {
  return {
    message,
    ...(transportError !== undefined && { transportError }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
}
