import type { Case } from '../../../test/rules/case.js';
import { atTiller, failed } from '../../../test/rules/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  { code: 'client-error', raisedBy: atTiller('client-error'), notBy: atTiller('closed') },
  {
    code: 'client-error',
    raisedBy: { directList: failed('client-error', { hop: 'swiftcheck->tiller' }) },
    notBy: { directList: failed('closed', { hop: 'swiftcheck->tiller' }) },
  },
  {
    code: 'client-error',
    raisedBy: { swiftList: failed('client-error') },
    notBy: { swiftList: failed('closed') },
  },
  {
    // A call about which no other finding is.
    code: 'client-error',
    raisedBy: { liveness: failed('client-error') },
    notBy: { liveness: failed('closed') },
  },
];

export const screens: Readonly<Record<string, Start>> = {};
