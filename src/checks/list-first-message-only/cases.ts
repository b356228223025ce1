import type { Case } from '../../../test/judge/case.js';
import { direct, ok, release, shown, type Overrides } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
const CHUNKS = [HUGE.slice(0, 4), HUGE.slice(4)];
const LAST = release('last', 4_194_656);

const OLD = { swift: '0.6.0', tiller: 'v2.11.0' } as const;
/** Four that are the first of the storage, and the last by name. */
const FIRST = ['v', 'x', 'y', 'z'].map((name) => release(name));
/** In the order of names these come first. */
const large = (bytes: number) => ['a', 'b', 'c', 'd'].map((name) => release(name, bytes));
const inOrder = (bytes: number): Overrides => ({
  ...OLD,
  directList: ok(direct([FIRST, large(bytes)])),
  swiftList: shown(FIRST),
});

export const cases: readonly Case[] = [
  {
    code: 'list-first-message-only',
    raisedBy: {
      ...{ ...OLD, directList: ok(direct(CHUNKS)), swiftList: shown(HUGE.slice(0, 4)) },
    },
    worse: {
      ...OLD,
      ...{ directList: ok(direct([...CHUNKS, [LAST]])), swiftList: shown(HUGE.slice(0, 4)) },
    },
    says: [
      'Swift shows 4 of 6 revisions, and does not say so',
      'Tiller sends 6 revisions in 2 messages. Swift shows the 4 of the first message.',
      'Swift 0.1.0 to 0.10.0 reads only the first message',
      'Swift 0.11.0 to 0.12.1 reads all messages.',
      /list in parts .*json\?all=true&sort_by=NAME&limit=4/,
    ],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
      measures: { 'revisions left out': 2 },
    },
    notBy: { directList: ok(direct(CHUNKS)), swiftList: shown(HUGE) },
    otherwise: 'pass',
  },
  {
    // By name the first part is larger than what came first.
    code: 'list-first-message-only',
    raisedBy: inOrder(8_000_000),
    says: ['limit=2'],
    notBy: {},
    otherwise: 'skipped: Tiller sends the list in one message.',
  },
  {
    code: 'list-first-message-only',
    raisedBy: inOrder(12_000_000),
    says: ['limit=1'],
    notBy: { ...OLD, directList: ok(direct([FIRST, []])), swiftList: shown(FIRST) },
    otherwise: 'pass',
  },
  {
    // Not one of them passes.
    code: 'list-first-message-only',
    raisedBy: inOrder(22_000_000),
    silentOn: ['Until then'],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-first-message-only': lab('probe', 'swift@0.5.2,tiller@2.13.0', '--data', 'chunks'),
};
