// What Tiller is asked, and what each end of a call means. The calls themselves are those of tiller-channel.ts.
import { status, type ServiceError } from '@grpc/grpc-js';
import type { Progress } from '../evidence/calls.js';
import type { Failure } from '../evidence/observation.js';
import type { DirectList, TillerVersion } from '../evidence/types.js';
import { RELEASE_STATUSES } from '../evidence/types.js';
import type { TillerEndpoint } from '../targets/types.js';
import { formatCount, formatDuration, formatSize } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { measureListMessage, type MeasuredMessage } from '../wire/measure.js';
import { tillerCall } from '../wire/proto.js';
import { diagnoseConnection, NO_DIAGNOSIS } from '../net/connection-diagnosis.js';
import { directList, overCeiling } from './direct-list.js';
import {
  MOST_BEFORE_HEADERS,
  nothingYet,
  TillerChannel,
  type Came,
  type TillerMethod,
} from './tiller-channel.js';
import { statusFailure } from './tiller-faults.js';
import { isVersionText } from './version-text.js';
import { ObservationFailed, stoppedFailure } from '../net/observe.js';
import { within } from '../net/running-time.js';
import { NO_SOCKET } from '../net/unforeseen.js';
import type { Run } from '../net/run.js';

const HOP = 'swiftcheck->tiller';

/** Fields of a ListReleasesRequest; `filter` is a regular expression of Go. */
export interface AskedPart {
  readonly limit?: number;
  readonly offset?: string;
  readonly sort_by?: 'NAME';
  readonly sort_order?: 'DESC';
  readonly filter?: string;
}

export class TillerClient {
  readonly #channel: TillerChannel;

  constructor(
    private readonly endpoint: TillerEndpoint,
    private readonly run: Run,
  ) {
    if (endpoint.tls) run.secrets.addKey(endpoint.tls);
    this.#channel = new TillerChannel(endpoint, run.options.ceilingBytes);
  }

  close(): void {
    this.#channel.close();
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
    const asking = { status_codes: [...RELEASE_STATUSES], ...asked };
    const request = tillerCall('ListReleases').encode(asking);
    const { signal, stopped } = this.run.call();
    const messages: MeasuredMessage[] = [];
    const sum = { bytes: 0, releases: 0 };
    const came = nothingYet();
    const call = { request, clientVersion, signal };
    try {
      const stream = this.#channel.stream('ListReleases', call, came, measureListMessage);
      for await (const message of stream) {
        messages.push(message);
        const { bytes, releases, count } = message;
        sum.bytes += bytes;
        sum.releases += releases.length;
        const over = overCeiling(sum, messages.length, this.run.options.ceilingBytes);
        if (over !== null)
          throw new ObservationFailed({ hop: HOP, kind: 'over-ceiling', message: over });
        // `count` says what is to come, also where Tiller's limit ends the list; one that is exceeded is wrong.
        onProgress({ ...sum, total: count < sum.releases ? null : count });
      }
      return directList(messages);
    } catch (error) {
      if (error instanceof ObservationFailed) throw error;
      const partial = messages.length === 0 ? undefined : directList(messages);
      const waitedFor = `${partial ? 'the end of ' : ''}Tiller's answer to ListReleases`;
      const end = { ...came, stopped, waitedFor };
      throw await this.#failed('ListReleases', error, end, this.run, partial);
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
    const came = nothingYet();
    const call = { request: tillerCall(name).encode(request), clientVersion, signal };
    try {
      return await this.#channel.unary(name, call, came);
    } catch (error) {
      // The library reads on only for the status, which need not come.
      const waitedFor = `${came.message ? 'the end of ' : ''}Tiller's answer to ${name}`;
      throw await this.#failed(name, error, { ...came, stopped, waitedFor }, run);
    }
  }

  /**
   * Whether nothing comes on this connection any more, and an answer comes on a new one: gRPC gives up a connection
   * on which a frame breaks HTTP/2, and hears nothing of one that a machine on the path has forgotten.
   */
  async #isSilent(run: Run): Promise<boolean> {
    const { signal } = within(run.diagnosisMs, run.signal);
    const { bytesRead } = this.#channel;
    const fresh = new TillerChannel(this.endpoint, run.options.ceilingBytes);
    const request = tillerCall('GetVersion').encode({});
    // Why it is not answered does not matter.
    const isAnswered = (channel: TillerChannel) =>
      channel.unary('GetVersion', { request, clientVersion: null, signal }).then(
        () => true,
        () => false,
      );
    try {
      const [here, there] = await Promise.all([isAnswered(this.#channel), isAnswered(fresh)]);
      // On a slow network, what was sent before still comes.
      return there && !here && this.#channel.bytesRead === bytesRead;
    } finally {
      fresh.close();
    }
  }

  async #failed(
    method: TillerMethod,
    error: unknown,
    { type, tooMuch, stopped, waitedFor }: CallEnd,
    run: Run,
    partial?: DirectList,
  ): Promise<ObservationFailed> {
    if (!isServiceError(error)) throw error;
    if (tooMuch) {
      const most = formatSize(MOST_BEFORE_HEADERS);
      const message = `More than ${most} came over the connection, and not yet the headers of the answer to ${method}.`;
      return new ObservationFailed({ hop: HOP, kind: 'unreadable', message }, partial);
    }
    if (type === null && NO_SOCKET.test(error.details)) throw error;
    const onTheWay = this.endpoint.forwarded?.failure();
    if (onTheWay) return new ObservationFailed(onTheWay, partial);
    const stop = stopped();
    const { host, port, tls } = this.endpoint;
    const unanswered = stop === 'timeout' || (stop === null && error.code === status.UNAVAILABLE);
    const looked = performance.now();
    const [{ found }, silent] = await Promise.all([
      unanswered
        ? diagnoseConnection({ hop: HOP, host, port, protocol: 'grpc', tls }, run)
        : NO_DIAGNOSIS,
      stop === 'timeout' && method !== 'GetVersion' && this.#isSilent(run),
    ]);
    const lookedMs = Math.round(performance.now() - looked);
    const failure =
      found ??
      (stop === null
        ? { hop: HOP, ...statusFailure(method, error, type, run.options.ceilingBytes) }
        : silent
          ? silentFailure(run, waitedFor)
          : stoppedFailure(run, HOP, stop, waitedFor));
    return new ObservationFailed(failure, partial, undefined, lookedMs);
  }
}

interface CallEnd extends Readonly<Came> {
  readonly stopped: ReturnType<Run['call']>['stopped'];
  readonly waitedFor: string;
}

function silentFailure({ options }: Run, waitedFor: string): Failure {
  const time = formatDuration(options.timeoutMs);
  return {
    hop: HOP,
    kind: 'closed',
    message: `No answer within ${time} (--timeout) while waiting for ${waitedFor}. Nothing comes on this connection any more: GetVersion gets no answer on it, and gets one on a new connection.`,
  };
}

function noTiller(message: string): ObservationFailed {
  return new ObservationFailed({ hop: HOP, kind: 'other-protocol', message });
}

/** The bytes of a request as they go over the wire, without gRPC's five bytes of framing. */
export function requestBytes(name: TillerMethod, request: object): number {
  return tillerCall(name).encode(request).length;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}
