import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'helm-library-differs', raisedBy: { swift: '0.10.0' }, notBy: { swift: '0.9.0' } },
];

export const screens: Readonly<Record<string, Start>> = {
  'helm-library-differs': () =>
    Promise.resolve(['versions', '--lab', 'swift@0.10.0,tiller@2.12.0']),
};
