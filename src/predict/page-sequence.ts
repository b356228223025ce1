// Pages through one list in the order of names. A page begins at an `offset`, which is a name, and
// Tiller begins at the last entry of that name; so a page can begin only where a name has a single
// entry, or at the very beginning. It ends between two names, because the order in which a name's
// revisions come is not certain.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { deliverList } from './deliver.js';
import { groupByName } from './group.js';
import type { ListRequest, StoredRelease } from './types.js';

export interface Page {
  /** What to ask Swift for. */
  readonly request: ListRequest;
  /** What the page holds; revisions of one name may come in another order. */
  readonly releases: readonly StoredRelease[];
}

export interface Unreachable {
  readonly release: StoredRelease;
  readonly reason:
    /** It does not pass even alone. */
    | 'too-large'
    /** It would pass, but no page can begin near enough. */
    | 'no-offset';
}

export interface PagePlan {
  /** One call each. */
  readonly pages: readonly Page[];
  readonly unreachable: readonly Unreachable[];
}

/** Pages of `releases`, all of one list, each asked for by `base` with a limit and an offset. */
export function planSequence(
  base: ListRequest,
  releases: readonly StoredRelease[],
  swift: SwiftRelease,
  tiller: TillerRelease,
): PagePlan {
  const groups = groupByName(releases);
  const between = (start: number, end: number) => groups.slice(start, end).flat();
  const passes = (held: readonly StoredRelease[], end: number) => {
    const next = groups[end]?.[0]?.name ?? '';
    const header = { count: held.length, next, total: releases.length };
    const { failure, flaws } = deliverList(held, header, swift, tiller);
    return failure === null && flaws.length === 0;
  };
  const pages: Page[] = [];
  const unreachable: Unreachable[] = [];
  for (let start = 0; start < groups.length;) {
    const most = furthest(start, groups.length, (end) => passes(between(start, end), end));
    const end = lastStart(groups, start, most, (each) => passes(between(start, each), each));
    const until = end ?? most;
    if (until > start) pages.push(page(base, between(start, until), start > 0));
    // Where no page can go on from here, everything up to the next possible beginning is lost.
    const from = Math.max(until, start + 1);
    const resume = end ?? nextStart(groups, from);
    for (const release of between(until, resume)) {
      const reason = passes([release], groups.length) ? 'no-offset' : 'too-large';
      unreachable.push({ release, reason });
    }
    start = resume;
  }
  return { pages, unreachable };
}

function page(base: ListRequest, releases: readonly StoredRelease[], offset: boolean): Page {
  const { namespace, ...rest } = base;
  return {
    request: {
      ...rest,
      ...(namespace ? { namespace } : {}),
      limit: releases.length,
      ...(offset ? { offset: releases[0]?.name ?? '' } : {}),
    },
    releases,
  };
}

/** The largest end in (start, length] that passes; `start` where none does. More never fits better. */
function furthest(start: number, length: number, passesTo: (end: number) => boolean): number {
  let good = start;
  let bad = length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (passesTo(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** The last end up to `most` at which the next page can begin, or nothing is left to page. */
function lastStart(
  groups: readonly (readonly StoredRelease[])[],
  start: number,
  most: number,
  passesTo: (end: number) => boolean,
): number | null {
  for (let end = most; end > start; end--) {
    if ((end === groups.length || groups[end]?.length === 1) && passesTo(end)) return end;
  }
  return null;
}

function nextStart(groups: readonly (readonly StoredRelease[])[], from: number): number {
  const found = groups.findIndex((group, index) => index >= from && group.length === 1);
  return found === -1 ? groups.length : found;
}
