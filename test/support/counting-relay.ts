// A relay to a port of loopback that counts its connections; it ends with the test.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterwards } from './afterwards.js';

export interface CountingRelay {
  readonly port: number;
  /** In all. */
  readonly connections: () => number;
  /** Now. */
  readonly open: () => number;
}

export async function countingRelay(port: number): Promise<CountingRelay> {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    open.add(client);
    client.on('close', () => open.delete(client));
    const there = connect(port, '127.0.0.1');
    for (const socket of [client, there]) socket.on('error', () => undefined);
    client.pipe(there).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => open.size,
  };
}
