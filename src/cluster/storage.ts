// What Tiller stores: names and sizes of its ConfigMaps or Secrets, never what is in them.
import type {
  ClusterEvidence,
  RecordSize,
  StorageEvidence,
  StorageKind,
  StoredElsewhere,
  StoredRecord,
  StoredRecords,
} from '../evidence/cluster.js';
import { mapValue } from '../net/observe.js';
import type { KubeApi } from './api.js';
import { isObject, mapIn, objectIn, textIn, type JsonObject } from '../util/json.js';

const OWNER = 'OWNER=TILLER';
/** Older revisions do not change, and the next one is about as large as the newest. */
const CURRENT = `${OWNER},STATUS notin (SUPERSEDED,DELETED)`;
/** Records of up to 1 MiB each. */
const SIZES_PAGE = 20;

/** The storage of the chosen Tiller; `null` if the run did not look for a Tiller or chose none. */
export function storageOf(
  api: KubeApi,
  { tiller }: ClusterEvidence,
): Promise<StorageEvidence> | null {
  if (!tiller?.pods.ok) return null;
  const pod = tiller.pods.value.find(({ name }) => name === tiller.chosen);
  return pod ? lookAtStorage(api, pod.settings.namespace ?? pod.namespace) : null;
}

async function lookAtStorage(api: KubeApi, namespace: string): Promise<StorageEvidence> {
  const [configmaps, secrets] = await Promise.all([
    recordsOf(api, 'configmaps', namespace),
    recordsOf(api, 'secrets', namespace),
  ]);
  const none = [configmaps, secrets].every(
    ({ records }) => records.ok && records.value.length === 0,
  );
  return {
    ...{ namespace, configmaps, secrets },
    ...(none && { elsewhere: await countElsewhere(api, namespace) }),
  };
}

async function recordsOf(
  api: KubeApi,
  resource: StorageKind,
  namespace: string,
): Promise<StoredRecords> {
  const records = await api.list(
    { resource, namespace, labelSelector: OWNER, metadataOnly: true },
    readRecord,
  );
  if (!records.ok || records.value.length === 0) return { records };
  const sizes = await api.list(
    { resource, namespace, labelSelector: CURRENT, pageSize: SIZES_PAGE },
    (item) => readSize(item, resource),
  );
  return { records, sizes };
}

function readRecord(item: unknown): StoredRecord | null {
  if (!isObject(item)) return null;
  const labels = mapIn(objectIn(item, 'metadata'), 'labels');
  const { NAME: release, VERSION: revision, STATUS: status = '' } = labels;
  // Tiller writes the number of the revision.
  if (release === undefined || !/^\d{1,10}$/.test(revision ?? '')) return null;
  return { release, revision: Number(revision), status };
}

function readSize(item: unknown, resource: StorageKind): RecordSize | null {
  const record = readRecord(item);
  if (!record || !isObject(item)) return null;
  const { release, revision } = record;
  return { release, revision, bytes: dataBytes(objectIn(item, 'data'), resource) };
}

/** As Kubernetes counts them: of a Secret what its base64 stands for. */
function dataBytes(data: JsonObject, resource: StorageKind): number {
  return Object.keys(data).reduce((sum, key) => {
    const value = textIn(data, key);
    return sum + Buffer.byteLength(value, resource === 'secrets' ? 'base64' : 'utf8');
  }, 0);
}

async function countElsewhere(
  api: KubeApi,
  own: string,
): Promise<NonNullable<StorageEvidence['elsewhere']>> {
  const namespacesOf = (resource: StorageKind) =>
    api.list({ resource, namespace: null, labelSelector: OWNER, metadataOnly: true }, (item) => {
      const namespace = isObject(item) ? textIn(objectIn(item, 'metadata'), 'namespace') : own;
      // A record can come between the two lists.
      return namespace === own ? null : namespace;
    });
  const [configmaps, secrets] = await Promise.all([
    namespacesOf('configmaps'),
    namespacesOf('secrets'),
  ]);
  const found = mapValue(configmaps, (names) => counted('configmaps', names));
  const others = mapValue(secrets, (names) => counted('secrets', names));
  return found.ok && others.ok
    ? { ...found, value: [...found.value, ...others.value] }
    : others.ok
      ? found
      : others;
}

function counted(kind: StorageKind, namespaces: readonly string[]): StoredElsewhere[] {
  const counts = new Map<string, number>();
  for (const namespace of namespaces) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  return [...counts].map(([namespace, records]) => ({ namespace, kind, records }));
}
