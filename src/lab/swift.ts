// The lab's Swift: HTTP gateway -> its own gRPC server -> Tiller, each hop over a real socket and with
// the receive limit of its release.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import type { SwiftRelease } from '../knowledge/types.js';
import { gatewayListener } from './gateway.js';
import { Connection } from './grpc-client.js';
import { startSwiftService } from './swift-service.js';

export interface SwiftOptions {
  readonly release: SwiftRelease;
  /** `HOST:PORT`. */
  readonly tillerAddress: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Overrides the release's own timeouts, for those who do not want to wait five minutes. */
  readonly timeouts?: SwiftTimeouts;
  /** How to speak TLS to Tiller; in plaintext where it is not given. */
  readonly tillerCredentials?: ChannelCredentials;
  readonly tillerSpeaksTls?: boolean;
}

export interface SwiftTimeouts {
  /** Time that Swift tries to reach Tiller. */
  readonly dialMs?: number;
  /** Time after which Swift closes the HTTP connection instead of answering. */
  readonly writeMs?: number;
}

export interface RunningSwift {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error where the port is taken. */
export async function startSwift(options: SwiftOptions): Promise<RunningSwift> {
  const { release, timeouts = {} } = options;
  const toTiller = new Connection(
    options.tillerAddress,
    options.tillerCredentials ?? credentials.createInsecure(),
    release.tillerReceiveLimitBytes,
  );
  const service = await startSwiftService({
    release,
    tiller: toTiller,
    dialTimeoutMs: timeouts.dialMs ?? release.tillerDialTimeoutSeconds * 1000,
    plaintextToTls: options.tillerSpeaksTls === true && !release.tlsToTiller,
  });
  const toService = new Connection(
    service.address,
    credentials.createInsecure(),
    release.gatewayReceiveLimitBytes,
  );
  const gateway = createServer(
    gatewayListener({
      connection: toService,
      writeTimeoutMs: timeouts.writeMs ?? release.httpWriteTimeoutSeconds * 1000,
    }),
  );
  const close = async () => {
    await closeGateway(gateway);
    toService.close();
    service.close();
    toTiller.close();
  };
  try {
    return { url: `http://127.0.0.1:${await listen(gateway, options.port ?? 0)}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: HttpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closeGateway(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
