// What other releases would do with the releases that were just measured, and the way out.
import type { MeasuredRelease } from '../evidence/types.js';
import { TILLER_LIST_LIMIT } from '../knowledge/limits.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { ListRequest } from '../predict/types.js';
import { askForAll, wayOut, type WayOut } from '../predict/way-out.js';
import { whatIfSwift, whatIfTiller, type WhatIfRow } from '../predict/what-if.js';
import type { Analysis } from './analysis.js';

/** The list that `probe` asks Swift for. */
export const PROBED_LIST: ListRequest = { kind: 'list', all: true };

export interface WhatIf<R> {
  /** Why there are no rows; `null` where there are. */
  readonly missing: string | null;
  /** What the list is asked for with, where Tiller would end the list before; `null`: without a limit. */
  readonly limit: number | null;
  readonly rows: readonly WhatIfRow<R>[];
}

/** One row for each line of Swift in front of the probed Tiller. */
export function whatIfSwifts(analysis: Analysis): WhatIf<SwiftRelease> {
  const stored = allStored(analysis);
  const { tiller } = analysis;
  if (!stored) return missing(NO_LIST);
  if (!tiller) return missing('The version of Tiller is not in the tables of swiftcheck.');
  const request = askForAll(PROBED_LIST, tiller, stored);
  return { ...askedWith(request), rows: whatIfSwift(request, tiller, stored) };
}

/** The probed Swift in front of each line of Tiller. */
export function whatIfTillers(analysis: Analysis): WhatIf<TillerRelease> {
  const stored = allStored(analysis);
  if (!stored) return missing(NO_LIST);
  const [swift, ...others] = analysis.swift.releases;
  if (!swift || others.length > 0) {
    return missing('The version of Swift is not known exactly (--swift-version).');
  }
  const request = askForAll(PROBED_LIST, { defaultListLimit: TILLER_LIST_LIMIT }, stored);
  return { ...askedWith(request), rows: whatIfTiller(request, swift, stored) };
}

const missing = (why: string) => ({ missing: why, limit: null, rows: [] });
const askedWith = ({ limit = null }: { limit?: number | null }) => ({ missing: null, limit });

/** For the probed pair and its list; `null` where the pair or the list is not known whole. */
export function computedWayOut(analysis: Analysis): WayOut | null {
  const stored = allStored(analysis);
  const [swift, ...others] = analysis.swift.releases;
  if (!stored || !analysis.tiller || !swift || others.length > 0) return null;
  return wayOut(PROBED_LIST, { swift, tiller: analysis.tiller }, stored);
}

const NO_LIST = 'The direct list failed, was cut or is wrong, so it is not known what is stored.';

/** All that Tiller stores, if that is known. */
function allStored({ stored }: Analysis): readonly MeasuredRelease[] | null {
  return stored?.whole === true ? stored.releases : null;
}
