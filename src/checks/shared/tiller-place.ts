// Where Tiller is in the cluster, for commands.
import type { Evidence } from '../../evidence/types.js';

/** Tiller's pod, where the run looked for it in a cluster. */
export interface TillerPlace {
  readonly namespace: string;
  /** `null`: not known. */
  readonly pod: string | null;
  /** Revisions that Tiller keeps of a release; 0: all; `null`: not known. */
  readonly historyMax: number | null;
}

/** Of the pod that was asked; `null` where Tiller was not looked for in a cluster. */
export function tillerPlace({ cluster }: Evidence): TillerPlace | null {
  const search = cluster?.tiller;
  if (!search) return null;
  const { namespace, chosen } = search;
  const pods = search.pods.ok ? search.pods.value : [];
  const settings = pods.find(({ name }) => name === chosen)?.settings;
  const historyMax = settings?.readable === true ? settings.historyMax : null;
  return { namespace, pod: chosen, historyMax };
}
