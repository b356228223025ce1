// Ends of a gRPC call that are not Tiller's own: the library words them as if the other side had said so.
import type { Failure } from '../evidence/observation.js';
import { lettersOfLength } from '../knowledge/grpc-text.js';
import { transportText } from '../net/diagnose-errors.js';
import { formatCount, formatSize } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';

type GrpcFault = Pick<Failure, 'kind' | 'message' | 'transportError'>;
type StatusFailure = Omit<Failure, 'hop'>;

/** As of Swift's errors. */
const MOST_WORDS = 4096;

/** The stream or its connection ended without a status. */
const BROKEN =
  /^(Received RST_STREAM with code|Connection dropped$|Stream refused by server$|Call cancelled$|Bandwidth exhausted or memory limit exceeded$|Protocol not secure enough$|read E[A-Z]+$|write E[A-Z]+$|Write error: |Write failed with error |Failed to start HTTP\/2 stream with error )/;
/** This side ended the stream, for an error of the socket or for what came. */
const ENDED_HERE = /^Received RST_STREAM with code \d+ triggered by internal client error: ([^]*)/;
/** How HTTP/2 numbers the errors that blame a rule of HTTP/2 (RFC 9113, 7); the library does not say which side found it. */
const RULE_ERRORS: Readonly<Record<string, string>> = {
  1: 'PROTOCOL_ERROR',
  3: 'FLOW_CONTROL_ERROR',
  5: 'STREAM_CLOSED',
  6: 'FRAME_SIZE_ERROR',
  9: 'COMPRESSION_ERROR',
};
const ENDED_WITH = /^Received RST_STREAM with code (\d+)$/;
/** OpenSSL has a number for each of its errors. */
const OF_THE_SOCKET = /^(?:read|write) E[A-Z]+$|\berror:[0-9A-F]{8}:/;
/** With the time of the last try, and an empty note. */
const NO_CONNECTION =
  /^No connection established(?:\. Last error: (.*?)(?: \([\dT:.-]+Z\))?\. Resolution note: .*)?$/s;
const NO_ADDRESS = 'Name resolution failed for target ';
/** What came is not what its framing says, or has no end. */
const UNREADABLE =
  /^(Response message parsing error|Failed to decompress|Received message compressed|No status information received$|No message received$|Too many responses received$)/;
const OVER_CEILING = [
  /^Received message larger than max \((\d+) vs/,
  /^Received message that decompresses to a size larger than/,
];
/** With the name of its encoding; gRPC for the Web is another protocol. */
const GRPC_TYPE = /^application\/grpc(?:[+;]|$)/i;
const HTTP_STATUS = /^Received HTTP status code (\d+)/;

/** Why a call ended with this status: a word of Tiller, or one of the library. @param type as of grpcFault */
export function statusFailure(
  method: string,
  status: RawStatus,
  type: string | null,
  ceilingBytes: number,
): StatusFailure {
  const { code, details } = status;
  if (!isStatusCode(code)) return unreadable(method, code);
  if (details === undefined || details === '') {
    // The library drops a message that no header may hold.
    const message = `gRPC code ${code} without a readable message.`;
    return { kind: 'grpc-status', message, grpcCode: code };
  }
  const fault = grpcFault(method, details, type, ceilingBytes);
  return fault ?? { kind: 'grpc-status', message: shorten(details, MOST_WORDS), grpcCode: code };
}

/** What gRPC passes on of the other side's trailers, or of an error of its own, is not what its type says. */
interface RawStatus {
  readonly code: number | undefined;
  readonly details: string | undefined;
}

/** On the wire it is a decimal number; those above gRPC's own are for who knows them. */
function isStatusCode(code: number | undefined): code is number {
  return code !== undefined && Number.isInteger(code) && code > 0 && code < 2 ** 31;
}

function unreadable(method: string, code: number | undefined): StatusFailure {
  return {
    kind: 'unreadable',
    message:
      code === undefined
        ? `The answer to ${method} could not be read, and gRPC does not say why: an answer whose compression is not declared, or not known, ends like this.`
        : `The answer to ${method} ended with a grpc-status that gRPC does not have.`,
  };
}

/**
 * @param details as the library passes them on
 * @param type of the answer's body; `null`: no headers came
 * @returns `null` where the words are Tiller's
 */
export function grpcFault(
  method: string,
  details: string,
  type: string | null,
  ceilingBytes: number,
): GrpcFault | null {
  const transportError = visible(details);
  const status = HTTP_STATUS.exec(details);
  if (status?.[1] === '200' && type !== null && GRPC_TYPE.test(type)) {
    return { kind: 'unreadable', message: `The answer to ${method} ends without a grpc-status.` };
  }
  if (status) {
    const message = `An HTTP server answered with status ${String(status[1])}; Tiller speaks gRPC.`;
    return { kind: 'other-protocol', message, transportError };
  }
  if (type !== null && !GRPC_TYPE.test(type)) {
    const what = type === '' ? 'has no type' : `is of the type ${shorten(visible(type), 60)}`;
    const message = `The answer to ${method} ${what}; that of gRPC is application/grpc.`;
    return { kind: 'other-protocol', message, transportError };
  }
  const over = OVER_CEILING.map((pattern) => pattern.exec(details)).find((match) => match !== null);
  if (over) return overCeiling(method, over[1], ceilingBytes);
  if (UNREADABLE.test(details)) {
    const message = `The answer to ${method} cannot be read: ${shorten(transportError, 200)}`;
    return { kind: 'unreadable', message };
  }
  return connectionFault(method, details);
}

/** What became of the connection; `null` where it carried the words. */
function connectionFault(method: string, details: string): GrpcFault | null {
  const none = NO_CONNECTION.exec(details);
  if (none) {
    const message = `The call ${method} got no connection to Tiller`;
    const why = none[1] ?? 'null';
    if (why === 'null') return { kind: 'closed', message: `${message}.` };
    const transportError = transportText(why);
    return { kind: 'closed', message: `${message}: ${transportError}`, transportError };
  }
  if (details.startsWith(NO_ADDRESS)) {
    const message = `The host name of Tiller did not resolve for the call ${method}.`;
    return { kind: 'unresolvable', message, transportError: visible(details) };
  }
  const own = ENDED_HERE.exec(details)?.[1];
  if (own !== undefined && !OF_THE_SOCKET.test(own)) {
    const message = `The answer to ${method} breaks a rule of HTTP/2: ${shorten(visible(own), 200)}`;
    return { kind: 'unreadable', message };
  }
  const rule = RULE_ERRORS[ENDED_WITH.exec(details)?.[1] ?? ''];
  if (rule !== undefined) {
    const message = `The stream of the call ${method} ended with ${rule}: one side found that the other breaks a rule of HTTP/2.`;
    return { kind: 'unreadable', message, transportError: visible(details) };
  }
  if (!BROKEN.test(details)) return null;
  const transportError = transportText(own ?? details);
  const message = `The connection broke while waiting for Tiller's answer to ${method}: ${transportError}`;
  return { kind: 'closed', message, transportError };
}

/** @param bytes of the message; absent: more than the ceiling once it is decompressed */
function overCeiling(method: string, bytes: string | undefined, ceilingBytes: number): GrpcFault {
  const text = lettersOfLength(Number(bytes ?? 0));
  if (text !== null) {
    const message = `The answer to ${method} is text: it has ${JSON.stringify(text)} where gRPC has the length of a message.`;
    return { kind: 'other-protocol', message };
  }
  const what =
    bytes === undefined
      ? 'a compressed message'
      : `a message of ${formatCount(Number(bytes))} bytes`;
  return {
    kind: 'over-ceiling',
    message: `Tiller sent ${what}, more than swiftcheck reads (--ceiling ${formatSize(ceilingBytes)}).`,
  };
}
