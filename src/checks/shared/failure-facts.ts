// What a finding keeps of a failure.
import type { Failure } from '../../evidence/observation.js';

export interface FailureFacts {
  readonly message: string;
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

export function failureFacts({
  message,
  transportError,
  httpStatus,
  grpcCode,
}: Failure): FailureFacts {
  return {
    message,
    ...(transportError !== undefined && { transportError }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
}
