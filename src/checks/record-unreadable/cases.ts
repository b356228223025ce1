import type { Case } from '../../../test/judge/case.js';
import { cutList, ok, type Overrides } from '../../../test/judge/evidence.js';
import {
  THREE,
  holds,
  record,
  refusedSecrets,
  stored,
} from '../../../test/judge/storage-evidence.js';
import { storedRevision } from '../../../test/support/kube/objects.js';
import type { Start } from '../../../test/terminal/screen.js';
import { stores, LISTED } from '../../../test/terminal/stores.js';

const BROKEN = { configmaps: stored([...THREE, record('broken')]) };
const OWN = 'swiftcheck-probe-0';
const installed: Overrides = {
  payload: {
    ...({ kind: 'install', sizeBytes: 1024, releaseName: OWN } as const),
    ...{ installed: ok({}), purged: ok({}) },
  },
};

export const cases: readonly Case[] = [
  {
    code: 'record-unreadable',
    raisedBy: holds(BROKEN),
    worse: holds({ configmaps: stored([...THREE, record('torn')]) }),
    says: [
      "A stored revision is missing from Tiller's own list",
      'Stored as ConfigMaps, not listed: broken.',
      'failed to decode release',
      'swiftcheck probe',
    ],
    is: {
      ...{ outcome: 'warn', hop: 'tiller->storage', certainty: 'likely' },
      measures: { 'broken.v1': 1 },
    },
    notBy: holds({ configmaps: stored(THREE) }),
    otherwise: 'pass',
  },
  {
    // A list that is cut, or belongs to the release of --install, proves nothing.
    code: 'record-unreadable',
    raisedBy: holds({ configmaps: stored([...THREE, record('alpha', 2)]) }),
    says: ['not listed: alpha (revision 2).'],
    is: { measures: { 'alpha.v2': 1 } },
    notBy: holds(BROKEN, {}, cutList(513, 'broken')),
    otherwise: 'unknown: The direct list is not complete.',
  },
  {
    code: 'record-unreadable',
    raisedBy: holds(
      { secrets: stored([...THREE, record('broken'), record('torn', 3)]) },
      { storage: 'secret' },
    ),
    says: [
      "Stored revisions (2) are missing from Tiller's own list",
      'Stored as Secrets, not listed: broken, torn (revision 3).',
    ],
    notBy: holds(BROKEN, { readable: false }),
    otherwise: /^unknown: A shell script or a variable hides/,
  },
  {
    code: 'record-unreadable',
    raisedBy: holds(
      { configmaps: stored([...THREE, record('broken'), record(OWN)]) },
      {},
      installed,
    ),
    says: [/not listed: broken\.$/m],
    notBy: holds({ configmaps: stored([...THREE, record(OWN)]) }, {}, installed),
    otherwise: 'pass',
  },
  {
    code: 'record-unreadable',
    raisedBy: holds(BROKEN),
    notBy: holds({ secrets: { records: refusedSecrets } }, { storage: 'secret' }),
    otherwise: 'unknown: secrets is forbidden',
  },
];

export const screens: Readonly<Record<string, Start>> = {
  'record-unreadable': (stage) =>
    stores(stage, {
      configmaps: [...LISTED, 'edited'].map((name) => storedRevision(name, 1)),
    }),
};
