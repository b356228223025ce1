import type { Case } from '../../../test/judge/case.js';
import { EMPTY_ERROR, SMALL, release, shown, swiftError } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const IN_DEFAULT = release('web', 330, { namespace: 'default' });
const RACE = [...SMALL, release('delta')];
const EOF = swiftError(400, 11, 'EOF');

const OLD = { swift: '0.4.0', tiller: 'v2.7.0' } as const;
const ELSEWHERE = [
  release('two', 330, { namespace: 'b' }),
  release('one', 330, { namespace: 'a' }),
  release('three', 330, { namespace: 'b' }),
];
const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });

export const cases: readonly Case[] = [
  {
    code: 'default-namespace-only',
    raisedBy: { ...OLD, stored: [...SMALL, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    worse: { ...OLD, stored: [...RACE, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    says: [
      'Swift lists namespace default only and leaves out 3 revisions',
      'Other namespaces with releases: ds-seed.',
      'Swift 0.1.0 to 0.4.0 lists namespace default',
      'Swift 0.5.0 to 0.12.1 lists all namespaces.',
      /list each of these namespaces by its name\. .*json\?all=true&namespace=ds-seed/,
    ],
    is: {
      ...{ outcome: 'fail', hop: 'swift->tiller', certainty: 'certain' },
      measures: { 'revisions hidden': 3 },
    },
    notBy: { swiftList: EMPTY_ERROR },
  },
  {
    code: 'default-namespace-only',
    raisedBy: { swift: '0.4.0', tiller: 'v2.9.1', swiftList: EOF },
    notBy: { swift: '0.4.0', tiller: 'v2.7.0', stored: [IN_DEFAULT] },
    otherwise: 'skipped: No other namespace holds a release.',
  },
  {
    code: 'default-namespace-only',
    raisedBy: { ...OLD, stored: [...ELSEWHERE, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    says: ['Other namespaces with releases: a, b.', 'namespace=a'],
    notBy: {},
    otherwise: 'pass',
  },
  {
    // Of which `all` of this Swift leaves some out.
    code: 'default-namespace-only',
    raisedBy: { ...OLD, stored: [PENDING, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    says: ['leaves out 1 revision', /json\?status_codes=[^ ]*&namespace=ds-seed/],
    notBy: { ...OLD, stored: [PENDING, IN_DEFAULT] },
    otherwise: 'pass',
  },
  {
    // What another Tiller stores is not known.
    code: 'default-namespace-only',
    raisedBy: {
      ...{ ...OLD, viaSwift: 'v2.6.0' },
      ...{ stored: [...SMALL, IN_DEFAULT], swiftList: shown([IN_DEFAULT]) },
    },
    silentOn: ['list each of these namespaces'],
    notBy: {},
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'default-namespace-only': lab('probe', 'swift@0.3.2,tiller@2.10.0', '--data', 'small'),
};
