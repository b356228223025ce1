import { runs, DOWN } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, CRASHING } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ switches: { analytics: true } }, DOWN),
    notBy: runs({ switches: { 'enable-analytics': true } }, DOWN),
  },
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.1' }),
    // Which of the two 0.7.2 has is not known.
    notBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.2' }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-flag-unknown': (stage) =>
    runsWith(stage, ['--connector=incluster', '--analytics=false'], {}, { trouble: CRASHING }),
};
