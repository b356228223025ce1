// Whether a list is one that a Tiller sends: what it says of itself holds, and its entries can be stored.
import type { DirectList, ListHeader } from '../../evidence/types.js';
import type { Analysis } from '../../analysis/analysis.js';
import { duplicates } from '../../analysis/compare.js';
import { formatCount } from '../../util/bytes.js';
import { describeRelease, shownName, someNames } from './words.js';

export interface IncompleteFacts {
  /** Entries that came. */
  readonly sent: number;
  /** Each that differs from the others; one where all messages say the same. */
  readonly headers: readonly ListHeader[];
  /** Where this version of Tiller cuts a list; `null`: the version is not known. */
  readonly cutAt: number | null;
  /** Revisions that came more than once, as names, if no defect of this Tiller explains that. */
  readonly twice: readonly string[];
  /** Entries without a name, or with a revision that Tiller does not give. */
  readonly unnamed: number;
}

/** `null`: everything agrees. A list without any message says nothing, so nothing disagrees. */
export function incompleteFacts(
  list: DirectList,
  { tiller }: Pick<Analysis, 'tiller'>,
): IncompleteFacts | null {
  const { releases, headers, count, total, next } = list;
  const facts = {
    sent: releases.length,
    headers: headers ?? [{ count, total, next }],
    cutAt: tiller?.defaultListLimit ?? null,
    twice: mayOverwrite(list, { tiller }) ? [] : duplicates(releases).map(describeRelease),
    unnamed: releases.filter(({ name, revision }) => name === '' || revision < 1).length,
  };
  return disagreements(facts).length === 0 ? null : facts;
}

/** Whether the defect of 2.9 and 2.10 can be in the list: one message is never overwritten. */
export function mayOverwrite(
  { messages }: DirectList,
  { tiller }: Pick<Analysis, 'tiller'>,
): boolean {
  return messages.length > 1 && tiller?.chunkBufferReuse !== false;
}

/** What holds of the list of every Tiller that is asked without an offset, and does not hold here. */
export function disagreements({
  sent,
  headers: [first, ...others],
  cutAt,
  twice,
  unnamed,
}: IncompleteFacts): string[] {
  const entriesWrong = [
    ...(twice.length > 0
      ? [`Each revision is in the list once. More than once came: ${someNames(twice)}.`]
      : []),
    ...(unnamed > 0
      ? [`Each entry has a name and a revision from 1: ${formatCount(unnamed)} did not.`]
      : []),
  ];
  if (!first) return entriesWrong;
  if (others.length > 0)
    return ['All messages of a list say the same of the list.', ...entriesWrong];
  const { count, total, next } = first;
  return [
    ...(count === sent ? [] : ['Count is the number of entries in the list.']),
    ...(next === '' && total !== count ? ['Without next, count and total are equal.'] : []),
    ...(next !== '' && total <= count ? ['With next, total is larger than count.'] : []),
    ...(next !== '' && cutAt !== null && count !== cutAt
      ? [`With next, count is ${formatCount(cutAt)}: Tiller cuts a list there and nowhere else.`]
      : []),
    ...entriesWrong,
  ];
}

export function headerWords({ count, total, next }: ListHeader): string {
  return `count ${number(count)}, total ${number(total)}, next "${shownName(next)}"`;
}

export function entries(count: number): string {
  return `${number(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

/** A count that is beyond what a number here is exact to is nonsense anyway. */
function number(count: number): string {
  return Number.isSafeInteger(count) ? formatCount(count) : `about ${count.toExponential(1)}`;
}
