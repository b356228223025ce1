// The network of the cluster: which addresses of pods answer, and where they really listen.
import { connect, type Socket } from 'node:net';

/** From `IP:PORT` in the cluster to a port on loopback. */
export type Network = Readonly<Record<string, number>>;

/** How Go words an error of dialling. */
export class DialError extends Error {}

/** @throws DialError */
export function dial(network: Network, ip: string, port: number): Promise<Socket> {
  const refused = () => new DialError(`dial tcp ${ip}:${port}: connect: connection refused`);
  const real = network[`${ip}:${port}`];
  if (real === undefined) return Promise.reject(refused());
  return new Promise((resolve, reject) => {
    const socket = connect(real, '127.0.0.1');
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => reject(refused()));
  });
}
