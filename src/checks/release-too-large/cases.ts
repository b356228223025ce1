import type { Case } from '../../../test/judge/case.js';
import { SMALL, release } from '../../../test/judge/evidence.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 330 }, { stored: SMALL }),
    worse: asked({ maxReleaseBytes: 330 }, { stored: [...SMALL, release('delta', 331)] }),
    notBy: asked({ maxReleaseBytes: 331 }, { stored: SMALL }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'release-too-large': preflight('--max-release', '1M'),
};
