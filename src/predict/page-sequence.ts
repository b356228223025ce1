// Pages through one list in the order of names. A page begins at an `offset`, which is a name, and
// Tiller begins at the last entry of that name. A page begins best where a name has a single entry, or at
// the very beginning. Elsewhere it begins at the name before, and repeats one entry of that name. It ends
// between two names, because the order in which a name's revisions come is not certain.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { deliverList } from './deliver.js';
import { groupByName } from './group.js';
import type { ListRequest, StoredRelease } from './types.js';

export interface Page {
  /** What to ask Swift for. */
  readonly request: ListRequest;
  /** What the page holds; revisions of one name may come in another order. */
  readonly releases: readonly StoredRelease[];
  /** Before them comes one of these, which pages before hold; which one is not certain. Empty: none does. */
  readonly repeated: readonly StoredRelease[];
}

export interface Unreachable {
  readonly release: StoredRelease;
  readonly reason:
    /** It does not pass even alone. */
    | 'too-large'
    /** It would pass, but not with what a page has to hold beside it. */
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
    const repeated = isClean(groups, start) ? [] : (groups[start - 1] ?? []);
    const lead = largestOf(repeated);
    const passesTo = (end: number) => passes([...lead, ...between(start, end)], end);
    const most = furthest(start, groups.length, passesTo);
    if (most === start) {
      for (const release of between(start, start + 1)) {
        const reason = passes([release], groups.length) ? 'no-offset' : 'too-large';
        unreachable.push({ release, reason });
      }
      start += 1;
      continue;
    }
    const end = lastCleanEnd(groups, start, most, passesTo) ?? most;
    pages.push(page(base, between(start, end), repeated, start > 0));
    start = end;
  }
  return { pages, unreachable };
}

/** Whether a page can begin there without repeating anything. */
function isClean(groups: readonly (readonly StoredRelease[])[], start: number): boolean {
  return start === 0 || start === groups.length || groups[start]?.length === 1;
}

/** Whichever of them comes, it is no larger than this. */
function largestOf(repeated: readonly StoredRelease[]): StoredRelease[] {
  const [first, ...others] = repeated;
  if (!first) return [];
  return [
    others.reduce(
      (most, { bytes, summaryBytes }) => ({
        ...most,
        bytes: Math.max(most.bytes, bytes),
        summaryBytes: Math.max(most.summaryBytes, summaryBytes),
      }),
      first,
    ),
  ];
}

function page(
  base: ListRequest,
  releases: readonly StoredRelease[],
  repeated: readonly StoredRelease[],
  offset: boolean,
): Page {
  const { namespace, ...rest } = base;
  const [before] = repeated;
  return {
    request: {
      ...rest,
      ...(namespace ? { namespace } : {}),
      limit: releases.length + (before ? 1 : 0),
      ...(offset ? { offset: (before ?? releases[0])?.name ?? '' } : {}),
    },
    releases,
    repeated,
  };
}

/** The largest end in (start, length] that passes; `start` if none does. More never fits better. */
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

/**
 * The last end up to `most` at which the next page begins without repeating anything, or nothing is left;
 * `null` where that is less than half of what a page can hold: it would only cost calls.
 */
function lastCleanEnd(
  groups: readonly (readonly StoredRelease[])[],
  start: number,
  most: number,
  passesTo: (end: number) => boolean,
): number | null {
  for (let end = most; (end - start) * 2 >= most - start; end--) {
    if (isClean(groups, end) && passesTo(end)) return end;
  }
  return null;
}
