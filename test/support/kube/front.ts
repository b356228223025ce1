// Stands before an API server in plaintext, and answers in its place where a test says so.
import { createServer, ServerResponse, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:tls';
import type { Handler } from '../http-server.js';

export interface KubeFront {
  /** Without a trailing slash. */
  readonly url: string;
  /** `GET /path?query`, in the order of their arrival. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** @param odd the answer in place of the API server's; `null`: the request is passed on */
export async function kubeFront(
  port: number,
  odd: (line: string) => Handler | null,
): Promise<KubeFront> {
  const to = { host: '127.0.0.1', port, rejectUnauthorized: false } as const;
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const lineOf = ({ method = '', url = '' }: IncomingMessage) => {
    const line = `${method} ${url}`;
    asked.push(line);
    return line;
  };
  const server = createServer((request, response) => {
    const answer = odd(lineOf(request));
    if (answer) {
      request.resume().once('end', () => answer(request, response));
      return;
    }
    const { method, url: path, headers } = request;
    const passed = httpsRequest({ ...to, method, path, headers }, (from) => {
      response.writeHead(from.statusCode ?? 0, from.headers);
      from.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket: Socket, head) => {
    socket.on('error', () => socket.destroy());
    const answer = odd(lineOf(request));
    if (answer) {
      answerInto(answer, request, socket);
      return;
    }
    const far = connect(to, () => {
      const lines = request.rawHeaders.flatMap((name, index) =>
        index % 2 === 0 ? [`${name}: ${request.rawHeaders[index + 1] ?? ''}`] : [],
      );
      far.write(`GET ${request.url ?? ''} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An upgrade comes with its socket alone. */
function answerInto(answer: Handler, request: IncomingMessage, socket: Socket): void {
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  answer(request, response);
}
