// What one pair does with the releases of the evidence: list, content, history, pages, headroom, growth.
import { largestBy, partsOfRelease } from '../analysis/largest.js';
import { PROBED_LIST } from '../analysis/what-if.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { isDocumented } from '../knowledge/pairs.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { headroom, share } from '../predict/headroom.js';
import { planPages } from '../predict/pages.js';
import { predict } from '../predict/predict.js';
import { unreadableContents, unreadableHistories } from '../predict/unreadable.js';
import { askForAll } from '../predict/way-out.js';
import { outcomeOf } from '../predict/what-if.js';
import { growthOf } from './growth.js';
import type { ContentTooLarge, HistoryTooLarge, ListOutlook, Outlook } from './types.js';

export interface Pair {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
}

/** @param at when the sizes were measured, RFC 3339 */
export function outlookOf(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
  at: string,
): Outlook {
  const rows = headroom(stored, swift, tiller);
  return {
    swift: swift.version,
    tiller: tiller.version,
    documented: isDocumented(swift, tiller.version),
    list: listOutlook({ swift, tiller }, stored),
    contents: contentsTooLarge({ swift, tiller }, stored),
    histories: historiesTooLarge({ swift, tiller }, stored),
    headroom: rows.map((row) => ({ ...row, share: share(row) })),
    growth: growthOf(stored, swift, rows, at),
  };
}

function listOutlook({ swift, tiller }: Pair, stored: readonly MeasuredRelease[]): ListOutlook {
  const request = askForAll(PROBED_LIST, tiller, stored);
  const list = predict(request, swift, tiller, stored);
  const { pages, unreachable } = planPages(request, swift, tiller, stored);
  return {
    outcome: outcomeOf(list),
    flaws: list.flaws,
    limit: request.limit ?? null,
    revisions: list.releases.length,
    httpStatus: list.httpStatus,
    grpcCode: list.grpcCode,
    hop: list.failure?.hop ?? null,
    bytes: list.failure?.size?.min ?? null,
    limitBytes: list.failure?.limitBytes ?? null,
    pages: pages.length,
    unpaged: unreachable.length,
  };
}

function contentsTooLarge(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
): ContentTooLarge[] {
  return unreadableContents(swift, tiller, stored)
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ release, bytes, limitBytes }) => ({
      ...{ name: release.name, namespace: release.namespace, revision: release.revision },
      ...{ bytes, limitBytes, overBytes: bytes - limitBytes },
      mostly: largestBy([release], (one) => one.bytes, partsOfRelease)[0]?.mostly ?? '',
    }));
}

function historiesTooLarge(
  { swift, tiller }: Pair,
  stored: readonly MeasuredRelease[],
): HistoryTooLarge[] {
  return unreadableHistories(swift, tiller, stored)
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ bytes, limitBytes, ...history }) => ({
      ...history,
      ...{ bytes, limitBytes, overBytes: bytes - limitBytes },
    }));
}
