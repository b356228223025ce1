import type { Case } from '../../../test/judge/case.js';
import { SEED, failed, swiftError, tillerError, tooLarge } from '../../../test/judge/evidence.js';
import { CURED, lab } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

const LIMIT = 4_194_304;
const SENDING = 'trying to send message larger than max (23069092 vs. 20971520)';
const MORE = 'trying to send message larger than max (23069093 vs. 20971520)';
const INCIDENT = { swift: '0.9.0', tiller: 'v2.10.0', stored: SEED } as const;

export const cases: readonly Case[] = [
  {
    code: 'list-over-send-limit',
    raisedBy: { directList: tillerError(8, SENDING), swiftList: swiftError(403, 8, SENDING) },
    worse: { directList: tillerError(8, MORE), swiftList: swiftError(403, 8, MORE) },
    notBy: { ...INCIDENT, swiftList: tooLarge(4_195_325, LIMIT) },
  },
  {
    code: 'list-over-send-limit',
    raisedBy: { swiftList: swiftError(403, 8, SENDING) },
    // Refused by a receiver on the path: Tiller could send it.
    notBy: {
      directList: tillerError(8, 'grpc: received message larger than max (9 vs. 8)'),
      swiftList: failed('not-attempted'),
    },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'list-over-send-limit': lab('probe', CURED, '--data', 'over20'),
};
