import type { Case } from '../../../test/judge/case.js';
import { holds, stored, history, revisions } from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores } from '../../../test/terminal/stores.js';

export const cases: readonly Case[] = [
  {
    code: 'history-unbounded',
    raisedBy: holds({ configmaps: stored(history(50)) }, {}, { stored: revisions(50) }),
    worse: holds({ configmaps: stored(history(51)) }, {}, { stored: revisions(51) }),
    notBy: holds({ configmaps: stored(history(49)) }, {}, { stored: revisions(49) }),
  },
  {
    code: 'history-unbounded',
    raisedBy: holds({ configmaps: stored(history(500)) }, {}, { stored: revisions(500) }),
    notBy: holds(
      { configmaps: stored(history(500)) },
      { historyMax: 200 },
      { stored: revisions(500) },
    ),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'history-unbounded': (stage) =>
    stores(stage, {
      configmaps: Array.from({ length: 60 }, (_, index) => storedRevision('alpha', index + 1)),
    }),
};
