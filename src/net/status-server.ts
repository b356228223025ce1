// A small HTTP server for what watches this process: each path is a GET with a text for an answer.
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { own } from '../util/own.js';

export interface StatusAnswer {
  readonly status: 200 | 503;
  readonly type: string;
  readonly body: string;
}

export interface StatusServer {
  /** `HOST:PORT`, the host of IPv6 in brackets. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** A connection is closed after this time: its client can send nothing, or read nothing. */
const CONNECTION_MS = 10_000;
/** Few scrapers connect at once. */
const MOST_CONNECTIONS = 32;

/** @throws Error with the code of the system where the address cannot be listened on, such as EADDRINUSE */
export async function serveStatus(
  { host, port }: { readonly host: string; readonly port: number },
  paths: Readonly<Record<string, () => StatusAnswer>>,
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const answer = own(paths, path)?.();
    const allowed = request.method === 'GET' || request.method === 'HEAD';
    const { status, type, body } = !allowed
      ? { status: 405, type: 'text/plain', body: 'GET only\n' }
      : (answer ?? { status: 404, type: 'text/plain', body: 'not found\n' });
    const headers = { 'content-type': type, connection: 'close' };
    response.writeHead(status, { ...headers, ...(!allowed && { allow: 'GET, HEAD' }) });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.maxConnections = MOST_CONNECTIONS;
  // The answers to many requests, which their client does not read, would fill the memory.
  server.maxRequestsPerSocket = 1;
  server.on('connection', (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), CONNECTION_MS);
    socket.once('close', () => clearTimeout(timer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address() as AddressInfo;
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return {
    address: `${shown}:${bound.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
