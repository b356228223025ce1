// Calls to Swift over HTTP: only paths that read, and the dry run, which stores nothing. No
// function here calls any other path: over GET, too, Swift has a path that changes the cluster.
import type { Progress } from '../evidence/calls.js';
import type { Failure, Hop, HttpFacts } from '../evidence/observation.js';
import { MOST_ENTRIES, type SwiftList, type TillerVersion } from '../evidence/types.js';
import { formatCount, formatSize } from '../util/bytes.js';
import { refusesPlaintext } from '../knowledge/plaintext-refused.js';
import { isServiceProxy } from '../targets/swift.js';
import type { SwiftEndpoint } from '../targets/types.js';
import { shorten, visible } from '../util/safe-text.js';
import { isObject, parseJson } from '../util/json.js';
import { classifySocketError } from '../net/diagnose.js';
import { tlsRequired } from '../net/diagnose-plaintext.js';
import { HttpClient } from '../net/http-client.js';
import { httpFault } from '../net/http-faults.js';
import { diagnoseConnection, NO_DIAGNOSIS } from '../net/connection-diagnosis.js';
import { ObservationFailed, stoppedFailure } from '../net/observe.js';
import { redirectFailure, redirectTarget } from '../net/redirects.js';
import type { Run, StopReason } from '../net/run.js';
import { NotAsked } from '../net/json-walk.js';
import { readRendered, type Asked } from './rendered.js';
import { readText } from '../net/body.js';
import { OverCeiling } from '../util/counted.js';
import { readReleases, TooManyEntries } from './swift-body.js';
import { SwiftResponse } from './swift-response.js';
import { firstHop, socketTarget } from './swift-socket.js';
import { isVersionText } from './version-text.js';
import { dryRunFailure, errorFailure, swiftError } from '../net/error-answer.js';

/** Of an answer, whoever sent it, and of silence, which can come from any hop. */
const HOP = 'swiftcheck->swift';
const MOST_REDIRECTS = 3;

/** Swift's lists that are asked for, as the query of `/tiller/v2/releases/json`. */
export type ListQuery = 'all=true' | 'status_codes=PENDING_INSTALL';

interface Answer<T> {
  readonly value: T;
  readonly http: HttpFacts;
}

export class SwiftClient {
  readonly #http: HttpClient;

  constructor(
    private readonly endpoint: SwiftEndpoint,
    private readonly run: Run,
  ) {
    const { headers, tls, proxy } = endpoint;
    run.secrets.addHeaders(headers);
    run.secrets.addKey(tls);
    if (proxy) run.secrets.addUser(proxy);
    this.#http = new HttpClient(tls, proxy ?? null, run.options.timeoutMs);
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  /** Asks for `/`, which Swift's gateway answers itself: 501, Not Implemented. @throws ObservationFailed */
  async liveness(): Promise<Answer<Record<string, never>>> {
    return this.#call('GET', '', null, "the gateway's answer to GET /", async (response) => {
      const body = await readText(response.body);
      const error = swiftError(body);
      if (response.status === 501 && error?.grpcCode === 12) return {};
      throw this.#refused(response, body);
    });
  }

  /** Tiller's version as Swift sees it. @throws ObservationFailed */
  async tillerVersion(): Promise<Answer<TillerVersion>> {
    const path = 'tiller/v2/version/json';
    return this.#call('GET', path, null, `Swift's answer to GET /${path}`, async (response) => {
      const body = await readText(response.body);
      const version = response.status === 200 ? versionIn(body) : null;
      if (!version) throw this.#refused(response, body);
      return version;
    });
  }

  /** A list of releases. @throws ObservationFailed */
  async list(
    query: ListQuery,
    onProgress: (progress: Progress) => void,
  ): Promise<Answer<SwiftList>> {
    const path = `tiller/v2/releases/json?${query}`;
    return this.#call('GET', path, null, `Swift's list (GET /${path})`, async (response) => {
      if (response.status !== 200) {
        const body = await readText(response.body);
        throw this.#refused(response, body);
      }
      const releases = await readReleases(response.body, (releases) => {
        onProgress({ bytes: response.http().bodyBytes, releases, total: null });
      });
      return { releases };
    });
  }

  /**
   * InstallRelease with `dry_run`, which renders and stores nothing. @throws ObservationFailed, also where the
   * answer is a success that does not hold the whole release
   */
  async dryRun(
    asked: Asked,
    body: { dry_run: true } & Record<string, unknown>,
  ): Promise<Answer<{ bytes: number }>> {
    const path = `tiller/v2/releases/${encodeURIComponent(asked.name)}/json`;
    const what = `Swift's answer to the dry run`;
    return this.#call('POST', path, JSON.stringify(body), what, async (response) => {
      if (response.status !== 200) {
        const body = await readText(response.body);
        const { bodyBytes: bytes } = response.http();
        const told = dryRunFailure(response.status, { body, bytes, type: response.sender.type });
        throw this.#refused(response, body, told, null);
      }
      await readRendered(response.body, asked);
      return { bytes: response.http().bodyBytes };
    });
  }

  /** An answer that is no success, and how a plaintext port of it said so. */
  #refused(
    response: SwiftResponse,
    body: string,
    told = errorFailure(response.status, body, response.sender),
    quote: string | null = shorten(visible(body.trim()), 120),
  ): ObservationFailed {
    const target = socketTarget(this.endpoint);
    // The API server passes on what the port behind it says; that answer has a date, its own has none.
    const ofTheAddress = !isServiceProxy(this.endpoint.url) || response.date === null;
    const failure: Failure =
      target.tls === null && ofTheAddress && refusesPlaintext(response.status, body)
        ? { hop: HOP, ...tlsRequired(target, quote) }
        : told;
    return new ObservationFailed(failure, undefined, response.http());
  }

  async #call<T>(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    waitedFor: string,
    read: (response: SwiftResponse) => Promise<T>,
  ): Promise<Answer<T>> {
    const { signal, stopped } = this.run.call();
    let response: SwiftResponse | null = null;
    try {
      response = await this.#send(new URL(path, this.endpoint.url), method, body, signal);
      const value = await read(response);
      return { value, http: response.http() };
    } catch (error) {
      if (error instanceof ObservationFailed) throw error;
      const awaited = response === null ? waitedFor : `the end of ${waitedFor}`;
      throw await this.#failed(error, stopped(), awaited, response);
    }
  }

  /**
   * Follows redirects, but only to where the same question is asked on the same origin: credentials go
   * nowhere else, and no redirect leads to a path that changes the cluster.
   */
  async #send(
    url: URL,
    method: 'GET' | 'POST',
    body: string | null,
    signal: AbortSignal,
  ): Promise<SwiftResponse> {
    let target = url;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#http.request(target, {
        method,
        signal,
        headers: {
          accept: 'application/json',
          ...(body !== null && { 'content-type': 'application/json' }),
          ...this.endpoint.headers,
        },
        ...(body !== null && { body }),
      });
      const next = redirectTarget(answer, target);
      if (!next) return new SwiftResponse(answer, this.run.options.ceilingBytes);
      await answer.body.dump();
      const same = next.origin === url.origin && this.#asksTheSame(next, url);
      if (method !== 'GET' || !same || redirects === MOST_REDIRECTS) {
        throw new ObservationFailed(redirectFailure(HOP, answer.statusCode, next));
      }
      target = next;
    }
  }

  /** Whether Swift's own path and the query are the same, whatever stands before them. */
  #asksTheSame(next: URL, asked: URL): boolean {
    const path = asked.pathname.slice(this.endpoint.url.pathname.length - 1);
    return next.pathname.endsWith(path) && next.search === asked.search;
  }

  async #failed(
    error: unknown,
    stop: StopReason | null,
    waitedFor: string,
    response: SwiftResponse | null,
  ): Promise<ObservationFailed> {
    const fault = stop === null ? httpFault(error, waitedFor, this.endpoint.proxy ?? null) : null;
    const told =
      this.#unusable(error, response) ??
      this.endpoint.forwarded?.failure() ??
      (fault?.kind === 'unreadable' ? { hop: HOP, ...fault } : null);
    if (told) return new ObservationFailed(told, undefined, response?.http());
    // An answer that began came over a connection that works; only without one is it looked into.
    // Through a proxy a look of our own would take another path.
    const unanswered = response === null && this.endpoint.proxy === undefined;
    const diagnosis =
      unanswered && (stop === null || stop === 'timeout')
        ? await diagnoseConnection(socketTarget(this.endpoint), this.run)
        : NO_DIAGNOSIS;
    const hop = response === null ? firstHop(this.endpoint) : HOP;
    const failure =
      diagnosis.found ?? (fault ? { hop, ...fault } : this.#failure(hop, error, stop, waitedFor));
    return new ObservationFailed(failure, undefined, response?.http(), diagnosis.ms);
  }

  /** What is wrong with an answer that came; `null`: nothing, it broke. */
  #unusable(error: unknown, response: SwiftResponse | null): Failure | null {
    if (error instanceof OverCeiling) {
      return {
        hop: HOP,
        kind: 'over-ceiling',
        message: `The body is larger than swiftcheck reads (--ceiling ${formatSize(this.run.options.ceilingBytes)}).`,
      };
    }
    if (error instanceof TooManyEntries) {
      return {
        hop: HOP,
        kind: 'over-ceiling',
        message: `Swift's list has more than ${formatCount(MOST_ENTRIES)} entries, more than swiftcheck reads.`,
      };
    }
    if (!(error instanceof NotAsked)) return null;
    return {
      ...{ hop: HOP, kind: error.kind, message: `HTTP 200, but with ${error.what}.` },
      ...(response && { httpStatus: response.status }),
    };
  }

  #failure(hop: Hop, error: unknown, stop: StopReason | null, waitedFor: string): Failure {
    if (stop !== null) return stoppedFailure(this.run, HOP, stop, waitedFor);
    const { kind, transportError } = classifySocketError(error);
    return {
      hop,
      kind,
      message: `The connection broke while waiting for ${waitedFor}: ${transportError}`,
      transportError,
    };
  }
}

/** Swift's own answer holds this message and no other; `null`: another server's. */
function versionIn(body: string): TillerVersion | null {
  const answer = parseJson(body);
  if (!isObject(answer) || Object.keys(answer).join() !== 'Version') return null;
  const version = answer['Version'];
  if (!isObject(version)) return null;
  const {
    sem_ver: semVer,
    git_commit: gitCommit = '',
    git_tree_state: gitTreeState = '',
    ...others
  } = version;
  if (!isText(semVer) || semVer === '' || !isText(gitCommit) || !isText(gitTreeState)) return null;
  return Object.keys(others).length === 0 ? { semVer, gitCommit, gitTreeState } : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isVersionText(value);
}
