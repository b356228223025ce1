// The API server, as far as it is read: objects, and lists page by page. Nothing is written.
import { setTimeout } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { ForbiddenRequest, Observation } from '../evidence/observation.js';
import { MOST_ENTRIES } from '../evidence/types.js';
import { HttpClient } from '../net/http-client.js';
import { ObservationFailed, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { countedJson, jsonBytes, readText } from '../net/body.js';
import { counted, OverCeiling } from '../util/counted.js';
import { pageOf, senderOf } from '../net/error-answer.js';
import { redirectFailure, redirectTarget } from '../net/redirects.js';
import { formatCount } from '../util/bytes.js';
import type { ClusterAccess } from './access.js';
import type { ClusterCredentials } from './credentials.js';
import { isObject, objectIn, parseJson, textIn, type JsonObject } from '../util/json.js';
import { checkObject, itemsOf, refuseNames, type KubeResource } from './objects.js';
import { apiFailure } from './status.js';
import { API_SERVER, credentialsFor, transportFailed } from './transport.js';

export interface ListRequest {
  readonly resource: KubeResource;
  /** `null`: all namespaces. */
  readonly namespace: string | null;
  readonly labelSelector?: string;
  /** Objects a page; default 500, as kubectl has it. */
  readonly pageSize?: number;
  /** Names and labels only: the data never leaves the API server. */
  readonly metadataOnly?: true;
}

export interface GetRequest {
  readonly resource: KubeResource;
  readonly namespace: string;
  readonly name: string;
}

const PAGE_SIZE = 500;
/** Half a million pods in pages of that size: Kubernetes is made for 150,000 in a cluster. */
const MOST_PAGES = 1000;
/** A page may hold nothing and go on, where all of it was filtered out; not one after the other. */
const MOST_EMPTY_PAGES = 20;
/** Many times the length that Kubernetes gives the name of a next page. */
const LONGEST_CONTINUE = 64 * 1024;
const EXPIRED = 410;
/** Requests that are sent again, and how long one of them waits. */
const MOST_AGAIN = 2;
const LONGEST_WAIT_MS = 2_000;

// Kubernetes up to 1.14 has the older of the two only.
const METADATA_ONLY = ['v1', 'v1beta1']
  .map((version) => `application/json;as=PartialObjectMetadataList;v=${version};g=meta.k8s.io`)
  .join(',');

export class KubeApi {
  #http: HttpClient | null = null;

  constructor(
    readonly access: ClusterAccess,
    private readonly run: Run,
  ) {}

  async close(): Promise<void> {
    await this.#http?.close();
  }

  /** What `read` makes of the object. */
  get<T>({ resource, namespace, name }: GetRequest, read: (item: unknown) => T) {
    const words = `${resource} ${name} in ${namespace}`;
    return observe(this.run, `Kubernetes get ${words}`, API_SERVER, async () => {
      refuseNames(namespace, resource, name);
      const path = `${pathOf(resource, namespace)}/${encodeURIComponent(name)}`;
      const asked = { verb: 'get', resource, namespace };
      const item = await this.#get(path, 'application/json', asked, words);
      checkObject(item, { resource, namespace, name });
      return { value: read(item) };
    });
  }

  /** What `read` makes of each object, without those of which it makes `null`. One page is held at a time. */
  list<T>(wanted: ListRequest, read: (item: unknown) => T | null): Promise<Observation<T[]>> {
    const { resource, namespace } = wanted;
    const words = `${resource} in ${namespace ?? 'all namespaces'}`;
    return observe(this.run, `Kubernetes list ${words}`, API_SERVER, async () => {
      refuseNames(namespace, resource, null);
      try {
        return { value: await this.#pages(wanted, words, read) };
      } catch (error) {
        // The list changed so much between two pages that the server forgot the first: once more.
        if (!(error instanceof ObservationFailed) || error.failure.httpStatus !== EXPIRED)
          throw error;
        return { value: await this.#pages(wanted, words, read) };
      }
    });
  }

  async #pages<T>(wanted: ListRequest, words: string, read: (item: unknown) => T | null) {
    const { metadataOnly, pageSize = PAGE_SIZE } = wanted;
    const kept: T[] = [];
    const continued = new Set<string>();
    let [next, pages, empty, keptBytes] = ['', 0, 0, 0];
    do {
      let page = await this.#page(wanted, words, { limit: String(pageSize) }, next);
      let items = itemsOf(page, wanted);
      // Where such a list goes on, Kubernetes up to 1.14 does not say: it is taken whole.
      if (metadataOnly && !isObject(page['metadata']) && items.length >= pageSize) {
        page = await this.#page(wanted, words, {}, '');
        items = itemsOf(page, wanted);
      }
      for (const item of items) {
        const value = read(item);
        if (value === null) continue;
        kept.push(value);
        keptBytes += jsonBytes(value);
        if (kept.length > MOST_ENTRIES) {
          throw tooLarge(
            `The list of ${words} has more than ${formatCount(MOST_ENTRIES)} entries, more than swiftcheck reads.`,
          );
        }
        if (keptBytes > this.run.options.ceilingBytes) throw this.#overCeiling();
      }
      next = textIn(objectIn(page, 'metadata'), 'continue');
      pages += 1;
      empty = items.length === 0 ? empty + 1 : 0;
      if (next.length > LONGEST_CONTINUE) {
        throw endless(words, `its next page has a name of ${formatCount(next.length)} characters`);
      }
      if (continued.has(next)) throw endless(words, 'it goes on at a place where it was before');
      if (next !== '' && empty === MOST_EMPTY_PAGES) {
        throw endless(words, `${MOST_EMPTY_PAGES} pages in a row hold nothing`);
      }
      if (next !== '' && pages === MOST_PAGES) {
        throw endless(words, `it goes on after ${formatCount(MOST_PAGES)} pages`);
      }
      continued.add(next);
    } while (next !== '');
    return kept;
  }

  /** @throws ObservationFailed */
  #page(wanted: ListRequest, words: string, limit: { limit?: string }, next: string) {
    const { resource, namespace, labelSelector, metadataOnly } = wanted;
    const query = new URLSearchParams({
      ...limit,
      ...(labelSelector !== undefined && { labelSelector }),
      ...(next !== '' && { continue: next }),
    });
    const path = `${pathOf(resource, namespace)}?${query.toString()}`;
    const accept = metadataOnly ? METADATA_ONLY : 'application/json';
    const asked = { verb: 'list', resource, namespace };
    return this.#get(path, accept, asked, `the list of ${words}`);
  }

  /** @throws ObservationFailed */
  async #get(
    path: string,
    accept: string,
    asked: ForbiddenRequest,
    waitedFor: string,
  ): Promise<JsonObject> {
    const credentials = await credentialsFor(this.access, this.run);
    const { timeoutMs } = this.run.options;
    const http = (this.#http ??= new HttpClient(credentials.tls, this.access.proxy, timeoutMs));
    const { signal, stopped } = this.run.call();
    try {
      const url = new URL(path, this.access.server);
      const headers = { ...credentials.headers, accept };
      // All waiting together takes no more than half of the time of a call.
      const longestMs = Math.min(LONGEST_WAIT_MS, timeoutMs / 2 / MOST_AGAIN);
      const answer = await patiently(longestMs, signal, () =>
        http.request(url, { method: 'GET', signal, headers }),
      );
      const next = redirectTarget(answer, url);
      if (next) {
        await answer.body.dump();
        throw new ObservationFailed(redirectFailure(API_SERVER, answer.statusCode, next));
      }
      return await this.#read(answer, asked);
    } catch (error) {
      if (error instanceof ObservationFailed) throw error;
      throw await this.#failed(error, stopped(), waitedFor, credentials);
    }
  }

  /** @throws ObservationFailed, and errors of the transport */
  async #read(answer: Dispatcher.ResponseData, asked: ForbiddenRequest): Promise<JsonObject> {
    const { ceilingBytes } = this.run.options;
    if (answer.statusCode !== 200) {
      const text = await readText(counted(answer.body, ceilingBytes, () => undefined));
      const sender = senderOf(answer.headers);
      throw new ObservationFailed(apiFailure(API_SERVER, answer.statusCode, text, asked, sender));
    }
    // Piece by piece: the bytes of a long answer beside its text take more memory.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let text = '';
    for await (const chunk of countedJson(answer.body, ceilingBytes)) {
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
    const parsed = parseJson(text);
    if (!isObject(parsed)) {
      throw new ObservationFailed({
        ...{ hop: API_SERVER, kind: 'not-json', httpStatus: answer.statusCode },
        message:
          pageOf(answer.statusCode, text.trim(), senderOf(answer.headers)) ??
          'The answer has status 200, but its body is not a JSON object.',
      });
    }
    return parsed;
  }

  #overCeiling(): ObservationFailed {
    return tooLarge(
      `The answer is larger than this run takes (--ceiling ${this.run.options.ceilingBytes}).`,
    );
  }

  async #failed(
    error: unknown,
    stop: ReturnType<ReturnType<Run['call']>['stopped']>,
    waitedFor: string,
    credentials: ClusterCredentials,
  ): Promise<ObservationFailed> {
    if (error instanceof OverCeiling) return this.#overCeiling();
    const what = `the API server's answer (${waitedFor})`;
    return transportFailed(error, stop, what, this.access, credentials, this.run);
  }
}

/**
 * Asks again if the API server is busy and says when to. kubectl does the same, up to ten times: rest/with_retry.go of
 * client-go.
 */
async function patiently(
  longestMs: number,
  signal: AbortSignal,
  ask: () => Promise<Dispatcher.ResponseData>,
): Promise<Dispatcher.ResponseData> {
  for (let again = 0; ; again += 1) {
    const answer = await ask();
    const waitMs = retryAfterMs(answer);
    if (again === MOST_AGAIN || waitMs === null || waitMs > longestMs) return answer;
    await answer.body.dump();
    await setTimeout(waitMs, undefined, { signal });
  }
}

/** `null`: the answer is not to be asked for again. */
function retryAfterMs({ statusCode, headers }: Dispatcher.ResponseData): number | null {
  const after = headers['retry-after'];
  const isBusy = statusCode === 429 || statusCode >= 500;
  return isBusy && typeof after === 'string' && /^\d{1,5}$/.test(after)
    ? Number(after) * 1000
    : null;
}

function tooLarge(message: string): ObservationFailed {
  return new ObservationFailed({ hop: API_SERVER, kind: 'over-ceiling', message });
}

function endless(words: string, why: string): ObservationFailed {
  const message = `The list of ${words} has no end: ${why}.`;
  return new ObservationFailed({ hop: API_SERVER, kind: 'unreadable', message });
}

function pathOf(resource: KubeResource, namespace: string | null): string {
  return namespace === null
    ? `api/v1/${resource}`
    : `api/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}
