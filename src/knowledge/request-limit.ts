import { GrpcCode, receivedTooLarge } from './grpc-text.js';
import { isWithinLimit } from './limits.js';
import type { RequestRefusal } from './types.js';

/** How a gRPC server refuses a request of `bytes` bytes; `null` where it takes it. */
export function refusalOfRequest(
  bytes: number,
  limitBytes: number | null,
  refusal: RequestRefusal,
): { readonly code: number; readonly message: string } | null {
  if (limitBytes === null || isWithinLimit(bytes, limitBytes)) return null;
  return refusal === 'larger than max'
    ? { code: GrpcCode.RESOURCE_EXHAUSTED, message: receivedTooLarge(bytes, limitBytes) }
    : {
        code: GrpcCode.INTERNAL,
        message: `grpc: received message length ${bytes} exceeding the max size ${limitBytes}`,
      };
}
