// Direct gRPC calls to Tiller. Every call but GetVersion carries Tiller's own version as the client's,
// because Tiller refuses clients by that metadata key.
import * as grpc from '@grpc/grpc-js';
import type { Progress } from '../evidence/calls.js';
import type { Failure } from '../evidence/observation.js';
import type { DirectList, TillerVersion } from '../evidence/types.js';
import { RELEASE_STATUSES } from '../evidence/types.js';
import type { TillerEndpoint } from '../targets/types.js';
import { formatCount, formatDuration } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { measureListMessage, type MeasuredMessage } from '../wire/measure.js';
import { tillerCall } from '../wire/proto.js';
import { diagnoseConnection, NO_DIAGNOSIS } from '../net/connection-diagnosis.js';
import { directList, overCeiling } from './direct-list.js';
import { statusFailure } from './tiller-faults.js';
import { isVersionText } from './version-text.js';
import { ObservationFailed, stoppedFailure } from '../net/observe.js';
import { OpenedSockets } from '../net/opened-sockets.js';
import { NO_SOCKET } from '../net/unforeseen.js';
import type { Run } from '../net/run.js';

const HOP = 'swiftcheck->tiller';

/** A large window: on a slow network, a list of megabytes would otherwise wait for every 64 KiB. */
const WINDOW_BYTES = 4 * 1024 * 1024;

// The library would write to the terminal what it does not accept of an answer, as it came.
grpc.setLogVerbosity(grpc.logVerbosity.NONE);

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
      // The records of a name could set deadlines, and a query that stays unanswered keeps the process.
      'grpc.service_config_disable_resolution': 1,
      // Each client has a connection of its own; by default those to one address share one.
      'grpc.use_local_subchannel_pool': 1,
      // The run measures the connection to Tiller, not that to a proxy of the environment.
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

  /** GetVersion. @throws ObservationFailed */
  async getVersion(): Promise<TillerVersion> {
    const answer = (await this.unary('GetVersion', {}, null)).message as {
      Version?: { sem_ver?: string; git_commit?: string; git_tree_state?: string } | null;
    };
    const {
      sem_ver: semVer,
      git_commit: gitCommit = '',
      git_tree_state: gitTreeState = '',
    } = answer.Version ?? {};
    if (!semVer)
      throw noTiller('GetVersion was answered without a version, and every Tiller returns one.');
    const odd = [semVer, gitCommit, gitTreeState].find((text) => !isVersionText(text));
    if (odd !== undefined) {
      throw noTiller(
        `GetVersion was answered with an impossible version (${formatCount(odd.length)} characters): "${shorten(visible(odd), 60)}".`,
      );
    }
    return { semVer, gitCommit, gitTreeState };
  }

  /**
   * ListReleases with all statuses and Tiller's default limit: what Swift asks for `all=true`, and the
   * PENDING_* statuses with any Swift. Measured as it streams. @throws ObservationFailed with a partial list
   * @param asked what else is asked for
   */
  async list(
    clientVersion: string,
    onProgress: (progress: Progress) => void,
    asked: AskedPart = {},
  ): Promise<DirectList> {
    const method = tillerCall('ListReleases');
    const request = method.encode({ status_codes: [...RELEASE_STATUSES], ...asked });
    const { signal, stopped } = this.run.call();
    const messages: MeasuredMessage[] = [];
    const came = { bytes: 0, releases: 0 };
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
    let type: string | null = null;
    call.on('metadata', (headers: grpc.Metadata) => (type = typeOf(headers)));
    const abort = () => call.cancel();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      for await (const message of call) {
        messages.push(message as MeasuredMessage);
        const { bytes, releases, count } = message as MeasuredMessage;
        came.bytes += bytes;
        came.releases += releases.length;
        const over = overCeiling(came, messages.length, this.run.options.ceilingBytes);
        if (over !== null)
          throw new ObservationFailed({ hop: HOP, kind: 'over-ceiling', message: over });
        // `count` says what is to come, also where Tiller's limit ends the list; one that is exceeded is wrong.
        onProgress({ ...came, total: count < came.releases ? null : count });
      }
      return directList(messages);
    } catch (error) {
      if (error instanceof ObservationFailed) {
        call.cancel();
        throw error;
      }
      const partial = messages.length === 0 ? undefined : directList(messages);
      const waitedFor = `${partial ? 'the end of ' : ''}Tiller's answer to ListReleases`;
      throw await this.#failed(
        'ListReleases',
        error,
        { type, stopped, waitedFor },
        this.run,
        partial,
      );
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** One unary call; `bytes` is the encoded size of the answer. @throws ObservationFailed */
  async unary(
    name: TillerMethod,
    request: object,
    clientVersion: string | null,
    run: Run = this.run,
  ): Promise<{ message: unknown; bytes: number }> {
    const { signal, stopped } = run.call();
    const came: Came = { type: null, message: false };
    try {
      return await this.#ask(name, request, clientVersion, signal, came);
    } catch (error) {
      const { type, message } = came;
      // The library reads on only for the status, which need not come.
      const waitedFor = `${message ? 'the end of ' : ''}Tiller's answer to ${name}`;
      throw await this.#failed(name, error, { type, stopped, waitedFor }, run);
    }
  }

  /** One unary call, until the signal ends it. @throws what gRPC makes of its end */
  async #ask(
    name: TillerMethod,
    request: object,
    clientVersion: string | null,
    signal: AbortSignal,
    came: Came = { type: null, message: false },
  ): Promise<{ message: unknown; bytes: number }> {
    const method = tillerCall(name);
    let abort: () => void = () => undefined;
    try {
      return await new Promise((resolve, reject) => {
        const call = this.#sockets.holding(() =>
          this.#client.makeUnaryRequest(
            method.path,
            (value: object) => method.encode(value),
            (bytes: Buffer) => {
              came.message = true;
              return { message: method.decode(bytes), bytes: bytes.length };
            },
            request,
            metadata(clientVersion),
            (error, answer) => {
              if (error) reject(error);
              else if (answer) resolve(answer);
            },
          ),
        );
        call.on('metadata', (headers: grpc.Metadata) => (came.type = typeOf(headers)));
        abort = () => call.cancel();
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
      });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Whether nothing comes on this connection any more, and an answer comes on a new one: gRPC gives up a connection
   * on which a frame breaks HTTP/2, and hears nothing of one that a machine on the path has forgotten.
   */
  async #isDead(run: Run): Promise<boolean> {
    const signal = AbortSignal.any([AbortSignal.timeout(run.diagnosisMs), run.signal]);
    const { bytesRead } = this.#sockets;
    const fresh = new TillerClient(this.endpoint, run);
    const isAnswered = async (client: TillerClient) =>
      client.#ask('GetVersion', {}, null, signal).then(
        () => true,
        () => false,
      );
    try {
      const [here, there] = await Promise.all([isAnswered(this), isAnswered(fresh)]);
      // On a slow network, what was sent before still comes.
      return there && !here && this.#sockets.bytesRead === bytesRead;
    } finally {
      fresh.close();
    }
  }

  async #failed(
    method: TillerMethod,
    error: unknown,
    { type, stopped, waitedFor }: CallEnd,
    run: Run,
    partial?: DirectList,
  ): Promise<ObservationFailed> {
    if (!isServiceError(error)) throw error;
    if (type === null && NO_SOCKET.test(error.details)) throw error;
    const onTheWay = this.endpoint.forwarded?.failure();
    if (onTheWay) return new ObservationFailed(onTheWay, partial);
    const stop = stopped();
    const { host, port, tls } = this.endpoint;
    const unanswered =
      stop === 'timeout' || (stop === null && error.code === grpc.status.UNAVAILABLE);
    const looked = performance.now();
    const [{ found }, dead] = await Promise.all([
      unanswered
        ? diagnoseConnection({ hop: HOP, host, port, protocol: 'grpc', tls }, run)
        : NO_DIAGNOSIS,
      stop === 'timeout' && method !== 'GetVersion' && this.#isDead(run),
    ]);
    const lookedMs = Math.round(performance.now() - looked);
    const failure =
      found ??
      (stop === null
        ? { hop: HOP, ...statusFailure(method, error, type, run.options.ceilingBytes) }
        : dead
          ? deadFailure(run, waitedFor)
          : stoppedFailure(run, HOP, stop, waitedFor));
    return new ObservationFailed(failure, partial, undefined, lookedMs);
  }
}

/** What has come of an answer. */
interface Came {
  /** Of the answer; `null`: no headers. */
  type: string | null;
  message: boolean;
}

interface CallEnd {
  /** Of the answer; `null`: no headers came. */
  readonly type: string | null;
  readonly stopped: ReturnType<Run['call']>['stopped'];
  readonly waitedFor: string;
}

function deadFailure({ options }: Run, waitedFor: string): Failure {
  const time = formatDuration(options.timeoutMs);
  return {
    hop: HOP,
    kind: 'closed',
    message: `No answer within ${time} (--timeout) while waiting for ${waitedFor}: the connection is dead, because GetVersion gets no answer on it, and gets one on a new connection.`,
  };
}

function noTiller(message: string): ObservationFailed {
  return new ObservationFailed({ hop: HOP, kind: 'other-protocol', message });
}

/** The bytes of a request as they go over the wire, without gRPC's five bytes of framing. */
export function requestBytes(name: TillerMethod, request: object): number {
  return tillerCall(name).encode(request).length;
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

/** The content type of an answer's body; empty if the answer has none. */
function typeOf(headers: grpc.Metadata): string {
  return String(headers.get('content-type')[0] ?? '');
}

function isServiceError(error: unknown): error is grpc.ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
