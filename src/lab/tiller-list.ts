// What Tiller does with ListReleases.
import { GrpcCode } from '../knowledge/grpc-text.js';
import { TILLER_MESSAGE_LIMIT } from '../knowledge/limits.js';
import { compileRe2, RegExpError } from '../knowledge/re2.js';
import { offsetNotFound } from '../knowledge/tiller-text.js';
import type { TillerRelease } from '../knowledge/types.js';
import { encode } from '../wire/encode.js';
import { frame } from '../wire/fields.js';
import { CallError } from './call-error.js';
import type { Message } from './grpc-server.js';
import type { StoredRelease } from './stored-release.js';

/** hapi.services.tiller.ListReleasesRequest; enums as numbers. */
export interface ListRequest {
  readonly limit: number;
  readonly offset: string;
  readonly sort_by: number;
  readonly filter: string;
  readonly sort_order: number;
  readonly status_codes: readonly number[];
  readonly namespace: string;
}

export interface Selection {
  readonly releases: readonly StoredRelease[];
  /** Fields that every message of the list carries. */
  readonly header: { readonly count: number; readonly next: string; readonly total: number };
}

const DEPLOYED = 1;
const SortBy = { NAME: 1, LAST_RELEASED: 2, CHART_NAME: 3 } as const;
const DESC = 1;

/**
 * Chooses from `stored`, which is in storage order.
 * @throws CallError as Tiller ends the call.
 */
export function selectReleases(
  stored: readonly StoredRelease[],
  request: ListRequest,
  tiller: TillerRelease,
): Selection {
  const statuses = request.status_codes.length > 0 ? request.status_codes : [DEPLOYED];
  let matching = stored.filter((release) => statuses.includes(release.status));
  if (request.namespace !== '') {
    matching = matching.filter((release) => release.namespace === request.namespace);
  }
  if (request.filter !== '') {
    const pattern = compileFilter(request.filter);
    matching = matching.filter((release) => pattern.test(release.name));
  }
  const sorted = sortReleases(matching, request, tiller);
  const rest = request.offset === '' ? sorted : from(request.offset, sorted);
  const limit = request.limit === 0 ? tiller.defaultListLimit : request.limit;
  // Tiller crashes over it, and its clients see the connection go.
  if (limit < 0) throw new CallError(GrpcCode.UNAVAILABLE, 'transport is closing');
  const releases = rest.slice(0, limit);
  const next = rest[limit]?.name ?? '';
  return { releases, header: { count: releases.length, next, total: matching.length } };
}

function compileFilter(filter: string): ReturnType<typeof compileRe2> {
  try {
    return compileRe2(filter);
  } catch (error) {
    if (!(error instanceof RegExpError)) throw error;
    throw new CallError(GrpcCode.UNKNOWN, error.message);
  }
}

function sortReleases(
  releases: readonly StoredRelease[],
  { sort_by, sort_order }: ListRequest,
  tiller: TillerRelease,
): StoredRelease[] {
  const order: Partial<Record<number, (a: StoredRelease, b: StoredRelease) => number>> = {
    [SortBy.NAME]: (a, b) => compareBytes(a.name, b.name),
    [SortBy.LAST_RELEASED]: (a, b) => a.lastDeployed - b.lastDeployed,
  };
  if (tiller.sortsByChartName) {
    order[SortBy.CHART_NAME] = (a, b) => compareBytes(a.chartName, b.chartName);
  }
  const compare = order[sort_by];
  // Tiller's sort is not stable; where that shows, any order is right.
  const sorted = compare ? releases.toSorted(compare) : [...releases];
  return sort_order === DESC ? sorted.reverse() : sorted;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** From the last entry of that name on. */
function from(offset: string, releases: readonly StoredRelease[]): StoredRelease[] {
  const start = releases.findLastIndex((release) => release.name === offset);
  if (start < 0) throw new CallError(GrpcCode.UNKNOWN, offsetNotFound(offset));
  return releases.slice(start);
}

/** The messages of the stream, each as it is when Tiller encodes it. */
export function* listMessages(
  { releases, header }: Selection,
  tiller: TillerRelease,
): Generator<Message, void, undefined> {
  const encodedHeader = encode('hapi.services.tiller.ListReleasesResponse', header);
  const chunks =
    tiller.listDelivery === 'chunks'
      ? partition(releases, TILLER_MESSAGE_LIMIT - encodedHeader.length)
      : [releases];
  for (const [index, chunk] of chunks.entries()) {
    // By the time that a chunk is encoded, the next one may lie in the same place.
    const over = tiller.chunkBufferReuse ? (chunks[index + 1] ?? []).slice(0, chunk.length) : [];
    const parts = [...over, ...chunk.slice(over.length)].flatMap(({ encoded }) => [
      frame(4, encoded.length),
      encoded,
    ]);
    yield {
      bytes: parts.reduce((sum, part) => sum + part.length, encodedHeader.length),
      build: () => Buffer.concat([encodedHeader, ...parts]),
    };
  }
}

/** Tag and length of the releases are not counted, so that a chunk can grow over the limit by them. */
function partition(releases: readonly StoredRelease[], cap: number): StoredRelease[][] {
  const chunks: StoredRelease[][] = [];
  let chunk: StoredRelease[] = [];
  let filled = 0;
  for (const release of releases) {
    const bytes = release.encoded.length;
    if (bytes + filled > cap) {
      chunks.push(chunk);
      chunk = [];
      filled = 0;
    }
    chunk.push(release);
    filled += bytes;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
