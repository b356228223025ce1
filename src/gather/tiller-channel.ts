// The gRPC connection to Tiller: its settings, and single calls over it. What the end of a call means is for
// tiller-client.ts. Every call but GetVersion carries Tiller's own version as the client's, because Tiller refuses
// clients by that metadata key.
import * as grpc from '@grpc/grpc-js';
import { OpenedSockets } from '../net/opened-sockets.js';
import type { TillerEndpoint } from '../targets/types.js';
import { tillerCall } from '../wire/proto.js';
import { TlsCredentials } from './tiller-credentials.js';

/** A large window: on a slow network, a list of megabytes would otherwise wait for every 64 KiB. */
const WINDOW_BYTES = 4 * 1024 * 1024;

// The library would write to the terminal what it does not accept of an answer, as it came.
grpc.setLogVerbosity(grpc.logVerbosity.NONE);

export type TillerMethod =
  | 'GetVersion'
  | 'ListReleases'
  | 'GetReleaseStatus'
  | 'GetReleaseContent'
  | 'InstallRelease'
  | 'UninstallRelease';

/** What has come of an answer. */
export interface Came {
  /** The content type of its body, empty if it has none; `null`: no headers came. */
  type: string | null;
  message: boolean;
  /** More than `MOST_BEFORE_HEADERS`: the call was ended for it. */
  tooMuch: boolean;
}

export const nothingYet = (): Came => ({ type: null, message: false, tooMuch: false });

/**
 * Most bytes of the connection before the headers of an answer: what is left of a call that was ended, which is a window, and
 * interim answers (1xx), which the library reads without a limit and does not show.
 */
export const MOST_BEFORE_HEADERS = WINDOW_BYTES + 1024 * 1024;

/** How often the bytes of the connection are counted, in milliseconds. */
const COUNT_MS = 20;

interface Asked {
  /** Encoded. */
  readonly request: Buffer;
  /** `null`: the call names no version. */
  readonly clientVersion: string | null;
  /** Ends the call. */
  readonly signal: AbortSignal;
}

export class TillerChannel {
  readonly #client: grpc.Client;
  /** Closed while it connects, gRPC goes on to connect. */
  readonly #sockets = new OpenedSockets();

  /** @param ceilingBytes the largest message that is taken */
  constructor(endpoint: TillerEndpoint, ceilingBytes: number) {
    this.#client = new grpc.Client(address(endpoint), channelCredentials(endpoint), {
      'grpc.max_receive_message_length': ceilingBytes,
      'grpc.max_send_message_length': -1,
      'grpc-node.flow_control_window': WINDOW_BYTES,
      // The records of a name could set deadlines, and a query that stays unanswered keeps the process.
      'grpc.service_config_disable_resolution': 1,
      // Each client has a connection of its own; by default those to one address share one.
      'grpc.use_local_subchannel_pool': 1,
      // The run measures the connection to Tiller, not that to a proxy of the environment.
      'grpc.enable_http_proxy': 0,
    });
  }

  close(): void {
    this.#client.close();
    this.#sockets.end();
  }

  /** What came over the connection. */
  get bytesRead(): number {
    return this.#sockets.bytesRead;
  }

  /** The answer to a unary call, decoded, with its encoded size. @throws what gRPC makes of the end of the call */
  async unary(
    name: TillerMethod,
    { request, clientVersion, signal }: Asked,
    came: Came = nothingYet(),
  ): Promise<{ message: unknown; bytes: number }> {
    const method = tillerCall(name);
    let left: () => void = () => undefined;
    try {
      return await new Promise((resolve, reject) => {
        const call = this.#sockets.holding(() =>
          this.#client.makeUnaryRequest(
            method.path,
            (bytes: Buffer) => bytes,
            (bytes: Buffer) => {
              came.message = true;
              return { message: method.decode(bytes), bytes: bytes.length };
            },
            request,
            metadata(clientVersion),
            (error, answer) => {
              if (error) reject(error);
              else if (answer) resolve(answer);
            },
          ),
        );
        left = this.#bounded(call, signal, came);
      });
    } finally {
      left();
    }
  }

  /** The messages of a stream, each read by `read` so that the message itself can be let go of. @throws as unary */
  async *stream<T>(
    name: TillerMethod,
    { request, clientVersion, signal }: Asked,
    came: Came,
    read: (message: Buffer) => T,
  ): AsyncGenerator<T> {
    const call = this.#sockets.holding(() =>
      this.#client.makeServerStreamRequest(
        tillerCall(name).path,
        (bytes: Buffer) => bytes,
        read,
        request,
        metadata(clientVersion),
      ),
    );
    const left = this.#bounded(call, signal, came);
    try {
      for await (const message of call) {
        came.message = true;
        yield message as T;
      }
    } finally {
      left();
      // Left before its end, the call would go on.
      call.cancel();
    }
  }

  /** Notes the headers of the answer. Ends the call with the signal, or where none come. Returns how to let go of it. */
  #bounded(
    call: grpc.ClientUnaryCall | grpc.ClientReadableStream<unknown>,
    signal: AbortSignal,
    came: Came,
  ): () => void {
    const most = this.bytesRead + MOST_BEFORE_HEADERS;
    const counting = setInterval(() => {
      if (this.bytesRead <= most) return;
      came.tooMuch = true;
      call.cancel();
    }, COUNT_MS).unref();
    call.on('metadata', (headers: grpc.Metadata) => {
      clearInterval(counting);
      came.type = String(headers.get('content-type')[0] ?? '');
    });
    const abort = () => call.cancel();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    return () => {
      clearInterval(counting);
      signal.removeEventListener('abort', abort);
    };
  }
}

function metadata(clientVersion: string | null): grpc.Metadata {
  const keys = new grpc.Metadata();
  if (clientVersion !== null) keys.set('x-helm-api-client', clientVersion);
  return keys;
}

/** With the scheme: gRPC would take a host named `dns` or `unix` for one. */
function address({ host, port }: TillerEndpoint): string {
  return `dns:///${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function channelCredentials({ host, tls }: TillerEndpoint): grpc.ChannelCredentials {
  return tls ? new TlsCredentials(tls.servername ?? host, tls) : grpc.credentials.createInsecure();
}
