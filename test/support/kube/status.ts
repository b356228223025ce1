// The Status objects by which an API server answers what is no success (Kubernetes 1.20).
import type { ServerResponse } from 'node:http';

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason?: string;
  readonly details?: object;
  readonly code: number;
}

/** Thrown while a request is served, to answer it with `status`. */
export class Refused extends Error {
  constructor(readonly status: Status) {
    super(status.message);
  }
}

function status(code: number, message: string, reason?: string, details?: object): Status {
  return {
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message },
    ...(reason !== undefined && { reason }),
    ...(details && { details }),
    code,
  };
}

export const unauthorized = () => status(401, 'Unauthorized', 'Unauthorized');

export function forbidden(message: string, details: object): Status {
  return status(403, message, 'Forbidden', details);
}

export function notFound(resource: string, name: string): Status {
  const message = `${resource} "${name}" not found`;
  return status(404, message, 'NotFound', { name, kind: resource });
}

export const noSuchPath = () =>
  status(404, 'the server could not find the requested resource', 'NotFound', {});

export const badRequest = (message: string) => status(400, message, 'BadRequest');

export const notAcceptable = () =>
  status(
    406,
    'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    'NotAcceptable',
  );

export const methodNotAllowed = () =>
  status(
    405,
    'the server does not allow this method on the requested resource',
    'MethodNotAllowed',
    {},
  );

export const expired = () =>
  status(
    410,
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    'Expired',
  );

export const unavailable = (message: string) => status(503, message, 'ServiceUnavailable');

/** What fails inside the server without a reason of its own. */
export const internal = (message: string) => status(500, message);

export function answer(response: ServerResponse, body: object, code = 200): void {
  const text = `${JSON.stringify(body)}\n`;
  response
    .writeHead(code, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
