// What Tiller stores.
import type { StorageEvidence, StoredRecord, StoredRecords } from '../../src/evidence/cluster.js';
import { inCluster, tillerPod } from './cluster-evidence.js';
import { EMPTY_ERROR, failed, ok, release, SMALL, type Overrides } from './evidence.js';

const NONE: StoredRecords = { records: ok([]) };
/** What one object of Kubernetes may hold, in bytes. */
export const OBJECT_LIMIT = 1_048_576;

export const record = (name: string, revision = 1, status = 'DEPLOYED'): StoredRecord => ({
  ...{ release: name, revision, status },
});
export const THREE = SMALL.map(({ name }) => record(name));

export const stored = (records: readonly StoredRecord[], bytes = 4096): StoredRecords => ({
  records: ok(records),
  sizes: ok(
    records
      .filter(({ status }) => status === 'DEPLOYED')
      .map(({ release: name, revision }) => ({ release: name, revision, bytes })),
  ),
});
export const history = (revisions: number) =>
  Array.from({ length: revisions }, (_, index) =>
    record('alpha', index + 1, index + 1 === revisions ? 'DEPLOYED' : 'SUPERSEDED'),
  );

export const holds = (
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
export const listsNothing = (...[storage, settings, overrides]: Parameters<typeof holds>) =>
  holds(storage, settings, { stored: [], swiftList: EMPTY_ERROR, ...overrides });
export const refusedSecrets = failed('kubernetes-status', {
  ...{ hop: 'swiftcheck->api-server', httpStatus: 403, message: 'secrets is forbidden' },
  forbidden: { verb: 'list', resource: 'secrets', namespace: 'kube-system' },
});
export const revisions = (count: number) =>
  Array.from({ length: count }, (_, index) => release('alpha', 330, { revision: index + 1 }));
