// Plain sockets for looking into a failed connection. Each step ends by itself, or is stopped when its
// time is up or the signal fires; the signal shows which of the two it was. Nothing here retries.

import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';

export interface Limits {
  /** For each step: connecting, the TLS handshake, waiting for an answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** In place of the system's name resolution. */
  readonly lookup?: LookupFunction;
}

export type Connected =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly error: Error }
  /** Stopped, before or after the name was resolved. */
  | { readonly ok: false; readonly error: null; readonly resolved: boolean };

/** Resolves the name and connects. */
export async function connectTcp(host: string, port: number, limits: Limits): Promise<Connected> {
  const socket = connect({
    host,
    port,
    // The default of 250 ms for each address of a name but the last is too short for a slow network.
    autoSelectFamilyAttemptTimeout: Math.max(10, Math.floor(limits.timeoutMs / 2)),
    ...(limits.lookup && { lookup: limits.lookup }),
  });
  let resolved = isIP(host) !== 0;
  socket.on('lookup', (error: Error | null) => (resolved = error === null));
  keepErrors(socket);
  const outcome = await bounded<Connected>(limits, (settle) => {
    socket.once('connect', () => settle({ ok: true, socket }));
    socket.once('error', (error) => settle({ ok: false, error }));
    return () => socket.destroy();
  });
  return outcome ?? { ok: false, error: null, resolved };
}

export interface Handshake {
  readonly socket: TLSSocket;
  readonly ended: 'secured' | 'failed' | 'stopped';
  readonly error: Error | null;
  /** The server sent its certificate, if any, and agreed on keys: what fails later is about the client. */
  readonly keysAgreed: boolean;
}

/** The TLS handshake over a connected socket. @throws where certificates or key are unusable */
export async function handshake(
  tcp: Socket,
  options: ConnectionOptions,
  limits: Limits,
): Promise<Handshake> {
  const socket = connectTls({ ...options, socket: tcp });
  let keysAgreed = false;
  socket.once('keylog', () => (keysAgreed = true));
  keepErrors(socket);
  const outcome = await bounded<Pick<Handshake, 'ended' | 'error'>>(limits, (settle) => {
    socket.once('secureConnect', () => settle({ ended: 'secured', error: null }));
    socket.once('error', (error: Error) => settle({ ended: 'failed', error }));
    return () => socket.destroy();
  });
  return { socket, keysAgreed, ...(outcome ?? { ended: 'stopped', error: null }) };
}

export interface Heard {
  readonly bytes: Buffer;
  readonly ended: 'enough' | 'closed' | 'stopped';
  readonly error: Error | null;
}

/** Sends bytes and listens until `isEnough` of what came. */
export async function exchange(
  socket: Socket,
  request: Uint8Array,
  isEnough: (bytes: Buffer) => boolean,
  limits: Limits,
): Promise<Heard> {
  let bytes: Buffer = Buffer.alloc(0);
  const outcome = await bounded<Pick<Heard, 'ended' | 'error'>>(limits, (settle) => {
    if (!socket.writable) {
      settle({ ended: 'closed', error: socket.errored });
    } else {
      // An alert that comes after the handshake is emitted, but does not end the socket.
      socket.once('error', (error: Error) => settle({ ended: 'closed', error }));
      socket.once('close', () => settle({ ended: 'closed', error: null }));
      socket.on('data', (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (isEnough(bytes)) settle({ ended: 'enough', error: null });
      });
      socket.write(request);
    }
    return () => socket.destroy();
  });
  return { bytes, ...(outcome ?? { ended: 'stopped', error: null }) };
}

// An error between two steps would otherwise be thrown; the next step reads it as `errored`.
function keepErrors(socket: Socket): void {
  socket.on('error', () => undefined);
}

/** What the step settles with; `null` when it was stopped. `start` returns how to give the step up. */
async function bounded<T>(
  { timeoutMs, signal }: Limits,
  start: (settle: (value: T) => void) => () => void,
): Promise<T | null> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await new Promise<T | null>((resolve) => {
      const giveUp = start(resolve);
      const onStop = () => {
        giveUp();
        resolve(null);
      };
      if (stop.signal.aborted) onStop();
      else stop.signal.addEventListener('abort', onStop, { once: true });
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
