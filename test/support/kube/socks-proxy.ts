// A SOCKS5 proxy without authentication (RFC 1928), on loopback, as `ssh -D` offers it.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SocksProxy {
  readonly url: string;
  /** `HOST:PORT` of each connection, in the order of their opening. */
  readonly tunnels: readonly string[];
  close(): Promise<void>;
}

export async function startSocksProxy(): Promise<SocksProxy> {
  const tunnels: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    track(client);
    let heard = Buffer.alloc(0);
    let greeted = false;
    client.on('data', function hear(chunk: Buffer) {
      heard = Buffer.concat([heard, chunk]);
      if (!greeted) {
        const length = 2 + (heard[1] ?? Infinity);
        if (heard.length < length) return;
        heard = heard.subarray(length);
        greeted = true;
        client.write(Buffer.of(5, 0));
      }
      const to = destination(heard);
      if (!to) return;
      client.off('data', hear);
      tunnels.push(`${to.host}:${to.port}`);
      const onward = connect(to.port, to.host, () => {
        client.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0));
        onward.write(heard.subarray(to.length));
        client.pipe(onward).pipe(client);
      });
      track(onward);
      client.on('close', () => onward.destroy());
      onward.on('close', () => client.destroy());
    });
  });
  function track(socket: Socket) {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** The destination in a whole CONNECT, with the length in bytes; `null` while more is to come. */
function destination(request: Buffer) {
  if (request.length < 5) return null;
  const isName = request[3] === 3;
  const start = isName ? 5 : 4;
  const end = start + (isName ? (request[4] ?? 0) : 4);
  if (request.length < end + 2) return null;
  const address = request.subarray(start, end);
  return {
    host: isName ? address.toString('latin1') : address.join('.'),
    port: request.readUInt16BE(end),
    length: end + 2,
  };
}
