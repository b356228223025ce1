// Each step over a socket ends by itself, by its time, or by the signal, and says which.
import { getEventListeners, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectTcp, exchange, handshake, type Connected } from '../../src/net/sockets.js';
import { afterwards } from '../support/afterwards.js';
import {
  startClosedPort,
  startClosing,
  startSaying,
  startSilent,
  type FaultServer,
} from '../support/fault-server.js';

/** So long that it never is what ends a test. */
const PATIENT = 30_000;

async function serverOf(starting: Promise<FaultServer>): Promise<FaultServer> {
  const server = await starting;
  afterwards(() => server.close());
  return server;
}

async function socketTo(starting: Promise<FaultServer>): Promise<Socket> {
  const socket = connect((await serverOf(starting)).port, '127.0.0.1');
  afterwards(() => socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function outcomeOf(connected: Connected) {
  if (connected.ok) afterwards(() => connected.socket.destroy());
  return connected.ok ? 'connected' : (connected.error ?? { resolved: connected.resolved });
}

const aborted = () => AbortSignal.abort();

describe('a connection', () => {
  it('is made, and its socket is open', async () => {
    const { port } = await serverOf(startSilent());
    const connected = await connectTcp('127.0.0.1', port, { timeoutMs: PATIENT });
    expect(outcomeOf(connected)).toBe('connected');
    expect(connected.ok && connected.socket.writable).toBe(true);
  });

  it('fails with the error of the system', async () => {
    const { port } = await serverOf(startClosedPort());
    const outcome = outcomeOf(await connectTcp('127.0.0.1', port, { timeoutMs: PATIENT }));
    expect(outcome).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it.each(['127.0.0.1', '::1'])('that is stopped has the address %s already', async (host) => {
    const { port } = await serverOf(startSilent());
    const limits = { timeoutMs: PATIENT, signal: aborted() };
    expect(outcomeOf(await connectTcp(host, port, limits))).toEqual({ resolved: true });
  });

  it('that is stopped while its name resolves has none, and takes the name no further', async () => {
    const stop = new AbortController();
    const limits = { timeoutMs: PATIENT, signal: stop.signal, lookup: () => stop.abort() };
    const outcome = outcomeOf(await connectTcp('tiller.invalid', 1, limits));
    expect(outcome).toEqual({ resolved: false });
  });

  it('that runs out of time while its name resolves has none', async () => {
    const outcome = outcomeOf(
      await connectTcp('tiller.invalid', 1, { timeoutMs: 20, lookup: () => undefined }),
    );
    expect(outcome).toEqual({ resolved: false });
  });

  it('to a name that resolves is made', async () => {
    const { port } = await serverOf(startSilent());
    const connected = await connectTcp('tiller.invalid', port, {
      timeoutMs: PATIENT,
      lookup: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(outcomeOf(connected)).toBe('connected');
  });
});

describe('a handshake', () => {
  it('that is stopped closes its socket and blames nothing', async () => {
    const tcp = await socketTo(startSilent());
    const { socket, ...rest } = await handshake(tcp, {}, { timeoutMs: PATIENT, signal: aborted() });
    expect(rest).toEqual({ ended: 'stopped', error: null, keysAgreed: false });
    expect(socket.destroyed).toBe(true);
  });

  it('that meets no TLS fails with the error', async () => {
    const tcp = await socketTo(
      startSaying('HTTP/1.1 400 Bad Request\r\n\r\n', { after: 'request' }),
    );
    const { ended, error, keysAgreed } = await handshake(tcp, {}, { timeoutMs: PATIENT });
    expect([ended, keysAgreed]).toEqual(['failed', false]);
    expect(error).toMatchObject({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
  });
});

describe('an exchange', () => {
  const request = Buffer.from('question');

  it('ends once enough came, with all that came', async () => {
    const socket = await socketTo(startSaying('answer', { after: 'request' }));
    const isEnough = (bytes: Buffer) => bytes.toString() === 'answer';
    const heard = await exchange(socket, request, isEnough, { timeoutMs: PATIENT });
    expect({ ...heard, bytes: heard.bytes.toString() }).toEqual({
      ...{ bytes: 'answer', ended: 'enough', error: null },
    });
  });

  it('ends where the other side closes before enough came', async () => {
    const socket = await socketTo(startSaying('answ', { after: 'request', then: 'close' }));
    const isEnough = (bytes: Buffer) => bytes.toString() === 'answer';
    const heard = await exchange(socket, request, isEnough, { timeoutMs: PATIENT });
    expect({ ...heard, bytes: heard.bytes.toString() }).toEqual({
      ...{ bytes: 'answ', ended: 'closed', error: null },
    });
  });

  it('over a socket that is closed ends at once', async () => {
    const socket = await socketTo(startClosing());
    socket.destroy();
    const heard = await exchange(socket, request, () => true, { timeoutMs: PATIENT });
    expect(heard).toEqual({ bytes: Buffer.alloc(0), ended: 'closed', error: null });
  });

  it('that is stopped closes its socket, and keeps what came', async () => {
    const stop = new AbortController();
    const socket = await socketTo(startSaying('answ', { after: 'request' }));
    const never = () => {
      stop.abort();
      return false;
    };
    const limits = { timeoutMs: PATIENT, signal: stop.signal };
    const heard = await exchange(socket, request, never, limits);
    expect({ ...heard, bytes: heard.bytes.toString() }).toEqual({
      ...{ bytes: 'answ', ended: 'stopped', error: null },
    });
    expect(socket.destroyed).toBe(true);
  });

  it('without a signal ends by its time', async () => {
    const socket = await socketTo(startSilent());
    const heard = await exchange(socket, request, () => true, { timeoutMs: 20 });
    expect(heard.ended).toBe('stopped');
    expect(socket.destroyed).toBe(true);
  });

  it('leaves nothing on the signal of its run', async () => {
    const { signal } = new AbortController();
    const socket = await socketTo(startSaying('answer', { after: 'request' }));
    await exchange(socket, request, () => true, { timeoutMs: PATIENT, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
