// What an answer says that is no success: whose it is, and which words and codes it holds.
import type { Dispatcher } from 'undici';
import type { Failure } from '../evidence/observation.js';
import { GrpcCode, isGrpcCode } from '../knowledge/grpc-text.js';
import { otherServer } from '../texts/pages.js';
import { shorten, visible } from '../util/safe-text.js';
import { isObject, parseJson } from '../util/json.js';

const HOP = 'swiftcheck->swift';

/**
 * Older API servers say in plain text what newer ones say in a Status: that a backend was not reached. Kubernetes
 * 1.16 to 1.18 in one line, older ones in two.
 */
const PLAIN_STATUS =
  /^Error trying to reach service: '[^]*'$|^Error: '[^]*'\s*Trying to reach: '[^]*'$/;

/** What the headers of an answer say of who gave it. */
export interface Sender {
  /** The media type of the body, without parameters. */
  readonly type: string;
  /** The header `server`. */
  readonly server?: string;
  /** The header `www-authenticate`. */
  readonly challenge?: string;
}

export function senderOf(headers: Dispatcher.ResponseData['headers']): Sender {
  const [type] = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(String(headers['content-type'] ?? '')) ?? [];
  const server = only(headers['server']);
  const challenge = only(headers['www-authenticate']);
  return {
    type: type ?? 'a body of no type',
    ...(server !== undefined && { server }),
    ...(challenge !== undefined && { challenge }),
  };
}

function only(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

/** An answer that is no success: Swift's own error, the API server's Status, or something else's. */
export function errorFailure(status: number, body: string, sender?: Sender): Failure {
  const error = swiftError(body);
  if (error) {
    // The gateway itself answers: it asked nothing of what is behind it.
    const kind = isUnknownPath(error) ? 'http-status' : 'swift-error';
    return { hop: HOP, kind, httpStatus: status, ...error };
  }
  const parsed = parseJson(body);
  if (isObject(parsed) && parsed['kind'] === 'Status') {
    const message = typeof parsed['message'] === 'string' ? parsed['message'] : '';
    const reason = typeof parsed['reason'] === 'string' ? parsed['reason'] : '';
    return {
      hop: HOP,
      kind: 'kubernetes-status',
      httpStatus: status,
      message: shorten(message || reason, 4096),
    };
  }
  const text = body.trim();
  if (status === 503 && PLAIN_STATUS.test(text)) {
    return {
      ...{ hop: HOP, kind: 'kubernetes-status', httpStatus: status },
      message: shorten(text, 4096),
    };
  }
  const page = sender && pageOf(status, text, sender);
  if (page) return { hop: HOP, kind: 'http-status', httpStatus: status, message: page };
  if (parsed === null && text === 'null') {
    const message = `HTTP ${status} with an empty value in JSON.`;
    return { hop: HOP, kind: 'http-status', httpStatus: status, message };
  }
  return {
    hop: HOP,
    kind: 'http-status',
    httpStatus: status,
    message: `HTTP ${status}${quoted(text)}`,
  };
}

function quoted(body: string, words = body): string {
  if (body === '') return ' with an empty body.';
  if (!isText(body.slice(0, 120))) return ' with a body that is not text.';
  return `: "${shorten(visible(words), 120)}"`;
}

/** Whether it holds no control characters but blanks and the beginnings of colours: it is not compressed, and no image. */
function isText(body: string): boolean {
  return !/\p{Cc}/u.test(body.replace(/\s|\p{Cc}\[/gu, ''));
}

/** Another server's page in one line, so that its server and its title are read again; `null` for other answers. */
export function pageOf(
  status: number,
  body: string,
  { type, server, challenge }: Sender,
): string | null {
  const headers = [
    `HTTP ${status}`,
    ...(server === undefined ? [] : [`server: ${shorten(visible(server), 60)}`]),
    ...(challenge === undefined ? [] : [`www-authenticate: ${shorten(visible(challenge), 60)}`]),
    type,
  ].join(', ');
  if (!otherServer(`${headers}\n${body}`, status)) return null;
  const title = /<title>([^<]{1,120})/i.exec(body)?.[1] ?? body;
  return `${headers}${quoted(body, title.trim())}`;
}

/** The length of a quote from a dry run that fails: the rest of its answer can be the manifest and its values. */
export const DRY_RUN_QUOTE = 300;

/** The same of a dry run: its error text at most, and nothing of any other body. */
export function dryRunFailure(
  status: number,
  { body, type, bytes }: { readonly body: string; readonly type: string; readonly bytes: number },
): Failure {
  const failure = errorFailure(status, body);
  if (failure.kind === 'swift-error') {
    return { ...failure, message: shorten(failure.message, DRY_RUN_QUOTE) };
  }
  const what = failure.kind === 'kubernetes-status' ? 'a Status of Kubernetes' : type;
  return {
    ...{ hop: failure.hop, kind: failure.kind, httpStatus: status },
    message: `HTTP ${status} with ${what} of ${bytes} bytes, not quoted: the answer to a dry run can hold values.`,
  };
}

/** What grpc-gateway says of a path or a method that it has no route for, up to version 1 and from version 2. */
function isUnknownPath({ grpcCode, message }: SwiftError): boolean {
  return grpcCode === GrpcCode.UNIMPLEMENTED
    ? message === 'Not Implemented' || message === 'Method Not Allowed'
    : grpcCode === GrpcCode.NOT_FOUND && message === 'Not Found';
}

interface SwiftError {
  readonly grpcCode: number;
  readonly message: string;
}

/** `{"code":8,"message":"…"}`, as grpc-gateway writes errors; other proxies put HTTP's status there. */
export function swiftError(body: string): SwiftError | null {
  const parsed = parseJson(body);
  if (!isObject(parsed) || !isGrpcCode(parsed['code'])) return null;
  if (typeof parsed['message'] !== 'string' || 'kind' in parsed) return null;
  return { grpcCode: parsed['code'], message: shorten(parsed['message'], 4096) };
}
