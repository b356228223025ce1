import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address whose connections go to each backend in turn, as a Service with two endpoints does. */
export async function inTurn(
  backends: readonly string[],
): Promise<{ address: string; close: () => Promise<void> }> {
  let next = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const [host, port] = (backends[next++ % backends.length] ?? '').split(':');
    const backend = connect(Number(port), host);
    for (const socket of [client, backend]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(backend).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
