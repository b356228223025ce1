// Where Tiller is in the cluster, for the commands of a finding.
import type { Evidence } from '../../evidence/types.js';
import type { PlacedFacts } from './tiller-commands.js';

/** Of the pod that was asked; nothing where Tiller was not looked for in a cluster. */
export function tillerPlace({ cluster }: Evidence): PlacedFacts {
  const search = cluster?.tiller;
  if (!search) return {};
  const { namespace, chosen } = search;
  const pods = search.pods.ok ? search.pods.value : [];
  const settings = pods.find(({ name }) => name === chosen)?.settings;
  const historyMax = settings?.readable === true ? settings.historyMax : null;
  return { tillerPlace: { namespace, pod: chosen, historyMax } };
}
