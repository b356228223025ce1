import type { Case } from '../../../test/judge/case.js';
import { MEBIBYTE, failed, release } from '../../../test/judge/evidence.js';
import { CURED, pointedAt } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'list-over-ceiling',
    raisedBy: { directList: failed('over-ceiling') },
    notBy: { stored: [release('large', 200 * MEBIBYTE)] },
  },
  {
    code: 'list-over-ceiling',
    raisedBy: { swiftList: failed('over-ceiling') },
    notBy: { swiftList: failed('timeout') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-over-ceiling': (stage) => pointedAt(stage, CURED, 'seed', '--ceiling', '1M'),
};
