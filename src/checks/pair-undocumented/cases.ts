import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'pair-undocumented',
    raisedBy: { swift: '0.9.0', tiller: 'v2.10.0' },
    worse: { swift: '0.8.0', tiller: 'v2.10.0' },
    // Another patch release of the line that the table names.
    notBy: { tiller: 'v2.13.1' },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'pair-undocumented': () => Promise.resolve(['versions', '--lab', 'swift@0.9.0,tiller@2.10.0']),
};
