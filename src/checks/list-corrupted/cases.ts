import type { Case } from '../../../test/judge/case.js';
import { SMALL, direct, full, ok, release, shown } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
/** As recorded: the second chunk stands in the first one's place. */
const OVERWRITTEN = [
  [4, 5, 2, 3],
  [4, 5],
].map((chunk) => chunk.map((index) => HUGE[index] ?? release('missing')));
const TWICE = [...OVERWRITTEN, ...OVERWRITTEN.slice(1)];
const LARGEST = release('largest', 21_000_000);
const ONE = [release('one', 20_971_420)];
const TOO_LARGE = [release('one', 20_971_421)];
const IN_DEFAULT = release('web', 330, { namespace: 'default' });

const TILLER_2_10 = { tiller: 'v2.10.0' } as const;

export const cases: readonly Case[] = [
  {
    code: 'list-corrupted',
    raisedBy: {
      tiller: 'v2.10.0',
      ...{ directList: ok(direct(OVERWRITTEN)), swiftList: shown(OVERWRITTEN.flat()) },
    },
    worse: {
      tiller: 'v2.10.0',
      ...{ directList: ok(direct(TWICE)), swiftList: shown(TWICE.flat()) },
    },
    says: [
      "Tiller's list is wrong: 2 revisions missing, and as many duplicates",
      'Twice: huge-4, huge-5. Tiller still counts 6.',
      'Tiller 2.9.0 to 2.10.0 overwrites one chunk',
      'tiller:v2.11.0',
      // As many of the largest as 20 MiB hold.
      '--max 4',
    ],
    silentOn: ['Missing, as a list', 'Shrink the charts'],
    is: {
      ...{ outcome: 'fail', hop: 'swiftcheck->tiller', certainty: 'certain' },
      measures: { 'revisions missing': 2 },
    },
    // Revisions of one release, and one name in two namespaces, are different entries.
    notBy: {
      stored: [...SMALL, release('alpha', 331, { revision: 2 }), release('beta', 9, IN_DEFAULT)],
    },
    otherwise: 'pass',
  },
  {
    code: 'list-corrupted',
    raisedBy: { tiller: 'v2.10.0', directList: ok(direct([SMALL, SMALL])) },
    // A Tiller without the defect, which an upgrade to 2.11.0 would not help.
    notBy: { tiller: 'v2.13.0', directList: ok(direct([SMALL, SMALL])) },
    otherwise: 'skipped: list-incomplete reports the duplicates: this list was not overwritten.',
  },
  {
    code: 'list-corrupted',
    raisedBy: { tiller: 'v3.0.0', directList: ok(direct([SMALL, SMALL])) },
    // One message, which nothing can have overwritten.
    notBy: { tiller: 'v2.10.0', directList: ok(direct([[...SMALL, ...SMALL]])) },
    otherwise: /^skipped: list-incomplete/,
  },
  {
    // One list more had every revision.
    code: 'list-corrupted',
    raisedBy: { ...TILLER_2_10, directList: ok(direct(OVERWRITTEN)), fullList: full(HUGE) },
    says: ['Missing, as a list in smaller parts shows: huge-0, huge-1.', 'tiller:v2.'],
    notBy: { ...TILLER_2_10, fullList: full(HUGE) },
    otherwise: 'pass',
  },
  {
    // The largest is too large for one message of any Tiller.
    code: 'list-corrupted',
    raisedBy: {
      ...TILLER_2_10,
      ...{ directList: ok(direct(OVERWRITTEN)), fullList: full([...HUGE, LARGEST]) },
    },
    says: ['Shrink the charts of the largest releases'],
    silentOn: ['Upgrade Tiller', '--max'],
    notBy: {},
  },
  {
    // Exactly one message, and a byte more.
    code: 'list-corrupted',
    raisedBy: { ...TILLER_2_10, directList: ok(direct([ONE, ONE])) },
    says: ['Upgrade Tiller', '--max 1'],
    notBy: {},
  },
  {
    code: 'list-corrupted',
    raisedBy: { ...TILLER_2_10, directList: ok(direct([TOO_LARGE, TOO_LARGE])) },
    says: ['Shrink the charts of the largest releases'],
    silentOn: ['--max'],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-corrupted': lab('probe', 'swift@0.11.1,tiller@2.10.0', '--data', 'chunks'),
};
