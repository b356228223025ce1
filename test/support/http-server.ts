// An HTTP or HTTPS server on loopback that answers as a test says and remembers what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpTestServer {
  /** Without a trailing slash. */
  readonly url: string;
  /** `GET /path?query`, in the order of their arrival. */
  readonly asked: string[];
  /** Connections that were opened, whether or not anything was asked. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** With `tls` it speaks HTTPS. */
export async function startHttp(handler: Handler, tls?: ServerOptions): Promise<HttpTestServer> {
  const asked: string[] = [];
  let connections = 0;
  const listener: Handler = (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    handler(request, response);
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The same answer to every request. */
export function always(status: number, contentType: string, body: string): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };
}

/** Passes requests on to the server at `origin`, each under the path that `rewrite` gives. */
export function passOn(origin: string, rewrite: (path: string) => string = (path) => path) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(`${origin}${rewrite(request.url ?? '')}`);
    const {
      connection: _connection,
      'transfer-encoding': _framing,
      ...headers
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, headers);
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}
