import type { Case } from '../../../test/judge/case.js';
import {
  history,
  holds,
  record,
  refusedSecrets,
  revisions,
  stored,
} from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores } from '../../../test/terminal/stores.js';

const LONG = { stored: revisions(50) };
/** Twelve releases: the last has the longest history. */
const TWELVE = Array.from({ length: 12 }, (_, index) =>
  Array.from({ length: index === 11 ? 50 : 1 }, (_, before) => record(`app-${index}`, before + 1)),
).flat();

export const cases: readonly Case[] = [
  {
    code: 'history-unbounded',
    raisedBy: holds({ configmaps: stored(history(50)) }, {}, { stored: revisions(50) }),
    worse: holds({ configmaps: stored(history(51)) }, {}, { stored: revisions(51) }),
    says: [
      'Tiller keeps all revisions: it stores 50 of them',
      'The longest: alpha with 50.',
      'TILLER_HISTORY_MAX=',
    ],
    is: {
      ...{ outcome: 'warn', hop: 'tiller->storage', certainty: 'certain' },
      measures: { revisions: 50 },
    },
    notBy: holds({ configmaps: stored(history(49)) }, {}, { stored: revisions(49) }),
    otherwise: 'pass',
  },
  {
    code: 'history-unbounded',
    raisedBy: holds({ configmaps: stored(history(500)) }, {}, { stored: revisions(500) }),
    notBy: holds(
      { configmaps: stored(history(500)) },
      { historyMax: 200 },
      { stored: revisions(500) },
    ),
    otherwise: 'pass',
  },
  {
    // The ten longest, the longest first.
    code: 'history-unbounded',
    raisedBy: holds({ configmaps: stored(TWELVE) }),
    says: ['it stores 61 of them', /The longest: app-11 with 50, .* and 5 more\./],
    notBy: holds({ configmaps: stored(history(50)) }, { readable: false }, LONG),
    otherwise: "unknown: A shell script or a variable hides the arguments of Tiller's pod.",
  },
  {
    code: 'history-unbounded',
    raisedBy: holds({ secrets: stored(history(50)) }, { storage: 'secret' }, LONG),
    notBy: holds({ secrets: { records: refusedSecrets } }, { storage: 'secret' }, LONG),
    otherwise: 'unknown: secrets is forbidden',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'history-unbounded': (stage) =>
    stores(stage, {
      configmaps: Array.from({ length: 60 }, (_, index) => storedRevision('alpha', index + 1)),
    }),
};
