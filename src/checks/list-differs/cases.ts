import type { Case } from '../../../test/judge/case.js';
import { EMPTY_ERROR, SMALL, direct, ok, release, shown } from '../../../test/judge/evidence.js';
import { swiftLists } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });
const STUCK = release('stuck', 330, { status: 'PENDING_UPGRADE' });
const RACE = [...SMALL, release('delta')];

export const cases: readonly Case[] = [
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(RACE) },
    worse: { swiftList: shown([...RACE, release('epsilon')]) },
    notBy: {},
  },
  {
    // Two are pending, one is shown: no version of Swift hides only the other.
    code: 'list-differs',
    raisedBy: { stored: [...SMALL, PENDING, STUCK], swiftList: shown([...SMALL, PENDING]) },
    notBy: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    },
  },
  {
    code: 'list-differs',
    raisedBy: { swiftList: shown(SMALL.map((each) => ({ ...each, status: '99' }))) },
    notBy: {
      stored: SMALL.map((each) => ({ ...each, status: '99' })),
      swiftList: shown(SMALL.map((each) => ({ ...each, status: '99' }))),
    },
  },
  {
    // An empty list from a Swift that lists every namespace is not about namespaces.
    code: 'list-differs',
    raisedBy: { swiftList: EMPTY_ERROR },
    notBy: { stored: [], directList: ok(direct([])), swiftList: EMPTY_ERROR },
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
