// The facts of a message that a hop refused for its size.
import type { AttributedSize } from '../../analysis/attribute.js';
import type { Measures } from '../../evidence/policy.js';

export interface SizeErrorFacts {
  readonly messageBytes: number;
  readonly limitBytes: number;
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

export function sizeErrorFacts({
  size,
  message,
  httpStatus,
  grpcCode,
}: AttributedSize): SizeErrorFacts {
  return {
    messageBytes: size.messageBytes,
    limitBytes: size.limitBytes,
    message,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
}

export function messageMeasures({ messageBytes }: SizeErrorFacts): Measures {
  return { 'message, in bytes': messageBytes };
}
