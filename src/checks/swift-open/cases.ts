import type { Case } from '../../../test/judge/case.js';
import { failed, kubernetesStatus, ok } from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-open',
    raisedBy: { credentials: 'none' },
    notBy: { credentials: 'none', lab: { swift: '0.11.1', tiller: '2.13.0', data: 'small' } },
  },
  {
    // With a token the stranger's call decides; an API server that is broken has not turned it away.
    code: 'swift-open',
    raisedBy: { withoutCredentials: ok({}) },
    notBy: { withoutCredentials: kubernetesStatus(500, 'internal error') },
  },
  {
    // Swift answers, only its Tiller does not; `kubectl proxy` adds a credential of its own.
    code: 'swift-open',
    raisedBy: { credentials: 'none', swiftTillerVersion: failed('no-answer') },
    notBy: { credentials: 'none', viaApiServer: true },
  },
  {
    // A header that is not known for a credential may be one all the same.
    code: 'swift-open',
    raisedBy: { credentials: 'none', withoutCredentials: ok({}) },
    notBy: {
      credentials: 'none',
      withoutCredentials: failed('http-status', { httpStatus: 403, message: 'HTTP 403' }),
    },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-open': async (stage) =>
    withSwift(stage, (await small(stage)).swiftUrl, '--swift-version', '0.11.1'),
};
