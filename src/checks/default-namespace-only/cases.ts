import type { Case } from '../../../test/judge/case.js';
import { EMPTY_ERROR, SMALL, release, shown, swiftError } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const IN_DEFAULT = release('web', 330, { namespace: 'default' });
const RACE = [...SMALL, release('delta')];
const EOF = swiftError(400, 11, 'EOF');

export const cases: readonly Case[] = [
  {
    code: 'default-namespace-only',
    raisedBy: {
      ...{ swift: '0.4.0', tiller: 'v2.7.0' },
      ...{ stored: [...SMALL, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    worse: {
      ...{ swift: '0.4.0', tiller: 'v2.7.0' },
      ...{ stored: [...RACE, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    notBy: { swiftList: EMPTY_ERROR },
  },
  {
    code: 'default-namespace-only',
    raisedBy: { swift: '0.4.0', tiller: 'v2.9.1', swiftList: EOF },
    notBy: { swift: '0.4.0', tiller: 'v2.7.0', stored: [IN_DEFAULT] },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'default-namespace-only': lab('probe', 'swift@0.3.2,tiller@2.10.0', '--data', 'small'),
};
