import type { Case } from '../../../test/judge/case.js';
import { failed } from '../../../test/judge/evidence.js';
import { tillerEnds } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const never = () => new Promise<null>(() => undefined);

export const cases: readonly Case[] = [
  {
    code: 'tiller-slow',
    raisedBy: { directList: failed('timeout') },
    notBy: { swiftList: failed('timeout') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-slow': (stage) => tillerEnds(stage, 'ListReleases', never, '--timeout', '1s'),
};
