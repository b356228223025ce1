import type { Case } from '../../../test/judge/case.js';
import { EMPTY_ERROR, direct, ok, swiftError } from '../../../test/judge/evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const EOF = swiftError(400, 11, 'EOF');

export const cases: readonly Case[] = [
  {
    code: 'empty-list-as-error',
    raisedBy: { directList: ok(direct([])), swiftList: EMPTY_ERROR },
    notBy: { swiftList: swiftError(500, 13, 'runtime error: index out of range') },
  },
  {
    code: 'empty-list-as-error',
    raisedBy: { swift: '0.9.0', directList: ok(direct([])), swiftList: EOF },
    notBy: { swift: '0.9.0', tiller: 'v2.8.2', stored: [] },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'empty-list-as-error': lab('probe', CURED, '--data', 'empty'),
};
