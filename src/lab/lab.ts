// The lab: a Tiller and a Swift that listen on loopback and behave like a named release of each.
import { credentials, ServerCredentials, type ChannelCredentials } from '@grpc/grpc-js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { Certificates } from './certificates.js';
import type { DataSet } from './data-set.js';
import { claim } from './ports.js';
import { startSwift, type SwiftTimeouts } from './swift.js';
import { startTiller, type RunningTiller } from './tiller.js';

export interface LabOptions {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
  readonly data: DataSet;
  /** Default: free ones. */
  readonly tillerPort?: number;
  readonly swiftPort?: number;
  /** A running Swift with its Tiller stopped. */
  readonly tillerDown?: boolean;
  /** Time that every answer of Tiller waits. */
  readonly tillerDelayMs?: number;
  /** Tiller speaks TLS; a Swift that can is given the authority and the client's certificate. */
  readonly tillerTls?: Certificates;
  /** Swift speaks HTTPS. */
  readonly swiftTls?: Certificates;
  /** Overrides Swift's own timeouts. */
  readonly swiftTimeouts?: SwiftTimeouts;
}

export interface Lab {
  /** `127.0.0.1:PORT`. */
  readonly tillerAddress: string;
  readonly swiftUrl: string;
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
  /** Ends every connection; safe to call twice. */
  close(): Promise<void>;
}

/** @throws Error where a port is taken. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { swift, tiller, tillerTls, swiftTls } = options;
  const runningTiller = options.tillerDown
    ? await closedPort(options.tillerPort)
    : await startTiller({
        release: tiller,
        data: options.data,
        ...(options.tillerPort === undefined ? {} : { port: options.tillerPort }),
        ...(options.tillerDelayMs === undefined ? {} : { delayMs: options.tillerDelayMs }),
        ...(tillerTls === undefined ? {} : { credentials: serverCredentials(tillerTls) }),
      });
  try {
    const runningSwift = await startSwift({
      release: swift,
      tillerAddress: runningTiller.address,
      ...(tillerTls === undefined ? {} : { tillerCredentials: clientCredentials(tillerTls) }),
      ...(swiftTls === undefined ? {} : { tls: swiftTls.server }),
      ...(options.swiftPort === undefined ? {} : { port: options.swiftPort }),
      ...(options.swiftTimeouts === undefined ? {} : { timeouts: options.swiftTimeouts }),
    });
    return {
      tillerAddress: runningTiller.address,
      swiftUrl: runningSwift.url,
      swift,
      tiller,
      close: async () => {
        await runningSwift.close();
        runningTiller.close();
      },
    };
  } catch (error) {
    runningTiller.close();
    throw error;
  }
}

function serverCredentials({ server }: Certificates): ServerCredentials {
  const pair = { cert_chain: Buffer.from(server.cert), private_key: Buffer.from(server.key) };
  return ServerCredentials.createSsl(null, [pair]);
}

function clientCredentials({ ca, client }: Certificates): ChannelCredentials {
  const [roots, key, cert] = [ca.cert, client.key, client.cert].map((pem) => Buffer.from(pem));
  return credentials.createSsl(roots, key, cert);
}

/** An address at which no program listens. */
async function closedPort(port = 0): Promise<RunningTiller> {
  return { address: `127.0.0.1:${await claim(port)}`, close: () => undefined };
}
