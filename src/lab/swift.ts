// The lab's Swift: HTTP gateway -> its own gRPC server -> Tiller, each hop over a real socket and with
// the receive limit of its release.
import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import type { SwiftRelease } from '../knowledge/types.js';
import type { Identity } from './certificates.js';
import { startGateway } from './gateway-server.js';
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
  /** How to speak TLS to a Tiller that speaks it; not all releases can. */
  readonly tillerCredentials?: ChannelCredentials;
  /** HTTPS instead of HTTP. */
  readonly tls?: Identity;
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
  const { release, tls, timeouts = {}, tillerCredentials } = options;
  const toTiller = new Connection(
    options.tillerAddress,
    tillerCredentials ?? credentials.createInsecure(),
    release.tillerReceiveLimitBytes,
  );
  const service = await startSwiftService({
    release,
    tiller: toTiller,
    dialTimeoutMs: timeouts.dialMs ?? release.tillerDialTimeoutSeconds * 1000,
    plaintextToTls: tillerCredentials !== undefined && !release.tlsToTiller,
  });
  const toService = new Connection(
    service.address,
    credentials.createInsecure(),
    release.gatewayReceiveLimitBytes,
  );
  const listener = gatewayListener({
    connection: toService,
    writeTimeoutMs: timeouts.writeMs ?? release.httpWriteTimeoutSeconds * 1000,
  });
  const gateway = startGateway(listener, tls);
  const close = async () => {
    await gateway.close();
    toService.close();
    service.close();
    toTiller.close();
  };
  try {
    const port = await gateway.listen(options.port ?? 0);
    return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
