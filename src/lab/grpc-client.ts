// The client end of a hop, with the receive limit of a release enforced by the transport.
import {
  Client,
  Metadata,
  status,
  type ChannelCredentials,
  type ServiceError,
  type StatusObject,
} from '@grpc/grpc-js';
import { readSizes, receivedTooLarge } from '../knowledge/grpc-text.js';
import { CallError } from './call-error.js';

/** Large messages on loopback should not wait for window updates. */
const FLOW_CONTROL_WINDOW = 16 * 1024 * 1024;

export interface Outgoing {
  /** Path of the call: `/package.Service/Method`. */
  readonly path: string;
  readonly request: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cancels the call. */
  readonly signal: AbortSignal;
}

const LONGEST_WAIT_MS = 500;

export class Connection {
  private readonly client: Client;
  private closed = false;

  constructor(address: string, credentials: ChannelCredentials, receiveLimitBytes: number | null) {
    this.client = new Client(address, credentials, {
      'grpc.max_receive_message_length': receiveLimitBytes ?? -1,
      'grpc-node.flow_control_window': FLOW_CONTROL_WINDOW,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1000,
      'grpc.enable_http_proxy': 0,
      // The lab's certificates are for both; a name in TLS must not be an address.
      'grpc.ssl_target_name_override': 'localhost',
    });
  }

  /**
   * Whether the other end could be reached in time. The client keeps the process alive for as long as
   * it waits, also once it is closed; so it never waits long at a time.
   */
  async ready(timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    do {
      if (await this.readyBefore(Math.min(until, Date.now() + LONGEST_WAIT_MS))) return true;
    } while (!this.closed && Date.now() < until);
    return false;
  }

  private readyBefore(deadline: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.client.waitForReady(deadline, (error) => resolve(!error));
    });
  }

  /**
   * `onHeaders` gets what the server sends before its answer or error.
   * @throws CallError with grpc-go's wording where a limit was hit.
   */
  unary(outgoing: Outgoing, onHeaders?: (headers: Metadata) => void): Promise<Buffer> {
    const { path, request, signal } = outgoing;
    return new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        asIs,
        asIs,
        request,
        metadataOf(outgoing),
        (error, answer) => {
          signal.removeEventListener('abort', cancel);
          if (error) reject(callError(error));
          else resolve(answer ?? Buffer.alloc(0));
        },
      );
      const cancel = () => call.cancel();
      signal.addEventListener('abort', cancel);
      if (onHeaders) call.on('metadata', onHeaders);
    });
  }

  /** The messages of a stream; leaving the loop early cancels the call. */
  async *stream(outgoing: Outgoing): AsyncGenerator<Buffer, void, undefined> {
    const { path, request, signal } = outgoing;
    const call = this.client.makeServerStreamRequest(
      path,
      asIs,
      asIs,
      request,
      metadataOf(outgoing),
    );
    const cancel = () => call.cancel();
    signal.addEventListener('abort', cancel);
    // A call that is cancelled after the loop was left still reports that as an error.
    call.on('error', () => undefined);
    try {
      for await (const message of call) yield message as Buffer;
    } catch (error) {
      throw callError(error as ServiceError);
    } finally {
      signal.removeEventListener('abort', cancel);
      call.cancel();
    }
  }

  close(): void {
    this.closed = true;
    this.client.close();
  }
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function metadataOf({ headers = {} }: Outgoing): Metadata {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return metadata;
}

/** The transport's words for its receive limit are not those of grpc-go, which users know. */
function callError({ code, details }: StatusObject | ServiceError): CallError {
  const size = code === status.RESOURCE_EXHAUSTED ? readSizes(details) : null;
  const isOwnLimit = size?.direction === 'receive' && !details.startsWith('grpc: ');
  return new CallError(
    code,
    isOwnLimit ? receivedTooLarge(size.messageBytes, size.limitBytes) : details,
  );
}
