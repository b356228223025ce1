import { createServer, type AddressInfo } from 'node:net';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

/**
 * Listens on 127.0.0.1 and returns the port; 0 picks a free one.
 * @throws Error with the code of the system, such as EADDRINUSE.
 */
export async function listen(
  server: Server,
  port: number,
  credentials: ServerCredentials,
): Promise<number> {
  // grpc-js would drop the code of the error, and print a line of its own.
  if (port !== 0) await claim(port);
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}

/** Takes the port and leaves it again; gives the port, which 0 leaves to the system. */
export function claim(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => {
        resolve(bound);
      });
    });
  });
}
