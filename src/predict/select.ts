// What Tiller takes from its storage for a list, before it cuts it into messages.
import type { ReleaseStatus } from '../evidence/types.js';
import { compileGoRegexp } from '../knowledge/go-regexp.js';
import { offsetNotFound } from '../knowledge/tiller-text.js';
import type { TillerRelease } from '../knowledge/types.js';
import type { ListHeader } from './sizes.js';
import type { Doubt, ListRequest, StoredRelease } from './types.js';

/** A ListReleasesRequest as it reaches Tiller. */
export interface TillerListRequest extends Pick<
  ListRequest,
  'limit' | 'offset' | 'sortBy' | 'sortOrder' | 'filter'
> {
  /** None means DEPLOYED. */
  readonly statuses: readonly ReleaseStatus[];
  /** Empty means all. */
  readonly namespace: string;
}

export interface Selection {
  readonly releases: readonly StoredRelease[];
  readonly header: ListHeader;
  /** Tiller's error in place of a list. */
  readonly error: string | null;
  readonly doubts: readonly Doubt[];
}

/** The order in which Tiller's storage gives its entries: by `<release>.v<revision>`, in bytes. */
export function inStorageOrder(stored: readonly StoredRelease[]): StoredRelease[] {
  return sortedBy(stored, (release) => Buffer.from(`${release.name}.v${release.revision}`));
}

/** Applies a list request; `stored` may be in any order. */
export function select(
  request: TillerListRequest,
  stored: readonly StoredRelease[],
  tiller: Pick<TillerRelease, 'defaultListLimit'>,
): Selection {
  const { matching, error, doubts } = match(request, stored);
  if (error !== null) return refused(error, doubts);
  const { sorted, doubt } = sort(request, inStorageOrder(matching));
  const offset = request.offset ?? '';
  // Inclusive, and the last entry of that name: earlier revisions of it are left out.
  const start = offset === '' ? 0 : sorted.findLastIndex((release) => release.name === offset);
  if (start === -1) return refused(offsetNotFound(offset), doubts);
  const limit = request.limit || tiller.defaultListLimit;
  const releases = sorted.slice(start, start + limit);
  return {
    releases,
    header: {
      count: releases.length,
      next: sorted[start + limit]?.name ?? '',
      total: matching.length,
    },
    error: null,
    doubts: doubt === null ? doubts : [...doubts, doubt],
  };
}

/** The entries that a list is about, whatever its limit. */
export function match(
  request: TillerListRequest,
  stored: readonly StoredRelease[],
): { matching: StoredRelease[]; error: string | null; doubts: Doubt[] } {
  const statuses = request.statuses.length === 0 ? ['DEPLOYED'] : request.statuses;
  const matching = stored.filter(
    ({ status, namespace }) =>
      statuses.includes(status) && (request.namespace === '' || request.namespace === namespace),
  );
  if (!request.filter) return { matching, error: null, doubts: [] };
  const filter = compileGoRegexp(request.filter);
  const doubts: Doubt[] = filter.exact ? [] : ['filter-dialect'];
  if (!filter.ok) return { matching: [], error: filter.message, doubts };
  return { matching: matching.filter(({ name }) => filter.matches(name)), error: null, doubts };
}

function refused(error: string, doubts: readonly Doubt[]): Selection {
  return { releases: [], header: { count: 0, next: '', total: 0 }, error, doubts };
}

/** Go's sort keeps equal entries in order for certain only in lists as short as this. */
const STABLE_LENGTH = 6;

function sort(
  { sortBy, sortOrder }: TillerListRequest,
  releases: readonly StoredRelease[],
): { sorted: StoredRelease[]; doubt: Doubt | null } {
  let sorted = [...releases];
  let doubt: Doubt | null = null;
  if (sortBy === 'NAME') {
    sorted = sortedBy(releases, ({ name }) => Buffer.from(name));
    if (hasEquals(releases.map(({ name }) => name))) doubt = 'order-of-equals';
  } else if (sortBy === 'LAST_RELEASED') {
    const times = releases.map(({ lastDeployedSeconds }) => lastDeployedSeconds);
    if (times.includes(undefined)) doubt = 'order-unknown';
    else {
      sorted.sort((a, b) => (a.lastDeployedSeconds ?? 0) - (b.lastDeployedSeconds ?? 0));
      if (hasEquals(times)) doubt = 'order-of-equals';
    }
  }
  if (sortOrder === 'DESC') sorted.reverse();
  return { sorted, doubt };
}

function hasEquals(keys: readonly unknown[]): boolean {
  return keys.length > STABLE_LENGTH && new Set(keys).size < keys.length;
}

function sortedBy(
  releases: readonly StoredRelease[],
  key: (release: StoredRelease) => Buffer,
): StoredRelease[] {
  return releases
    .map((release) => ({ release, key: key(release) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ release }) => release);
}
