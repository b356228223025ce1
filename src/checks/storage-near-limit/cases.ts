import type { Case } from '../../../test/judge/case.js';
import { ok } from '../../../test/judge/evidence.js';
import {
  OBJECT_LIMIT,
  THREE,
  holds,
  record,
  refusedSecrets,
  stored,
} from '../../../test/judge/storage-evidence.js';
import type { StoredRecords } from '../../evidence/cluster.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores } from '../../../test/terminal/stores.js';

const SIX = Array.from({ length: 6 }, (_, index) => record(`app-${index}`, index + 1));
const NEAR = { release: 'app-0', revision: 1, bytes: OBJECT_LIMIT };
const sized = (bytes: readonly number[]): StoredRecords => ({
  records: ok(SIX),
  sizes: ok(
    SIX.map(({ release, revision }, index) => ({ release, revision, bytes: bytes[index] ?? 0 })),
  ),
});

export const cases: readonly Case[] = [
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT)) }),
    worse: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT) + 1) }),
    says: [
      'Stored revisions (3) are near the 1 MiB that one object may hold',
      /^alpha: 838,861 bytes/m,
      'as one of its ConfigMaps',
      'Take unneeded files out of the chart',
    ],
    is: {
      ...{ outcome: 'warn', hop: 'tiller->storage', certainty: 'certain' },
      measures: { 'alpha.v1': 838_861, 'gamma.v1': 838_861 },
    },
    notBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * OBJECT_LIMIT) - 1) }),
    otherwise: 'pass',
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ secrets: stored(THREE, OBJECT_LIMIT) }, { storage: 'secret' }),
    says: ['as one of its Secrets'],
    // Objects of the other kind, which this Tiller does not write.
    notBy: holds({ configmaps: stored(THREE), secrets: stored(THREE, OBJECT_LIMIT) }),
    otherwise: 'pass',
  },
  {
    // The finding names five records, the largest first.
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: sized([900_000, 900_001, 900_002, 900_003, 900_004, 900_005]) }),
    says: [/^app-5 \(revision 6\): 900,005 bytes.*\napp-4 \(revision 5\): /m, 'app-1 '],
    silentOn: ['app-0'],
    is: { measures: { 'app-0.v1': 900_000 } },
    notBy: holds({ configmaps: { records: refusedSecrets } }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: sized([0, 0, 900_000]) }),
    says: ['A stored revision is near the 1 MiB', 'app-2 (revision 3): '],
    silentOn: ['app-1'],
    notBy: holds({ configmaps: { records: ok(SIX), sizes: refusedSecrets } }),
    otherwise: 'unknown: secrets is forbidden',
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: sized([OBJECT_LIMIT]) }),
    notBy: holds({}),
    otherwise: 'skipped: No ConfigMaps of Tiller are in its namespace.',
  },
  {
    // A revision that was not measured is not below the limit. That of a superseded one is not asked for.
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: { records: ok(SIX), sizes: ok([NEAR]) } }),
    notBy: holds({
      configmaps: { records: ok([...SIX, record('app-0', 2, 'SUPERSEDED')]), sizes: ok([]) },
    }),
    otherwise: 'unknown: The list of sizes lacks 6 revisions of the list of names.',
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: sized([OBJECT_LIMIT]) }),
    notBy: holds({ configmaps: sized([OBJECT_LIMIT]) }, { storage: 'memory' }),
    otherwise: 'skipped: Tiller stores nothing in this cluster.',
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
