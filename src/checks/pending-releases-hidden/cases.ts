import type { Case } from '../../../test/judge/case.js';
import { SMALL, release, shown } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

const PENDING = release('new', 330, { status: 'PENDING_INSTALL' });

export const cases: readonly Case[] = [
  {
    code: 'pending-releases-hidden',
    raisedBy: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, PENDING], swiftList: shown(SMALL) },
    },
    worse: {
      ...{ swift: '0.10.0', tiller: 'v2.12.0' },
      ...{ stored: [...SMALL, { ...PENDING, name: 'newer' }], swiftList: shown(SMALL) },
    },
    notBy: { stored: [...SMALL, PENDING] },
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
