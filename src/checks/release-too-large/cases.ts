import type { Case } from '../../../test/judge/case.js';
import { SMALL, atTiller, cutList, release } from '../../../test/judge/evidence.js';
import { asked, preflight } from '../../../test/support/asked.js';
import type { Start } from '../../../test/terminal/screen.js';

export const cases: readonly Case[] = [
  {
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 330 }, { stored: SMALL }),
    worse: asked({ maxReleaseBytes: 330 }, { stored: [...SMALL, release('delta', 331)] }),
    says: [
      /^The policy allows 330 bytes for a release, and alpha \(revision 1, namespace ds-seed\) exceeds that/,
      'The largest: alpha (revision 1, namespace ds-seed), 331 bytes',
      'TILLER_HISTORY_MAX=',
    ],
    is: {
      ...{ outcome: 'fail', hop: null, certainty: 'certain' },
      measures: { 'stored revisions': 1, 'alpha, in bytes': 331 },
    },
    notBy: asked({ maxReleaseBytes: 331 }, { stored: SMALL }),
    otherwise: 'pass',
  },
  {
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 328 }, { stored: SMALL }),
    says: ['and 2 stored revisions exceed that'],
    notBy: asked({}, { stored: SMALL }),
    otherwise: 'skipped: The policy has no limit for the size of a release.',
  },
  {
    // What Tiller did not give can be larger.
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 330 }, cutList(520)),
    says: ['and at least 1 stored revision exceeds that'],
    notBy: asked({ maxReleaseBytes: 331 }, cutList(520)),
    otherwise: 'unknown: The direct list does not hold every release.',
  },
  {
    code: 'release-too-large',
    raisedBy: asked({ maxReleaseBytes: 330 }, { stored: SMALL }),
    notBy: asked({ maxReleaseBytes: 330 }, atTiller('refused')),
    otherwise: /^unknown: There is no direct list/,
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'release-too-large': preflight('--max-release', '1M'),
};
