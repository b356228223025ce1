// Answers that no API server gives: each is the failure of its call, in one sentence.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { KubeApi } from '../../src/cluster/api.js';
import { findSwift } from '../../src/cluster/find-swift.js';
import { findTiller } from '../../src/cluster/find-tiller.js';
import { readPod } from '../../src/cluster/pods.js';
import { openPortForward } from '../../src/cluster/port-forward.js';
import { readService } from '../../src/cluster/services.js';
import type { Failure, Observation } from '../../src/evidence/observation.js';
import { makeCertificates } from '../../src/lab/certificates.js';
import { afterwards } from '../support/afterwards.js';
import { startSaying } from '../support/fault-server.js';
import { startHttp, type Handler } from '../support/http-server.js';
import { clusterAccess } from '../support/kube/cluster-access.js';
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
import { startSocksProxy } from '../support/kube/socks-proxy.js';
import { testRun } from '../support/run.js';
import { sampled } from '../support/sampled.js';

const context = (server: string, more: object = {}) => ({
  name: 'test',
  cluster: { server, ...more },
  user: { token: 't0ken' },
});

function failureOf(observation: Observation<unknown>): Failure {
  if (observation.ok) throw new Error('the call did not fail');
  return observation.failure;
}

/** What a list of pods came to. */
async function listed(handler: Handler) {
  const server = await startHttp(handler);
  afterwards(() => server.close());
  const api = new KubeApi(clusterAccess(context(server.url)), testRun({ timeoutMs: 5_000 }));
  afterwards(() => api.close());
  const pods = { resource: 'pods', namespace: 'kube-system' } as const;
  return { answer: await api.list(pods, (item) => item), asked: server.asked };
}

describe('a list', () => {
  const answers: readonly [Failure['kind'], Readonly<Record<string, RawAnswer>>][] = [
    ['unreadable', TOO_MANY_HEADERS],
    ['unreadable', NO_STATUS],
    ['closed', BROKEN],
    ['unreadable', ODD_LENGTHS],
    ['wrong-answer', { 'bytes that are no UTF-8': NOT_UTF8 }],
  ];
  it.each(
    answers.flatMap(([kind, table]) =>
      Object.entries(table).map(([name, answer]) => ({ name, answer, kind })),
    ),
  )('$name: $kind', async ({ answer, kind }) => {
    const failure = failureOf((await listed(raw(answer))).answer);
    expect(failure).toMatchObject({ hop: 'swiftcheck->api-server', kind });
    expect(failure.message).toMatch(/^[^\n]+$/);
  });

  it.each(Object.entries(NO_HTTP))('%s is none', async (_name, answer) => {
    const { kind } = failureOf((await listed(raw(answer))).answer);
    expect(['other-protocol', 'http-status']).toContain(kind);
  });
});

const RESOURCES = { pods: 'Pod', services: 'Service', configmaps: 'ConfigMap', secrets: 'Secret' };
type Resource = keyof typeof RESOURCES;
const resources = Object.keys(RESOURCES) as Resource[];
const KUBE_SYSTEM = { name: 'a', namespace: 'kube-system' };

/** What a server that gives `answer` to everything was asked, and the failures of a list, and of one object. */
async function answered(resource: Resource, answer: object, metadataOnly?: true) {
  const server = await startHttp((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  afterwards(() => server.close());
  const api = new KubeApi(clusterAccess(context(server.url)), testRun({ timeoutMs: 5_000 }));
  afterwards(() => api.close());
  const [namespace, read] = ['kube-system', (item: unknown) => item];
  return {
    list: await api.list({ resource, namespace, ...(metadataOnly && { metadataOnly }) }, read),
    one: await api.get({ resource, namespace, name: 'a' }, read),
    api,
    asked: server.asked,
  };
}

describe('an answer of another kind', () => {
  it.each(resources)('is not an answer about %s', async (resource) => {
    const kinds = [
      ...Object.values(RESOURCES).filter((kind) => kind !== RESOURCES[resource]),
      ...['Node', 'Status', 'PartialObjectMetadata', 'Table', '', 7],
    ];
    for (const kind of sampled(3, kinds)) {
      const listKind = typeof kind === 'string' && kind !== '' ? `${kind}List` : kind;
      for (const items of [[{ metadata: KUBE_SYSTEM }], [], null]) {
        const { list } = await answered(resource, { kind: listKind, items });
        expect(failureOf(list)).toMatchObject({ kind: 'wrong-answer', httpStatus: 200 });
      }
      const { one } = await answered(resource, { kind, metadata: KUBE_SYSTEM });
      expect(failureOf(one)).toMatchObject({ kind: 'wrong-answer', httpStatus: 200 });
    }
    const kind = RESOURCES[resource];
    const other = { kind: 'Node', metadata: KUBE_SYSTEM };
    const mixed = await answered(resource, { kind: `${kind}List`, items: [other] });
    expect(failureOf(mixed.list).message).toContain('of the kind "Node"');
    const right = await answered(resource, { kind, metadata: KUBE_SYSTEM });
    expect(right.one).toMatchObject({ ok: true });
    const list = await answered(resource, { kind: `${kind}List`, items: null });
    expect(list.list).toMatchObject({ ok: true, value: [] });
  });

  it('is whole objects where names and labels alone were asked for, and nothing else', async () => {
    const of = async (kind: string) =>
      (await answered('secrets', { kind, items: [{ metadata: KUBE_SYSTEM }] }, true)).list.ok;
    expect(await of('PartialObjectMetadataList')).toBe(true);
    expect(await of('SecretList')).toBe(true);
    expect(await of('ConfigMapList')).toBe(false);
  });
});

describe('a name that Kubernetes does not allow', () => {
  const NAMES = [
    ...['../../x', '..', '.', '%2f', '%2e%2e', 'a?b', 'a#b', 'a b', 'a/b', 'ä', 'A', '-a', 'a-'],
    ...['a..b', '', 'a\nb', 'x'.repeat(254)],
  ];
  it.each(sampled(3, NAMES))('%j is refused in an answer', async (name) => {
    for (const metadata of [
      { name, namespace: 'kube-system' },
      { name: 'a', namespace: name },
    ]) {
      for (const resource of resources) {
        const kind = RESOURCES[resource];
        const { list } = await answered(resource, { kind: `${kind}List`, items: [{ metadata }] });
        expect(failureOf(list)).toMatchObject({ kind: 'wrong-answer' });
        const { one } = await answered(resource, { kind, metadata });
        expect(failureOf(one)).toMatchObject({ kind: 'wrong-answer' });
      }
    }
  });

  it.each(NAMES)('%j is not asked about', async (name) => {
    const { api, asked } = await answered('pods', {});
    const before = asked.length;
    const read = (item: unknown) => item;
    for (const observed of [
      await api.list({ resource: 'secrets', namespace: name }, read),
      await api.get({ resource: 'services', namespace: name, name: 'a' }, read),
      await api.get({ resource: 'services', namespace: 'a', name }, read),
    ]) {
      expect(failureOf(observed).message).toMatch(/is not a name of a (namespace|Service)/);
    }
    expect(asked).toHaveLength(before);
  });

  it('is refused where it is another than was asked for', async () => {
    const metadata = { name: 'b', namespace: 'default' };
    const { list, one } = await answered('pods', { kind: 'PodList', items: [{ metadata }] });
    expect(failureOf(list).message).toContain('a Pod of the namespace "default"');
    expect(failureOf(one).kind).toBe('wrong-answer');
    const other = await answered('pods', { kind: 'Pod', metadata: { ...KUBE_SYSTEM, name: 'b' } });
    expect(failureOf(other.one).message).toContain('it is the Pod "b"');
  });
});

describe('a pod or Service', () => {
  it.each([0, -1, 1.5, 65_536, 1e300, '80', null])('has no port %j', (port) => {
    const spec = { ports: [{ port }, { port: 80, targetPort: port }] };
    expect(readService({ metadata: KUBE_SYSTEM, spec })?.ports).toEqual([
      { name: '', port: 80, targetPort: typeof port === 'string' ? port : 80 },
    ]);
    const containers = [{ name: 'a', ports: [{ containerPort: port }] }];
    expect(readPod({ metadata: KUBE_SYSTEM, spec: { containers } })?.containers).toMatchObject([
      { ports: [] },
    ]);
  });

  it.each(['../../x', 'a:b', 'a b', '%2f'])('has no port with the name %j', (name) => {
    const spec = { ports: [{ name, port: 80 }] };
    expect(readService({ metadata: KUBE_SYSTEM, spec })?.ports).toMatchObject([{ name: '' }]);
  });

  it.each([
    ['ExternalName', 'swift.example'],
    ['ClusterIP', undefined],
  ])('of type %s has the external name %s', async (type, expected) => {
    const spec = { type, externalName: 'swift.example' };
    const { api } = await answered('services', { kind: 'Service', metadata: KUBE_SYSTEM, spec });
    const asked = { namespace: 'kube-system', name: 'a', port: null };
    const given = {
      headers: {},
      credentials: 'none' as const,
      tls: { verify: true },
      declaredVersion: null,
    };
    const request = { asked, namespace: 'kube-system', via: 'service-proxy', given } as const;
    const { search } = await findSwift(api, request, testRun({ timeoutMs: 5_000 }));
    if (!search.services.ok) throw new Error(search.services.failure.message);
    expect(search.services.value.map(({ externalName }) => externalName)).toEqual([expected]);
  });

  it('is no Tiller without its labels, where the server passes the selector by', async () => {
    const { api } = await answered('pods', { kind: 'PodList', items: [{ metadata: KUBE_SYSTEM }] });
    const run = testRun({ timeoutMs: 5_000 });
    const { search } = await findTiller(api, { namespace: 'kube-system', tls: null }, run);
    expect(search.pods).toMatchObject({ ok: true, value: [] });
    expect(search.chosen).toBeNull();
  });
});

describe('a list that is larger than the run takes', () => {
  const pod = (name: string, rest = '') =>
    `{"metadata":{"name":"${name}","namespace":"kube-system"}${rest}}`;
  const page = (items: string, next = '') =>
    `{"kind":"PodList","metadata":{"continue":"${next}"},"items":[${items}]}`;
  // Each is below the ceiling of a mebibyte. In memory a value takes more than its text.
  const MANY_VALUES = page(pod('a', `,"spec":{"x":[${'[],'.repeat(100_000)}[]]}`));
  const TEXT = page(pod('a', `,"spec":{"x":"${String.raw`[],\"`.repeat(100_000)}"}`));
  it.each([
    ['of one page with many values', () => MANY_VALUES, false],
    [
      'of pages that are kept',
      (asked: number) => page(pod(`p${asked}`, `,"x":"${'x'.repeat(400_000)}"`), `c${asked}`),
      false,
    ],
    ['of a text with the marks of many values', () => TEXT, true],
  ])('%s', async (_name, answer, isTaken) => {
    let count = 0;
    const server = await startHttp((_request, response) => {
      count += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer(count));
    });
    afterwards(() => server.close());
    const run = testRun({ timeoutMs: 5_000, ceilingBytes: 1024 * 1024 });
    const api = new KubeApi(clusterAccess(context(server.url)), run);
    afterwards(() => api.close());
    const observed = await api.list({ resource: 'pods', namespace: null }, (item) => item);
    expect(observed.ok ? 'taken' : observed.failure.kind).toBe(isTaken ? 'taken' : 'over-ceiling');
    expect(count).toBeLessThan(4);
  });

  it('has a page with a name that is far too long', async () => {
    const { answer } = await listed((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(page(pod('a'), 'x'.repeat(100_000)));
    });
    expect(failureOf(answer).message).toContain('a name of 100,000 characters');
  });
});

it('reads a pod with many containers, each of which is looked up once', () => {
  const named = (prefix: string) =>
    Array.from({ length: 50_000 }, (_each, index) => ({ name: `${prefix}${index}` }));
  const status = { containerStatuses: named('b') };
  const pod = readPod({ metadata: KUBE_SYSTEM, spec: { containers: named('a') }, status });
  expect(pod?.containers).toHaveLength(50_000);
});

describe('a list without an end', () => {
  const page = (items: number, next: string) =>
    JSON.stringify({
      kind: 'PodList',
      metadata: { continue: next },
      items: Array.from({ length: items }, (_each, index) => ({
        metadata: { name: `p${index}`, namespace: 'kube-system' },
      })),
    });
  it.each([
    ['the same place again', () => page(1, 'again'), /goes on at a place where it was before/, 2],
    [
      'three places in turn',
      (asked: number) => page(1, `place-${asked % 3}`),
      /goes on at a place where it was before/,
      4,
    ],
    ['nothing, but more', (asked: number) => page(0, `place-${asked}`), /20 pages in a row/, 20],
    ['ever more', (asked: number) => page(1, `place-${asked}`), /goes on after 1,000 pages/, 1000],
  ] as const)('%s', async (_name, answer, says, requests) => {
    let count = 0;
    const { answer: observed, asked } = await listed((_request, response) => {
      count += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer(count));
    });
    const { kind, message } = failureOf(observed);
    expect(kind).toBe('unreadable');
    expect(message).toMatch(says);
    expect(asked).toHaveLength(requests);
  });

  it('is none where a page in between holds nothing', async () => {
    const pages = [page(0, 'a'), page(2, 'b'), page(0, 'c'), page(1, '')];
    const { answer } = await listed((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(pages.shift());
    });
    expect(answer).toMatchObject({ ok: true, value: { length: 3 } });
  });
});

const PROTOCOL = 'Sec-WebSocket-Protocol: v4.channel.k8s.io';
const accepted = (key: string) =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
const switching = (...headers: string[]) =>
  `${['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', ...headers].join('\r\n')}\r\n\r\n`;

/** A port that is forwarded by a server which answers the question for it like this. */
async function forwarded(upgrade: (socket: Duplex, key: string) => void) {
  // The server answers the look into the connection.
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('upgrade', (request: IncomingMessage, socket) => {
    socket.on('error', () => socket.destroy());
    upgrade(socket, request.headers['sec-websocket-key'] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access = clusterAccess(context(url));
  const pod = { namespace: 'kube-system', pod: 'tiller', port: 44134 } as const;
  const run = testRun({ timeoutMs: 2_000 });
  return openPortForward(access, { ...pod, hop: 'api-server->tiller' }, run);
}

describe('the question for a forwarded port', () => {
  it.each([
    ['another accept', () => switching('Sec-WebSocket-Accept: bm9wZQ==', PROTOCOL), 'unreadable'],
    [
      'another protocol',
      (key: string) =>
        switching(`Sec-WebSocket-Accept: ${accepted(key)}`, 'Sec-WebSocket-Protocol: evil'),
      'unreadable',
    ],
    [
      'no protocol',
      (key: string) => switching(`Sec-WebSocket-Accept: ${accepted(key)}`),
      'unreadable',
    ],
    [
      'an extension',
      (key: string) =>
        switching(
          ...[`Sec-WebSocket-Accept: ${accepted(key)}`, PROTOCOL],
          'Sec-WebSocket-Extensions: permessage-deflate',
        ),
      'unreadable',
    ],
    ['garbage', () => 'WHAT IS THIS\r\n\r\n', 'other-protocol'],
    ['20 kB of headers', () => `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'unreadable'],
    ['nothing', () => '', 'no-answer'],
    ['200 and a list', () => 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}', 'unreadable'],
    ['a redirect', () => 'HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n', 'unreadable'],
  ] as const)('%s: %s', async (_name, answer, kind) => {
    const failure = failureOf(await forwarded((socket, key) => socket.write(answer(key))));
    expect(failure).toMatchObject({ hop: 'swiftcheck->api-server', kind });
  });

  it.each([
    ['a reserved frame', [0xff, 0xff, 1, 2]],
    ['a masked frame', [0x82, 0x81, 0, 0, 0, 0, 1]],
    ['a frame of every length', [0x82, 127, 255, 255, 255, 255, 255, 255, 255, 255]],
    ['text that is no UTF-8', [0x81, 1, 0xff]],
    ['a close without a reason', [0x88, 2, 0, 1]],
    ['text', [0x81, 5, ...Buffer.from('hello')]],
    ['text that begins as data does', [0x81, 2, 0, 65]],
  ])('is accepted, and %s comes', async (_name, frame) => {
    const port = await forwarded((socket, key) => {
      socket.write(switching(`Sec-WebSocket-Accept: ${accepted(key)}`, PROTOCOL));
      // Once the client speaks the channel is carried.
      socket.once('data', () => socket.write(Buffer.from(frame)));
    });
    if (!port.ok) throw new Error(port.failure.message);
    afterwards(() => port.value.close());
    const client = connect(port.value.port, '127.0.0.1').on('error', () => undefined);
    client.write('hello');
    client.resume();
    await once(client, 'close');
    expect(port.value.failure()).toMatchObject({
      hop: 'swiftcheck->api-server',
      kind: 'unreadable',
    });
  });
});

it('a forwarded port that stays open after an error', async () => {
  const frame = (channel: number, text: string) =>
    Buffer.from([0x82, 3 + text.length, channel, 0x66, 0xac, ...Buffer.from(text)]);
  const port = await forwarded((socket, key) => {
    socket.write(switching(`Sec-WebSocket-Accept: ${accepted(key)}`, PROTOCOL));
    socket.once('data', () => socket.write(Buffer.concat([frame(1, 'no socat'), frame(0, 'x')])));
  });
  if (!port.ok) throw new Error(port.failure.message);
  afterwards(() => port.value.close());
  expect(port.value.failure()).toBeNull();
  const client = connect(port.value.port, '127.0.0.1').on('error', () => undefined);
  client.write('hello');
  await once(client, 'data');
  expect(client.readyState).toBe('open');
  expect(port.value.failure()).toMatchObject({ kind: 'port-forward', message: 'no socat' });
});

it.each([
  [1011, 'the node is gone', /^The WebSocket was closed with code 1011: the node is gone$/],
  [1013, '', /^The WebSocket was closed with code 1013$/],
  [1000, 'done', null],
])('a forwarded port that is closed with code %i', async (code, reason, says) => {
  const port = await forwarded((socket, key) => {
    socket.write(switching(`Sec-WebSocket-Accept: ${accepted(key)}`, PROTOCOL));
    const close = Buffer.from([0x88, 2 + reason.length, code >> 8, code & 255]);
    socket.once('data', () => socket.end(Buffer.concat([close, Buffer.from(reason)])));
  });
  if (!port.ok) throw new Error(port.failure.message);
  afterwards(() => port.value.close());
  const client = connect(port.value.port, '127.0.0.1').on('error', () => undefined);
  client.write('hello');
  client.resume();
  await once(client, 'close');
  const failure = port.value.failure();
  if (says === null) expect(failure).toBeNull();
  else {
    expect(failure).toMatchObject({ hop: 'api-server->tiller', kind: 'port-forward' });
    expect(failure?.message).toMatch(says);
  }
});

describe('a proxy', () => {
  it.each([
    ['http', 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n', /HTTP 407/],
    ['http', 'WHAT IS THIS\r\n\r\n', /breaks the rules of HTTP/],
    [
      'http',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nlogin',
      /^What came through the proxy 127\.0\.0\.1:\d+ is not TLS\. The proxy sent it, or the server behind/,
    ],
    ['https', 'HTTP/1.1 400 Bad Request\r\n\r\n', /opened no connection: .*wrong version number/],
    ['socks5', Buffer.from([5, 0xff]), /opened no connection/],
    ['socks5', 'HTTP/1.1 400 Bad Request\r\n\r\n', /opened no connection/],
  ])('%s that says %j', async (scheme, bytes, says) => {
    const proxy = await startSaying(bytes, { after: 'request' });
    afterwards(() => proxy.close());
    const url = `${scheme}://someone:pa55w0rd@127.0.0.1:${proxy.port}`;
    const access = clusterAccess(context('https://192.0.2.1:6443', { 'proxy-url': url }));
    const run = testRun({ timeoutMs: 5_000 });
    const api = new KubeApi(access, run);
    afterwards(() => api.close());
    const pod = { namespace: 'kube-system', pod: 'tiller', port: 44134 } as const;
    const failures = [
      failureOf(await api.list({ resource: 'pods', namespace: null }, (item) => item)),
      failureOf(await openPortForward(access, { ...pod, hop: 'api-server->tiller' }, run)),
    ];
    for (const { kind, message } of failures) {
      // Nothing is known of the server behind it.
      expect(kind).not.toMatch(/^(client-error$|tls-)/);
      expect(message).not.toContain('pa55w0rd');
    }
    expect(failures[0]?.message).toMatch(says);
  });

  it.each(['http', 'socks5'])('%s that is not there', async (scheme) => {
    const url = `${scheme}://127.0.0.1:1`;
    const access = clusterAccess(context('https://192.0.2.1:6443', { 'proxy-url': url }));
    const api = new KubeApi(access, testRun({ timeoutMs: 5_000 }));
    afterwards(() => api.close());
    const { kind, message } = failureOf(
      await api.list({ resource: 'pods', namespace: null }, (item) => item),
    );
    expect(kind).toBe('unreachable');
    expect(message).toMatch(/^The proxy 127\.0\.0\.1:1 opened no connection: .*ECONNREFUSED/);
  });

  it('socks5 that ends the connection in its greeting', async () => {
    const proxy = createTcpServer((client) => client.on('error', () => client.destroy()).destroy());
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    afterwards(() => proxy.close());
    const url = `socks5://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const access = clusterAccess(context('https://192.0.2.1:6443', { 'proxy-url': url }));
    const api = new KubeApi(access, testRun({ timeoutMs: 60_000 }));
    afterwards(() => api.close());
    const { kind, message } = failureOf(
      await api.list({ resource: 'pods', namespace: null }, (item) => item),
    );
    expect(kind).toBe('unreachable');
    expect(message).toMatch(/^The proxy 127\.0\.0\.1:\d+ opened no connection: /);
  });

  it('socks5 looks the names up, for requests and for forwarded ports', async () => {
    const proxy = await startSocksProxy();
    afterwards(() => proxy.close());
    const access = clusterAccess(context('https://kube.invalid:1', { 'proxy-url': proxy.url }));
    const run = testRun({ timeoutMs: 5_000 });
    const api = new KubeApi(access, run);
    afterwards(() => api.close());
    await api.list({ resource: 'pods', namespace: null }, (item) => item);
    const pod = { namespace: 'kube-system', pod: 'tiller', port: 44134 } as const;
    await openPortForward(access, { ...pod, hop: 'api-server->tiller' }, run);
    expect(proxy.tunnels.length).toBeGreaterThan(1);
    expect(new Set(proxy.tunnels)).toEqual(new Set(['kube.invalid:1']));
  });

  it('whose certificate is not trusted', async () => {
    const { server } = await makeCertificates();
    const proxy = createTlsServer(server).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    afterwards(() => proxy.close());
    const url = `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const access = clusterAccess(context('https://192.0.2.1:6443', { 'proxy-url': url }));
    const api = new KubeApi(access, testRun({ timeoutMs: 5_000 }));
    afterwards(() => api.close());
    const { kind, message } = failureOf(
      await api.list({ resource: 'pods', namespace: null }, (item) => item),
    );
    expect(kind).toBe('unreachable');
    expect(message).toMatch(/^The proxy 127\.0\.0\.1:\d+ opened no connection: .*certificate/);
  });
});
