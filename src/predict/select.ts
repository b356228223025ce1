// What Tiller takes from its storage for a list, before it cuts it into messages.
import type { ReleaseStatus } from '../evidence/types.js';
import { compileRe2, RegExpError } from '../knowledge/re2.js';
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

/** Each list, sorted once: every pair of versions asks for the list, and sorting costs most. */
const sortedLists = new WeakMap<readonly StoredRelease[], readonly StoredRelease[]>();

/**
 * The order in which Tiller's storage gives its entries: by `<release>.v<revision>`, in bytes.
 * @param stored nothing changes it afterwards
 */
export function inStorageOrder(stored: readonly StoredRelease[]): readonly StoredRelease[] {
  const known = sortedLists.get(stored);
  if (known) return known;
  const sorted = sortedBy(stored, (release) => Buffer.from(`${release.name}.v${release.revision}`));
  sortedLists.set(stored, sorted);
  return sorted;
}

/** Applies a list request; `stored` may be in any order. */
export function select(
  request: TillerListRequest,
  stored: readonly StoredRelease[],
  tiller: Pick<TillerRelease, 'defaultListLimit'>,
): Selection {
  const { matching, error } = match(request, inStorageOrder(stored));
  if (error !== null) return refused(error);
  const { sorted, doubts } = sort(request, matching);
  const offset = request.offset ?? '';
  // Inclusive, and the last entry of that name: earlier revisions of it are left out.
  const start = offset === '' ? 0 : sorted.findLastIndex((release) => release.name === offset);
  if (start === -1) return refused(offsetNotFound(offset));
  const limit = limitOf(request, tiller);
  const releases = sorted.slice(start, start + limit);
  return {
    releases,
    header: {
      count: releases.length,
      next: sorted[start + limit]?.name ?? '',
      total: matching.length,
    },
    error: null,
    doubts,
  };
}

/** Most releases that Tiller gives. */
export function limitOf(
  { limit = 0 }: Pick<ListRequest, 'limit'>,
  tiller: Pick<TillerRelease, 'defaultListLimit'>,
): number {
  return limit === 0 ? tiller.defaultListLimit : limit;
}

/** The entries that a list is about, whatever its limit; `error` is Tiller's, where it refuses. */
export function match(
  { statuses, namespace, filter = '' }: TillerListRequest,
  stored: readonly StoredRelease[],
): { readonly matching: readonly StoredRelease[]; readonly error: string | null } {
  try {
    const found = filter === '' ? null : compileRe2(filter);
    const wanted: readonly string[] = statuses.length === 0 ? ['DEPLOYED'] : statuses;
    const matching = stored.filter(
      (release) =>
        wanted.includes(release.status) &&
        (namespace === '' || namespace === release.namespace) &&
        (found === null || found.test(release.name)),
    );
    return { matching, error: null };
  } catch (error) {
    if (!(error instanceof RegExpError)) throw error;
    return { matching: [], error: error.message };
  }
}

function refused(error: string): Selection {
  return { releases: [], header: { count: 0, next: '', total: 0 }, error, doubts: [] };
}

/** Go's sort keeps equal entries in order for certain only in lists as short as this. */
const STABLE_LENGTH = 6;

function sort(
  { sortBy, sortOrder }: TillerListRequest,
  releases: readonly StoredRelease[],
): { sorted: StoredRelease[]; doubts: Doubt[] } {
  let sorted = [...releases];
  const doubts: Doubt[] = [];
  if (sortBy === 'NAME') {
    sorted = sortedBy(releases, ({ name }) => Buffer.from(name));
    if (hasEquals(releases.map(({ name }) => name))) doubts.push('order-of-equals');
  } else if (sortBy === 'LAST_RELEASED') {
    const times = releases.map(({ lastDeployedSeconds }) => lastDeployedSeconds);
    if (times.includes(undefined)) doubts.push('order-unknown');
    else {
      sorted.sort((a, b) => (a.lastDeployedSeconds ?? 0) - (b.lastDeployedSeconds ?? 0));
      if (hasEquals(times)) doubts.push('order-of-equals');
    }
  }
  if (sortOrder === 'DESC') sorted.reverse();
  return { sorted, doubts };
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
