// The sockets that a library opens and gives no handle to: while gRPC connects, or a proxy is asked for a
// tunnel, neither ends when its client is closed, and each keeps the process.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const holder = new AsyncLocalStorage<OpenedSockets>();

// Node reports every socket as `net.connect` makes it.
subscribe('net.client.socket', (message) => {
  holder.getStore()?.hold((message as { socket: Socket }).socket);
});

export class OpenedSockets {
  readonly #open = new Set<Socket>();
  #ended = false;

  /** What `start` and all that follows from it opens is held. */
  holding<T>(start: () => T): T {
    return holder.run(this, start);
  }

  hold(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    // A library may try again after its client was closed.
    if (this.#ended) setImmediate(() => this.#end());
  }

  /** What came over those that are open. */
  get bytesRead(): number {
    return [...this.#open].reduce((sum, socket) => sum + socket.bytesRead, 0);
  }

  end(): void {
    this.#ended = true;
    this.#end();
  }

  #end(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
