// The same request put to `predict` and to the lab, and what of both answers has to be the same.
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import type { SwiftRelease, TillerRelease } from '../../src/knowledge/types.js';
import type { StoredRelease as LabRelease } from '../../src/lab/stored-release.js';
import { predict } from '../../src/predict/predict.js';
import type { ListRequest, Prediction, StoredRelease } from '../../src/predict/types.js';
import { fieldsOf } from '../../src/wire/fields.js';
import { measureListMessage, measureRelease } from '../../src/wire/measure.js';
import { http, type Ended, type TillerClient } from '../support/lab-client.js';
import type { AskedRequest } from './scenarios.js';

/** What a caller sees; `null` if the call does not show it. */
export interface Answer {
  readonly httpStatus: number | null;
  readonly grpcCode: number;
  /** The message of an error. */
  readonly message: string;
  /** `<release>.v<revision>`, in the order in which they came. */
  readonly entries: readonly string[];
  /** Bytes of each gRPC message that came. */
  readonly sizes: readonly number[] | null;
  /** What Tiller says of its list, once for all messages; `null` if none came. */
  readonly list: { readonly count: number; readonly next: string; readonly total: number } | null;
}

/** The lab's releases as `probe` measures them. */
export function measured(releases: readonly LabRelease[]): StoredRelease[] {
  return releases.map(({ encoded, lastDeployed }) => ({
    ...measureRelease(encoded),
    lastDeployedSeconds: lastDeployed,
  }));
}

/** Both answers to one request; `swift` is `null` for a direct call. */
export interface Both {
  readonly prediction: Prediction;
  /** What is certain of both answers. */
  readonly predicted: Partial<Answer>;
  readonly seen: Partial<Answer>;
}

export async function throughSwift(
  request: AskedRequest,
  [swift, tiller]: readonly [SwiftRelease, TillerRelease],
  stored: readonly StoredRelease[],
  url: string,
): Promise<Both> {
  const prediction = predict(request, swift, tiller, stored);
  const { status, body } = await http(`${url}/tiller/v2/releases${pathOf(request)}`);
  const answer = JSON.parse(body.toString()) as GatewayAnswer;
  const releases = answer.releases ?? (answer.release ? [answer.release] : []);
  const seen: Answer = {
    httpStatus: status,
    grpcCode: answer.code ?? 0,
    message: answer.message ?? '',
    entries: releases.map(({ name, version }) => `${name}.v${version}`),
    sizes: null,
    list: null,
  };
  const predicted = { ...answerOf(prediction), sizes: null, list: null };
  return {
    prediction,
    predicted: certainOf(predicted, request, prediction, stored),
    seen: certainOf(seen, request, prediction, stored),
  };
}

export async function directly(
  request: AskedRequest,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
  client: TillerClient,
): Promise<Both> {
  const prediction = predict(request, null, tiller, stored);
  const ended = await ask(request, client);
  const lists = request.kind === 'list' ? ended.messages.map(measureListMessage) : [];
  const releases = lists.flatMap((list) => list.releases);
  if (request.kind !== 'list') {
    const fields = ended.messages.flatMap((message) => fieldsOf(message));
    releases.push(...fields.map(({ value }) => measureRelease(value)));
  }
  const headers = lists.map(({ count, next, total }) => JSON.stringify({ count, next, total }));
  if (new Set(headers).size > 1) throw new Error(`one list says ${headers.join(' and ')}`);
  const seen: Answer = {
    httpStatus: null,
    grpcCode: ended.code,
    message: ended.details,
    entries: releases.map(entryOf),
    sizes: ended.messages.map((message) => message.length),
    list: headers[0] === undefined ? null : (JSON.parse(headers[0]) as Answer['list']),
  };
  return {
    prediction,
    predicted: certainOf(answerOf(prediction), request, prediction, stored),
    seen: certainOf(seen, request, prediction, stored),
  };
}

/**
 * The one place where anything is excused: what a prediction itself calls doubtful. Given the same
 * prediction, it leaves of either answer only what that prediction says for certain.
 *
 * - no doubt: everything.
 * - `order-of-equals`: equal keys come in any order. In a list that is not cut and is one message
 *   in any order, only the order is left out. Otherwise sizes and entries depend on the order, and
 *   only the number of entries that match is certain.
 * - `overwritten-chunks`: which chunk overwrites which decides over entries, sizes and so over
 *   limits; only what Tiller says of the list is certain.
 * - `dropped-fields`: a Swift may pass on less. Where that decides over success, nothing is
 *   certain; where it does not, only the size in the gateway's refusal is left out.
 */
function certainOf(
  answer: Answer,
  request: AskedRequest,
  { doubts, certain, failure }: Prediction,
  stored: readonly StoredRelease[],
): Partial<Answer> {
  if (!certain) return {};
  if (doubts.includes('overwritten-chunks')) return answer.list ? { list: answer.list } : {};
  if (doubts.includes('order-of-equals')) {
    const cut = request.kind === 'list' && Boolean(request.limit ?? request.offset);
    const bytes = stored.reduce((sum, release) => sum + release.bytes, 0);
    if (!cut && bytes < SURELY_ONE_MESSAGE) {
      return { ...answer, entries: answer.entries.toSorted() };
    }
    return {};
  }
  const unknown = doubts.filter((doubt) => doubt !== 'dropped-fields');
  if (unknown.length > 0) throw new Error(`no such request is asked: ${unknown.join()}`);
  if (doubts.includes('dropped-fields') && failure?.hop === 'gateway->swift') {
    return { ...answer, message: answer.message.replace(/\d+ vs\./, 'N vs.') };
  }
  return answer;
}

/** Far enough below 20 MiB for every frame. */
const SURELY_ONE_MESSAGE = 20_000_000;

function answerOf({ httpStatus, grpcCode, failure, ...rest }: Prediction): Answer {
  return {
    httpStatus,
    grpcCode,
    message: failure?.message ?? '',
    entries: rest.releases.map(entryOf),
    sizes: rest.messages.map(({ size }) => size.bytes),
    list: rest.list,
  };
}

function entryOf({ name, revision }: StoredRelease): string {
  return `${name}.v${revision}`;
}

interface GatewayRelease {
  readonly name: string;
  readonly version: number;
}

interface GatewayAnswer {
  readonly code?: number;
  readonly message?: string;
  readonly release?: GatewayRelease;
  readonly releases?: readonly GatewayRelease[];
}

function pathOf(request: AskedRequest): string {
  if (request.kind === 'content') {
    return `/${request.name}/content/json?version=${request.version ?? 0}`;
  }
  if (request.kind === 'history') return `/${request.name}/json?max=${request.max ?? 0}`;
  const query = new URLSearchParams();
  const { limit, offset, sortBy, sortOrder, filter, namespace, all, statusCodes } = request;
  if (limit !== undefined) query.set('limit', `${limit}`);
  if (offset !== undefined) query.set('offset', offset);
  if (sortBy) query.set('sort_by', sortBy);
  if (sortOrder) query.set('sort_order', sortOrder);
  if (filter !== undefined) query.set('filter', filter);
  if (namespace !== undefined) query.set('namespace', namespace);
  if (all !== undefined) query.set('all', `${all}`);
  for (const status of statusCodes ?? []) query.append('status_codes', status);
  return `/json?${query.toString()}`;
}

const SORT_BY = { NAME: 1, LAST_RELEASED: 2 } as const;

function ask(request: AskedRequest, client: TillerClient): Promise<Ended> {
  if (request.kind === 'list') return client.list(listFields(request));
  const { name } = request;
  return request.kind === 'content'
    ? client.unary('GetReleaseContent', { name, version: request.version ?? 0 })
    : client.unary('GetHistory', { name, max: request.max ?? 0 });
}

function listFields(request: ListRequest) {
  const { limit = 0, offset = '', filter = '', namespace = '', statusCodes = [] } = request;
  const statuses = request.all ? RELEASE_STATUSES : statusCodes;
  return {
    ...{ limit, offset, filter, namespace },
    sort_by: request.sortBy ? SORT_BY[request.sortBy] : 0,
    sort_order: request.sortOrder === 'DESC' ? 1 : 0,
    status_codes: statuses.map((status) => RELEASE_STATUSES.findIndex((known) => known === status)),
  };
}
