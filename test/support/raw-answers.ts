// Answers that no HTTP server gives by itself, byte for byte, in place of one call's.
import type { Socket } from 'node:net';
import type { Handler } from './http-server.js';

/** Writes what it likes into the connection, instead of an answer. */
export type RawAnswer = (socket: Socket) => void;

const json = (head: string, body: string | Buffer) => {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${head}\r\ncontent-length: ${bytes.length}\r\n\r\n`), bytes]);
};
const say =
  (bytes: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.write(bytes);
const head = (line: string) => say(json(line, '{}'));

/** Headers beyond 16 KiB, in every form that headers can have. */
export const TOO_MANY_HEADERS = {
  '20,000 headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    socket.write(Array.from({ length: 20_000 }, (_each, index) => `x-${index}: y\r\n`).join(''));
    socket.write('content-length: 2\r\n\r\n{}');
  },
  'a header of 1 MB': head(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1_000_000)}`),
  '20 kB of headers': head(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}`),
  'headers without an end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => {
      if (socket.writable) socket.write(`x: ${'x'.repeat(1000)}\r\n`, () => setImmediate(more));
    };
    more();
  },
  'trailers of 20 kB': say(
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
  ),
} satisfies Readonly<Record<string, RawAnswer>>;

/** A status that no answer to a call has. */
export const NO_STATUS: Readonly<Record<string, RawAnswer>> = {
  'status 000': head('HTTP/1.1 000 X'),
  'status 099': head('HTTP/1.1 099 X'),
  'status 100 alone': say('HTTP/1.1 100 Continue\r\n\r\n'),
  'status 101': say(
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ),
};

export const NO_HTTP: Readonly<Record<string, RawAnswer>> = {
  'status 99': head('HTTP/1.1 99 X'),
  'status 1000': head('HTTP/1.1 1000 X'),
  'another version': head('HTTP/9.9 200 OK'),
  garbage: say('GARBAGE LINE\r\n\r\n'),
  zeros: say(Buffer.alloc(3000)),
  'a chunk of no size': say('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\n{}\r\n'),
  'a chunk of every size': say(
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffffff\r\n{}\r\n',
  ),
  'a negative length': say('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}'),
};

/** Answers that break off, or are less than they say. */
export const BROKEN: Readonly<Record<string, RawAnswer>> = {
  'a chunk cut off': (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}'),
  'less than its length': (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n{}'),
  reset: (socket) => void socket.resetAndDestroy(),
};

/** Whole answers whose Content-Length is not the length of the body. */
export const ODD_LENGTHS: Readonly<Record<string, RawAnswer>> = {
  'two lengths': say('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'),
  'one length twice': say('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\n{}'),
  'a list of lengths': say('HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\n{}'),
  'a length beyond all': say(`HTTP/1.1 200 OK\r\ncontent-length: ${'9'.repeat(20)}\r\n\r\n{}`),
  'status 304 with a length': say('HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n'),
  'status 204 with a body': say('HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n{}'),
};

/** The beginning of a list, and bytes that are no UTF-8. */
export const NOT_UTF8: RawAnswer = say(
  json(
    'HTTP/1.1 200 OK\r\ncontent-type: application/json',
    Buffer.concat([
      Buffer.from('{"releases":[{"name":"'),
      Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
      Buffer.from('"}]}'),
    ]),
  ),
);

/** Takes the connection of a request over. */
export function raw(answer: RawAnswer): Handler {
  return (request) => {
    request.socket.on('error', () => request.socket.destroy());
    answer(request.socket);
  };
}
