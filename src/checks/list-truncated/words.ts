// What was seen of a list that Tiller ended, and how all of it is got.
import { formatExactSize, plural } from '../../util/bytes.js';
import { shownName } from '../shared/words.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';
import { wayOutSteps } from '../shared/way-out-words.js';
import type { WholeListFacts } from './whole-list.js';

export interface TruncatedFacts extends WholeListFacts {
  readonly given: number;
  readonly total: number;
  readonly next: string;
  /** How many of them Swift's list held; `null`: no list came through Swift. */
  readonly shown: number | null;
  /** The versions that Swift may be, in words. */
  readonly swift: string;
}

export function truncationSeen(facts: TruncatedFacts): string[] {
  const { given, total, next, swift, whole, tooLarge } = facts;
  const where =
    tooLarge?.hop === 'gateway->swift' ? 'between Swift and its gateway' : 'from Tiller to Swift';
  const size = tooLarge
    ? `: ${plural(tooLarge.bytes, 'byte')}, and the limit ${where} is ${formatExactSize(tooLarge.limitBytes)}`
    : '';
  return [
    `Tiller says: count ${given}, total ${total}, next "${shownName(next)}".`,
    ...(whole === 'fails'
      ? [
          `Computed from all revisions: with limit=${total} the list ${tooLarge ? 'fails' : 'is incomplete'} through Swift ${swift}${size}.`,
        ]
      : []),
    ...(whole === 'likely-fails'
      ? [
          `Computed from the mean size of the listed revisions: with limit=${total} the list is likely to fail through Swift ${swift}${size}.`,
        ]
      : []),
  ];
}

/** A call for all of them only where the numbers do not say that the call fails. */
export function completeSteps(
  { total, next, whole, wayOut }: TruncatedFacts,
  shell: Shell,
): Step[] {
  const list = (query: string) => shell.swift(`/tiller/v2/releases/json?${query}`);
  const all = list(`all=true&limit=${total}`);
  const part = look(
    'List the next part; a later part begins where this part ends. A part begins at the last revision of the name in `offset`: earlier revisions of that name are in neither part, unless the part before held them.',
    list(`all=true&offset=${encodeURIComponent(next)}`),
  );
  switch (whole) {
    case 'passes':
      return [
        look('List all revisions in one call (computed from all revisions: the call passes).', all),
      ];
    case 'fails':
      return wayOut ? wayOutSteps(wayOut, shell) : [part];
    case 'likely-fails':
      return [part];
    case 'unknown':
      return [
        look('List all revisions in one call. The longer list may exceed a size limit.', all),
        part,
      ];
  }
}
