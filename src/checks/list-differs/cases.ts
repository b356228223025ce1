import type { Case } from '../../../test/judge/case.js';
import {
  EMPTY_ERROR,
  SMALL,
  direct,
  failed,
  ok,
  release,
  shown,
} from '../../../test/judge/evidence.js';
import { swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });
const STUCK = release('stuck', 330, { status: 'PENDING_UPGRADE' });
const IN_DEFAULT = release('web', 330, { namespace: 'default' });
const RACE = [...SMALL, release('delta')];

/** A status that no Tiller has a name for. */
const ALIEN = SMALL.map((each) => ({ ...each, status: '99' as const }));
const FAILED = { status: 'FAILED' } as const;
const [ALPHA = release('alpha')] = SMALL;
const BIG = Array.from({ length: 3 }, (_, index) => release(`big-${index}`, 4_194_000));
const IN_TWO = ok(direct([BIG.slice(0, 2), BIG.slice(2)]));

export const cases: readonly Case[] = [
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(RACE) },
    worse: { swiftList: shown([...RACE, release('epsilon')]) },
    says: [
      "The two lists differ: 0 only in Tiller's, 1 only in Swift's",
      "Only in Swift's list: delta.",
      /Run swiftcheck again\..* swiftcheck probe /,
    ],
    silentOn: ["Only in Tiller's list", 'status'],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'possible', follows: null },
      measures: { delta: 1 },
    },
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Two are pending, one is shown: no version of Swift hides only the other.
    code: 'list-differs',
    raisedBy: { stored: [...SMALL, PENDING, STUCK], swiftList: shown([...SMALL, PENDING]) },
    says: ["1 only in Tiller's, 0 only in Swift's", "Only in Tiller's list: stuck."],
    silentOn: ["Only in Swift's list"],
    is: { measures: { stuck: 1 } },
    notBy: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    },
    otherwise: 'skipped: The lists differ, and another check reports what Swift leaves out.',
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(ALIEN) },
    says: [
      "0 only in Tiller's, 0 only in Swift's, 3 with another status",
      'Another status: alpha: DEPLOYED by Tiller, 99 by Swift, beta: ',
    ],
    silentOn: ['Only in'],
    is: { measures: { 'alpha: DEPLOYED by Tiller, 99 by Swift': 1 } },
    notBy: { stored: ALIEN, swiftList: shown(ALIEN) },
    otherwise: 'pass',
  },
  {
    // Another order, and one status: of each revision the two are held against each other.
    code: 'list-differs',
    raisedBy: { swiftList: shown([{ ...ALPHA, ...FAILED }, ...SMALL.slice(1)].reverse()) },
    says: ['1 with another status', 'Another status: alpha: DEPLOYED by Tiller, FAILED by Swift.'],
    notBy: { swiftList: shown(SMALL.toReversed()) },
    otherwise: 'pass',
  },
  {
    // Which of the two that came is meant is not known, so that only one too many is.
    code: 'list-differs',
    raisedBy: { swiftList: shown([{ ...ALPHA, ...FAILED }, ALPHA, ...SMALL.slice(1)]) },
    says: [
      "Only in Swift's list: alpha (again).",
      'No known Tiller and no known Swift repeats these entries',
      'Something in front of Swift changes the answer',
      "Forward a port of Swift's",
    ],
    silentOn: ['status', 'between the two lists, '],
    notBy: { directList: failed('timeout') },
    otherwise: 'unknown: There is no direct list: timeout.',
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown([ALPHA, ALPHA, ...SMALL.slice(2)]) },
    says: [
      ...["Only in Tiller's list: beta.", 'alpha (again)'],
      'No known Tiller and no known Swift repeats entries like this.',
      'For the other entries: Swift talks to another Tiller',
      "Forward a port of Swift's",
    ],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The direct list of this Tiller came right, as it can.
    code: 'list-differs',
    raisedBy: {
      ...{
        tiller: 'v2.10.0',
        swift: '0.11.1',
        directList: ok(direct([SMALL.slice(0, 1), SMALL.slice(1)])),
      },
      swiftList: shown([ALPHA, ALPHA, ...SMALL.slice(2)]),
    },
    says: ['Tiller 2.9.0 to 2.10.0 overwrites one chunk', 'It does not do so in every list.'],
    silentOn: ['another build', 'another Tiller', 'Forward a port'],
    is: { certainty: 'likely' },
    notBy: { tiller: 'v2.10.0' },
    otherwise: 'pass',
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown([{ ...ALPHA, namespace: '' }, ...SMALL.slice(1)]) },
    says: ['alpha (revision 1, no namespace)'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // The name is in both lists, so what differs is named.
    code: 'list-differs',
    raisedBy: { swiftList: shown([{ ...ALPHA, revision: 2 }, ...SMALL.slice(1)]) },
    says: [
      "Only in Tiller's list: alpha (revision 1, namespace ds-seed).",
      "Only in Swift's list: alpha (revision 2, namespace ds-seed).",
    ],
    notBy: { swiftList: failed('timeout') },
    otherwise: 'unknown: There is no list through Swift: timeout.',
  },
  {
    // Swift shows the first message only, and that is a finding of its own.
    code: 'list-differs',
    raisedBy: { directList: IN_TWO, swiftList: shown(BIG.slice(1)) },
    says: ["Only in Tiller's list: big-0."],
    notBy: { swift: '0.6.0', directList: IN_TWO, swiftList: shown(BIG.slice(0, 2)) },
    otherwise: 'skipped: The lists differ, and another check reports what Swift leaves out.',
  },
  {
    // Nor does what is after the first message count beside another difference.
    code: 'list-differs',
    raisedBy: {
      ...{ swift: '0.6.0', directList: IN_TWO },
      swiftList: shown(BIG.slice(0, 2).map((each) => ({ ...each, ...FAILED }))),
    },
    says: ["0 only in Tiller's, 0 only in Swift's, 2 with another status"],
    // Swift 0.4.0 lists namespace default alone.
    notBy: {
      ...{ swift: '0.4.0', tiller: 'v2.7.0' },
      ...{ stored: [...SMALL, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    otherwise: 'skipped: The lists differ, and another check reports what Swift leaves out.',
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(RACE), viaSwift: 'v2.16.1' },
    is: { follows: 'tillers-differ' },
    notBy: {},
  },
  {
    // An empty list from a Swift that lists every namespace is not about namespaces.
    code: 'list-differs',
    raisedBy: { swiftList: EMPTY_ERROR },
    notBy: { stored: [], directList: ok(direct([])), swiftList: EMPTY_ERROR },
    otherwise: 'pass',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-differs': (stage) =>
    swiftLists(
      stage,
      200,
      '{"releases":[{"name":"alpha","namespace":"ds-small","version":1,"info":{"status":{"code":"DEPLOYED"}}}]}',
    ),
};
