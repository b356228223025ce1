// How much of a limit is used, in words and as a measure.
import type { Measures } from '../../evidence/policy.js';
import type { HeadroomRow } from '../../predict/headroom.js';
import { share } from '../../predict/headroom.js';
import { formatCount, formatExactSize, formatSize, plural } from '../../util/bytes.js';
import type { Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { fewer } from './tiller-commands.js';
import { placedRevision } from './words.js';

export interface HeadroomFacts {
  /** From which share of a limit on it is near, such as 0.8. */
  readonly from: number;
  /** The possible versions of Swift, in words. */
  readonly swift: string;
  readonly tiller: string;
  /** The nearest first. */
  readonly rows: readonly HeadroomRow[];
}

/** What uses a limit, and the limit, as words of a sentence. */
export const USES: Record<HeadroomRow['what'], readonly [subject: string, limit: string]> = {
  'list message': ['The list', 'what Swift can receive from Tiller'],
  'list answer': ['The list', "what Swift's gateway accepts"],
  'whole list message': ['The list of all revisions', 'what Swift can receive from Tiller'],
  'whole list answer': ['The list of all revisions', "what Swift's gateway accepts"],
  content: ['A release', 'what can be read through Swift'],
  'list length': ['The list', 'the length at which Tiller ends it'],
};

const NAMES: Record<HeadroomRow['what'], string> = {
  'list message': 'The message in which Tiller sends the list',
  'list answer': "The answer that Swift's server builds from the list",
  'whole list message': 'The message in which Tiller sends all revisions, asked for with a limit,',
  'whole list answer': "The answer that Swift's server builds from all revisions",
  content: 'The content of the largest stored revision',
  'list length': 'The list of all stored revisions',
};

/** How bad it is: the share of each limit that is used. */
export function rowMeasures({ rows }: Pick<HeadroomFacts, 'rows'>): Measures {
  return Object.fromEntries(rows.map((row) => [row.what, share(row)]));
}

const LISTS = ['list message', 'list answer', 'whole list message', 'whole list answer'] as const;

/** Fewer revisions help a list only, and smaller ones where their parts count. */
export function roomNext(rows: readonly HeadroomRow[], shell: Shell): Step[] {
  const has = (...kinds: HeadroomRow['what'][]) => rows.some(({ what }) => kinds.includes(what));
  return [
    ...(has(...LISTS, 'list length') ? fewer(shell) : []),
    ...(has('list message', 'whole list message', 'content')
      ? [
          change(
            'Take large files, NOTES and values out of the charts, and upgrade their releases.',
          ),
        ]
      : []),
    ...(has('list answer', 'whole list answer')
      ? [
          change(
            'Shorten NOTES and values of the largest releases, and upgrade these releases: chart files do not count in the answer that Swift builds.',
          ),
        ]
      : []),
    ...(has(...LISTS)
      ? [
          look(
            'See which versions of Swift have more room.',
            shell.swiftcheck(['probe', '--what-if']),
          ),
        ]
      : []),
  ];
}

/** Rounded up: a limit is never said to be used less than it is. */
export function percent(part: number): string {
  // A share such as 0.28 times 100 is a little more than 28.
  const exact = Number((part * 100).toPrecision(12));
  return exact > 100 && exact < 101 ? 'over 100 %' : `${Math.ceil(exact)} %`;
}

/** A share as it was asked for, with all its decimals. */
export function exactPercent(part: number): string {
  return `${Number((part * 100).toFixed(3))} %`;
}

/** What is left of a limit, rounded down: less than what was asked for is never said to be as much. */
export function freePercent(row: HeadroomRow): string {
  return `${Math.floor(Number(((1 - share(row)) * 1000).toPrecision(12))) / 10} %`;
}

export function limitSentence(row: HeadroomRow): string {
  const { what, used, limit, moreThatFit, medianUse, release } = row;
  if (what === 'list length' && used > limit) {
    return `${NAMES[what]} would hold ${formatCount(used)}, and Tiller ends it at ${formatCount(limit)}.`;
  }
  if (what === 'list length') {
    return `${NAMES[what]} holds ${formatCount(used)} of ${formatCount(limit)}; ${formatCount(limit - used)} more fit.`;
  }
  const subject = release ? `The content of ${placedRevision(release)}` : NAMES[what];
  const sizes = `${subject} takes ${formatExactSize(used)} of ${formatExactSize(limit)}, ${percent(share(row))}`;
  if (moreThatFit === null) return `${sizes}.`;
  return `${sizes}; ${plural(moreThatFit, 'more revision')} of the median size (${formatSize(medianUse)}) ${moreThatFit === 1 ? 'fits' : 'fit'}.`;
}
