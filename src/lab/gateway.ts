// Swift's HTTP gateway: a request becomes a call of Swift's own gRPC server, its answer JSON.
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Metadata } from '@grpc/grpc-js';
import { GrpcCode } from '../knowledge/grpc-text.js';
import { httpStatusOf } from '../knowledge/http-status.js';
import { encode } from '../wire/encode.js';
import { CallError } from './call-error.js';
import { fieldsOfBody, fieldsOfQuery } from './gateway-request.js';
import { findRoute, type Route } from './gateway-routes.js';
import { goJson, goJsonError } from './go-json.js';
import type { Connection } from './grpc-client.js';
import { SWIFT_SERVICE } from './swift-service.js';

export interface GatewayOptions {
  /** To Swift's own gRPC server. */
  readonly connection: Connection;
  /** An answer that comes later than this closes the connection instead. */
  readonly writeTimeoutMs: number;
}

/** What Go sends with its length; anything longer goes in chunks. */
const BUFFERED_BYTES = 2048;

/** Headers that the gateway hands on, as Go spells them. */
const HANDED_ON: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'Access-Control-Allow-Methods',
  'access-control-allow-origin': 'Access-Control-Allow-Origin',
  'x-content-type-options': 'X-Content-Type-Options',
};

/** What Go's server says before any handler sees a request. */
const BAD_REQUEST =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n' +
  'Connection: close\r\n\r\n400 Bad Request';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function gatewayListener(options: GatewayOptions): RequestListener {
  return (request, response) => {
    const target = readTarget(request.url ?? '/');
    if (!target) {
      request.socket.end(BAD_REQUEST);
      return;
    }
    const started = performance.now();
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    void answer(request, target, gone.signal, options).then((ready) => {
      // Go gives up on the connection at its write timeout, but notices only when it writes.
      if (performance.now() - started > options.writeTimeoutMs) request.socket.destroy();
      else send(request, response, ready);
    });
  };
}

interface Target {
  /** Decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** `null` where the path is not properly encoded. */
function readTarget(url: string): Target | null {
  const [path = '', ...query] = url.split('?');
  try {
    return { path: decodeURIComponent(path), query: new URLSearchParams(query.join('?')) };
  } catch {
    return null;
  }
}

async function answer(
  request: IncomingMessage,
  { path, query }: Target,
  signal: AbortSignal,
  { connection }: GatewayOptions,
): Promise<Answer> {
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  const match = findRoute(request.method ?? '', path, isForm);
  if (match.kind !== 'route' || match.route.call === null) {
    const reason = match.kind === 'method not allowed' ? 'Method Not Allowed' : 'Not Implemented';
    return failure(GrpcCode.UNIMPLEMENTED, reason);
  }
  const { route, name } = match;
  let message: Buffer;
  try {
    message = await requestMessage(route, name, query, request);
  } catch (error) {
    return failure(
      GrpcCode.INVALID_ARGUMENT,
      error instanceof Error ? error.message : String(error),
    );
  }
  const headers: Record<string, string> = {};
  try {
    const outgoing = { path: `/${SWIFT_SERVICE}/${route.call}`, request: message, signal };
    const bytes = await connection.unary(outgoing, (metadata) => handOn(metadata, headers));
    return { status: 200, body: goJson(route.answer, bytes), headers };
  } catch (error) {
    if (error instanceof CallError) return failure(error.code, error.message, headers);
    return failure(GrpcCode.INTERNAL, error instanceof Error ? error.message : String(error));
  }
}

async function requestMessage(
  route: Route,
  name: string | undefined,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Buffer> {
  const fields =
    route.method === 'POST'
      ? fieldsOfBody(route.request, await text(request))
      : fieldsOfQuery(route.request, query);
  return encode(route.request, { ...fields, ...(name === undefined ? {} : { name }) });
}

function handOn(metadata: Metadata, headers: Record<string, string>): void {
  for (const [key, spelling] of Object.entries(HANDED_ON)) {
    const [value] = metadata.get(key);
    if (value !== undefined) headers[spelling] = String(value);
  }
}

function failure(code: number, message: string, headers: Answer['headers'] = {}): Answer {
  return { status: httpStatusOf(code), body: goJsonError(code, message), headers };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  // Go sends no header for a connection that it keeps. Go announces a close only if the client asked for one.
  if (request.headers.connection?.toLowerCase() === 'close')
    response.setHeader('Connection', 'close');
  else response.removeHeader('Connection');
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Type': 'application/json',
    ...(bytes.length <= BUFFERED_BYTES ? { 'Content-Length': bytes.length } : {}),
  });
  response.end(bytes);
}
