import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'helm-library-differs',
    raisedBy: { swift: '0.10.0' },
    says: ['Swift 0.10.0 is documented for Tiller 2.12.0 but built with Helm v2.11'],
    is: { outcome: 'warn', hop: null, certainty: 'certain' },
    notBy: { swift: '0.9.0' },
    otherwise: 'pass',
  },
  {
    code: 'helm-library-differs',
    raisedBy: { swift: '0.7.3' },
    notBy: { swift: null },
    otherwise: 'skipped: The version of Swift is not known exactly.',
  },
  {
    code: 'helm-library-differs',
    raisedBy: { swift: '0.10.0' },
    notBy: { swift: '0.6.0' },
    otherwise: 'skipped: The table lists no Tiller for this version of Swift.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'helm-library-differs': () =>
    Promise.resolve(['versions', '--lab', 'swift@0.10.0,tiller@2.12.0']),
};
