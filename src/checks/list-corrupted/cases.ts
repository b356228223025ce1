import type { Case } from '../../../test/judge/case.js';
import { SMALL, direct, ok, release, shown } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
/** As recorded: the second chunk stands in the first one's place. */
const OVERWRITTEN = [
  [4, 5, 2, 3],
  [4, 5],
].map((chunk) => chunk.map((index) => HUGE[index] ?? release('missing')));
const TWICE = [...OVERWRITTEN, ...OVERWRITTEN.slice(1)];
const IN_DEFAULT = release('web', 330, { namespace: 'default' });

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
    // Revisions of one release, and one name in two namespaces, are different entries.
    notBy: {
      stored: [...SMALL, release('alpha', 331, { revision: 2 }), release('beta', 9, IN_DEFAULT)],
    },
  },
  {
    code: 'list-corrupted',
    raisedBy: { tiller: 'v2.10.0', directList: ok(direct([SMALL, SMALL])) },
    // A Tiller without the defect, which an upgrade to 2.11.0 would not help.
    notBy: { tiller: 'v2.13.0', directList: ok(direct([SMALL, SMALL])) },
  },
  {
    code: 'list-corrupted',
    raisedBy: { tiller: 'v3.0.0', directList: ok(direct([SMALL, SMALL])) },
    // One message, which nothing can have overwritten.
    notBy: { tiller: 'v2.10.0', directList: ok(direct([[...SMALL, ...SMALL]])) },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-corrupted': lab('probe', 'swift@0.11.1,tiller@2.10.0', '--data', 'chunks'),
};
