import {
  runs,
  CLOSED,
  OLD_CLOSED,
  TILLER_SPEAKS_TLS,
  PLAINTEXT,
} from '../../../test/judge/argument-evidence.js';
import type { Case } from '../../../test/judge/case.js';
import { tillerError } from '../../../test/judge/evidence.js';
import type { Start } from '../../../test/terminal/screen.js';
import { runsWith, answers, DIALLED } from '../../../test/terminal/with-arguments.js';

export const cases: readonly Case[] = [
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs(PLAINTEXT, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
    notBy: runs({}, { ...CLOSED, ...TILLER_SPEAKS_TLS }),
  },
  {
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs(PLAINTEXT, CLOSED),
  },
  {
    // A release that speaks no TLS; and one that dials in plaintext without a flag that says so.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, { ...OLD_CLOSED, ...TILLER_SPEAKS_TLS }),
    notBy: runs({}, OLD_CLOSED),
  },
  {
    // Nothing is known of what Tiller speaks; and what works is not at fault.
    code: 'swift-tls-mismatch',
    raisedBy: runs({}, CLOSED),
    notBy: runs({}, { ...CLOSED, tillerVersion: tillerError(14, 'unavailable') }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'swift-tls-mismatch': async (stage) =>
    runsWith(
      stage,
      ['--connector=incluster', '--tiller-timeout=10s'],
      await answers(stage, 408, DIALLED),
    ),
};
