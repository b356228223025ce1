// What the checks of Tiller's storage share.
import type { StorageEvidence, StorageKind, StoredRecords } from '../../evidence/cluster.js';
import type { Evidence } from '../../evidence/types.js';
import { formatCount } from '../../util/bytes.js';
import { kindOf } from './tiller-place.js';
import type { FindingCode, UnraisedFinding, Verdicts } from '../define.js';

export const STORAGE_HOP = 'tiller->storage';

export const KIND: Record<StorageKind, string> = { configmaps: 'ConfigMaps', secrets: 'Secrets' };

export const NOT_LOOKED_AT = 'What Tiller stores was not looked at.';
/** What Tiller lists it has found, wherever its storage is. */
export function listsSome({ tiller: { list } }: Evidence): boolean {
  return list?.ok === true && list.value.releases.length > 0;
}

export interface OwnStorage {
  readonly storage: StorageEvidence;
  /** The driver of the Tiller that was asked. */
  readonly driver: string;
  readonly historyMax: number;
}

/** The storage with the settings of the Tiller that was asked, or the verdict where either is not known. */
export function ownStorage<C extends FindingCode>(
  { cluster }: Evidence,
  { skip, unknown }: Pick<Verdicts<C, C>, 'skip' | 'unknown'>,
): OwnStorage | UnraisedFinding<C> {
  const storage = cluster?.storage;
  if (!storage) return skip(NOT_LOOKED_AT);
  const { tiller } = cluster;
  const pods = tiller?.pods.ok ? tiller.pods.value : [];
  const pod = pods.find(({ name }) => name === tiller?.chosen);
  if (!pod?.settings.readable) {
    return unknown("A shell script or a variable hides the arguments of Tiller's pod.");
  }
  return { storage, driver: pod.settings.storage, historyMax: pod.settings.historyMax };
}

/** The records in the storage of the Tiller that was asked, or the verdict where these are not known. */
export function ownRecords<C extends FindingCode>(
  evidence: Evidence,
  verdicts: Pick<Verdicts<C, C>, 'skip' | 'unknown'>,
):
  | (StoredRecords & { readonly kind: StorageKind; readonly historyMax: number })
  | UnraisedFinding<C> {
  const own = ownStorage(evidence, verdicts);
  if ('outcome' in own) return own;
  const kind = kindOf(own.driver);
  if (kind === undefined) return verdicts.skip('Tiller stores nothing in this cluster.');
  return { ...own.storage[kind], kind, historyMax: own.historyMax };
}

/** The beginning of a title: a capital, and the number where it is not one. */
export function storedRevisions(count: number): string {
  return count === 1 ? 'A stored revision is' : `Stored revisions (${formatCount(count)}) are`;
}
