// grpc-go's wording of its size errors, as Swift and Tiller pass it on. A check reads the
// wording to distinguish the two hops; the lab writes it to answer as the real programs do.

/** gRPC status codes of this stack, by number. */
export const GrpcCode = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  RESOURCE_EXHAUSTED: 8,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const;

const LAST_GRPC_CODE = 16;

/** Whether gRPC has such a code. */
export function isGrpcCode(code: unknown): code is number {
  return Number.isInteger(code) && Number(code) >= GrpcCode.OK && Number(code) <= LAST_GRPC_CODE;
}

export interface SizeError {
  /** "receive": the receiver refused the message. "send": the sender did. */
  readonly direction: 'receive' | 'send';
  /** Bytes of the message that did not fit. */
  readonly messageBytes: number;
  /** Bytes that would have fitted. */
  readonly limitBytes: number;
}

const RECEIVED =
  /(?:grpc: )?received message (?:larger than max \((\d+) vs\.? (\d+)\)|length (\d+) exceeding the max size (\d+))/i;
const SENDING = /trying to send message larger than max \((\d+) vs\.? (\d+)\)/i;

/**
 * The four letters that a length of a message is; `null`: it is a number. A program that speaks no gRPC sent them, and
 * its client read them as a length.
 */
export function lettersOfLength(bytes: number): string | null {
  if (!(bytes > 0 && bytes < 2 ** 32)) return null;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  const text = length.toString('latin1');
  return /^[\t\r\n\x20-\x7e]{4}$/.test(text) ? text : null;
}

/** Reads a size error out of an error text; `null` if there is none, or its size is letters of a text. */
export function readSizeError(text: string): SizeError | null {
  const error = readSizes(text);
  return error && lettersOfLength(error.messageBytes) === null ? error : null;
}

/** The same with letters of a text as a size, as a client of gRPC words it. */
export function readSizes(text: string): SizeError | null {
  const sent = SENDING.exec(text);
  if (sent) {
    return {
      direction: 'send',
      messageBytes: Number(sent[1]),
      limitBytes: Number(sent[2]),
    };
  }
  const received = RECEIVED.exec(text);
  if (!received) return null;
  return {
    direction: 'receive',
    messageBytes: Number(received[1] ?? received[3]),
    limitBytes: Number(received[2] ?? received[4]),
  };
}

/** What grpc-go (1.4 and newer) says when it refuses a message that it received. */
export function receivedTooLarge(messageBytes: number, limitBytes: number): string {
  return `grpc: received message larger than max (${messageBytes} vs. ${limitBytes})`;
}

/** What grpc-go says when it refuses to send: with a prefix for a unary answer only. */
export function sendingTooLarge(
  call: 'unary' | 'stream',
  messageBytes: number,
  limitBytes: number,
): string {
  const prefix = call === 'unary' ? 'grpc: ' : '';
  return `${prefix}trying to send message larger than max (${messageBytes} vs. ${limitBytes})`;
}
