// A pod's port on loopback, through the API server.
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { openPortForward, type PortForward } from '../../src/cluster/port-forward.js';
import { clusterAccess } from '../support/kube/cluster-access.js';
import { startConnectProxy } from '../support/kube/connect-proxy.js';
import { contextOf, type ContextOptions } from '../support/kube/kubeconfig.js';
import { tillerPod } from '../support/kube/objects.js';
import { internal } from '../support/kube/status.js';
import { startKube, type KubeServer } from '../support/kube/server.js';
import { testRun } from '../support/run.js';

const BALANCER = '<html><head><title>400 Bad Request</title></head></html>';
const DIALING =
  "error dialing backend: x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs";
const NO_SOCAT = 'unable to do port forwarding: socat not found.';

let echo: Server;
let kube: KubeServer;
beforeAll(async () => {
  // Says back what it hears, and ends the conversation after its "bye".
  echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      if (data.toString() === 'bye') socket.end('bye');
      else if (!socket.write(data)) {
        socket.pause();
        socket.once('drain', () => socket.resume());
      }
    });
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const pods = ['tiller', 'no-socat', 'unknown', 'kubelet', 'balancer'].map((name) =>
    tillerPod({ name }),
  );
  kube = await startKube({
    objects: { pods: [...pods, tillerPod({ name: 'deaf', ip: '10.1.0.9' })] },
    network: { '10.1.0.7:44134': (echo.address() as AddressInfo).port },
    portForwardTrouble: {
      'no-socat': { fails: NO_SOCAT },
      unknown: { refused: { code: 404, text: 'pod does not exist' } },
      kubelet: { refused: internal(DIALING) },
      balancer: { refused: { code: 400, text: BALANCER } },
    },
    users: {
      tokens: {
        helm: { name: 'helm', rules: [{ verbs: ['get'], resources: ['pods/portforward'] }] },
        list: { name: 'list', rules: [{ verbs: ['list'], resources: ['pods'] }] },
      },
    },
  });
});
afterAll(async () => {
  echo.close();
  await kube.close();
});

const open = async (
  pod: string,
  context: ContextOptions = contextOf(kube, 'helm'),
  run = testRun(),
) =>
  openPortForward(
    clusterAccess(context),
    { namespace: 'kube-system', pod, port: 44134, hop: 'api-server->tiller' },
    run,
  );

async function forwarded(pod: string, context?: ContextOptions): Promise<PortForward> {
  const observation = await open(pod, context);
  if (!observation.ok) throw new Error(observation.failure.message);
  return observation.value;
}

/** Sends `bytes`, and gives as many back. */
async function roundTrip(socket: Socket, bytes: Buffer): Promise<Buffer> {
  const received: Buffer[] = [];
  let length = 0;
  const whole = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      length += chunk.length;
      if (length >= bytes.length) resolve();
    });
  });
  socket.write(bytes);
  await whole;
  return Buffer.concat(received);
}

describe('a forwarded port', () => {
  it('carries whatever is sent, on several connections at once', async () => {
    const forward = await forwarded('tiller');
    const sizes = [1, 70_000, 6 * 1024 * 1024];
    const answers = sizes.map(async (size, index) => {
      const socket = connect(forward.port, forward.host);
      const bytes = Buffer.alloc(size, `${index}`);
      const answer = await roundTrip(socket, bytes);
      socket.destroy();
      return answer.equals(bytes);
    });
    expect(await Promise.all(answers)).toEqual([true, true, true]);
    expect(forward.failure()).toBeNull();
    await forward.close();
  });

  it('ends a connection where the pod ends it', async () => {
    const forward = await forwarded('tiller');
    const socket = connect(forward.port, forward.host);
    expect((await roundTrip(socket, Buffer.from('bye'))).toString()).toBe('bye');
    await once(socket, 'close');
    await forward.close();
  });

  it('leaves nothing behind when it is closed, whatever runs at that time', async () => {
    const forward = await forwarded('tiller');
    const sockets = [connect(forward.port, forward.host), connect(forward.port, forward.host)];
    await Promise.all(sockets.map((socket) => roundTrip(socket, Buffer.from('x'))));
    const gone = sockets.map((socket) => once(socket, 'close'));
    await forward.close();
    await Promise.all(gone);
    const late = connect(forward.port, forward.host);
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('goes through the proxy of the kubeconfig', async () => {
    const proxy = await startConnectProxy();
    const context = contextOf(kube, 'helm');
    const cluster = { ...context.cluster, 'proxy-url': proxy.url };
    const forward = await forwarded('tiller', { ...context, cluster });
    const socket = connect(forward.port, forward.host);
    expect((await roundTrip(socket, Buffer.from('x'))).toString()).toBe('x');
    expect(proxy.tunnels).toEqual([`127.0.0.1:${kube.port}`]);
    await forward.close();
    await proxy.close();
  });
});

/** An API server that opens each WebSocket, and then does as a test says. */
async function serving(connected: (channels: WebSocket, connection: Socket) => void) {
  const server = createHttp();
  const sockets = new WebSocketServer({ noServer: true });
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => connections.add(connection));
  server.on('upgrade', (request, connection: Socket, head) => {
    sockets.handleUpgrade(request, connection, head, (channels) => {
      connected(channels, connection);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const forward = await forwarded('tiller', {
    name: 'plain',
    cluster: { server: `http://127.0.0.1:${port}` },
  });
  const close = async () => {
    await forward.close();
    for (const connection of connections) connection.destroy();
    server.close();
  };
  return { forward, close };
}

const PORT = [44134 & 0xff, 44134 >> 8] as const;

describe('channels with other frames', () => {
  it('carry the same bytes', async () => {
    const { forward, close } = await serving((channels) => {
      const [low, high] = PORT;
      channels.ping();
      for (const frame of [[], [1, low], [0, low], [0, high, 0x68], [0], [1, high], [0, 0x69]]) {
        channels.send(Buffer.from(frame));
      }
      // As Go's server ends: no close frame, and no answer to one.
      channels.once('pong', () => channels.terminate());
    });
    const socket = connect(forward.port, forward.host);
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    await once(socket, 'close');
    expect(Buffer.concat(received).toString()).toBe('hi');
    expect(forward.failure()).toBeNull();
    await close();
  });

  it('end soon where the connection stays after the WebSocket is closed', async () => {
    const { forward, close } = await serving((channels, connection) => {
      // It does not hear that the client agrees, and so does not end the connection.
      channels.pause();
      const reason = Buffer.from('the node is gone');
      connection.write(Buffer.concat([Buffer.of(0x88, reason.length + 2, 0x03, 0xf3), reason]));
    });
    const began = performance.now();
    const socket = connect(forward.port, forward.host);
    await once(socket, 'close');
    // By default the library waits for 30 seconds.
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(forward.failure()).toEqual({
      hop: 'api-server->tiller',
      kind: 'port-forward',
      message: 'The WebSocket was closed with code 1011: the node is gone',
    });
    await close();
  });

  it('are broken off at a message that no kubelet sends', async () => {
    const { forward, close } = await serving((channels) => {
      channels.send(Buffer.alloc(5 * 1024 * 1024));
    });
    const socket = connect(forward.port, forward.host);
    await once(socket, 'close');
    expect(forward.failure()).toEqual({
      hop: 'swiftcheck->api-server',
      kind: 'unreadable',
      message:
        'What the API server sent over the WebSocket cannot be read: Max payload size exceeded.',
    });
    await close();
  });
});

describe('a pod that does not listen', () => {
  it.each([
    ['no-socat', `error forwarding port 44134 to pod no-socat, uid : ${NO_SOCAT}`],
    ['deaf', 'Connection refused'],
  ])('the error channel reports %s', async (pod, words) => {
    const forward = await forwarded(pod);
    const socket = connect(forward.port, forward.host);
    socket.on('error', () => undefined);
    await once(socket, 'close');
    expect(forward.failure()).toMatchObject({ hop: 'api-server->tiller', kind: 'port-forward' });
    expect(forward.failure()?.message).toContain(words);
    await forward.close();
  });
});

describe('a port that is refused', () => {
  const refusal = async (...args: Parameters<typeof open>) => {
    const observation = await open(...args);
    return observation.ok ? null : observation.failure;
  };

  it('names the permission that is missing', async () => {
    expect(await refusal('tiller', contextOf(kube, 'list'))).toEqual({
      hop: 'swiftcheck->api-server',
      kind: 'kubernetes-status',
      httpStatus: 403,
      message:
        'pods "tiller" is forbidden: User "list" cannot get resource "pods/portforward" in API group "" in the namespace "kube-system"',
      forbidden: { verb: 'get', resource: 'pods/portforward', namespace: 'kube-system' },
    });
  });

  it.each([
    ['missing', 'api-server->tiller', 'port-forward', 404, 'pods "missing" not found'],
    ['kubelet', 'api-server->tiller', 'port-forward', 500, DIALING],
    ['unknown', 'api-server->tiller', 'port-forward', 404, 'pod does not exist'],
    // A page: another server before the API server does not pass the upgrade.
    [
      ...(['balancer', 'api-server->tiller', 'port-forward', 400] as const),
      'HTTP 400 to a request with Upgrade: "400 Bad Request"',
    ],
  ])('%s: %s %s %i', async (pod, hop, kind, httpStatus, message) => {
    expect(await refusal(pod)).toEqual({ hop, kind, httpStatus, message });
  });

  it('for want of credentials, trust or a server', async () => {
    expect(await refusal('tiller', contextOf(kube, 'expired'))).toMatchObject({ httpStatus: 401 });
    const { cluster: _trusted, ...others } = contextOf(kube, 'helm');
    const untrusted = { ...others, cluster: { server: kube.url } };
    expect(await refusal('tiller', untrusted)).toMatchObject({ kind: 'tls-untrusted' });
    const closed = { ...others, cluster: { server: 'https://127.0.0.1:1' } };
    expect(await refusal('tiller', closed)).toMatchObject({ kind: 'refused' });
  });

  it('because the run is over', async () => {
    const run = testRun({ interrupted: AbortSignal.abort() });
    expect(await refusal('tiller', undefined, run)).toMatchObject({ kind: 'not-attempted' });
  });
});
