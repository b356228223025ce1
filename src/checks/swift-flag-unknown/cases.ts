import { runs, DOWN } from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, CRASHING } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ switches: { analytics: true } }, DOWN),
    says: [
      'Swift 0.11.1 has no flag --analytics',
      'Pod swift-1 runs with --analytics.',
      'Replace `--analytics` by `--enable-analytics`, its name in this version.',
    ],
    is: { outcome: 'fail', hop: 'api-server->swift', certainty: 'certain' },
    notBy: runs({ switches: { 'enable-analytics': true } }, DOWN),
    otherwise: 'pass',
  },
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.1' }),
    says: ['Swift 0.7.1 has no flag --tiller-ca-file', 'Replace `--tiller-ca-file` by'],
    // Which of the two 0.7.2 has is not known.
    notBy: runs({ values: { 'tiller-ca-file': '/ca' } }, { ...DOWN, swift: '0.7.2' }),
    otherwise: 'pass',
  },
  {
    code: 'swift-flag-unknown',
    raisedBy: runs({ switches: { analytics: false } }, DOWN),
    notBy: runs({ switches: { analytics: true } }, { ...DOWN, swift: '0.99.0' }),
    otherwise: 'skipped: Neither `--swift-version` nor the image gives a known version.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-flag-unknown': (stage) =>
    runsWith(stage, ['--connector=incluster', '--analytics=false'], {}, { trouble: CRASHING }),
};
