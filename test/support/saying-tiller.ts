// A Tiller 2.13.0 that says what a test has it say, encoded as a real one would.
import * as grpc from '@grpc/grpc-js';
import { encode } from '../../src/wire/encode.js';
import { serviceDefinition } from '../../src/wire/service.js';
import { onLoopback } from './grpc-loopback.js';

export interface Says {
  /** hapi.services.tiller.ListReleasesResponse, each a message of the stream; encoded or not. */
  readonly list: readonly (object | Buffer)[];
  /** hapi.services.tiller.InstallReleaseResponse to an install of that name; absent: an empty one. */
  readonly installed?: (name: string) => object;
}

export interface SayingTiller {
  readonly address: string;
  close(): void;
}

const TYPES = 'hapi.services.tiller';
const encoded = (type: string, message: object) => encode(`${TYPES}.${type}`, { ...message });

/** An entry of a list, as small as they come. */
export function entry(name: string): object {
  return {
    ...{ name, version: 1, namespace: 'ds-small', config: {} },
    info: { status: { code: 1 } },
    chart: { metadata: { name, version: '1.0.0' } },
  };
}

export async function sayingTiller({ list, installed }: Says): Promise<SayingTiller> {
  const server = new grpc.Server({ 'grpc.max_send_message_length': -1 });
  const service = Object.fromEntries(
    Object.entries(serviceDefinition('hapi.services.tiller.ReleaseService')).map(
      ([name, method]) => [name, { ...method, responseSerialize: (bytes: Buffer) => bytes }],
    ),
  );
  type Unary = grpc.handleUnaryCall<{ name: string }, Buffer>;
  const getVersion: Unary = (_call, done) => {
    done(null, encoded('GetVersionResponse', { Version: { sem_ver: 'v2.13.0' } }));
  };
  const install: Unary = ({ request }, done) => {
    const answer = installed?.(request.name) ?? {};
    done(null, encoded('InstallReleaseResponse', answer));
  };
  server.addService(service, {
    GetVersion: getVersion,
    InstallRelease: install,
    ListReleases: (call: grpc.ServerWritableStream<unknown, Buffer>) => {
      for (const message of list) {
        call.write(Buffer.isBuffer(message) ? message : encoded('ListReleasesResponse', message));
      }
      call.end();
    },
  });
  return { address: await onLoopback(server), close: () => server.forceShutdown() };
}
