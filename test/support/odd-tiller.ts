// A Tiller 2.13.0 over plain HTTP/2, so that one of its calls can end as no library of gRPC would end it.
import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { encode } from '../../src/wire/encode.js';

/** Writes what it likes into the stream, or ends the connection under it. */
export type GrpcAnswer = (stream: ServerHttp2Stream) => void;

export interface OddEnd {
  /** The trailers, after these bytes of the body and these headers. */
  readonly trailers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param length as the frame says it, where it is not that of the message */
export const framed = (message: Buffer, flag = 0, length = message.length) => {
  const frame = Buffer.alloc(5);
  frame.writeUInt8(flag);
  frame.writeUInt32BE(length, 1);
  return Buffer.concat([frame, message]);
};
const TYPES = 'hapi.services.tiller';

export const versionAnswer = (semVer: string) =>
  framed(Buffer.from(encode(`${TYPES}.GetVersionResponse`, { Version: { sem_ver: semVer } })));

export const GRPC_HEADERS = { ':status': 200, 'content-type': 'application/grpc' } as const;

export const ends =
  ({ trailers, body, headers }: OddEnd): GrpcAnswer =>
  (stream) => {
    stream.respond({ ...GRPC_HEADERS, ...headers }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.end(body);
  };

/** Ends the calls of that method like this; the others are answered: a list by these messages, default none. */
export async function oddTiller(
  method: string,
  odd: GrpcAnswer,
  list: readonly Buffer[] = [Buffer.alloc(0)],
) {
  const server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const path = String(headers[':path']);
    const body = path.endsWith('GetVersion')
      ? versionAnswer('v2.13.0')
      : Buffer.concat(list.map((message) => framed(message)));
    const answer = path.endsWith(method) ? odd : ends({ trailers: { 'grpc-status': '0' }, body });
    answer(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}
