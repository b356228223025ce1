// What a finding keeps of a failure.
import type { Failure } from '../../evidence/observation.js';
import type { PlacedFacts } from './tiller-commands.js';

export interface FailureFacts {
  readonly message: string;
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

/** The facts of a finding about a call that failed, whose steps can change Tiller. */
export interface CallFailedFacts extends FailureFacts, PlacedFacts {}

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
