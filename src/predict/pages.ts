// A list in pages that each pass.
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { askDirectly, askThrough, flawsOfAsking } from './ask.js';
import { planSequence, type PagePlan } from './page-sequence.js';
import { match } from './select.js';
import type { ListRequest, StoredRelease } from './types.js';

/**
 * Pages through `swift` that together hold what `request` is about; its limit, offset and order
 * are not heeded. Of the plans with and without `namespace`, the one that reaches more, then the
 * one with fewer calls.
 */
export function planPages(
  request: ListRequest,
  swift: SwiftRelease,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): PagePlan {
  const base = pageRequest(request, swift, stored);
  const { matching } = match(askDirectly(base), stored);
  const plan = (parts: readonly string[]): PagePlan => {
    const plans = parts.map((namespace) => {
      const part = matching.filter((each) => namespace === '' || each.namespace === namespace);
      return planSequence({ ...base, namespace }, part, swift, tiller);
    });
    return {
      pages: plans.flatMap(({ pages }) => pages),
      unreachable: plans.flatMap(({ unreachable }) => unreachable),
    };
  };
  if (base.namespace) return plan([base.namespace]);
  const apart = plan([...new Set(matching.map(({ namespace }) => namespace))].sort());
  if (askThrough(swift, base).namespace !== '') return apart;
  const together = plan(['']);
  const better =
    apart.unreachable.length - together.unreachable.length ||
    apart.pages.length - together.pages.length;
  return better < 0 ? apart : together;
}

/** What all pages have in common. A Swift whose `all` leaves statuses out is given their names. */
function pageRequest(
  request: ListRequest,
  swift: SwiftRelease,
  stored: readonly StoredRelease[],
): ListRequest {
  const { all, statusCodes, namespace, filter } = request;
  const meant = askDirectly(request);
  const flaws = flawsOfAsking(meant, askThrough(swift, request), stored);
  return {
    kind: 'list',
    sortBy: 'NAME',
    ...(flaws.includes('pending-left-out')
      ? { statusCodes: meant.statuses }
      : { all: all === true }),
    ...(all === true || !statusCodes ? {} : { statusCodes }),
    ...(namespace ? { namespace } : {}),
    ...(filter ? { filter } : {}),
  };
}
