import type { Case } from '../../../test/judge/case.js';
import { direct, ok, release, shown } from '../../../test/judge/evidence.js';
import { lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const HUGE = Array.from({ length: 6 }, (_, index) => release(`huge-${index}`, 4_194_656));
const CHUNKS = [HUGE.slice(0, 4), HUGE.slice(4)];
const LAST = release('last', 4_194_656);

export const cases: readonly Case[] = [
  {
    code: 'list-first-message-only',
    raisedBy: {
      ...{ swift: '0.6.0', tiller: 'v2.11.0' },
      ...{ directList: ok(direct(CHUNKS)), swiftList: shown(HUGE.slice(0, 4)) },
    },
    worse: {
      ...{ swift: '0.6.0', tiller: 'v2.11.0' },
      ...{ directList: ok(direct([...CHUNKS, [LAST]])), swiftList: shown(HUGE.slice(0, 4)) },
    },
    notBy: { directList: ok(direct(CHUNKS)), swiftList: shown(HUGE) },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-first-message-only': lab('probe', 'swift@0.5.2,tiller@2.13.0', '--data', 'chunks'),
};
