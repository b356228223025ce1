// pods/portforward over WebSocket: a channel for the data and one for the error of each port.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { dial, DialError, type Network } from './network.js';
import type { KubeObject } from './objects.js';
import type { ResourceRequest } from './request-info.js';
import { badRequest, notFound, Refused, type Status } from './status.js';

const CHANNELS = 'v4.channel.k8s.io';

/** What goes wrong with a pod: before the upgrade, or after it, on the error channel. */
export type PortForwardTrouble =
  | { readonly refused: Status | { readonly code: number; readonly text: string } }
  | { readonly fails: string };

export interface PortForwardContext {
  readonly pods: readonly KubeObject[];
  readonly network: Network;
  /** By the pod's name. */
  readonly trouble: Readonly<Record<string, PortForwardTrouble>>;
}

/** What the kubelet answered before the upgrade, which the API server passes on as it is. */
export class KubeletRefused extends Error {
  constructor(
    readonly code: number,
    text: string,
  ) {
    super(text);
  }
}

const sockets = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => (offered.has(CHANNELS) ? CHANNELS : false),
});

/** @throws Refused, KubeletRefused */
export function forwardPorts(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  info: ResourceRequest,
  query: URLSearchParams,
  context: PortForwardContext,
): void {
  const { name, ip, trouble } = podOf(info, context);
  const ports = query
    .getAll('ports')
    .flatMap((list) => list.split(','))
    .map(Number);
  if (ports.length === 0) throw new KubeletRefused(400, 'query parameter "port" is required');
  sockets.handleUpgrade(request, socket, head, (channels) => {
    for (const [index, port] of ports.entries()) {
      void forwardPort(channels, index * 2, port, name, () =>
        trouble ? Promise.reject(new DialError(trouble)) : dialInPod(context.network, ip, port),
      );
    }
  });
}

/** @throws Refused, KubeletRefused */
function podOf(
  { namespace, name }: ResourceRequest,
  { pods, trouble }: PortForwardContext,
): { name: string; ip: string; trouble: string | null } {
  const pod = pods.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  if (!pod || name === null) throw new Refused(notFound('pods', name ?? ''));
  const { podIP } = (pod['status'] ?? {}) as { podIP?: string };
  if (podIP === undefined)
    throw new Refused(badRequest(`pod ${name} does not have a host assigned`));
  const wrong = trouble[name];
  if (wrong && 'refused' in wrong) {
    if ('text' in wrong.refused) throw new KubeletRefused(wrong.refused.code, wrong.refused.text);
    throw new Refused(wrong.refused);
  }
  return { name, ip: podIP, trouble: wrong?.fails ?? null };
}

/** @throws DialError in the words of socat, which looks from within the pod */
async function dialInPod(network: Network, ip: string, port: number) {
  try {
    return await dial(network, ip, port);
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    throw new DialError(
      `exit status 1: 2020/01/02 03:04:05 socat[4242] E connect(5, AF=2 127.0.0.1:${port}, 16): Connection refused\n`,
    );
  }
}

function forwardError(port: number, pod: string, error: DialError): string {
  return `error forwarding port ${port} to pod ${pod}, uid : ${error.message}`;
}

async function forwardPort(
  channels: WebSocket,
  dataChannel: number,
  port: number,
  pod: string,
  open: () => ReturnType<typeof dial>,
): Promise<void> {
  const send = (channel: number, bytes: Uint8Array) =>
    channels.send(Buffer.concat([Buffer.of(channel), bytes]));
  const portBytes = Buffer.of(port & 0xff, port >> 8);
  send(dataChannel, portBytes);
  send(dataChannel + 1, portBytes);
  // What comes before the pod's side is connected waits in the socket.
  channels.pause();
  try {
    const socket = await open();
    channels.on('message', (message: RawData) => {
      const bytes = message as Buffer;
      if (bytes[0] === dataChannel) socket.write(bytes.subarray(1));
    });
    channels.resume();
    socket.on('data', (bytes) => send(dataChannel, bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => channels.close(1000));
    channels.on('close', () => socket.destroy());
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    send(dataChannel + 1, Buffer.from(forwardError(port, pod, error)));
    channels.resume();
    channels.close(1000);
  }
}
