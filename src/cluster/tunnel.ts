// One connection to a port of a pod: a WebSocket with a channel for data and one for the error.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket, type RawData } from 'ws';
import type { Failure, ForbiddenRequest, Hop } from '../evidence/observation.js';
import { ObservationFailed } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { readText } from '../net/body.js';
import { shorten, visible } from '../util/safe-text.js';
import type { ClusterAccess } from './access.js';
import type { ClusterCredentials } from './credentials.js';
import { apiFailure } from './status.js';
import { API_SERVER, transportFailed } from './transport.js';

const PROTOCOL = 'v4.channel.k8s.io';
const DATA = 0;
const ERROR = 1;
/** Bytes with which each channel begins: the port's number. */
const PORT_BYTES = 2;
/** Above this the pod reads too slowly, and no more is taken from the client. */
const MOST_BUFFERED = 1024 * 1024;
/** Bytes of one message. A kubelet sends at most 32 KiB at once. */
const MOST_MESSAGE = 4 * 1024 * 1024;
/** Characters that are kept of the error channel. */
const MOST_ERROR = 4096;
/** How long a server that closes the WebSocket may keep the connection, in milliseconds. */
const CLOSE_MS = 1000;
/** How the library words an answer that is not the start of a WebSocket as it was asked for. */
const NO_WEBSOCKET = /^(Invalid|Server (sent|indicated)) .*(header|subprotocol|extension)/;

export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
  /** The hop of the port: a connection to the port fails on this hop. */
  readonly hop: 'api-server->tiller' | 'api-server->swift';
}

/** @throws ObservationFailed where the API server or the kubelet refuses */
export async function openTunnel(
  access: ClusterAccess,
  credentials: ClusterCredentials,
  { namespace, pod, port, hop }: PodPort,
  run: Run,
): Promise<Tunnel> {
  const path = `api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/portforward?ports=${port}`;
  const url = new URL(path, access.server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const { signal, stopped } = run.call();
  let socket: WebSocket | null = null;
  try {
    // The types of the library do not know closeTimeout yet.
    const options = {
      agent: credentials.agent,
      headers: credentials.headers,
      perMessageDeflate: false,
      maxPayload: MOST_MESSAGE,
      closeTimeout: CLOSE_MS,
    };
    socket = new WebSocket(url, [PROTOCOL], options);
    await opened(socket, signal, hop, { verb: 'get', resource: 'pods/portforward', namespace });
    return new Tunnel(socket, hop);
  } catch (error) {
    socket?.terminate();
    if (error instanceof ObservationFailed) throw error;
    if (error instanceof Error && NO_WEBSOCKET.test(error.message)) {
      const message = `The API server's answer to port-forward does not open a WebSocket in a form that this client accepts: ${error.message}.`;
      throw new ObservationFailed({ hop: API_SERVER, kind: 'unreadable', message });
    }
    const waited = `the API server's answer to port-forward`;
    const stop = signal.aborted ? stopped() : null;
    throw await transportFailed(error, stop, waited, access, credentials, run);
  }
}

function opened(
  socket: WebSocket,
  signal: AbortSignal,
  hop: Hop,
  asked: ForbiddenRequest,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    socket.once('open', () => {
      // Bytes that come before a listener exists wait in the socket.
      socket.pause();
      signal.removeEventListener('abort', abort);
      resolve();
    });
    socket.on('error', reject);
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      readText(response, 'left').then(
        (body) => reject(new ObservationFailed(refusal(status, body, hop, asked))),
        reject,
      );
    });
  });
}

/**
 * A Status is the API server's; what is plain text comes from the kubelet. A page, or nothing, comes from a server before
 * the API server that does not pass the upgrade: other calls were answered before this one.
 */
function refusal(status: number, body: string, hop: Hop, asked: ForbiddenRequest): Failure {
  const failure = apiFailure(API_SERVER, status, body, asked);
  const text = body.trim();
  if (status >= 400 && (text === '' || text.startsWith('<'))) {
    const title = /<title>([^<]{1,120})/i.exec(text)?.[1] ?? '';
    const message = `HTTP ${status} to a request with Upgrade: "${visible(title.trim())}"`;
    return { ...portForwardFailure(hop, message), httpStatus: status };
  }
  if (status < 400) {
    const message = `The API server's answer to port-forward does not open a WebSocket: ${failure.message}`;
    return { hop: API_SERVER, kind: 'unreadable', httpStatus: status, message };
  }
  const kubelet = !isJson(text);
  if (failure.kind !== 'kubernetes-status') {
    if (!kubelet) return failure;
    return { ...portForwardFailure(hop, text), httpStatus: status };
  }
  // The API server itself refuses an account with 401 or 403; any other Status is about the hop to the pod.
  return [401, 403].includes(status)
    ? failure
    : { ...portForwardFailure(hop, failure.message), httpStatus: status };
}

function isJson(text: string): boolean {
  return /^(null$|[[{])/.test(text);
}

function portForwardFailure(hop: Hop, text: string): Failure {
  return { hop, kind: 'port-forward', message: shorten(text, MOST_ERROR) };
}

/** The codes of RFC 6455 that are no error: 1006 stands for a connection that ended without a code. */
const NO_ERROR = [1000, 1001, 1005, 1006];

function endOf(code: number, reason: Buffer): string {
  if (NO_ERROR.includes(code)) return '';
  const words = shorten(visible(reason.toString('utf8').trim()), 300);
  return `The WebSocket was closed with code ${code}${words === '' ? '' : `: ${words}`}`;
}

export class Tunnel {
  /** What is still to come of the port's number, on either channel. */
  readonly #skip = [PORT_BYTES, PORT_BYTES];
  #error = '';
  /** What the library finds wrong with a frame. */
  #broken = '';
  /** What the other side closed it for. */
  #ended = '';

  constructor(
    private readonly channels: WebSocket,
    private readonly hop: Hop,
  ) {}

  close(): void {
    this.channels.terminate();
  }

  /** What went wrong so far. An error channel can speak while the connection stays open. */
  get failure(): Failure | null {
    const text = this.#error.trim();
    if (text !== '') return portForwardFailure(this.hop, text);
    if (this.#broken === '') {
      return this.#ended === '' ? null : portForwardFailure(this.hop, this.#ended);
    }
    const message = `What the API server sent over the WebSocket cannot be read: ${this.#broken}.`;
    return { hop: API_SERVER, kind: 'unreadable', message };
  }

  /** Carries a connection until either end closes it. */
  async carry(socket: Socket): Promise<void> {
    const { channels } = this;
    const closed = new Promise<void>((resolve) => {
      channels.once('close', (code, reason) => {
        this.#ended = endOf(code, reason);
        resolve();
      });
    });
    const breakOff = (why: string) => {
      this.#broken = why;
      channels.terminate();
    };
    channels.on('message', (message: RawData, isBinary) => {
      if (isBinary) this.#receive(message as Buffer, socket);
      else breakOff('it sent text instead of bytes with a channel');
    });
    channels.on('error', ({ message }) => breakOff(message));
    socket.on('data', (bytes) => this.#send(bytes, socket));
    socket.once('close', () => {
      // Paused, it would not hear the answer to its close.
      channels.resume();
      channels.close();
    });
    channels.resume();
    socket.resume();
    if (channels.readyState !== WebSocket.CLOSED) await closed;
    socket.end();
  }

  #receive(message: Buffer, socket: Socket): void {
    const [channel] = message;
    if (channel === undefined) return;
    const skipped = Math.min(this.#skip[channel] ?? 0, message.length - 1);
    this.#skip[channel] = (this.#skip[channel] ?? 0) - skipped;
    const bytes = message.subarray(1 + skipped);
    if (channel === ERROR && this.#error.length <= MOST_ERROR) {
      this.#error += bytes.toString('utf8', 0, MOST_ERROR);
    }
    if (channel !== DATA || bytes.length === 0 || socket.destroyed) return;
    if (!socket.write(bytes)) {
      this.channels.pause();
      socket.once('drain', () => this.channels.resume());
    }
  }

  #send(bytes: Buffer, socket: Socket): void {
    const { channels } = this;
    if (channels.readyState !== WebSocket.OPEN) return;
    channels.send(Buffer.concat([Buffer.of(DATA), bytes]), () => {
      if (channels.bufferedAmount <= MOST_BUFFERED) socket.resume();
    });
    if (channels.bufferedAmount > MOST_BUFFERED) socket.pause();
  }
}
