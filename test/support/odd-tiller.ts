// A Tiller 2.13.0 over plain HTTP/2, so that one of its calls can end as no library of gRPC would end it.
import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { encode } from '../../src/wire/encode.js';

export interface OddEnd {
  /** The trailers, after these bytes of the body and these headers. */
  readonly trailers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const framed = (message: Buffer) => {
  const length = Buffer.alloc(5);
  length.writeUInt32BE(message.length, 1);
  return Buffer.concat([length, message]);
};
const TYPES = 'hapi.services.tiller';

export const versionAnswer = (semVer: string) =>
  framed(Buffer.from(encode(`${TYPES}.GetVersionResponse`, { Version: { sem_ver: semVer } })));

function end(stream: ServerHttp2Stream, { trailers, body, headers }: OddEnd): void {
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', ...headers },
    { waitForTrailers: true },
  );
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(body);
}

/** Ends the calls of that method like this; the others are answered, with empty messages but for the version. */
export async function oddTiller(method: string, odd: OddEnd) {
  const server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const path = String(headers[':path']);
    const body = path.endsWith('GetVersion') ? versionAnswer('v2.13.0') : framed(Buffer.alloc(0));
    end(stream, path.endsWith(method) ? odd : { trailers: { 'grpc-status': '0' }, body });
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
