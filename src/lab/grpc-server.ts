// gRPC calls as bytes in and bytes out: the lab's servers encode and measure messages themselves.
import { setTimeout as wait } from 'node:timers/promises';
import {
  Metadata,
  status,
  type Server,
  type sendUnaryData,
  type ServerErrorResponse,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { GrpcCode, sendingTooLarge } from '../knowledge/grpc-text.js';
import { isWithinLimit } from '../knowledge/limits.js';
import { serviceDefinition } from '../wire/service.js';
import { CallError } from './call-error.js';

/** One call as its handler sees it. */
export interface Call {
  readonly request: Buffer;
  /** First value of a metadata key; empty where the client sent none. */
  header(key: string): string;
  /** Aborted when the client gives up or goes away. */
  readonly signal: AbortSignal;
}

export interface ServiceOptions {
  /** Refuses a request by its size; throws CallError. */
  readonly checkRequest: (bytes: number) => void;
  readonly sendLimitBytes: number | null;
  /** Sent before every answer and every error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Time that every answer waits, in milliseconds. */
  readonly delayMs?: number;
}

export type UnaryHandler = (call: Call) => Buffer | Promise<Buffer>;
/** Yields messages; each is asked for only when the one before it is sent. */
export type StreamHandler = (call: Call) => Iterable<Message>;

/** A message that knows its size before it is built, so that one too large never is. */
export interface Message {
  readonly bytes: number;
  build(): Buffer;
}

/** Registers the calls of one service; a handler that throws CallError ends the call with it. */
export class Service {
  readonly #definition: ServiceDefinition;

  constructor(
    private readonly server: Server,
    name: string,
    private readonly options: ServiceOptions,
  ) {
    this.#definition = serviceDefinition(name);
  }

  unary(method: string, handler: UnaryHandler): void {
    const run = async (call: ServerUnaryCall<Buffer, Buffer>): Promise<Buffer> => {
      const answer = await handler(await this.begin(call));
      const { sendLimitBytes: limit } = this.options;
      if (limit !== null && !isWithinLimit(answer.length, limit)) {
        const text = sendingTooLarge('unary', answer.length, limit);
        throw new CallError(GrpcCode.RESOURCE_EXHAUSTED, text);
      }
      return answer;
    };
    this.server.register<Buffer, Buffer>(
      this.#path(method, 'unary'),
      (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>) => {
        run(call).then(
          (answer) => callback(null, answer),
          (error: unknown) => callback(statusOf(error)),
        );
      },
      asIs,
      asIs,
      'unary',
    );
  }

  stream(method: string, handler: StreamHandler): void {
    const run = async (call: ServerWritableStream<Buffer, Buffer>): Promise<void> => {
      const { sendLimitBytes: limit } = this.options;
      const cancelled = new Promise<void>((resolve) => call.once('cancelled', resolve));
      for (const message of handler(await this.begin(call))) {
        if (call.cancelled) return;
        if (limit !== null && !isWithinLimit(message.bytes, limit)) {
          const text = sendingTooLarge('stream', message.bytes, limit);
          throw new CallError(GrpcCode.RESOURCE_EXHAUSTED, text);
        }
        const written = new Promise<void>((resolve) => {
          call.write(message.build(), () => {
            resolve();
          });
        });
        await Promise.race([written, cancelled]);
      }
      call.end();
    };
    this.server.register<Buffer, Buffer>(
      this.#path(method, 'serverStream'),
      (call: ServerWritableStream<Buffer, Buffer>) => {
        run(call).catch((error: unknown) => call.emit('error', statusOf(error)));
      },
      asIs,
      asIs,
      'serverStream',
    );
  }

  #path(method: string, kind: 'unary' | 'serverStream'): string {
    const { path, requestStream, responseStream } = this.#definition[method] ?? {};
    if (path === undefined || requestStream || responseStream !== (kind === 'serverStream')) {
      throw new Error(`the proto files have no call ${method} of the kind ${kind}`);
    }
    return path;
  }

  private async begin(
    call: ServerUnaryCall<Buffer, Buffer> | ServerWritableStream<Buffer, Buffer>,
  ): Promise<Call> {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    const { headers, delayMs, checkRequest } = this.options;
    if (headers) {
      const metadata = new Metadata();
      for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
      call.sendMetadata(metadata);
    }
    checkRequest(call.request.length);
    if (delayMs) await wait(delayMs, undefined, { signal: gone.signal });
    return {
      request: call.request,
      header: (key) => String(call.metadata.get(key)[0] ?? ''),
      signal: gone.signal,
    };
  }
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function statusOf(error: unknown): ServerErrorResponse {
  // The client of an aborted wait is gone; any other error is a defect of the lab's own.
  const failure = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof CallError ? error.code : status.INTERNAL;
  return Object.assign(failure, { code: status[status[code] as keyof typeof status] });
}
