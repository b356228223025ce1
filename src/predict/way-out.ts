// What to do about a list that does not pass: computed for these very releases.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { askDirectly } from './ask.js';
import type { PagePlan } from './page-sequence.js';
import { planPages } from './pages.js';
import { predict } from './predict.js';
import { limitOf, match } from './select.js';
import { largestReleases, type LargeRelease } from './shrink.js';
import type { ListRequest, StoredRelease } from './types.js';
import { passes, smallestUpgrades, type Upgrades } from './upgrades.js';

export interface WayOut {
  /** The `limit` without which Tiller ends the list at its own; `null` where none is needed. */
  readonly limit: number | null;
  /** Whether the present pair answers completely and rightly, given that limit. */
  readonly passes: boolean;
  /** Where it does not: what to move to. */
  readonly upgrades: Upgrades;
  /** Through the present Swift. */
  readonly pages: PagePlan;
  /** Largest first, by what they take on the hop that fails. */
  readonly largest: readonly LargeRelease[];
}

const MOST_LARGE_RELEASES = 5;

/** The way out for `request`; the pages are for all that it matches, whatever its limit and offset. */
export function wayOut(
  request: ListRequest,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  stored: readonly StoredRelease[],
): WayOut {
  const { swift, tiller } = present;
  const { matching } = match(askDirectly(request), stored);
  const limit =
    !request.limit && matching.length > limitOf(request, tiller) ? matching.length : null;
  const complete = limit === null ? request : { ...request, limit };
  const { failure } = predict(complete, swift, tiller, stored);
  const done = passes(complete, swift, tiller, stored);
  return {
    limit,
    passes: done,
    upgrades: done
      ? { swift: null, tiller: null, both: null, documented: null }
      : smallestUpgrades(complete, present, stored),
    pages: planPages(complete, swift, tiller, stored),
    largest: largestReleases(matching, failure?.hop ?? 'swift->tiller', MOST_LARGE_RELEASES),
  };
}
