// What a call to Swift sends, which answers count, and what each other end of a call means.
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/evidence/calls.js';
import { MOST_ENTRIES } from '../../src/evidence/types.js';
import { SwiftClient } from '../../src/gather/swift-client.js';
import { socketTarget } from '../../src/gather/swift-socket.js';
import { makeCertificates } from '../../src/lab/certificates.js';
import { ObservationFailed } from '../../src/net/observe.js';
import type { RunOptions } from '../../src/net/run.js';
import type { SwiftEndpoint } from '../../src/targets/types.js';
import { afterwards } from '../support/afterwards.js';
import { always, startHttp, type Handler } from '../support/http-server.js';
import { swiftEndpoint } from '../support/lab-targets.js';
import { BROKEN, raw } from '../support/raw-answers.js';
import { testRun } from '../support/run.js';

interface Setting {
  readonly endpoint?: Partial<SwiftEndpoint>;
  /** Path of the endpoint, with slashes at both ends. */
  readonly at?: string;
  readonly run?: Partial<RunOptions>;
}

/** A client of a server that answers so. */
async function client(handler: Handler, { endpoint, at = '/', run }: Setting = {}) {
  const server = await startHttp(handler);
  afterwards(() => server.close());
  const { url, ...rest } = swiftEndpoint(server.url);
  const target = { url: new URL(at, url), ...rest, ...endpoint };
  const swift = new SwiftClient(target, testRun(run));
  afterwards(() => swift.close());
  return { swift, server };
}

/** The failure of a call, with what else its observation holds; or its answer. */
async function end(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ObservationFailed)) throw error;
    const { failure, http } = error;
    return { failure, ...(http && { http }) };
  }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Handler => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
};
const OF_SWIFT = { hop: 'swiftcheck->swift' };

describe('GET /', () => {
  it('is answered by a gateway that has no such call', async () => {
    const body = JSON.stringify({ code: 12, message: 'Not Implemented' });
    const { swift, server } = await client(
      json(501, body, {
        ...{ date: 'Sat, 28 Nov 2026 07:31:17 GMT', 'access-control-allow-methods': 'GET' },
      }),
    );
    expect(await swift.liveness()).toEqual({
      value: {},
      http: {
        ...{ status: 501, bodyBytes: body.length, corsHeaders: true },
        date: '2026-11-28T07:31:17.000Z',
      },
    });
    expect(server.asked).toEqual(['GET /']);
  });

  it.each([
    [501, { code: 13, message: 'no' }, { kind: 'swift-error', grpcCode: 13, message: 'no' }],
    [500, { code: 12, message: 'no' }, { kind: 'swift-error', grpcCode: 12 }],
    [501, '<html>', { kind: 'http-status' }],
    [200, '{}', { kind: 'http-status' }],
  ])('is answered by something else with status %i and %j', async (httpStatus, body, failure) => {
    const { swift } = await client(json(httpStatus, body));
    const bodyBytes = (typeof body === 'string' ? body : JSON.stringify(body)).length;
    expect(await end(swift.liveness())).toMatchObject({
      failure: { ...OF_SWIFT, ...failure, httpStatus },
      http: { status: httpStatus, bodyBytes, corsHeaders: false },
    });
  });

  it.each(['no date', 'Fri, 31 Dec 275760 00:00:00 GMT', null])(
    'has no date in evidence where its date is %j',
    async (date) => {
      const { swift } = await client((_request, response) => {
        if (date === null) response.sendDate = false;
        else response.setHeader('date', date);
        response.writeHead(501).end('{"code":12,"message":""}');
      });
      const { http } = await swift.liveness();
      expect(http).toEqual({ status: 501, bodyBytes: 24, corsHeaders: false });
    },
  );
});

describe("the version of Swift's Tiller", () => {
  const version = (Version: unknown) => JSON.stringify({ Version });

  it.each([
    [{ sem_ver: 'v2.13.0' }, { semVer: 'v2.13.0', gitCommit: '', gitTreeState: '' }],
    [
      { sem_ver: 'v2.13.0', git_commit: '79d0', git_tree_state: 'clean' },
      { semVer: 'v2.13.0', gitCommit: '79d0', gitTreeState: 'clean' },
    ],
  ])('is %j', async (answer, value) => {
    const { swift, server } = await client(json(200, version(answer)));
    expect(await swift.tillerVersion()).toMatchObject({ value, http: { status: 200 } });
    expect(server.asked).toEqual(['GET /tiller/v2/version/json']);
  });

  it.each([
    [200, '{}'],
    [200, 'null'],
    [200, version(null)],
    [200, version([])],
    [200, version('v2.13.0')],
    [200, version({})],
    [200, version({ sem_ver: '' })],
    [200, version({ sem_ver: 2 })],
    [200, version({ sem_ver: 'v2\n' })],
    [200, version({ sem_ver: 'v2.13.0', git_commit: 7 })],
    [200, version({ sem_ver: 'v2.13.0', git_commit: 'a\n' })],
    [200, version({ sem_ver: 'v2.13.0', git_tree_state: null })],
    [200, version({ sem_ver: 'v2.13.0', go_version: 'go1.11' })],
    [200, JSON.stringify({ Version: { sem_ver: 'v2.13.0' }, more: 1 })],
    [201, version({ sem_ver: 'v2.13.0' })],
  ])('is not in the answer %i %s', async (httpStatus, body) => {
    const { swift } = await client(json(httpStatus, body));
    expect(await end(swift.tillerVersion())).toMatchObject({
      failure: { ...OF_SWIFT, kind: 'http-status', httpStatus },
    });
  });
});

describe('a list', () => {
  it('is asked for with its query, and reported while it comes', async () => {
    const body = '{"releases":[{"name":"web","namespace":"a","version":3}]}';
    const { swift, server } = await client(json(200, body));
    const progress: Progress[] = [];
    expect(await swift.list('all=true', (event) => progress.push(event))).toMatchObject({
      value: { releases: [{ name: 'web', namespace: 'a', revision: 3, status: 'UNKNOWN' }] },
      http: { status: 200, bodyBytes: body.length },
    });
    expect(progress.at(-1)).toEqual({ bytes: body.length, releases: 1, total: null });
    await swift.list('status_codes=PENDING_INSTALL', () => undefined);
    expect(server.asked).toEqual([
      'GET /tiller/v2/releases/json?all=true',
      'GET /tiller/v2/releases/json?status_codes=PENDING_INSTALL',
    ]);
  });

  const list = (swift: SwiftClient) => end(swift.list('all=true', () => undefined));

  it('fails as Swift says', async () => {
    const { swift } = await client(json(500, { code: 8, message: 'too large' }));
    expect(await list(swift)).toMatchObject({
      failure: {
        ...{ ...OF_SWIFT, kind: 'swift-error', grpcCode: 8, httpStatus: 500 },
        message: 'too large',
      },
      http: { status: 500 },
    });
    const without = await client(json(204, ''));
    expect(await list(without.swift)).toMatchObject({ failure: { kind: 'http-status' } });
  });

  it.each([
    ['{"hello":1}', 'wrong-answer'],
    ['{"releases":', 'not-json'],
  ])('is not %s', async (body, kind) => {
    const { swift } = await client(json(200, body));
    expect(await list(swift)).toMatchObject({
      failure: {
        ...{ ...OF_SWIFT, kind, httpStatus: 200 },
        message: expect.stringMatching(/^HTTP 200, but with /) as string,
      },
      http: { status: 200 },
    });
  });

  it('is read up to the ceiling in bytes', async () => {
    const body = '{"releases":[{"name":"web"}]}';
    const within = await client(json(200, body), { run: { ceilingBytes: body.length } });
    expect(await list(within.swift)).toMatchObject({ value: { releases: [{ name: 'web' }] } });
    const beyond = await client(json(200, body), { run: { ceilingBytes: body.length - 1 } });
    expect(await list(beyond.swift)).toEqual({
      failure: {
        ...{ ...OF_SWIFT, kind: 'over-ceiling' },
        message: 'The body is larger than swiftcheck reads (--ceiling 28 B).',
      },
      http: expect.objectContaining({ status: 200, bodyBytes: body.length }) as unknown,
    });
  });

  it('is read up to the ceiling in entries', async () => {
    const body = `{"releases":[${'{},'.repeat(MOST_ENTRIES)}{}]}`;
    const { swift } = await client(json(200, body));
    expect(await list(swift)).toMatchObject({
      failure: {
        ...OF_SWIFT,
        kind: 'over-ceiling',
        message: expect.stringMatching(/100,000/) as string,
      },
    });
  });
});

describe('a dry run', () => {
  const asked = { name: 'a b', sizeBytes: 4 };
  const body = { dry_run: true, namespace: 'default' } as const;

  it('is sent as JSON, and its answer measured', async () => {
    const release = { name: 'a b', info: { status: { notes: 'xxxx' } } };
    const answer = JSON.stringify({ release });
    const seen: [IncomingHttpHeaders, string][] = [];
    const { swift, server } = await client((request, response) => {
      void text(request).then((sent) => {
        seen.push([request.headers, sent]);
        response.end(answer);
      });
    });
    expect(await swift.dryRun(asked, body)).toMatchObject({
      ...{ value: { bytes: answer.length }, http: { status: 200 } },
    });
    expect(server.asked).toEqual(['POST /tiller/v2/releases/a%20b/json']);
    expect(seen.map(([headers, sent]) => [headers['content-type'], sent])).toEqual([
      ['application/json', JSON.stringify(body)],
    ]);
  });

  it('that is refused is quoted only where Swift says why', async () => {
    const refused = await client(json(500, { code: 2, message: 'no' }));
    expect(await end(refused.swift.dryRun(asked, body))).toMatchObject({
      ...{ failure: { kind: 'swift-error', message: 'no', grpcCode: 2 }, http: { status: 500 } },
    });
    const page = 'kind: Secret';
    const other = await client(always(502, 'text/plain', page));
    expect(await end(other.swift.dryRun(asked, body))).toMatchObject({
      failure: {
        ...{ ...OF_SWIFT, kind: 'http-status', httpStatus: 502 },
        message: expect.stringMatching(/text\/plain of 12 bytes, not quoted/) as string,
      },
      http: { bodyBytes: page.length },
    });
    const lacking = await client(json(200, {}));
    expect(await end(lacking.swift.dryRun(asked, body))).toMatchObject({
      failure: { kind: 'wrong-answer', httpStatus: 200 },
    });
  });
});

it('sends the headers of its user, and says which answers it takes', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const answer = json(501, { code: 12, message: '' });
  const { swift } = await client(
    (request, response) => {
      seen.push(request.headers);
      answer(request, response);
    },
    { endpoint: { headers: { authorization: 'Bearer abc' } } },
  );
  await swift.liveness();
  expect(seen).toMatchObject([{ accept: 'application/json', authorization: 'Bearer abc' }]);
  expect(seen[0]).not.toHaveProperty('content-type');
});

it('keeps its credentials, and those of its proxy, out of what a run reports', () => {
  const run = testRun();
  const endpoint = {
    ...swiftEndpoint('http://127.0.0.1:1'),
    headers: { authorization: 'Bearer open-sesame' },
    proxy: new URL('http://user:pass-phrase@127.0.0.1:1'),
  };
  const swift = new SwiftClient(endpoint, run);
  afterwards(() => swift.close());
  const call = { id: 1, hop: 'swiftcheck->swift', phase: 'started' } as const;
  run.tell({ ...call, name: 'open-sesame, said pass-phrase' });
  expect(JSON.stringify(run.calls)).not.toMatch(/sesame|phrase/);
});

describe('a plaintext request to a port that wants TLS', () => {
  const words = 'Client sent an HTTP request to an HTTPS server.\n';
  const refusal =
    (status: number, sendDate: boolean): Handler =>
    (_request, response) => {
      response.sendDate = sendDate;
      response.writeHead(status, { 'content-type': 'text/plain' }).end(words);
    };
  const PROXY = '/api/v1/namespaces/a/services/swift:9855/proxy/';

  it.each([
    ['answered by the port', 400, '/', true, 'tls-required'],
    ['answered with another status', 403, '/', true, 'http-status'],
    ['answered by the API server', 400, PROXY, false, 'tls-required'],
    ['answered by what is behind the API server', 400, PROXY, true, 'http-status'],
  ])('%s', async (_what, status, at, sendDate, kind) => {
    const { swift } = await client(refusal(status, sendDate), { at });
    const answer = await end(swift.liveness());
    expect(answer).toMatchObject({ failure: { ...OF_SWIFT, kind }, http: { status } });
    if (kind === 'tls-required') expect(JSON.stringify(answer)).toContain(words.trim());
  });

  it('is none in TLS', async () => {
    const { server: identity } = await makeCertificates();
    const server = await startHttp(refusal(400, true), { ...identity });
    afterwards(() => server.close());
    const endpoint = { ...swiftEndpoint(server.url), tls: { verify: false } };
    const swift = new SwiftClient(endpoint, testRun());
    afterwards(() => swift.close());
    expect(await end(swift.liveness())).toMatchObject({ failure: { kind: 'http-status' } });
  });

  it('quotes nothing of the answer to a dry run', async () => {
    const { swift } = await client(refusal(400, true));
    const tried = end(swift.dryRun({ name: 'a', sizeBytes: 1 }, { dry_run: true }));
    expect(await tried).toMatchObject({ failure: { kind: 'tls-required' } });
    expect(JSON.stringify(await tried)).not.toContain('Client sent');
  });
});

describe('a redirect', () => {
  const OK = json(200, { Version: { sem_ver: 'v2.13.0' } });
  const VERSION = 'tiller/v2/version/json';
  /** Follows where `to` says, until it gives null. */
  const leading =
    (to: (path: string) => string | null, answer = OK): Handler =>
    (request, response) => {
      const location = to(request.url ?? '');
      if (location === null) answer(request, response);
      else response.writeHead(307, { location }).end('moved');
    };

  it('is followed to the same question, whatever stands before it', async () => {
    const { swift, server } = await client(
      leading((path) => (path.startsWith('/new') ? null : `/new/${VERSION}`)),
      { at: '/old/' },
    );
    expect(await swift.tillerVersion()).toMatchObject({ value: { semVer: 'v2.13.0' } });
    expect(server.asked).toEqual([`GET /old/${VERSION}`, `GET /new/${VERSION}`]);
  });

  it.each([
    [3, true],
    [4, false],
  ])('after a redirect is followed, %i in all: %s', async (times, followed) => {
    let count = 0;
    const { swift, server } = await client(
      leading(() => {
        count += 1;
        return count > times ? null : `/${count}/${VERSION}`;
      }),
    );
    expect(await end(swift.tillerVersion())).toMatchObject(
      followed
        ? { value: { semVer: 'v2.13.0' } }
        : { failure: { ...OF_SWIFT, kind: 'redirected', httpStatus: 307 } },
    );
    expect(server.asked).toHaveLength(4);
  });

  it.each([
    ['another origin', `http://localhost:1/${VERSION}`],
    ['another path', '/tiller/v2/releases/a/rollback/json'],
    ['another path that ends alike', `/my${VERSION}`],
    ['another query', `/${VERSION}?a=b`],
  ])('to %s is not followed', async (_where, location) => {
    const { swift, server } = await client(leading(() => location));
    expect(await end(swift.tillerVersion())).toEqual({
      failure: {
        ...{ ...OF_SWIFT, kind: 'redirected', httpStatus: 307 },
        message: expect.stringContaining(location.split('?')[0] ?? '') as string,
      },
    });
    expect(server.asked).toHaveLength(1);
  });

  it('of a dry run is not followed', async () => {
    const { swift, server } = await client(leading((path) => `/new${path}`));
    expect(await end(swift.dryRun({ name: 'a', sizeBytes: 1 }, { dry_run: true }))).toMatchObject({
      failure: { kind: 'redirected' },
    });
    expect(server.asked).toHaveLength(1);
  });

  it('without a place is an answer', async () => {
    const { swift } = await client(always(304, 'text/plain', ''));
    expect(await end(swift.tillerVersion())).toMatchObject({
      failure: { kind: 'http-status', httpStatus: 304 },
    });
  });
});

describe('an answer that does not come, or breaks off', () => {
  /** What a look into the connection asks for. */
  const LOOK = 'GET /';
  /** Answers the look into the connection, which asks for no list. */
  const never: Handler = ({ url = '' }, response) => {
    if (!url.startsWith('/tiller')) response.writeHead(501).end();
  };
  const list = (swift: SwiftClient) => end(swift.list('all=true', () => undefined));
  const words = (text: string) => expect.stringContaining(text) as string;

  it('is looked into over a new connection where nothing came', async () => {
    const { swift, server } = await client(never, { run: { timeoutMs: 1_000 } });
    const failure = { ...OF_SWIFT, kind: 'no-answer', message: words("waiting for Swift's list") };
    expect(await list(swift)).toEqual({ failure });
    expect(server.asked).toContain(LOOK);
  });

  it('is not looked into where it began', async () => {
    const interrupt = new AbortController();
    const { swift, server } = await client(
      (_request, response) => void response.writeHead(200).write('{"releases":['),
      { run: { interrupted: interrupt.signal } },
    );
    const begun = end(swift.list('all=true', () => interrupt.abort()));
    expect(await begun).toMatchObject({
      failure: { ...OF_SWIFT, kind: 'interrupted', message: words("the end of Swift's list") },
      http: { status: 200, bodyBytes: 13 },
    });
    expect(server.asked).not.toContain(LOOK);
    const cut = await client(raw(BROKEN['less than its length'] ?? (() => undefined)));
    expect(await list(cut.swift)).toMatchObject({
      failure: {
        ...{ ...OF_SWIFT, kind: 'closed', message: words("the end of Swift's list") },
        transportError: expect.any(String) as string,
      },
      http: { status: 200, bodyBytes: 2 },
    });
    expect(cut.server.asked).not.toContain(LOOK);
  });

  it('is looked into where the connection was reset', async () => {
    const { swift, server } = await client((request) => {
      request.socket.resetAndDestroy();
    });
    expect(await list(swift)).toMatchObject({ failure: { ...OF_SWIFT, kind: 'closed' } });
    expect(server.asked).toContain(LOOK);
  });

  it('is not looked into where the run ends', async () => {
    const interrupt = new AbortController();
    const { swift, server } = await client(() => interrupt.abort(), {
      run: { interrupted: interrupt.signal },
    });
    expect(await list(swift)).toEqual({
      failure: { ...OF_SWIFT, kind: 'interrupted', message: words("Swift's list") },
    });
    expect(server.asked).not.toContain(LOOK);
  });

  it('is what a forwarded port says of it', async () => {
    const failure = { hop: 'api-server->swift', kind: 'port-forward', message: 'gone' } as const;
    const forwarded = { to: 'a/swift-0:9855', failure: () => failure };
    const { swift, server } = await client(
      raw((socket) => void socket.destroy()),
      {
        endpoint: { forwarded },
      },
    );
    expect(await list(swift)).toEqual({ failure });
    expect(server.asked).not.toContain(LOOK);
    const silent = { ...forwarded, failure: () => null };
    const other = await client(
      raw((socket) => void socket.destroy()),
      { endpoint: { forwarded: silent } },
    );
    expect(await list(other.swift)).toMatchObject({ failure: { ...OF_SWIFT, kind: 'closed' } });
    // What came is judged before what carried it.
    const came = await client(json(200, '{"hello":1}'), { endpoint: { forwarded } });
    expect(await list(came.swift)).toMatchObject({ failure: { kind: 'wrong-answer' } });
  });

  it('is not looked into beside a proxy', async () => {
    const proxy = await startHttp((_request, response) => response.writeHead(403).end());
    afterwards(() => proxy.close());
    const { swift, server } = await client(never, { endpoint: { proxy: new URL(proxy.url) } });
    expect(await list(swift)).toMatchObject({ failure: OF_SWIFT });
    expect(server.connections()).toBe(0);
  });

  it('is not looked into where what came cannot be read', async () => {
    const { swift, server } = await client(
      raw((socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`)),
    );
    expect(await list(swift)).toMatchObject({
      failure: { ...OF_SWIFT, kind: 'unreadable', message: words('more than 16 KiB of headers') },
    });
    expect(server.asked).not.toContain(LOOK);
  });

  it('is looked into where it is no HTTP', async () => {
    const { swift, server } = await client(
      raw((socket) => void socket.write('HTTP/9.9 200 OK\r\n\r\n')),
    );
    expect(await list(swift)).toMatchObject({ failure: { ...OF_SWIFT, kind: 'other-protocol' } });
    expect(server.asked).toContain(LOOK);
  });
});

it.each([
  ['http://swift/', 'swift', 80, false],
  ['https://swift/', 'swift', 443, true],
  ['http://swift:9855/', 'swift', 9855, false],
  ['https://[::1]:9856/a/', '::1', 9856, true],
])('%s is a connection to %s, port %i', (url, host, port, secure) => {
  const tls = { verify: true };
  const endpoint: SwiftEndpoint = { ...swiftEndpoint('http://unused'), url: new URL(url), tls };
  expect(socketTarget(endpoint)).toEqual({
    ...{ hop: 'swiftcheck->swift', protocol: 'http', host, port, tls: secure ? tls : null },
  });
});
