import type { Case } from '../../../test/judge/case.js';
import { SEED, many, release, wholeList } from '../../../test/judge/evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;

export const cases: readonly Case[] = [
  {
    code: 'content-over-limit',
    raisedBy: { stored: SEED },
    worse: { stored: [...SEED, release('harbor-too', 4_194_652)] },
    // No limit on either hop.
    notBy: { swift: '0.6.0', tiller: 'v2.7.0', stored: SEED },
  },
  {
    // The limit is inclusive: with tag and length this one is exactly 4,194,304 bytes.
    code: 'content-over-limit',
    raisedBy: { stored: [release('full', LIMIT - 4)] },
    notBy: { stored: [release('full', LIMIT - 5)] },
  },
  {
    // Beyond those that Tiller's plain list holds.
    code: 'content-over-limit',
    raisedBy: wholeList([...many(520), release('zz', LIMIT)]),
    notBy: wholeList(many(521)),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'content-over-limit': lab('probe', CURED, '--data', 'seed'),
};
