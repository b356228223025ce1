// What an HTTP/2 server can answer in place of what Tiller was asked.
import {
  constants,
  type Http2Session,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { gzipSync } from 'node:zlib';
import {
  ends,
  framed,
  GRPC_HEADERS,
  versionAnswer,
  type GrpcAnswer,
} from '../support/odd-tiller.js';
import type { Fault } from './http-faults.js';

const OK = { 'grpc-status': '0' };

const status = (code: string, message?: string): GrpcAnswer =>
  ends({
    trailers: { 'grpc-status': code, ...(message !== undefined && { 'grpc-message': message }) },
  });
const trailersOnly =
  (headers: OutgoingHttpHeaders): GrpcAnswer =>
  (stream) =>
    stream.respond({ ...GRPC_HEADERS, ...headers }, { endStream: true });
const messages = (...body: Buffer[]): GrpcAnswer =>
  ends({ trailers: OK, body: Buffer.concat(body) });
const http =
  (code: number, type: string, body = '<html>no</html>'): GrpcAnswer =>
  (stream) => {
    stream.respond({ ':status': code, 'content-type': type });
    stream.end(body);
  };
const then =
  (start: (stream: ServerHttp2Stream) => void, end: GrpcAnswer): GrpcAnswer =>
  (stream) => {
    start(stream);
    setImmediate(() => end(stream));
  };
const begins = (stream: ServerHttp2Stream) => {
  stream.respond(GRPC_HEADERS);
};
const halfAMessage = (stream: ServerHttp2Stream) => {
  begins(stream);
  stream.write(framed(Buffer.alloc(8), 0, 900));
};
const nothing = () => undefined;

const closing: GrpcAnswer = ({ session }) => session?.destroy();
const goAway =
  (code: number, words = ''): GrpcAnswer =>
  ({ session }) => {
    session?.goaway(code, 0, Buffer.from(words));
    setImmediate(() => session?.destroy());
  };
/** Says the same five hundred times, and ends the connection. */
const floods =
  (frame: (session: Http2Session) => void): GrpcAnswer =>
  ({ session }) => {
    let left = 500;
    const next = () => {
      if (session === undefined || session.destroyed) return;
      frame(session);
      left -= 1;
      if (left > 0) setImmediate(next);
      else session.destroy();
    };
    next();
  };
const resets =
  (code: number): GrpcAnswer =>
  (stream) =>
    stream.close(code);
const endless =
  (message: Buffer, pauseMs = 0): GrpcAnswer =>
  (stream) => {
    begins(stream);
    const next = () => {
      if (!stream.writable) return;
      stream.write(message, () => (pauseMs > 0 ? setTimeout(next, pauseMs) : setImmediate(next)));
    };
    next();
  };

const STATUSES: Readonly<Record<string, GrpcAnswer>> = Object.fromEntries([
  ...Array.from({ length: 16 }, (_each, index): [string, GrpcAnswer] => [
    `status ${index + 1}`,
    status(`${index + 1}`, 'as said'),
  ]),
  ['status 17', status('17', 'beyond those of gRPC')],
  ['status 4294967296', status('4294967296')],
  ['a status that is a word', status('abc')],
  ['a negative status', status('-7')],
  ['a status with a fraction', status('2.5')],
  ['an empty status', status('')],
  ['no status', ends({ trailers: {} })],
  ['trailers only, with an error', trailersOnly({ 'grpc-status': '2', 'grpc-message': 'as said' })],
  ['trailers only, without a status', trailersOnly({})],
  ['a message with controls', status('2', '%1b[31mred%00%ff')],
  ['a message of 60 kB', status('2', 'x'.repeat(60_000))],
  ['a status of many digits', status(`${'0'.repeat(400)}2`)],
  ['a status in hexadecimal', status('0x2')],
  [
    'two statuses',
    (stream: ServerHttp2Stream) => {
      stream.respond({ ...GRPC_HEADERS, 'grpc-status': '5' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '2' }));
      stream.end();
    },
  ],
  [
    'details that are no protobuf',
    ends({
      trailers: { 'grpc-status': '2', 'grpc-message': 'x', 'grpc-status-details-bin': '%%%' },
    }),
  ],
  ['a message of half a character', status('2', '%ed%a0%80%')],
  [
    'an error in trailers of 40 kB',
    ends({ trailers: { 'grpc-status': '2', 'x-much': 'y'.repeat(40_000) } }),
  ],
  ['a message of broken percents', status('2', '%zz%')],
]);

const MESSAGES: Readonly<Record<string, GrpcAnswer>> = {
  'bytes that are no message': messages(framed(Buffer.from([255, 255, 255]))),
  'a message cut off': messages(framed(Buffer.from([1]), 0, 9)),
  'a field longer than its message': messages(framed(Buffer.from([0x22, 0x7f, 1]))),
  'groups in groups': messages(framed(Buffer.alloc(50_000, 0x2b))),
  'a field of number 0': messages(framed(Buffer.from([0x00, 1]))),
  'a field of an unknown kind': messages(framed(Buffer.from([0x0e, 1]))),
  'a number of eleven bytes': messages(framed(Buffer.alloc(12, 0xff).fill(0x08, 0, 1))),
  'a field of 2 GiB': messages(framed(Buffer.from([0x22, 0xff, 0xff, 0xff, 0xff, 0x07, 1]))),
  'a group that never ends': messages(framed(Buffer.from([0x0b, 0x0b, 0x08, 1]))),
  'an unknown flag': messages(framed(Buffer.from([1]), 7)),
  'compressed, without an encoding': messages(framed(Buffer.from([1, 2, 3]), 1)),
  'compressed by an unknown method': ends({
    ...{ trailers: OK, headers: { 'grpc-encoding': 'zzz' } },
    body: framed(Buffer.from([1, 2, 3]), 1),
  }),
  'broken gzip': ends({
    ...{ trailers: OK, headers: { 'grpc-encoding': 'gzip' } },
    body: framed(Buffer.from([1, 2, 3]), 1),
  }),
  'gzip cut off': ends({
    ...{ trailers: OK, headers: { 'grpc-encoding': 'gzip' } },
    body: framed(gzipSync(Buffer.alloc(900)).subarray(0, 12), 1),
  }),
  'gzip that grows beyond the ceiling': ends({
    ...{ trailers: OK, headers: { 'grpc-encoding': 'gzip' } },
    body: framed(gzipSync(Buffer.alloc(64 * 1024 * 1024)), 1),
  }),
  'a length of 4 GiB': messages(framed(Buffer.alloc(9), 0, 0xff_ff_ff_ff)),
};

const TEXTS: Readonly<Record<string, GrpcAnswer>> = {
  'a page in place of a message': messages(Buffer.from('<!DOCTYPE html><html>no</html>')),
  'the letters of HTTP in place of a message': messages(Buffer.from('\0HTTP/1.1 200 OK')),
};

const VERSIONS: Readonly<Record<string, [string, RegExp]>> = {
  'a version with controls': ['v2\u001b[31m.13\u0000', /"v2\\x1b\[31m\.13\\x00"/],
  'a version with line breaks': ['v2.13.0\r\nx-evil: 1', /"v2\.13\.0\\r\\nx-evil: 1"/],
  'a version in other letters': ['v2.13.0-ünïcode', /\(15 characters\)/],
  'a version that reorders text': ['v2.13\u202e.0', /\\u202e/],
  'a version of spaces': ['  ', /\(2 characters\): " "/],
  'a version of 200 kB': [`v2.13.0+${'x'.repeat(200_000)}`, /\(200,008 characters\)/],
};

const PAGES: Readonly<Record<string, GrpcAnswer>> = {
  'a page with 200': http(200, 'text/html'),
  'JSON with 200': http(200, 'application/json', '{}'),
  'a page with 401': http(401, 'text/html'),
  'a page with 404': http(404, 'text/html'),
  'a page with 502': http(502, 'text/html'),
  'a page with 503': http(503, 'text/plain', 'no healthy upstream'),
  'the type of gRPC for the Web': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc-web+proto' });
    stream.end(framed(Buffer.alloc(0)));
  },
  'no type': (stream) => {
    stream.respond({ ':status': 200 });
    stream.end();
  },
};

const CONNECTIONS: Readonly<Record<string, GrpcAnswer>> = {
  'closed without an answer': closing,
  'closed after the headers': then(begins, closing),
  'closed within a message': then(halfAMessage, closing),
  'reset: no error': then(begins, resets(constants.NGHTTP2_NO_ERROR)),
  'reset: internal': resets(constants.NGHTTP2_INTERNAL_ERROR),
  'reset: refused': resets(constants.NGHTTP2_REFUSED_STREAM),
  'reset: cancelled': resets(constants.NGHTTP2_CANCEL),
  'reset: calm down': resets(constants.NGHTTP2_ENHANCE_YOUR_CALM),
  'reset within a message': then(halfAMessage, resets(constants.NGHTTP2_INTERNAL_ERROR)),
  'settings again and again, then closed': floods((session) => {
    session.settings({ maxFrameSize: 16_384 });
  }),
  'pings again and again, then closed': floods((session) => {
    session.ping(() => undefined);
  }),
  'going away after the headers': then(begins, goAway(constants.NGHTTP2_NO_ERROR)),
  'going away: protocol': goAway(constants.NGHTTP2_PROTOCOL_ERROR, '\u001b[31m'),
  'going away': goAway(constants.NGHTTP2_NO_ERROR),
  'going away: calm down': goAway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 'too_many_pings'),
  '2,000 headers': (stream) => {
    const headers = Object.fromEntries(
      Array.from({ length: 2000 }, (_each, index) => [`x-${index}`, 'y'.repeat(20)]),
    );
    stream.respond({ ...GRPC_HEADERS, ...headers });
    stream.end();
  },
};

const endlessInterim: GrpcAnswer = (stream) => {
  const next = () => {
    if (stream.closed || stream.destroyed) return;
    for (let left = 500; left > 0; left -= 1) stream.additionalHeaders({ ':status': 103 });
    setImmediate(next);
  };
  next();
};

const STALLS: Readonly<Record<string, GrpcAnswer>> = {
  'no answer': nothing,
  'headers and no more': begins,
  'half of a message and no more': halfAMessage,
  'a message and no end': (stream) => {
    begins(stream);
    stream.write(framed(Buffer.alloc(0)));
  },
  'a byte now and then': endless(Buffer.alloc(1), 50),
};

const ENDLESS: Readonly<Record<string, GrpcAnswer>> = {
  'messages without an end': endless(framed(Buffer.alloc(0))),
};

const faults = (
  table: Readonly<Record<string, GrpcAnswer>>,
  more: Partial<Fault<GrpcAnswer>> = {},
): Fault<GrpcAnswer>[] =>
  Object.entries(table).map(([name, answer]) => ({ name, answer, ...more }));

/** For GetVersion alone. */
export const VERSION_FAULTS: readonly Fault<GrpcAnswer>[] = Object.entries(VERSIONS).map(
  ([name, [version, says]]) => ({ name, answer: messages(versionAnswer(version)), says }),
);

export const GRPC_FAULTS: readonly Fault<GrpcAnswer>[] = [
  ...faults(STATUSES),
  {
    name: 'status 13 without a message',
    answer: status('13'),
    says: /gRPC code 13 without a readable message\./,
  },
  ...faults(MESSAGES, { flags: ['--ceiling', '1M'] }),
  ...faults(TEXTS, { says: /is text: it has ".*" where gRPC has the length of a message/ }),
  ...faults(PAGES, {
    says: /An HTTP server answered with status|that of gRPC is application\/grpc/,
  }),
  ...faults(CONNECTIONS),
  {
    name: 'reset: protocol',
    answer: resets(constants.NGHTTP2_PROTOCOL_ERROR),
    says: /ended with PROTOCOL_ERROR: one side found/,
  },
  {
    name: 'interim answers without an end',
    answer: endlessInterim,
    // On a busy machine, 5 MiB take longer than a call may.
    flags: ['--timeout', '40s'],
    says: /More than 5 MiB came over the connection, and not yet the headers of the answer/,
  },
  ...faults(STALLS, { stalls: true }),
  ...faults(ENDLESS, { stalls: true, flags: ['--ceiling', '1M'] }),
];
