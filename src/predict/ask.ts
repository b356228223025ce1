// What Swift asks of Tiller when it is asked for a list, and what it leaves out in doing so.
import { RELEASE_STATUSES } from '../evidence/types.js';
import type { SwiftRelease } from '../knowledge/types.js';
import { match, type TillerListRequest } from './select.js';
import type { Flaw, ListRequest, StoredRelease } from './types.js';

const isPending = (status: string) => status.startsWith('PENDING_');

/** The list as it was meant; also what a direct call asks for. */
export function askDirectly(request: ListRequest): TillerListRequest {
  return {
    ...request,
    statuses: request.all === true ? RELEASE_STATUSES : (request.statusCodes ?? []),
    namespace: request.namespace ?? '',
  };
}

/** The list as this release of Swift asks for it. */
export function askThrough(swift: SwiftRelease, request: ListRequest): TillerListRequest {
  const meant = askDirectly(request);
  const unset = swift.unsetNamespaceMeans === 'default' ? 'default' : '';
  const asked = (RELEASE_STATUSES as readonly string[]).filter(
    (status) => !(request.all === true && !swift.allIncludesPendingStatuses && isPending(status)),
  );
  return {
    ...meant,
    // Swift takes statuses by name and drops, without a word, those that it does not know.
    statuses: meant.statuses.filter((status) => asked.includes(status)),
    namespace: meant.namespace === '' ? unset : meant.namespace,
  };
}

/** What of the list that was meant, Swift does not ask for. */
export function flawsOfAsking(
  meant: TillerListRequest,
  asked: TillerListRequest,
  stored: readonly StoredRelease[],
): Flaw[] {
  const flaws: Flaw[] = [];
  const { matching } = match(meant, stored);
  if (asked.namespace !== meant.namespace) {
    if (matching.some(({ namespace }) => namespace !== asked.namespace)) {
      flaws.push('default-namespace-only');
    }
  }
  if (asked.statuses.length < meant.statuses.length) {
    if (matching.some(({ status }) => isPending(status) && !asked.statuses.includes(status))) {
      flaws.push('pending-left-out');
    }
  }
  return flaws;
}
