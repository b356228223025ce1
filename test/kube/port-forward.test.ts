// pods/portforward of the fake API server, as @kubernetes/client-node uses it.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { PassThrough } from 'node:stream';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import type { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf, kubeconfig } from '../support/kube/kubeconfig.js';
import { tillerPod } from '../support/kube/objects.js';
import { startKube, type KubeServer } from '../support/kube/server.js';

let echo: Server;
let kube: KubeServer;
beforeAll(async () => {
  // Ends a conversation when it is asked to.
  echo = createServer((socket) => {
    socket.on('data', (data) => {
      if (data.toString() === 'bye') socket.end('bye');
      else socket.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  kube = await startKube({
    objects: {
      pods: [
        tillerPod({ name: 'tiller' }),
        tillerPod({ name: 'deaf', ip: '10.1.0.9' }),
        tillerPod({ name: 'no-socat' }),
        tillerPod({ name: 'nowhere', trouble: { unschedulable: 'no nodes' } }),
        tillerPod({ name: 'unknown' }),
      ],
    },
    network: { '10.1.0.7:44134': (echo.address() as AddressInfo).port },
    portForwardTrouble: {
      'no-socat': { fails: 'unable to do port forwarding: socat not found.' },
      unknown: { refused: { code: 404, text: 'pod does not exist' } },
    },
    users: {
      tokens: {
        helm: {
          name: 'helm',
          rules: [{ verbs: ['get'], resources: ['pods/portforward'], namespace: 'kube-system' }],
        },
        // As Helm's own guide has it: enough for an upgrade by POST only.
        creator: {
          name: 'creator',
          rules: [{ verbs: ['create'], resources: ['pods/portforward'] }],
        },
      },
    },
  });
});
afterAll(async () => {
  echo.close();
  await kube.close();
});

async function forward(pod: string, token = 'helm') {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig([contextOf(kube, token)]));
  const output = new PassThrough();
  const errors = new PassThrough();
  const input = new PassThrough();
  const forwarder = new PortForward(config);
  const socket = (await forwarder.portForward(
    'kube-system',
    pod,
    [44134],
    output,
    errors,
    input,
  )) as unknown as WebSocket;
  return { input, output, errors, socket, closed: once(socket, 'close') };
}

describe('port-forward', () => {
  it('carries bytes in both directions, and ends when the pod ends', async () => {
    const { input, output, closed, socket } = await forward('tiller');
    expect(socket.protocol).toBe('v4.channel.k8s.io');
    const large = Buffer.alloc(300_000, 'x');
    input.write(large);
    let received = 0;
    for await (const chunk of output) {
      received += (chunk as Buffer).length;
      if (received === large.length) break;
    }
    input.write('bye');
    await closed;
    expect(kube.asked.at(-1)).toMatchObject({
      method: 'GET',
      path: '/api/v1/namespaces/kube-system/pods/tiller/portforward?ports=44134',
      info: { verb: 'get', resource: 'pods/portforward', name: 'tiller' },
      allowed: true,
    });
  });

  it.each([
    [
      'no-socat',
      'error forwarding port 44134 to pod no-socat, uid : unable to do port forwarding: socat not found.',
    ],
    ['deaf', /pod deaf, uid : exit status 1: .* E connect\(5, .*44134, 16\): Connection refused/],
  ])('says on the error channel what is wrong with %s', async (pod, text) => {
    const { errors, closed } = await forward(pod);
    await closed;
    expect((errors.read() as Buffer).toString()).toMatch(text);
  });

  it.each([
    ['tiller', 'creator', 403],
    ['tiller', 'nobody', 401],
    ['missing', 'helm', 404],
    ['unknown', 'helm', 404],
    ['nowhere', 'helm', 400],
  ])('refuses %s for %s with %i before the upgrade', async (pod, token, code) => {
    await expect(forward(pod, token)).rejects.toMatchObject({
      message: `Unexpected server response: ${code}`,
    });
  });
});
