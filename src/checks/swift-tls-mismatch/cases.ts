import {
  runs,
  CLOSED,
  OLD_CLOSED,
  TILLER_SPEAKS_TLS,
  PLAINTEXT,
} from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { swiftError, tillerError } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, DIALLED } from '../../../test/terminal/with-arguments.js';

const ANY = { ...CLOSED, swift: null, swiftTillerVersion: swiftError(500, 2, 'it broke') };

export const cases: readonly Case[] = [
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs(PLAINTEXT, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
    says: [
      'Swift dials Tiller in plaintext, but Tiller uses TLS',
      'Pod swift-1 runs with --tiller-insecure-skip-verify.',
      'The Tiller of this run uses TLS.',
      'Despite its name the flag turns TLS off.',
      'Remove `--tiller-insecure-skip-verify` and set `--tiller-ca-file`.',
    ],
    is: { outcome: 'fail', hop: 'swift->tiller', certainty: 'likely' },
    notBy: runs({}, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
    otherwise: 'pass',
  },
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    says: [
      'Swift dials Tiller with TLS, but Tiller uses plaintext',
      'runs without --tiller-insecure-skip-verify.',
      'Set `--tiller-insecure-skip-verify`.',
    ],
    silentOn: ['Remove'],
    notBy: runs(PLAINTEXT, CLOSED),
    otherwise: 'pass',
  },
  {
    // A release that speaks no TLS; and one that dials in plaintext without a flag that says so.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, { ...OLD_CLOSED, ...TILLER_SPEAKS_TLS }),
    says: [
      'This version of Swift has no TLS for Tiller.',
      'Find the version of Swift to upgrade to.',
    ],
    silentOn: ['Despite its name', 'Remove'],
    notBy: runs({}, OLD_CLOSED),
    otherwise: 'pass',
  },
  {
    // Nothing is known of what Tiller speaks; and what works is not at fault.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs({}, { ...CLOSED, tillerVersion: tillerError(14, 'unavailable') }),
    otherwise: 'skipped: This run did not see whether Tiller uses TLS.',
  },
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs({}, TILLER_SPEAKS_TLS),
    otherwise: 'pass',
  },
  // Swift may be of either kind.
  ...[TILLER_SPEAKS_TLS, {}].map((tiller): Case => ({
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs({}, { ...ANY, ...tiller }, { claimedVersion: null }),
    otherwise: 'pass',
  })),
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-tls-mismatch': async (stage) =>
    runsWith(
      stage,
      ['--connector=incluster', '--tiller-timeout=10s'],
      await answers(stage, 408, DIALLED),
    ),
};
