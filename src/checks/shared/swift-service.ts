// The Service of Swift in the cluster, for commands.
import type { Evidence } from '../../evidence/types.js';
import { serviceOf } from './service-url.js';

export interface SwiftService {
  readonly namespace: string;
  /** The name of the Service. */
  readonly name: string;
  /** Name or number; `null`: not known. */
  readonly port: string | null;
  /** As the service proxy takes them; empty if the run did not read the Service. */
  readonly otherPorts: readonly string[];
  /** Whether the run read the Service; otherwise name and port are from the URL. */
  readonly found: boolean;
  /** Names; empty if the run did not see them. */
  readonly pods: readonly string[];
  /** Whether one of them is ready; `null`: the run did not see them. */
  readonly ready: boolean | null;
}

/** The Service that the run chose, or that its URL leads to; `null`: not known. */
export function swiftService({ cluster, swift }: Evidence): SwiftService | null {
  const search = cluster?.swift;
  const [namespace, name] = search?.chosen?.split('/') ?? [];
  if (namespace === undefined || name === undefined) {
    const service = serviceOf(swift.target.url);
    return service && { ...service, otherPorts: [], found: false, pods: [], ready: null };
  }
  const service = (search?.services.ok ? search.services.value : []).find(
    (each) => each.namespace === namespace && each.name === name,
  );
  const port = service?.port?.id ?? null;
  const pods = search?.pods?.ok ? search.pods.value : null;
  return {
    ...{ namespace, name, found: true, port },
    otherPorts: (service?.ports ?? []).filter((other) => other !== port),
    pods: (pods ?? []).map((pod) => pod.name),
    ready: pods?.some(({ trouble }) => trouble === null) ?? null,
  };
}
