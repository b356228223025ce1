// Direct gRPC calls to Tiller. Every call but GetVersion carries Tiller's own version as the client's,
// because Tiller refuses clients by that metadata key.
import * as grpc from '@grpc/grpc-js';
import type { Progress } from '../evidence/calls.js';
import type { DirectList, Failure, MeasuredRelease, TillerVersion } from '../evidence/types.js';
import { RELEASE_STATUSES } from '../evidence/types.js';
import type { TillerEndpoint } from '../targets/types.js';
import { measureListMessage, type MeasuredMessage } from '../wire/measure.js';
import { tillerService } from '../wire/proto.js';
import { lookInto, NO_LOOK } from './look.js';
import { Failed, stoppedFailure } from './observe.js';
import type { Run, Stop } from './run.js';

const HOP = 'swiftcheck->tiller';

/** A large window: on a slow way a list of megabytes would else wait for every 64 KiB. */
const WINDOW_BYTES = 4 * 1024 * 1024;

export type TillerMethod =
  | 'GetVersion'
  | 'ListReleases'
  | 'GetReleaseStatus'
  | 'GetReleaseContent'
  | 'InstallRelease'
  | 'UninstallRelease';

export class TillerClient {
  readonly #client: grpc.Client;

  constructor(
    private readonly endpoint: TillerEndpoint,
    private readonly run: Run,
  ) {
    this.#client = new grpc.Client(authority(endpoint), channelCredentials(endpoint), {
      'grpc.max_receive_message_length': run.options.ceilingBytes,
      'grpc.max_send_message_length': -1,
      'grpc-node.flow_control_window': WINDOW_BYTES,
      'grpc.enable_retries': 0,
      // Each client has a connection of its own; by default those to one address share one.
      'grpc.use_local_subchannel_pool': 1,
      // What is measured is the way to Tiller, not to a proxy that the environment names.
      'grpc.enable_http_proxy': 0,
      ...(endpoint.tls?.servername !== undefined && {
        'grpc.ssl_target_name_override': endpoint.tls.servername,
      }),
    });
  }

  close(): void {
    this.#client.close();
  }

  /** GetVersion. @throws Failed */
  async getVersion(): Promise<TillerVersion> {
    const answer = (await this.unary('GetVersion', {}, null)).message as {
      Version?: { sem_ver?: string; git_commit?: string; git_tree_state?: string } | null;
    };
    const version = answer.Version;
    if (!version?.sem_ver) {
      throw new Failed({
        hop: HOP,
        kind: 'other-protocol',
        message: 'GetVersion was answered without a version, which no Tiller does.',
      });
    }
    return {
      semVer: version.sem_ver,
      gitCommit: version.git_commit ?? '',
      gitTreeState: version.git_tree_state ?? '',
    };
  }

  /**
   * ListReleases with all statuses and Tiller's default limit: what Swift asks for `all=true`, and the
   * PENDING_* statuses with any Swift. Measured as it streams. @throws Failed with a partial list
   */
  async list(clientVersion: string, onProgress: (progress: Progress) => void): Promise<DirectList> {
    const method = definition('ListReleases');
    const request = method.requestSerialize({ status_codes: [...RELEASE_STATUSES] });
    const { signal, stopped } = this.run.call();
    const messages: MeasuredMessage[] = [];
    const call = this.#client.makeServerStreamRequest(
      method.path,
      (bytes: Buffer) => bytes,
      // Measured here, so that the message itself can be let go of at once.
      (bytes: Buffer) => measureListMessage(bytes),
      request,
      metadata(clientVersion),
    );
    const abort = () => call.cancel();
    signal.addEventListener('abort', abort, { once: true });
    try {
      for await (const message of call) {
        messages.push(message as MeasuredMessage);
        onProgress(progressOf(messages));
      }
      return directList(messages);
    } catch (error) {
      const partial = messages.length === 0 ? undefined : directList(messages);
      throw await this.#failed('ListReleases', error, stopped, this.run, partial);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** One unary call; `bytes` is the encoded size of the answer. @throws Failed */
  async unary(
    name: TillerMethod,
    request: object,
    clientVersion: string | null,
    run: Run = this.run,
  ): Promise<{ message: unknown; bytes: number }> {
    const method = definition(name);
    const { signal, stopped } = run.call();
    let abort: () => void = () => undefined;
    try {
      return await new Promise((resolve, reject) => {
        const call = this.#client.makeUnaryRequest(
          method.path,
          (value: object) => method.requestSerialize(value),
          (bytes: Buffer) => ({ message: method.responseDeserialize(bytes), bytes: bytes.length }),
          request,
          metadata(clientVersion),
          (error, answer) => {
            if (error) reject(error);
            else if (answer) resolve(answer);
          },
        );
        abort = () => call.cancel();
        signal.addEventListener('abort', abort, { once: true });
      });
    } catch (error) {
      throw await this.#failed(name, error, stopped, run);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async #failed(
    method: TillerMethod,
    error: unknown,
    stopped: ReturnType<Run['call']>['stopped'],
    run: Run,
    partial?: DirectList,
  ): Promise<Failed> {
    if (!isServiceError(error)) throw error;
    const onTheWay = this.endpoint.forwarded?.failure();
    if (onTheWay) return new Failed(onTheWay, partial);
    const stop = stopped();
    const { host, port, tls } = this.endpoint;
    const unanswered =
      stop === 'timeout' || (stop === null && error.code === grpc.status.UNAVAILABLE);
    const look = unanswered
      ? await lookInto({ hop: HOP, host, port, protocol: 'grpc', tls }, run)
      : NO_LOOK;
    const failure = look.found ?? this.#failure(method, error, stop, run);
    return new Failed(failure, partial, undefined, look.ms);
  }

  #failure(
    method: TillerMethod,
    { code, details }: grpc.ServiceError,
    stop: Stop | null,
    run: Run,
  ): Failure {
    if (stop !== null) return stoppedFailure(run, HOP, stop, `Tiller's answer to ${method}`);
    const notGrpc = /Received HTTP status code (\d+)/.exec(details);
    if (notGrpc) {
      return {
        hop: HOP,
        kind: 'other-protocol',
        message: `An HTTP server answered with status ${String(notGrpc[1])}; Tiller speaks gRPC.`,
        transportError: details,
      };
    }
    const overCeiling = /Received message larger than max \((\d+) vs/.exec(details);
    if (code === grpc.status.RESOURCE_EXHAUSTED && overCeiling) {
      return {
        hop: HOP,
        kind: 'over-ceiling',
        message: `Tiller sent a message of ${String(overCeiling[1])} bytes, more than this run takes (--ceiling ${this.run.options.ceilingBytes}).`,
      };
    }
    return { hop: HOP, kind: 'grpc-status', message: details, grpcCode: code };
  }
}

/** The bytes of a request as they go over the wire, without gRPC's five bytes of framing. */
export function requestBytes(name: TillerMethod, request: object): number {
  return definition(name).requestSerialize(request).length;
}

function definition(name: TillerMethod) {
  const method = tillerService()[name];
  if (!method) throw new Error(`ReleaseService has no method ${name}`);
  return method;
}

function metadata(clientVersion: string | null): grpc.Metadata {
  const keys = new grpc.Metadata();
  if (clientVersion !== null) keys.set('x-helm-api-client', clientVersion);
  return keys;
}

function authority(endpoint: TillerEndpoint): string {
  return endpoint.host.includes(':')
    ? `[${endpoint.host}]:${endpoint.port}`
    : `${endpoint.host}:${endpoint.port}`;
}

function channelCredentials({ tls }: TillerEndpoint): grpc.ChannelCredentials {
  if (!tls) return grpc.credentials.createInsecure();
  return grpc.credentials.createSsl(
    tls.ca ?? null,
    tls.key ?? null,
    tls.cert ?? null,
    tls.verify ? {} : { rejectUnauthorized: false, checkServerIdentity: () => undefined },
  );
}

function directList(messages: readonly MeasuredMessage[]): DirectList {
  const last = messages.at(-1);
  const releases: MeasuredRelease[] = messages.flatMap((message) => message.releases);
  return {
    messages: messages.map(({ bytes, releases: held }) => ({ bytes, releases: held.length })),
    releases,
    count: last?.count ?? 0,
    total: last?.total ?? 0,
    next: last?.next ?? '',
  };
}

/** What `count` says is to come; a list that ends at Tiller's limit matches more, but gives no more. */
function progressOf(messages: readonly MeasuredMessage[]): Progress {
  return {
    bytes: messages.reduce((sum, { bytes }) => sum + bytes, 0),
    releases: messages.reduce((sum, { releases }) => sum + releases.length, 0),
    total: messages.at(-1)?.count ?? null,
  };
}

function isServiceError(error: unknown): error is grpc.ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
