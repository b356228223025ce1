// Whether what Tiller says of its list holds of the list.
import type { ListHeader } from '../../evidence/types.js';
import type { Analysis } from '../../analysis/analysis.js';
import type { DirectList } from '../../evidence/types.js';
import { formatCount } from '../../util/bytes.js';
import { shownName } from './words.js';

export interface IncompleteFacts {
  /** Entries that came. */
  readonly sent: number;
  /** Each that differs from the others; one where all messages say the same. */
  readonly headers: readonly ListHeader[];
  /** Where this version of Tiller cuts a list; `null`: the version is not known. */
  readonly cutAt: number | null;
}

/** `null`: everything agrees. A list without any message says nothing, so nothing disagrees. */
export function incompleteFacts(
  { releases, headers, count, total, next }: DirectList,
  { tiller }: Pick<Analysis, 'tiller'>,
): IncompleteFacts | null {
  const facts = {
    sent: releases.length,
    headers: headers ?? [{ count, total, next }],
    cutAt: tiller?.defaultListLimit ?? null,
  };
  return disagreements(facts).length === 0 ? null : facts;
}

/** What holds of the list of every Tiller that is asked without an offset, and does not hold here. */
export function disagreements({
  sent,
  headers: [first, ...others],
  cutAt,
}: IncompleteFacts): string[] {
  if (!first) return [];
  if (others.length > 0) return ['All messages of a list say the same of the list.'];
  const { count, total, next } = first;
  return [
    ...(count === sent ? [] : ['Count is the number of entries in the list.']),
    ...(next === '' && total !== count ? ['Without next, count and total are equal.'] : []),
    ...(next !== '' && total <= count ? ['With next, total is larger than count.'] : []),
    ...(next !== '' && cutAt !== null && count !== cutAt
      ? [`With next, count is ${formatCount(cutAt)}: Tiller cuts a list there and nowhere else.`]
      : []),
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
