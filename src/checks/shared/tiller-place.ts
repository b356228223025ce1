// Where Tiller is in the cluster, for commands.
import type { StorageKind } from '../../evidence/cluster.js';
import type { Evidence } from '../../evidence/types.js';
import { own } from '../../util/own.js';

/** Tiller's pod, where the run looked for it in a cluster. */
export interface TillerPlace {
  readonly namespace: string;
  /** `null`: not known. */
  readonly pod: string | null;
  /** Revisions that Tiller keeps of a release; 0: all; `null`: not known. */
  readonly historyMax: number | null;
  /** What Tiller stores its records as; absent: not known, or not in the cluster. */
  readonly storage?: StorageKind;
  /** `--listen`, if the run read it. */
  readonly listen?: string;
}

/** The place of the pod that was asked; `null` if the run did not look for Tiller in a cluster. */
export function tillerPlace({ cluster }: Evidence): TillerPlace | null {
  const search = cluster?.tiller;
  if (!search) return null;
  const { namespace, chosen } = search;
  const pods = search.pods.ok ? search.pods.value : [];
  const settings = pods.find(({ name }) => name === chosen)?.settings;
  const known = settings?.readable === true ? settings : null;
  const storage = known && kindOf(known.storage);
  return {
    ...{ namespace, pod: chosen, historyMax: known?.historyMax ?? null },
    ...(storage && { storage }),
    ...(known?.listen !== undefined && { listen: known.listen }),
  };
}

const KINDS: Readonly<Record<string, StorageKind>> = { configmap: 'configmaps', secret: 'secrets' };

/** What a driver (`--storage`) stores in the cluster; `undefined`: it stores elsewhere. */
export function kindOf(driver: string): StorageKind | undefined {
  return own(KINDS, driver);
}
