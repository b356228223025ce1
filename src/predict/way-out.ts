// What to do about a list that does not pass: computed for these very releases.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { askDirectly } from './ask.js';
import type { PagePlan } from './page-sequence.js';
import { planPages } from './pages.js';
import { limitOf, match } from './select.js';
import type { ListRequest, StoredRelease } from './types.js';
import { passes, bestUpgrades, type Upgrades } from './upgrades.js';

export interface WayOut {
  /** Whether the present pair answers completely and rightly, given a limit that names them all. */
  readonly passes: boolean;
  /** Where it does not: what to move to. */
  readonly upgrades: Upgrades;
  /** Through the present Swift. */
  readonly pages: PagePlan;
}

/** The request with a limit that names all that it matches, where Tiller would end the list at its own. */
export function askForAll(
  request: ListRequest,
  tiller: Pick<TillerRelease, 'defaultListLimit'>,
  stored: readonly StoredRelease[],
): ListRequest {
  const { matching } = match(askDirectly(request), stored);
  const isCut = !request.limit && matching.length > limitOf(request, tiller);
  return isCut ? { ...request, limit: matching.length } : request;
}

/** The way out for `request`; the pages are for all that it matches, whatever its limit and offset. */
export function wayOut(
  request: ListRequest,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  stored: readonly StoredRelease[],
): WayOut {
  const { swift, tiller } = present;
  const complete = askForAll(request, tiller, stored);
  const done = passes(complete, swift, tiller, stored);
  return {
    passes: done,
    upgrades: done
      ? { swift: null, tiller: null, both: null, documented: null }
      : bestUpgrades(complete, present, stored),
    pages: planPages(complete, swift, tiller, stored),
  };
}
