// The lab's Tiller: a gRPC server on loopback that keeps its releases in memory.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { CLIENT_VERSION_KEY, isCompatible } from '../knowledge/client-check.js';
import { GrpcCode } from '../knowledge/grpc-text.js';
import { refusalOfRequest } from '../knowledge/request-limit.js';
import type { TillerRelease } from '../knowledge/types.js';
import { CallError } from './call-error.js';
import type { DataSet } from './data-set.js';
import { Service, type Call } from './grpc-server.js';
import { listen } from './ports.js';
import { serveHealth } from './health.js';
import { ReleaseStore } from './release-store.js';
import { listCall, unaryCalls } from './tiller-calls.js';

export interface TillerOptions {
  readonly release: TillerRelease;
  readonly data: DataSet;
  /** Default: a free one. */
  readonly port?: number;
  /** Time that every answer waits. */
  readonly delayMs?: number;
  readonly credentials?: ServerCredentials;
}

export interface RunningTiller {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  close(): void;
}

const SERVICE = 'hapi.services.tiller.ReleaseService';

/** @throws Error where the port is taken. */
export async function startTiller(options: TillerOptions): Promise<RunningTiller> {
  const { release, data, port = 0, delayMs = 0 } = options;
  // Sizes are checked by Service, which knows grpc-go's words.
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  const service = new Service(server, SERVICE, {
    checkRequest: (bytes) => {
      const refusal = refusalOfRequest(bytes, release.receiveLimitBytes, release.requestRefusal);
      if (refusal) throw new CallError(refusal.code, refusal.message);
    },
    sendLimitBytes: release.sendLimitBytes,
    delayMs,
  });
  const context = { store: new ReleaseStore(data.releases), release };
  for (const [method, handle] of Object.entries(unaryCalls)) {
    service.unary(method, (call) => {
      if (method !== 'GetVersion') checkClient(call, release);
      return handle(call.request, context);
    });
  }
  service.stream('ListReleases', (call) => {
    checkClient(call, release);
    return listCall(call.request, context);
  });
  service.stream('RunReleaseTest', (call) => {
    checkClient(call, release);
    throw new CallError(GrpcCode.UNIMPLEMENTED, 'the lab runs no tests');
  });
  serveHealth(server, 'Tiller');
  const bound = await listen(
    server,
    port,
    options.credentials ?? ServerCredentials.createInsecure(),
  );
  return { address: `127.0.0.1:${bound}`, close: () => server.forceShutdown() };
}

function checkClient(call: Call, release: TillerRelease): void {
  const client = call.header(CLIENT_VERSION_KEY);
  const server = `v${release.version}`;
  if (isCompatible(client, server)) return;
  const message = release.namesRefusedVersions
    ? `incompatible versions client[${client}] server[${server}]`
    : 'client version is incompatible';
  throw new CallError(GrpcCode.UNKNOWN, message);
}
