// A small HTTP server for what watches this process: each path is a GET with a text for an answer.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** A client that sends nothing is closed after this time. */
const REQUEST_MS = 10_000;
/** How often that is looked at. Node's own half a minute would keep /healthz from being read for so long. */
const CHECK_MS = 1_000;
/** Few scrapers connect at once. */
const MOST_CONNECTIONS = 32;

/** @throws Error with the code of the system where the address cannot be listened on, such as EADDRINUSE */
export async function serveStatus(
  { host, port }: { readonly host: string; readonly port: number },
  paths: Readonly<Record<string, () => StatusAnswer>>,
): Promise<StatusServer> {
  const timing = { requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS };
  const server = createServer(timing, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const answer = own(paths, path)?.();
    const allowed = request.method === 'GET' || request.method === 'HEAD';
    const { status, type, body } = !allowed
      ? { status: 405, type: 'text/plain', body: 'GET only\n' }
      : (answer ?? { status: 404, type: 'text/plain', body: 'not found\n' });
    response.writeHead(status, { 'content-type': type, ...(!allowed && { allow: 'GET, HEAD' }) });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.maxConnections = MOST_CONNECTIONS;
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
