import type { Case } from '../../../test/judge/case.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

const ignore = (expires: string) => [{ code: 'swift-open', reason: 'A lab network.', expires }];

const OVER = [
  ...ignore('2023-12-31'),
  { code: 'tiller-slow', reason: 'A slow disk.', expires: '2023-12-31' },
];

export const cases: readonly Case[] = [
  {
    // The evidence starts on 2024-01-01: the last day still counts.
    code: 'ignore-expired',
    raisedBy: asked({ ignore: ignore('2023-12-31') }),
    worse: asked({ ignore: OVER }),
    says: [
      'An ignore entry of the policy has expired',
      'swift-open was ignored until 2023-12-31',
      'Reason: "A lab network."',
    ],
    is: { outcome: 'warn', hop: null, certainty: 'certain', measures: { 'swift-open': 1 } },
    notBy: asked({ ignore: ignore('2024-01-01') }),
    otherwise: 'pass',
  },
  {
    // Only entries whose time is over count.
    code: 'ignore-expired',
    raisedBy: asked({ ignore: [...OVER, ...ignore('2024-01-01')] }),
    says: ['Ignore entries (2) of the policy have expired', 'tiller-slow was ignored until'],
    silentOn: ['2024-01-01'],
    is: { measures: { 'swift-open': 1, 'tiller-slow': 1 } },
    notBy: asked({ ignore: [] }),
    otherwise: 'skipped: The policy ignores nothing.',
  },
  {
    code: 'ignore-expired',
    raisedBy: asked({ ignore: OVER }),
    notBy: {},
    otherwise: 'skipped: The policy ignores nothing.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'ignore-expired': preflight(
    ...['--ignore', 'content-over-limit until 2019-12-31: Until harbor is smaller.'],
  ),
};
