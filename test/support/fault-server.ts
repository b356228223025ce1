// Small real servers on loopback, each with one fault. `close` ends their connections too.

import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface FaultServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Nothing listens there, and nothing else can: the port belongs to a connection that stays open. */
export async function startClosedPort(): Promise<FaultServer> {
  const server = await startSilent();
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return {
    port: socket.localPort ?? 0,
    close: () => {
      socket.destroy();
      return server.close();
    },
  };
}

/** Accepts and never says a word. */
export function startSilent(): Promise<FaultServer> {
  return start(createServer());
}

/** Accepts and closes at once. */
export function startClosing(): Promise<FaultServer> {
  return start(createServer((socket) => void socket.end()));
}

/** Accepts, and resets the connection once the client has spoken. */
export function startResetting(): Promise<FaultServer> {
  return start(createServer((socket) => void socket.once('data', () => socket.resetAndDestroy())));
}

/** Sends these bytes as soon as a client connects, or once it has spoken, and then listens or closes. */
export function startSaying(
  bytes: string | Uint8Array,
  options: { after?: 'connect' | 'request'; then?: 'listen' | 'close' } = {},
): Promise<FaultServer> {
  const say = (socket: Socket) => {
    socket.write(bytes);
    if (options.then === 'close') socket.end();
  };
  return start(
    createServer((socket) => {
      socket.on('error', () => undefined);
      if (options.after === 'request') socket.once('data', () => say(socket));
      else {
        say(socket);
        socket.resume();
      }
    }),
  );
}

/** What sshd says first. */
export function startSsh(): Promise<FaultServer> {
  return startSaying('SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.1\r\n');
}

/** Answers every request in HTTP/1 with that status, and nothing else. */
export function startHttp1(status = 501): Promise<FaultServer> {
  return start(http1Server(status));
}

/** What a server of HTTP/2 says first. */
export const HTTP2_SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
/** The head of a frame with the headers of the first call, in hexadecimal, whatever its priority. */
const FIRST_CALL = /01(04|05|24|25)00000001/;

/** Plaintext HTTP/2 that answers the first call of a connection with these bytes, which need be no HTTP/2. */
export function startHttp2Saying(bytes: Uint8Array): Promise<FaultServer> {
  return start(
    createServer((socket) => {
      let came = '';
      socket.write(HTTP2_SETTINGS);
      socket.on('data', (chunk: Buffer) => {
        if (FIRST_CALL.test(came)) return;
        came += chunk.toString('hex');
        if (FIRST_CALL.test(came)) socket.write(bytes);
      });
    }),
  );
}

/** Plaintext HTTP/2 that resets every stream. */
export function startHttp2Resetting(): Promise<FaultServer> {
  return start(http2Server());
}

export interface TlsServerOptions extends Pick<
  TlsOptions,
  | 'cert'
  | 'key'
  | 'ca'
  | 'requestCert'
  | 'rejectUnauthorized'
  | 'minVersion'
  | 'maxVersion'
  | 'ciphers'
  | 'SNICallback'
> {
  /**
   * What is spoken in TLS; with `nothing` connections are closed once TLS is agreed, with `says` these
   * words are the answer to whatever is sent.
   */
  readonly inside?: 'http2' | 'http1' | 'silence' | 'nothing' | { readonly says: string };
  /** Protocols offered; default HTTP/1 if the server speaks HTTP/1, otherwise HTTP/2. Empty: the server agrees to none. */
  readonly alpn?: readonly string[];
}

/** TLS with these options, and gRPC's HTTP/2 in it unless said otherwise. */
export function startTls(options: TlsServerOptions): Promise<FaultServer> {
  const { inside = 'http2', alpn = [inside === 'http1' ? 'http/1.1' : 'h2'], ...tls } = options;
  const speaker = inside === 'http2' ? http2Server() : http1Server(501);
  const server = createTlsServer(
    { ...tls, ...(alpn.length > 0 && { ALPNProtocols: [...alpn] }) },
    (socket) => {
      socket.on('error', () => undefined);
      if (inside === 'http2' || inside === 'http1') speaker.emit('connection', socket);
      else if (inside === 'nothing') socket.end();
      else if (inside !== 'silence') socket.once('data', () => socket.end(inside.says));
    },
  );
  return start(server);
}

function http1Server(status: number) {
  return createHttpServer((_request, response) => response.writeHead(status).end());
}

function http2Server() {
  const server = createHttp2Server();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream) => stream.close());
  return server;
}

async function start(server: Server): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
