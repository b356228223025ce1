// Lists of Swift that steps offer, each held against what is stored.
import type { Analysis } from '../../analysis/analysis.js';
import { predict } from '../../predict/predict.js';
import type { ListRequest } from '../../predict/types.js';

/**
 * The query of the first request that this pair answers completely and rightly; `null`: none of them, or
 * what is stored or the pair is not known.
 */
export function passingQuery(
  { stored, swift, tiller, otherTiller }: Analysis,
  requests: readonly ListRequest[],
): string | null {
  if (!stored?.whole || !tiller || otherTiller !== null || swift.releases.length === 0) return null;
  const found = requests.find((request) =>
    swift.releases.every((release) => {
      const { failure, flaws } = predict(request, release, tiller, stored.releases);
      return failure === null && flaws.length === 0;
    }),
  );
  return found ? queryOf(found) : null;
}

/** As Swift's gateway reads it. */
export function queryOf(request: ListRequest): string {
  const parts = [
    request.all ? 'all=true' : '',
    ...(request.statusCodes ?? []).map((status) => `status_codes=${status}`),
    request.namespace ? `namespace=${encodeURIComponent(request.namespace)}` : '',
    request.sortBy ? `sort_by=${request.sortBy}` : '',
    request.limit ? `limit=${request.limit}` : '',
    request.offset ? `offset=${encodeURIComponent(request.offset)}` : '',
  ];
  return `?${parts.filter((part) => part !== '').join('&')}`;
}
