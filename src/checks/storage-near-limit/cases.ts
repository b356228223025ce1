import type { Case } from '../../../test/judge/case.js';
import { holds, stored, THREE, OBJECT_LIMIT } from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores } from '../../../test/terminal/stores.js';

export const cases: readonly Case[] = [
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT)) }),
    worse: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT) + 1) }),
    notBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT) - 1) }),
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ secrets: stored(THREE, OBJECT_LIMIT) }, { storage: 'secret' }),
    // Objects of the other kind, which this Tiller does not write.
    notBy: holds({ configmaps: stored(THREE), secrets: stored(THREE, OBJECT_LIMIT) }),
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'storage-near-limit': (stage) =>
    stores(stage, {
      configmaps: [
        storedRevision('alpha', 1, 1_000_000),
        storedRevision('beta', 1),
        storedRevision('gamma', 1, 838_861),
      ],
    }),
};
