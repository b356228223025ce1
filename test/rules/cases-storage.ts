// What Tiller stores.
import type { StorageEvidence, StoredRecord, StoredRecords } from '../../src/evidence/cluster.js';
import { inCluster, tillerPod } from './cases-cluster.js';
import type { Case } from './cases.js';
import { cutList, EMPTY_ERROR, failed, ok, release, SMALL, type Overrides } from './evidence.js';

const NONE: StoredRecords = { records: ok([]) };
const LIMIT = 1_048_576;

const record = (name: string, revision = 1, status = 'DEPLOYED'): StoredRecord => ({
  ...{ release: name, revision, status },
});
const THREE = SMALL.map(({ name }) => record(name));

const stored = (records: readonly StoredRecord[], bytes = 4096): StoredRecords => ({
  records: ok(records),
  sizes: ok(
    records
      .filter(({ status }) => status === 'DEPLOYED')
      .map(({ release: name, revision }) => ({ release: name, revision, bytes })),
  ),
});
const history = (revisions: number) =>
  Array.from({ length: revisions }, (_, index) =>
    record('alpha', index + 1, index + 1 === revisions ? 'DEPLOYED' : 'SUPERSEDED'),
  );

const holds = (
  storage: Partial<StorageEvidence>,
  settings: Partial<ReturnType<typeof tillerPod>['settings']> = {},
  overrides: Overrides = {},
): Overrides => {
  const pod = tillerPod();
  return inCluster(
    {
      tiller: { pods: ok([{ ...pod, settings: { ...pod.settings, ...settings } }]) },
      storage: { namespace: 'kube-system', configmaps: NONE, secrets: NONE, ...storage },
    },
    overrides,
  );
};
/** The same where Tiller lists nothing. */
const listsNothing = (...[storage, settings, overrides]: Parameters<typeof holds>) =>
  holds(storage, settings, { stored: [], swiftList: EMPTY_ERROR, ...overrides });
const refused = failed('kubernetes-status', {
  ...{ hop: 'swiftcheck->api-server', httpStatus: 403, message: 'secrets is forbidden' },
  forbidden: { verb: 'list', resource: 'secrets', namespace: 'kube-system' },
});
const revisions = (count: number) =>
  Array.from({ length: count }, (_, index) => release('alpha', 330, { revision: index + 1 }));

export const STORAGE_CASES: readonly [Case, ...Case[]] = [
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: stored(THREE) }, { storage: 'secret' }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ configmaps: stored(THREE) }, { storage: 'secret' }),
    // Left over from before.
    notBy: listsNothing({ configmaps: stored(THREE), secrets: stored(THREE) }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: listsNothing({ secrets: { records: refused } }),
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({
      elsewhere: ok([{ namespace: 'tiller-world', kind: 'configmaps', records: 7 }]),
    }),
    notBy: listsNothing({ elsewhere: ok([]) }),
  },
  {
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
    notBy: listsNothing({ elsewhere: refused }),
  },
  {
    // Tiller does list releases, so it finds what it stores.
    code: 'storage-elsewhere',
    raisedBy: listsNothing({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
    notBy: holds({ elsewhere: ok([{ namespace: 'a', kind: 'secrets', records: 1 }]) }),
  },
  {
    code: 'storage-driver-differs',
    raisedBy: listsNothing({ secrets: stored(THREE) }),
    notBy: holds({ secrets: stored(THREE) }),
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * LIMIT)) }),
    worse: holds({ configmaps: stored(THREE, Math.ceil(0.8 * LIMIT) + 1) }),
    notBy: holds({ configmaps: stored(THREE, Math.ceil(0.8 * LIMIT) - 1) }),
  },
  {
    code: 'storage-near-limit',
    raisedBy: holds({ secrets: stored(THREE, LIMIT) }, { storage: 'secret' }),
    // Of the other kind, which this Tiller does not write.
    notBy: holds({ configmaps: stored(THREE), secrets: stored(THREE, LIMIT) }),
  },
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
  {
    code: 'record-unreadable',
    raisedBy: holds({ configmaps: stored([...THREE, record('broken')]) }),
    worse: holds({ configmaps: stored([...THREE, record('torn')]) }),
    notBy: holds({ configmaps: stored(THREE) }),
  },
  {
    // A list that is cut, or belongs to the release of --install, proves nothing.
    code: 'record-unreadable',
    raisedBy: holds({ configmaps: stored([...THREE, record('alpha', 2)]) }),
    notBy: holds({ configmaps: stored([...THREE, record('broken')]) }, {}, cutList(513, 'broken')),
  },
  {
    code: 'record-unreadable',
    raisedBy: holds({ secrets: stored([...THREE, record('broken')]) }, { storage: 'secret' }),
    notBy: holds({ configmaps: stored([...THREE, record('broken')]) }, { readable: false }),
  },
];
