import type { Case } from '../../../test/judge/case.js';
import { SMALL, failed, release, shown } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;
const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });

const OLD = { swift: '0.10.0', tiller: 'v2.12.0' } as const;

export const cases: readonly Case[] = [
  {
    code: 'pending-releases-hidden',
    raisedBy: { ...OLD, stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    worse: {
      ...OLD,
      ...{ stored: [...SMALL, { ...PENDING, name: 'newer' }], swiftList: shown(SMALL) },
    },
    says: [
      "Swift's all=true leaves out 1 pending release",
      "Only in Tiller's list: new.",
      /With all=true, Swift 0\.1\.0 to [\d.]+ does not ask Tiller for PENDING_INSTALL/,
      /List the pending releases by their statuses\..*status_codes=PENDING_INSTALL&/,
      /Or see to which Swift to upgrade: with all=true, Swift 0\.11\.0 [\d., to]+ lists pending/,
    ],
    silentOn: ['namespace='],
    is: {
      ...{ outcome: 'warn', hop: 'swift->tiller', certainty: 'certain' },
      measures: { new: 1 },
    },
    notBy: { stored: [...SMALL, PENDING] },
    otherwise: 'pass',
  },
  {
    // Too large for one message with the other pending release, and not with those of its own namespace.
    code: 'pending-releases-hidden',
    raisedBy: {
      ...OLD,
      stored: [...SMALL, PENDING, { ...PENDING, name: 'far', namespace: 'far', bytes: LIMIT }],
      swiftList: shown(SMALL),
    },
    says: ['leaves out 2 pending releases', /status_codes=PENDING_ROLLBACK&namespace=ds-seed/],
    is: { measures: { new: 1, far: 1 } },
    notBy: OLD,
    otherwise: 'skipped: No release is pending.',
  },
  {
    // No list of it passes.
    code: 'pending-releases-hidden',
    raisedBy: {
      ...OLD,
      ...{ stored: [...SMALL, { ...PENDING, bytes: LIMIT }], swiftList: shown(SMALL) },
    },
    says: ['See to which Swift to upgrade'],
    silentOn: ['by their statuses', 'Or see'],
    notBy: { directList: failed('timeout') },
    otherwise: 'unknown: There is no direct list: timeout.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'pending-releases-hidden': (stage) =>
    Promise.resolve([
      ...['probe', '--lab', 'swift@0.9.0,tiller@2.11.0', '--data'],
      stage.file(
        'pending.yaml',
        'releases:\n  - name: alpha\n  - name: beta\n    status: PENDING_UPGRADE\n',
      ),
    ]),
};
