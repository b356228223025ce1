// Whether count, total and next of Tiller's list agree with the list.
import type { DirectList, ListHeader } from '../../evidence/types.js';
import type { TillerRelease } from '../../knowledge/types.js';
import { formatCount } from '../../util/bytes.js';

export interface IncompleteFacts {
  /** Entries that came. */
  readonly sent: number;
  /** Each that differs from the others; one where all messages say the same. */
  readonly headers: readonly ListHeader[];
  /** Where Tiller's release cuts a list; `null`: its release is not known. */
  readonly cutAt: number | null;
}

/** Rules that the list of every Tiller keeps, asked without an offset, and this list breaks. */
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

/** The numbers that disagree; `null`: all agree. A list without any message says nothing, and holds nothing. */
export function incompleteFacts(
  { releases, headers, count, total, next }: DirectList,
  tiller: TillerRelease | null,
): IncompleteFacts | null {
  const facts = {
    sent: releases.length,
    headers: headers ?? [{ count, total, next }],
    cutAt: tiller?.defaultListLimit ?? null,
  };
  return disagreements(facts).length === 0 ? null : facts;
}
