import type { Case } from '../../../test/judge/case.js';
import { atTiller, failed } from '../../../test/judge/evidence.js';
import { startSilent } from '../../../test/support/fault-server.js';
import { withTiller } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'out-of-time', raisedBy: atTiller('deadline'), notBy: atTiller('timeout') },
  {
    // The run was over before a list: nothing is known of the releases.
    code: 'out-of-time',
    raisedBy: { directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }) },
    notBy: {
      tillerVersion: failed('refused', { hop: 'swiftcheck->tiller' }),
      directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
    },
  },
  {
    code: 'out-of-time',
    raisedBy: { swiftList: failed('not-attempted') },
    notBy: { swiftTillerVersion: failed('refused'), swiftList: failed('not-attempted') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'out-of-time': async (stage) =>
    withTiller(stage, await stage.fault(startSilent), '--max-time', '1s', '--timeout', '20s'),
};
