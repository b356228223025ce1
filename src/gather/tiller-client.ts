// Direct gRPC calls to Tiller. Every call but GetVersion carries Tiller's own version as the client's,
// because Tiller refuses clients by that metadata key.
import * as grpc from '@grpc/grpc-js';
import type { Progress } from '../evidence/calls.js';
import type { Failure } from '../evidence/observation.js';
import type { DirectList, ListHeader, MeasuredRelease, TillerVersion } from '../evidence/types.js';
import { RELEASE_STATUSES } from '../evidence/types.js';
import { GrpcCode } from '../knowledge/grpc-text.js';
import type { TillerEndpoint } from '../targets/types.js';
import { formatCount } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { measureListMessage, type MeasuredMessage } from '../wire/measure.js';
import { tillerService } from '../wire/proto.js';
import { lookInto, NO_LOOK } from '../net/look.js';
import { isVersionText } from './version-text.js';
import { Failed, stoppedFailure } from '../net/observe.js';
import { OpenedSockets } from '../net/opened-sockets.js';
import type { Run, Stop } from '../net/run.js';

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

/** Fields of a ListReleasesRequest; `filter` is a regular expression of Go. */
export interface AskedPart {
  readonly limit?: number;
  readonly offset?: string;
  readonly sort_by?: 'NAME';
  readonly sort_order?: 'DESC';
  readonly filter?: string;
}

export class TillerClient {
  readonly #client: grpc.Client;
  /** Closed while it connects, gRPC goes on to connect. */
  readonly #sockets = new OpenedSockets();

  constructor(
    private readonly endpoint: TillerEndpoint,
    private readonly run: Run,
  ) {
    if (endpoint.tls) run.secrets.addKey(endpoint.tls);
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
    this.#sockets.end();
  }

  /** GetVersion. @throws Failed */
  async getVersion(): Promise<TillerVersion> {
    const answer = (await this.unary('GetVersion', {}, null)).message as {
      Version?: { sem_ver?: string; git_commit?: string; git_tree_state?: string } | null;
    };
    const {
      sem_ver: semVer,
      git_commit: gitCommit = '',
      git_tree_state: gitTreeState = '',
    } = answer.Version ?? {};
    if (!semVer) throw noTiller('GetVersion was answered without a version, which no Tiller does.');
    const odd = [semVer, gitCommit, gitTreeState].find((text) => !isVersionText(text));
    if (odd !== undefined) {
      throw noTiller(
        `GetVersion was answered with a version that no Tiller has (${formatCount(odd.length)} characters): "${shorten(visible(odd), 60)}".`,
      );
    }
    return { semVer, gitCommit, gitTreeState };
  }

  /**
   * ListReleases with all statuses and Tiller's default limit: what Swift asks for `all=true`, and the
   * PENDING_* statuses with any Swift. Measured as it streams. @throws Failed with a partial list
   * @param asked what else is asked for
   */
  async list(
    clientVersion: string,
    onProgress: (progress: Progress) => void,
    asked: AskedPart = {},
  ): Promise<DirectList> {
    const method = definition('ListReleases');
    const request = method.requestSerialize({ status_codes: [...RELEASE_STATUSES], ...asked });
    const { signal, stopped } = this.run.call();
    const messages: MeasuredMessage[] = [];
    const call = this.#sockets.holding(() =>
      this.#client.makeServerStreamRequest(
        method.path,
        (bytes: Buffer) => bytes,
        // Measured here, so that the message itself can be let go of at once.
        (bytes: Buffer) => measureListMessage(bytes),
        request,
        metadata(clientVersion),
      ),
    );
    const abort = () => call.cancel();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
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
        const call = this.#sockets.holding(() =>
          this.#client.makeUnaryRequest(
            method.path,
            (value: object) => method.requestSerialize(value),
            (bytes: Buffer) => ({
              message: method.responseDeserialize(bytes),
              bytes: bytes.length,
            }),
            request,
            metadata(clientVersion),
            (error, answer) => {
              if (error) reject(error);
              else if (answer) resolve(answer);
            },
          ),
        );
        abort = () => call.cancel();
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
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

  #failure(method: TillerMethod, error: grpc.ServiceError, stop: Stop | null, run: Run): Failure {
    if (stop !== null) return stoppedFailure(run, HOP, stop, `Tiller's answer to ${method}`);
    const { code, details } = error as RawStatus;
    if (!isStatusCode(code)) return unreadable(method, code);
    if (details === undefined || details === '') {
      const message = `gRPC code ${code} without a message.`;
      return { hop: HOP, kind: 'grpc-status', message, grpcCode: code };
    }
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
    if (code === GrpcCode.RESOURCE_EXHAUSTED && overCeiling) {
      return {
        hop: HOP,
        kind: 'over-ceiling',
        message: `Tiller sent a message of ${String(overCeiling[1])} bytes, more than this run takes (--ceiling ${this.run.options.ceilingBytes}).`,
      };
    }
    return { hop: HOP, kind: 'grpc-status', message: details, grpcCode: code };
  }
}

/** What gRPC passes on of the other side's trailers, or of an error of its own, is not what its type says. */
interface RawStatus {
  readonly code: number | undefined;
  readonly details: string | undefined;
}

/** On the wire it is a decimal number; those above gRPC's own are for who knows them. */
function isStatusCode(code: number | undefined): code is number {
  return code !== undefined && Number.isInteger(code) && code > 0 && code < 2 ** 31;
}

function unreadable(method: TillerMethod, code: number | undefined): Failure {
  return {
    hop: HOP,
    kind: 'unreadable',
    message:
      code === undefined
        ? `The answer to ${method} could not be read, and gRPC does not say why: an answer whose compression is not declared, or not known, ends like this.`
        : `The answer to ${method} ended with a grpc-status that gRPC does not have.`,
  };
}

function noTiller(message: string): Failed {
  return new Failed({ hop: HOP, kind: 'other-protocol', message });
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
  const headers = differentHeaders(messages);
  return {
    messages: messages.map(({ bytes, releases: held }) => ({ bytes, releases: held.length })),
    releases,
    count: last?.count ?? 0,
    total: last?.total ?? 0,
    next: last?.next ?? '',
    ...(headers.length > 1 && { headers }),
  };
}

const MOST_HEADERS = 8;

/** Those that differ, in the order in which they came. */
function differentHeaders(messages: readonly MeasuredMessage[]): ListHeader[] {
  const different = new Map<string, ListHeader>();
  for (const { count, total, next } of messages) {
    if (different.size === MOST_HEADERS) break;
    different.set(JSON.stringify([count, total, next]), { count, total, next });
  }
  return [...different.values()];
}

/** What `count` says is to come; a list that ends at Tiller's limit matches more, but gives no more. */
function progressOf(messages: readonly MeasuredMessage[]): Progress {
  const releases = messages.reduce((sum, message) => sum + message.releases.length, 0);
  const count = messages.at(-1)?.count ?? 0;
  return {
    bytes: messages.reduce((sum, { bytes }) => sum + bytes, 0),
    releases,
    // A count that is exceeded already is wrong.
    total: count < releases ? null : count,
  };
}

function isServiceError(error: unknown): error is grpc.ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
