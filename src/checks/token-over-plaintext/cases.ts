import type { Case } from '../../../test/judge/case.js';
import { atSwift, failed } from '../../../test/judge/evidence.js';
import { small } from '../../../test/support/screens.js';
import { withSwift } from '../../../test/support/screens.js';
import type { Start } from '../../../test/terminal/screen.js';

/** Not Swift, but an answer. */
const ANSWERED = {
  ...failed('http-status'),
  http: { status: 502, bodyBytes: 1, corsHeaders: false },
};
const REMOTE = { url: 'http://swift.example:9855' };

export const cases: readonly Case[] = [
  {
    code: 'token-over-plaintext',
    raisedBy: REMOTE,
    says: ['in plaintext to swift.example', 'the requests had a bearer token.'],
    silentOn: ['Cookie'],
    is: { outcome: 'warn', hop: 'swiftcheck->swift', certainty: 'certain' },
    notBy: { url: 'https://swift.example:9855' },
    otherwise: 'pass',
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { url: 'http://127.example:9855', credentials: 'header' },
    says: ['the requests had an Authorization or Cookie header.'],
    silentOn: ['a bearer token.'],
    notBy: { url: 'http://[::1]:9855', credentials: 'header' },
    otherwise: 'pass',
  },
  {
    code: 'token-over-plaintext',
    raisedBy: REMOTE,
    notBy: { ...REMOTE, credentials: 'client-certificate' },
    otherwise: 'skipped: The run sent neither a token nor an Authorization or Cookie header.',
  },
  {
    // An answer shows that the request was sent, on either path.
    code: 'token-over-plaintext',
    raisedBy: { ...REMOTE, swiftTillerVersion: failed('timeout') },
    notBy: { ...REMOTE, swiftTillerVersion: failed('refused'), liveness: failed('refused') },
    otherwise: 'unknown: No answer came, so it is unknown whether the run sent the credential.',
  },
  {
    code: 'token-over-plaintext',
    raisedBy: { ...REMOTE, ...atSwift('http-status'), swiftTillerVersion: ANSWERED },
    notBy: { ...REMOTE, credentials: 'none' },
    otherwise: 'skipped: The run sent neither a token nor an Authorization or Cookie header.',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'token-over-plaintext': async (stage) => {
    const url = (await small(stage)).swiftUrl.replace('127.0.0.1', '0.0.0.0');
    return withSwift(
      stage,
      url,
      '--swift-version',
      '0.11.1',
      '--token-file',
      stage.file('token', 'abc'),
      '--allow-plaintext-token',
    );
  },
};
