// Whether Tiller itself ended a call, by the status.
import { GrpcCode } from '../../knowledge/grpc-text.js';
import type { FailureFacts } from './failure-facts.js';

/**
 * gRPC for Go ends a call with code 2 for an error of Tiller's, but for a few errors of Go that are not wrapped (io.EOF and
 * its like), and with 13 for an answer that it cannot send. A client gives 13, too, to a stream that the server ended.
 * Code 8 is for a message above the send limit, which another check reports.
 */
export function isStatusOfTiller({
  grpcCode = GrpcCode.UNKNOWN,
  message,
}: Pick<FailureFacts, 'grpcCode' | 'message'>): boolean {
  return grpcCode === GrpcCode.UNKNOWN || (grpcCode === GrpcCode.INTERNAL && !endedStream(message));
}

/** In the words of the client of gRPC for Go, which a proxy forwards. */
export function endedStream(message: string): boolean {
  return /\bRST_STREAM\b/.test(message);
}
