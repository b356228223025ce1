// What other releases would do with the releases that were just measured, and the way out.
import type { Evidence } from '../evidence/types.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { ListRequest } from '../predict/types.js';
import { wayOut, type WayOut } from '../predict/way-out.js';
import { whatIfSwift, whatIfTiller, type WhatIfRow } from '../predict/what-if.js';
import type { Analysis } from './analysis.js';
import { distinct } from './compare.js';

/** The list that `probe` asks Swift for. */
export const PROBED_LIST: ListRequest = { kind: 'list', all: true };

export interface WhatIf<R> {
  /** Why there are no rows; `null` where there are. */
  readonly missing: string | null;
  readonly rows: readonly WhatIfRow<R>[];
}

/** One row for each line of Swift in front of the probed Tiller. */
export function whatIfSwifts(analysis: Analysis): WhatIf<SwiftRelease> {
  const stored = storedReleases(analysis.evidence);
  if (!stored) return { missing: NO_LIST, rows: [] };
  if (!analysis.tiller) return { missing: 'Tiller is no release that is known.', rows: [] };
  return { missing: null, rows: whatIfSwift(PROBED_LIST, analysis.tiller, stored) };
}

/** The probed Swift in front of each line of Tiller. */
export function whatIfTillers(analysis: Analysis): WhatIf<TillerRelease> {
  const stored = storedReleases(analysis.evidence);
  if (!stored) return { missing: NO_LIST, rows: [] };
  const [swift, ...others] = analysis.swift.releases;
  if (!swift || others.length > 0) {
    return { missing: "Swift's release is not known exactly (--swift-version).", rows: [] };
  }
  return { missing: null, rows: whatIfTiller(PROBED_LIST, swift, stored) };
}

/** For the probed pair and its list; `null` where the pair or the list is not known whole. */
export function computedWayOut(analysis: Analysis): WayOut | null {
  const stored = storedReleases(analysis.evidence);
  const [swift, ...others] = analysis.swift.releases;
  if (!stored || !analysis.tiller || !swift || others.length > 0) return null;
  return wayOut(PROBED_LIST, { swift, tiller: analysis.tiller }, stored);
}

const NO_LIST =
  'There is no whole direct list: it failed, was cut, or came wrong, so what is stored is not known.';

/** All that Tiller stores, if the direct list shows it whole and right. */
function storedReleases({ tiller: { list } }: Evidence) {
  if (!list?.ok || list.value.next !== '') return null;
  const { releases, count } = list.value;
  return distinct(releases).length === count ? releases : null;
}
