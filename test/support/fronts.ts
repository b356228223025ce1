// A front stands between the tool and the lab: the front keeps each request, and answers some in the lab's place.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as grpc from '@grpc/grpc-js';
import { serviceDefinition } from '../../src/wire/service.js';
import { http } from './lab-client.js';
import { onLoopback } from './grpc-loopback.js';

export interface AskedOfSwift {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface SwiftFront {
  readonly url: string;
  readonly asked: readonly AskedOfSwift[];
  close(): Promise<void>;
}

/** `hold` takes a request over and never answers it, by returning true. */
export async function swiftFront(
  swiftUrl: string,
  hold: (path: string) => boolean = () => false,
): Promise<SwiftFront> {
  const asked: AskedOfSwift[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '' } = request;
    const body = await text(request);
    asked.push({ method, path, body });
    if (hold(path)) return;
    const answer = await http(swiftUrl + path, {
      method,
      ...(body !== '' && { body, headers: { 'content-type': 'application/json' } }),
    });
    const { 'transfer-encoding': _framing, connection: _connection, ...headers } = answer.headers;
    response.writeHead(answer.status, headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const UNARY_METHODS = [
  ...(['GetVersion', 'GetReleaseStatus', 'GetReleaseContent'] as const),
  ...(['InstallRelease', 'UninstallRelease'] as const),
];

export type TillerMethod = (typeof UNARY_METHODS)[number] | 'ListReleases';

/** What a call ends with in place of the lab's answer. */
export interface Refusal {
  readonly code: grpc.status;
  readonly details: string;
  /** The lab gets the call all the same, and only its answer is lost. */
  readonly passedOn?: true;
}

/** Asked before a call is passed on. */
export type Interfere = (
  method: TillerMethod,
  request: Buffer,
) => Refusal | null | undefined | Promise<Refusal | null | undefined>;

export interface TillerFront {
  readonly address: string;
  readonly asked: readonly string[];
  close(): void;
}

const asIs = (bytes: Buffer) => bytes;

export async function tillerFront(address: string, interfere: Interfere): Promise<TillerFront> {
  const unlimited = {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.use_local_subchannel_pool': 1,
  };
  const asked: string[] = [];
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), unlimited);
  const server = new grpc.Server(unlimited);
  const definitions = serviceDefinition('hapi.services.tiller.ReleaseService');
  const path = (method: TillerMethod) => definitions[method]?.path ?? '';
  const unary =
    (method: TillerMethod) =>
    (call: grpc.ServerUnaryCall<Buffer, Buffer>, done: grpc.sendUnaryData<Buffer>): void => {
      asked.push(method);
      void Promise.resolve(interfere(method, call.request)).then((refusal) => {
        if (refusal && !refusal.passedOn) {
          done(refusal);
          return;
        }
        client.makeUnaryRequest(
          path(method),
          asIs,
          asIs,
          call.request,
          clientVersion(call.metadata),
          (error, answer) => {
            const end = refusal ?? error;
            if (end) done({ code: end.code, details: end.details });
            else done(null, answer ?? Buffer.alloc(0));
          },
        );
      });
    };
  const list = (call: grpc.ServerWritableStream<Buffer, Buffer>): void => {
    asked.push('ListReleases');
    void Promise.resolve(interfere('ListReleases', call.request)).then((refusal) => {
      if (refusal) {
        call.emit('error', refusal);
        return;
      }
      client
        .makeServerStreamRequest(
          path('ListReleases'),
          asIs,
          asIs,
          call.request,
          clientVersion(call.metadata),
        )
        .on('data', (message: Buffer) => call.write(message))
        .on('error', ({ code, details }: grpc.ServiceError) =>
          call.emit('error', { code, details }),
        )
        .on('end', () => call.end());
    });
  };
  const service = Object.fromEntries(
    Object.entries(definitions).map(([name, method]) => [
      name,
      { ...method, requestDeserialize: asIs, responseSerialize: asIs },
    ]),
  );
  server.addService(service, {
    ...Object.fromEntries(UNARY_METHODS.map((method) => [method, unary(method)])),
    ListReleases: list,
  });
  return {
    address: await onLoopback(server),
    asked,
    close: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

/** The key that Tiller judges a client by, and none of the transport's own. */
function clientVersion(from: grpc.Metadata): grpc.Metadata {
  const passed = new grpc.Metadata();
  for (const value of from.get('x-helm-api-client')) passed.add('x-helm-api-client', value);
  return passed;
}

/** Something that happens once and can be waited for. */
export function event(): { readonly happened: Promise<void>; readonly happen: () => void } {
  let happen: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => (happen = resolve));
  return { happened, happen: () => happen() };
}
