import type { Case } from '../../../test/judge/case.js';
import { failed, kubernetesStatus, ok } from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

/** An address beyond this machine. */
const REMOTE = { url: 'http://swift.example:9855' };

export const cases: readonly Case[] = [
  {
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none' },
    notBy: { credentials: 'none', lab: { swift: '0.11.1', tiller: '2.13.0', data: 'small' } },
  },
  {
    // No other machine can reach an address of this machine.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none' },
    notBy: { credentials: 'none' },
  },
  {
    // With a token the request without a token decides; a broken API server has not rejected it.
    code: 'swift-open',
    raisedBy: { ...REMOTE, withoutCredentials: ok({}) },
    notBy: { ...REMOTE, withoutCredentials: kubernetesStatus(500, 'internal error') },
  },
  {
    // Swift answers, only its Tiller does not; `kubectl proxy` adds a credential of its own.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none', swiftTillerVersion: failed('no-answer') },
    notBy: { ...REMOTE, credentials: 'none', viaApiServer: true },
  },
  {
    // A cluster on this machine has an API server, which other machines may reach.
    code: 'swift-open',
    raisedBy: {
      ...{ url: 'https://127.0.0.1:6443/proxy', viaApiServer: true },
      withoutCredentials: ok({}),
    },
    notBy: { url: 'https://127.0.0.1:9855', withoutCredentials: ok({}) },
  },
  {
    // A header that is not recognised as a credential can be one.
    code: 'swift-open',
    raisedBy: { ...REMOTE, credentials: 'none', withoutCredentials: ok({}) },
    notBy: {
      ...REMOTE,
      credentials: 'none',
      withoutCredentials: failed('http-status', { httpStatus: 403, message: 'HTTP 403' }),
    },
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-open': async (stage) => {
    // The unspecified address reaches this machine under a name that is not a loopback one.
    const url = (await small(stage)).swiftUrl.replace('127.0.0.1', '0.0.0.0');
    return withSwift(stage, url, '--swift-version', '0.11.1');
  },
};
