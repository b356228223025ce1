// The socket that the gateway listens on, in plaintext or with TLS.
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Identity } from './certificates.js';

export interface GatewayServer {
  /** Listens on 127.0.0.1 and gives the port; 0 picks a free one. Rejects where it is taken. */
  listen(port: number): Promise<number>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** First byte of a TLS record that starts a handshake. */
const TLS_HANDSHAKE = 0x16;

/** What Go's server says to plaintext where it expects TLS. */
const NO_TLS = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

export function startGateway(listener: RequestListener, tls?: Identity): GatewayServer {
  const http = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that aborts a connection does not read its errors.
    socket.on('error', () => undefined);
    if (!tls) {
      http.emit('connection', socket);
      return;
    }
    socket.once('data', (first) => {
      socket.pause();
      if (first[0] !== TLS_HANDSHAKE) {
        socket.end(NO_TLS);
        return;
      }
      socket.unshift(first);
      http.emit('connection', socket);
    });
  });
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
