// What Tiller stores, as far as names and sizes tell.
import type {
  StorageEvidence,
  StorageKind,
  StoredRecord,
  StoredRecords,
} from '../../evidence/cluster.js';
import type { Evidence, Observation } from '../../evidence/types.js';
import type { Finding, FindingCode } from '../../findings/catalogue.js';
import { OBJECT_LIMIT } from '../../knowledge/limits.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

/** Above this share of the limit the next upgrade may well be over it. */
const NEAR = 0.8;
/** Revisions of one release from which on an unbounded history is worth a word. */
const LONG = 50;
const HOP = 'tiller->storage';

const KINDS = ['configmaps', 'secrets'] as const;
const DRIVERS: Readonly<Record<string, StorageKind>> = {
  configmap: 'configmaps',
  secret: 'secrets',
};

/** Whether Tiller looks for its records where they are. */
export const storageDriver: Rule = {
  code: 'storage-driver-differs',
  needs: [],
  judge: ({ evidence }) => {
    const seen = storageAndDriver(evidence, 'storage-driver-differs');
    if ('outcome' in seen) return seen;
    const { storage, driver } = seen;
    const own = DRIVERS[driver];
    if (own === undefined) {
      return notApplicable('storage-driver-differs', `Tiller stores by --storage=${driver}.`);
    }
    if (listsSome(evidence)) return pass('storage-driver-differs', {}, HOP);
    const other: StorageKind = own === 'secrets' ? 'configmaps' : 'secrets';
    const [mine, theirs] = [storage[own].records, storage[other].records];
    if (!mine.ok || !theirs.ok) return untold('storage-driver-differs', mine, theirs);
    const facts = {
      namespace: storage.namespace,
      driver,
      kind: other,
      records: theirs.value.length,
    };
    return mine.value.length === 0 && theirs.value.length > 0
      ? raise('storage-driver-differs', facts, HOP)
      : pass('storage-driver-differs', {}, HOP);
  },
};

/** Whether records are in another namespace only. */
export const storageElsewhere: Rule = {
  code: 'storage-elsewhere',
  needs: [],
  judge: ({ evidence }) => {
    const storage = evidence.cluster?.storage;
    if (!storage) return notLooked('storage-elsewhere');
    if (listsSome(evidence)) return pass('storage-elsewhere');
    const { configmaps, secrets, elsewhere, namespace } = storage;
    if (!elsewhere) {
      return configmaps.records.ok && secrets.records.ok
        ? pass('storage-elsewhere')
        : untold('storage-elsewhere', configmaps.records, secrets.records);
    }
    if (!elsewhere.ok) return untold('storage-elsewhere', elsewhere);
    return elsewhere.value.length > 0
      ? raise('storage-elsewhere', { namespace, elsewhere: elsewhere.value }, HOP)
      : pass('storage-elsewhere');
  },
};

/** Whether a record is near what one object may hold. */
export const storageSize: Rule = {
  code: 'storage-near-limit',
  needs: [],
  judge: ({ evidence }) => {
    const seen = storageAndDriver(evidence, 'storage-near-limit');
    if ('outcome' in seen) return seen;
    const found = recordsOf(seen);
    if (!found)
      return notApplicable('storage-near-limit', 'Tiller stores nothing in this cluster.');
    const { kind, stored } = found;
    const { records, sizes } = stored;
    if (!records.ok) return untold('storage-near-limit', records);
    if (!sizes) return notApplicable('storage-near-limit', 'Nothing is stored.');
    if (!sizes.ok) return untold('storage-near-limit', sizes);
    const near = sizes.value
      .filter(({ bytes }) => bytes >= NEAR * OBJECT_LIMIT)
      .sort((a, b) => b.bytes - a.bytes);
    const facts = { kind, limitBytes: OBJECT_LIMIT, records: near };
    return near.length > 0
      ? raise('storage-near-limit', facts, HOP)
      : pass('storage-near-limit', facts, HOP);
  },
};

/** Whether the history grows without end. */
export const historyBound: Rule = {
  code: 'history-unbounded',
  needs: [],
  judge: ({ evidence }) => {
    const seen = storageAndDriver(evidence, 'history-unbounded');
    if ('outcome' in seen) return seen;
    const { records } = recordsOf(seen)?.stored ?? {};
    if (!records)
      return notApplicable('history-unbounded', 'Tiller stores nothing in this cluster.');
    if (seen.historyMax > 0) return pass('history-unbounded', {}, HOP);
    if (!records.ok) return untold('history-unbounded', records);
    const releases = byRelease(records.value);
    return releases.some(({ revisions }) => revisions >= LONG)
      ? raise(
          'history-unbounded',
          {
            revisions: records.value.length,
            releases: releases.slice(0, 10),
            ...tillerPlace(evidence),
          },
          HOP,
        )
      : pass('history-unbounded', {}, HOP);
  },
};

/** Whether Tiller lists all that is stored. */
export const recordsListed: Rule = {
  code: 'record-unreadable',
  needs: [needs.directList],
  judge: ({ evidence }) => {
    const seen = storageAndDriver(evidence, 'record-unreadable');
    if ('outcome' in seen) return seen;
    const { kind, stored } = recordsOf(seen) ?? {};
    if (!kind || !stored)
      return notApplicable('record-unreadable', 'Tiller stores nothing in this cluster.');
    if (!stored.records.ok) return untold('record-unreadable', stored.records);
    const { list } = evidence.tiller;
    if (!list?.ok || list.value.next !== '' || list.value.releases.length < list.value.total) {
      return couldNotTell('record-unreadable', 'The direct list is not whole.', 'every release');
    }
    const listed = new Set(list.value.releases.map(({ name, revision }) => key(name, revision)));
    if (listed.size < list.value.releases.length) {
      return couldNotTell('record-unreadable', 'The direct list is not right.', 'every release');
    }
    const records = stored.records.value
      // That of --install came and went in between.
      .filter(
        ({ release, revision }) =>
          release !== evidence.payload?.releaseName && !listed.has(key(release, revision)),
      )
      .map(({ release, revision }) => ({ name: release, revision }));
    return records.length > 0
      ? raise('record-unreadable', { kind, records }, HOP)
      : pass('record-unreadable', {}, HOP);
  },
};

/** What Tiller lists it has found, wherever that is. */
function listsSome({ tiller: { list } }: Evidence): boolean {
  return list?.ok === true && list.value.releases.length > 0;
}

interface Seen {
  readonly storage: StorageEvidence;
  /** Of the Tiller that was asked. */
  readonly driver: string;
  readonly historyMax: number;
}

function storageAndDriver({ cluster }: Evidence, code: FindingCode): Seen | Finding {
  const storage = cluster?.storage;
  if (!storage) return notLooked(code);
  const { tiller } = cluster;
  const pods = tiller?.pods.ok ? tiller.pods.value : [];
  const pod = pods.find(({ name }) => name === tiller?.chosen);
  if (!pod?.settings.readable) {
    return couldNotTell(code, "A shell script hides the arguments of Tiller's pod.");
  }
  return { storage, driver: pod.settings.storage, historyMax: pod.settings.historyMax };
}

/** Those of Tiller's own storage; `null` where that is not in the cluster. */
function recordsOf({ storage, driver }: Seen): { kind: StorageKind; stored: StoredRecords } | null {
  const kind = KINDS.find((one) => one === DRIVERS[driver]);
  return kind ? { kind, stored: storage[kind] } : null;
}

function notLooked(code: FindingCode): Finding {
  return notApplicable(code, 'What Tiller stores was not looked at.');
}

function untold(code: FindingCode, ...answers: readonly Observation<unknown>[]): Finding {
  const failed = answers.find(({ ok }) => !ok);
  const why = failed && !failed.ok ? failed.failure.message : 'It was not seen.';
  return couldNotTell(code, why);
}

function byRelease(records: readonly StoredRecord[]) {
  const counts = new Map<string, number>();
  for (const { release } of records) counts.set(release, (counts.get(release) ?? 0) + 1);
  return [...counts]
    .map(([release, revisions]) => ({ release, revisions }))
    .sort((a, b) => b.revisions - a.revisions);
}

function key(name: string, revision: number): string {
  return `${name}.v${revision}`;
}
