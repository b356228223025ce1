// The direct list of Tiller, put together from its measured messages.
import type { Progress } from '../evidence/calls.js';
import {
  MOST_ENTRIES,
  type DirectList,
  type ListHeader,
  type MeasuredRelease,
} from '../evidence/types.js';
import { formatCount, formatSize } from '../util/bytes.js';
import type { MeasuredMessage } from '../wire/measure.js';

/** The list that these messages make, also where it ended early. */
export function directList(messages: readonly MeasuredMessage[]): DirectList {
  const last = messages.at(-1);
  const releases: MeasuredRelease[] = messages.flatMap((message) => message.releases);
  const headers = differentHeaders(messages);
  return {
    messages: messages.map(({ bytes, releases: held }) => ({ bytes, releases: held.length })),
    releases,
    count: last?.count ?? 0,
    total: last?.total ?? 0,
    next: last?.next ?? '',
    ...(headers.length > 1 && { headers }),
  };
}

/** What the ceiling says of a list so far; `null`: nothing. It holds for a list as a whole: its messages come one by one, without an end if need be. */
export function overCeiling(
  { bytes, releases }: Pick<Progress, 'bytes' | 'releases'>,
  messages: number,
  ceilingBytes: number,
): string | null {
  if (bytes > ceilingBytes) {
    return `Tiller's list is larger than swiftcheck reads (--ceiling ${formatSize(ceilingBytes)}).`;
  }
  // An empty message takes memory as well.
  return releases + messages > MOST_ENTRIES
    ? `Tiller's list has more than ${formatCount(MOST_ENTRIES)} entries, more than swiftcheck reads.`
    : null;
}

const MOST_HEADERS = 8;

/** Those that differ, in the order in which they came. */
function differentHeaders(messages: readonly MeasuredMessage[]): ListHeader[] {
  const different = new Map<string, ListHeader>();
  for (const { count, total, next } of messages) {
    if (different.size === MOST_HEADERS) break;
    different.set(JSON.stringify([count, total, next]), { count, total, next });
  }
  return [...different.values()];
}
