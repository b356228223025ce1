import type { Case } from '../../../test/judge/case.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

const ignore = (expires: string) => [{ code: 'swift-open', reason: 'A lab network.', expires }];

export const cases: readonly Case[] = [
  {
    // The evidence starts on 2024-01-01: the last day still counts.
    code: 'ignore-expired',
    raisedBy: asked({ ignore: ignore('2023-12-31') }),
    worse: asked({
      ignore: [
        ...ignore('2023-12-31'),
        { code: 'tiller-slow', reason: 'A slow disk.', expires: '2023-12-31' },
      ],
    }),
    notBy: asked({ ignore: ignore('2024-01-01') }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'ignore-expired': preflight(
    ...['--ignore', 'content-over-limit until 2019-12-31: Until harbor is smaller.'],
  ),
};
