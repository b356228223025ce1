// What was seen of a list that Tiller ended, and how all of it is got.
import { formatExactSize } from '../../util/bytes.js';
import { shownName } from '../shared/words.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import type { PlacedFacts } from '../shared/tiller-commands.js';
import type { WholeListFacts } from './whole-list.js';

export interface TruncatedFacts extends PlacedFacts, WholeListFacts {
  readonly given: number;
  readonly total: number;
  readonly next: string;
  /** How many of them Swift's list held; `null`: no list came through Swift. */
  readonly shown: number | null;
  /** The releases that Swift may be, in words. */
  readonly swift: string;
}

export function truncationSeen(facts: TruncatedFacts): string[] {
  const { given, total, next, swift, whole, tooLarge } = facts;
  const all = `?all=true&limit=${total}`;
  const where = tooLarge?.hop === 'gateway->swift' ? 'inside Swift' : "on Swift's way to Tiller";
  const against = tooLarge
    ? `: ${formatExactSize(tooLarge.bytes)} against ${formatExactSize(tooLarge.limitBytes)} ${where}`
    : '';
  return [
    `Tiller says: count ${given}, total ${total}, next "${shownName(next)}".`,
    ...(whole === 'fails'
      ? [`Computed from all revisions: ${all} fails through Swift ${swift}${against}.`]
      : []),
    ...(whole === 'likely-fails'
      ? [
          `Computed from the mean size of the revisions that were listed: ${all} is likely to fail through Swift ${swift}${against}.`,
        ]
      : []),
  ];
}

/** A call for all of them only where the numbers do not say that the call fails. */
export function completeSteps(
  { total, next, whole, wayOut }: TruncatedFacts,
  shell: Shell,
): (Step | string)[] {
  const list = (query: string) => shell.swift(`/tiller/v2/releases/json?${query}`);
  const all = (text: string): Step => ({
    ...{ text, command: list(`all=true&limit=${total}`), changes: false },
  });
  const part: Step = {
    text: 'Get the next part, and so on from where that part ends. A part begins at the last revision of the name in offset: earlier revisions of that name that were not in the part before are in neither.',
    command: list(`all=true&offset=${encodeURIComponent(next)}`),
    changes: false,
  };
  switch (whole) {
    case 'passes':
      return [all('Get all at once. Computed from all revisions: the list passes through Swift.')];
    case 'fails':
      return wayOut.length > 0 ? [...wayOut] : [part];
    case 'likely-fails':
      return [part];
    case 'unknown':
      return [all('Get all at once. So large a list can exceed a size limit.'), part];
  }
}
