// The server of `watch --listen`, asked by a client of HTTP.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { serveStatus, type StatusServer } from '../../src/net/status-server.js';

const servers: StatusServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(host = '127.0.0.1'): Promise<StatusServer> {
  const server = await serveStatus(
    { host, port: 0 },
    { '/healthz': () => ({ status: 503, type: 'text/plain', body: 'late\n' }) },
  );
  servers.push(server);
  return server;
}

it('answers a GET of a path that it has, whatever the query', async () => {
  const { address } = await serve();
  for (const path of ['/healthz', '/healthz?x=/metrics', '/healthz?']) {
    const response = await fetch(`http://${address}${path}`);
    expect([response.status, await response.text()]).toEqual([503, 'late\n']);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('allow')).toBeNull();
  }
});

it('answers HEAD without a body, and refuses every other method', async () => {
  const { address } = await serve();
  const head = await fetch(`http://${address}/healthz`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([503, '']);
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const refused = await fetch(`http://${address}/healthz`, { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await refused.text()).toBe('GET only\n');
  }
});

it.each(['/', '/other', '/constructor', '/__proto__', '/healthz/'])(
  'does not know %s',
  async (path) => {
    const { address } = await serve();
    expect((await fetch(`http://${address}${path}`)).status).toBe(404);
  },
);

it('writes an address of IPv6 in brackets', async () => {
  const { address } = await serve('::1');
  expect(address).toMatch(/^\[::1\]:\d+$/);
  expect((await fetch(`http://${address}/healthz`)).status).toBe(503);
});

it('fails with the code of the system if the port is taken', async () => {
  const { address } = await serve();
  const port = Number(address.split(':').at(-1));
  await expect(serveStatus({ host: '127.0.0.1', port }, {})).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('ends the connections that stay open', async () => {
  const { address, close } = await serve();
  servers.splice(0);
  await fetch(`http://${address}/healthz`);
  await close();
  await expect(fetch(`http://${address}/healthz`)).rejects.toThrow('fetch failed');
});

const REQUEST = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n';

async function client({ address }: StatusServer): Promise<Socket> {
  const socket = connect(Number(address.split(':').at(-1)), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

it('answers one request of a connection', async () => {
  const socket = await client(await serve());
  socket.write(REQUEST.repeat(100));
  const answers = await text(socket);
  expect(answers.match(/^late$/gm)).toHaveLength(1);
});

it('closes a connection on which nothing is asked', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const server = await serve();
  const silent = (await client(server)).resume();
  // The server takes connections in their order.
  const asking = await client(server);
  asking.write(REQUEST);
  await text(asking);
  vi.advanceTimersByTime(9_999);
  expect(silent.readyState).toBe('open');
  vi.advanceTimersByTime(1);
  await once(silent, 'close');
});
