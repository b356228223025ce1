// A port of a pod on an ephemeral port of 127.0.0.1, through the API server (pods/portforward over
// WebSocket). Each connection to it is one of its own to the pod.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Failure, Observation } from '../evidence/observation.js';
import { ObservationFailed, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { unforeseen } from '../net/unforeseen.js';
import type { ClusterAccess } from './access.js';
import { API_SERVER, credentialsFor } from './transport.js';
import { openTunnel, type PodPort, type Tunnel } from './tunnel.js';

export interface PortForward {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The first failure since it was opened: why a connection to it got no answer. */
  readonly failure: () => Failure | null;
  close(): Promise<void>;
}

/**
 * Opens a first connection to the pod at once, so that a refusal is reported here and not as a connection
 * that breaks. The caller closes what it gets, also after an error.
 */
export function openPortForward(
  access: ClusterAccess,
  target: PodPort,
  run: Run,
): Promise<Observation<PortForward>> {
  const name = `Kubernetes port-forward ${target.pod}:${target.port} in ${target.namespace}`;
  return observe(run, name, API_SERVER, async () => {
    const credentials = await credentialsFor(access, run);
    const open = () => openTunnel(access, credentials, target, run);
    const first = await open();
    try {
      return { value: await listen(first, open) };
    } catch (error) {
      first.close();
      throw error;
    }
  });
}

async function listen(first: Tunnel, open: () => Promise<Tunnel>): Promise<PortForward> {
  let spare: Tunnel | null = first;
  let failure: Failure | null = null;
  const tunnels = new Set<Tunnel>([first]);
  const sockets = new Set<Socket>();
  const serve = async (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const ready = spare;
    spare = null;
    try {
      const tunnel = ready ?? (await open());
      tunnels.add(tunnel);
      await tunnel.carry(socket);
      failure ??= tunnel.failure;
      tunnels.delete(tunnel);
    } catch (error) {
      failure ??=
        error instanceof ObservationFailed ? error.failure : unforeseen(API_SERVER, error).failure;
    } finally {
      socket.destroy();
    }
  };
  const server: Server = createServer({ pauseOnConnect: true }, (socket) => void serve(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    failure: () =>
      failure ?? [...tunnels].map((tunnel) => tunnel.failure).find((one) => one !== null) ?? null,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      for (const tunnel of tunnels) tunnel.close();
      await closed;
    },
  };
}
