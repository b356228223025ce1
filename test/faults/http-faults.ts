// What an HTTP server can answer in place of what was asked: for Swift and for the API server.
import { gzipSync } from 'node:zlib';
import { always, type Handler } from '../support/http-server.js';
import {
  BROKEN,
  NO_HTTP,
  NO_STATUS,
  NOT_UTF8,
  ODD_LENGTHS,
  raw,
  TOO_MANY_HEADERS,
  type RawAnswer,
} from '../support/raw-answers.js';

export interface Fault<Answer> {
  readonly name: string;
  readonly answer: Answer;
  /** Nothing comes any more: the call takes all of its time. */
  readonly stalls?: true;
  /** What the report says where the answer is waited for. */
  readonly says?: RegExp;
  /** Flags that the run gets beside. */
  readonly flags?: readonly string[];
}

const JSON_TYPE = 'application/json';
const page = (title: string) =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
const status = (code: number, reason: string, message: string) =>
  always(
    code,
    JSON_TYPE,
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code }),
  );

/** Bodies that come with status 200. */
const BODIES: Readonly<Record<string, string | Buffer>> = {
  'a login page': page('Sign in'),
  'an empty body': '',
  null: 'null',
  true: 'true',
  'a number': '12',
  'a number beyond all': '1e999',
  'a string': '"v2.13.0"',
  'an array': '[{"releases":[]}]',
  'an error object': '{"error":"gone","code":14,"message":"gone"}',
  'an unknown field': '{"result":{}}',
  'JSON cut off': '{"releases":[{"name":"a","Version":{"sem_ver":"v2.1',
  'JSON of 100,000 levels': '{"releases":'.repeat(100_000),
  'two JSON texts': '{"releases":[]}{"releases":[]}',
  'JSON with comments': '{/* none */"releases":[]}',
  'a byte order mark alone': '\ufeff',
  'UTF-16': Buffer.from('\ufeff{"releases":[]}', 'utf16le'),
  'a field named proto': '{"__proto__":{"releases":[]},"constructor":{}}',
  'a version beside an error': '{"error":"gone","Version":{"sem_ver":"v2.13.0"}}',
  'a version that is a list': '{"Version":["v2.13.0"]}',
  'a version that is a number': '{"Version":{"sem_ver":2.13}}',
  'no version': '{"Version":{}}',
  'a version of 200 kB': `{"Version":{"sem_ver":"v2.13.0+${'x'.repeat(200_000)}"}}`,
  'a version with controls': '{"Version":{"sem_ver":"v2.13.0\\u001b[31m"}}',
  'a version in other letters': '{"Version":{"sem_ver":"v２.１３.０"}}',
  'releases as an object': '{"releases":{"a":{}}}',
  'releases as a string': '{"releases":"none"}',
  'releases as null': '{"releases":null}',
  'a release without a name': '{"releases":[{"version":1}]}',
  'a release of negative revision': '{"releases":[{"name":"a","version":-1}]}',
  'a release of broken revision': '{"releases":[{"name":"a","version":1.5}]}',
  'a release of huge revision': '{"releases":[{"name":"a","version":1e300}]}',
  'a release that is null': '{"releases":[null]}',
  'a release that is a list': '{"releases":[["a",1]]}',
  'a status that Helm does not have':
    '{"releases":[{"name":"a","version":1,"info":{"status":{"code":"FOO"}}}]}',
  'a name that is an object': '{"releases":[{"name":{"a":1},"namespace":"b","version":1}]}',
  'a name of half a character': '{"releases":[{"name":"\\ud800","namespace":"b","version":"x"}]}',
  'a revision beyond 64 bits':
    '{"releases":[{"name":"a","namespace":"b","version":"99999999999999999999"}]}',
  'a number of 100,000 digits': `{"releases":[{"name":"a","version":${'9'.repeat(100_000)}}]}`,
  'a number that JSON does not have': '{"releases":[{"name":"a","version":NaN}]}',
  'two lists of releases': '{"releases":[{"name":"a","version":1}],"releases":null}',
  'a key of 300 kB': `{"${'k'.repeat(300_000)}":1}`,
  'a byte order mark before JSON': '\ufeff{"releases":[]}',
  'single quotes': "{'releases':[]}",
};

const PAGES: Readonly<Record<string, Handler>> = {
  'nginx 400': always(400, 'text/html', page('400 Bad Request')),
  'nginx 403': always(403, 'text/html', page('403 Forbidden')),
  'nginx 404': always(404, 'text/html', page('404 Not Found')),
  'nginx 413': always(413, 'text/html', page('413 Request Entity Too Large')),
  'nginx 429': always(429, 'text/html', page('429 Too Many Requests')),
  'nginx 502': always(502, 'text/html', page('502 Bad Gateway')),
  'nginx 504': always(504, 'text/html', page('504 Gateway Time-out')),
  'Kubernetes Status 401': status(401, 'Unauthorized', 'Unauthorized'),
  'Kubernetes Status 403': status(403, 'Forbidden', 'services "helm-api" is forbidden'),
  'Kubernetes Status 404': status(404, 'NotFound', 'services "helm-api" not found'),
  'Kubernetes Status 503': status(
    503,
    'ServiceUnavailable',
    'no endpoints available for service "helm-api:http"',
  ),
  'Status with 200': status(200, 'ok', 'fine'),
  'status 204': always(204, JSON_TYPE, ''),
  'status 206': always(206, JSON_TYPE, '{"releases":[]}'),
  'status 304': always(304, JSON_TYPE, ''),
  'status 599': always(599, JSON_TYPE, '{"code":"two","message":12}'),
  'status 101': (_request, response) => {
    response.socket?.end(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    );
  },
  'status 200 of a mesh': always(
    200,
    'text/plain',
    'upstream connect error or disconnect/reset before headers',
  ),
  'a challenge of 8 kB': (_request, response) => {
    response.writeHead(401, { 'www-authenticate': `Bearer realm="${'x'.repeat(8_000)}"` }).end();
  },
  'status 999': always(999, JSON_TYPE, '{"code":-2147483649,"message":"x"}'),
  'a code beyond those of gRPC': always(500, JSON_TYPE, '{"code":1e9,"message":"x"}'),
  'an error without words': always(500, JSON_TYPE, '{"code":2,"message":""}'),
};

const redirect =
  (location: string | null, code = 302): Handler =>
  (_request, response) => {
    response.writeHead(code, location === null ? {} : { location }).end();
  };
const REDIRECTS: Readonly<Record<string, Handler>> = {
  'redirect to a login page elsewhere': redirect('https://login.example/?next=%2F'),
  'redirect to itself': (request, response) => {
    response.writeHead(307, { location: request.url ?? '/' }).end();
  },
  'redirect to a script': redirect('javascript:alert(1)'),
  'redirect to data': redirect('data:application/json,{"releases":[]}'),
  'redirect to another machine': redirect('ftp://[::1]/x', 303),
  'redirect with a password': redirect('https://a:s3cretS3cret@login.example/'),
  'redirect of 9 kB': redirect(`https://login.example/${'x'.repeat(9_000)}`),
  'redirect to no place': redirect('http://[', 301),
  'redirect without a place': redirect(null, 308),
};

const encoded = (encoding: string, body: Buffer): Handler => {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-encoding': encoding }).end(body);
  };
};
const EMPTY_LIST = Buffer.from('{"releases":[]}');
const ENCODINGS: Readonly<Record<string, Handler>> = {
  'broken gzip': encoded('gzip', EMPTY_LIST),
  'gzip cut off': encoded('gzip', gzipSync(EMPTY_LIST).subarray(0, 12)),
  'an unknown encoding': encoded('zzz', EMPTY_LIST),
  'a hundred encodings': encoded('gzip, '.repeat(100), EMPTY_LIST),
};

const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\n`;

/** Says more of the same for as long as it is listened to. */
const endless =
  (first: string, more: string | Buffer, pauseMs = 0): RawAnswer =>
  (socket) => {
    socket.write(first);
    const next = () => {
      if (!socket.writable) return;
      const again = () => (pauseMs > 0 ? setTimeout(next, pauseMs) : setImmediate(next));
      socket.write(more, again);
    };
    next();
  };
const reset =
  (before: string): RawAnswer =>
  (socket) =>
    void socket.write(before, () => setImmediate(() => socket.resetAndDestroy()));
const closed =
  (before: string): RawAnswer =>
  (socket) =>
    void socket.end(before);
const say =
  (text: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.write(text);

const CONNECTIONS: Readonly<Record<string, RawAnswer>> = {
  'closed without an answer': closed(''),
  'closed within the headers': closed(`${HEAD}x-cut`),
  'closed within the body': closed(`${HEAD}content-length: 900\r\n\r\n{"releases":[`),
  'reset without an answer': reset(''),
  'reset within the headers': reset(`${HEAD}x-cut`),
  'reset within the body': reset(`${HEAD}content-length: 900\r\n\r\n{"releases":[`),
  "HTTP/2's settings": say(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])),
  'a TLS alert': say(Buffer.from([0x15, 3, 3, 0, 2, 2, 40])),
  'a greeting of SSH': say('SSH-2.0-OpenSSH_8.9p1\r\n'),
  'a negative length': say(`${HEAD}content-length: -1\r\n\r\n{"releases":[]}`),
  'a length that is a word': say(`${HEAD}content-length: many\r\n\r\n{"releases":[]}`),
  'a length and chunks': say(
    `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\nf\r\n{"releases":[]}\r\n0\r\n\r\n`,
  ),
  'chunks of a broken size': say(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
  'chunks of a huge size': closed(
    `${HEAD}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n`,
  ),
  'a header in two lines': say(`${HEAD}x: a\r\n b: c\r\n\u0000: d\r\n\r\n{}`),
  'a header without a name': say(`${HEAD}: d\r\n\r\n{}`),
  'chunked without an end': closed(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
};

const STALLS: Readonly<Record<string, RawAnswer>> = {
  'no answer': () => undefined,
  'half of the headers and no more': say(`${HEAD}x-half`),
  'half of the body and no more': say(`${HEAD}content-length: 900\r\n\r\n{"releases":[`),
  'a byte of the headers now and then': endless(`${HEAD}x: `, 'x', 50),
  'a byte of the body now and then': endless(`${HEAD}\r\n{"releases":[`, ' ', 50),
  'a status line without an end': endless('HTTP/1.1 200 ', 'x', 50),
  'status 103 again and again': endless('', 'HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n', 5),
  'half closed and silent': (socket) => {
    socket.allowHalfOpen = true;
    socket.write(`${HEAD}content-length: 15\r\n\r\n`);
  },
  'status 100 again and again': endless('', 'HTTP/1.1 100 Continue\r\n\r\n', 5),
};

/** They end at the ceiling, or where the parser has enough. */
const ENDLESS: Readonly<Record<string, RawAnswer>> = {
  'spaces without an end': endless(`${HEAD}\r\n`, ' '.repeat(65_536)),
  'releases without an end': endless(
    `${HEAD}\r\n{"releases":[{"name":"a"}`,
    ',{"name":"a"}'.repeat(4096),
  ),
  'a string without an end': endless(`${HEAD}\r\n{"releases":[{"name":"`, 'x'.repeat(65_536)),
};

const faults = <Answer>(
  table: Readonly<Record<string, Answer>>,
  more: Partial<Fault<Answer>> = {},
): Fault<Answer>[] => Object.entries(table).map(([name, answer]) => ({ name, answer, ...more }));
const raws = (table: Readonly<Record<string, RawAnswer>>, more: Partial<Fault<Handler>> = {}) =>
  faults(table).map(({ name, answer }): Fault<Handler> => ({ name, answer: raw(answer), ...more }));

const body =
  (bytes: string | Buffer): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE }).end(bytes);
  };

export const HTTP_FAULTS: readonly Fault<Handler>[] = [
  ...faults(BODIES).map(({ name, answer }) => ({ name, answer: body(answer) })),
  {
    name: 'not UTF-8',
    answer: raw(NOT_UTF8),
    says: /HTTP 200, but with a body that is not JSON|HTTP 200: /,
  },
  ...faults(PAGES),
  ...faults(REDIRECTS),
  {
    name: 'redirect to a file',
    answer: redirect('file:///etc/passwd'),
    says: /redirects to file:\/etc\/passwd, which was not followed/,
  },
  ...faults(ENCODINGS, { says: /is encoded \(.*\), which this client did not ask for/ }),
  ...raws(TOO_MANY_HEADERS, {
    says: /has more than 16 KiB of headers, and this client accepts no more/,
  }),
  ...raws(NO_STATUS).map((fault) => ({
    ...fault,
    ...(fault.name === 'status 100 alone' && {
      ...{ stalls: true as const, says: /begins with HTTP 100 \(Continue\)/ },
    }),
  })),
  ...raws(NO_HTTP, { says: /breaks the rules of HTTP|HTTP \d+: / }),
  ...raws(BROKEN, { says: /The connection broke while waiting for/ }),
  ...raws(ODD_LENGTHS, { says: /has a Content-Length that is not the length of its body/ }),
  ...raws(CONNECTIONS),
  ...raws(STALLS, { stalls: true }),
  ...raws(ENDLESS, { flags: ['--ceiling', '1M'] }),
];
