import type { Case } from '../../../test/judge/case.js';
import { atSwift, atTiller, failed, tillerError } from '../../../test/judge/evidence.js';
import { startClosedPort, startHttp1 } from '../../../test/support/fault-server.js';
import { withTiller } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'tiller-unreachable', raisedBy: atTiller('refused'), notBy: atSwift('refused') },
  {
    code: 'not-a-tiller',
    raisedBy: {
      tillerVersion: tillerError(12, 'unknown service hapi.services.tiller.ReleaseService'),
      directList: failed('refused'),
    },
    notBy: { tillerVersion: tillerError(14, 'transport is closing') },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'tiller-unreachable': async (stage) => withTiller(stage, await stage.fault(startClosedPort)),
  'not-a-tiller': async (stage) => withTiller(stage, await stage.fault(startHttp1)),
};
