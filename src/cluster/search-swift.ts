// Which Service is Swift: the named one, otherwise one of a namespace, otherwise one of all namespaces.
// Lists go from small to large, and no further than it takes.
import type { SwiftPodFacts } from '../evidence/cluster.js';
import type { Empty, Failure, Observation } from '../evidence/observation.js';
import { mapValue } from '../net/observe.js';
import type { KubeApi } from './api.js';
import { readPod, type Pod } from './pods.js';
import { readService, type Service } from './services.js';
import {
  namedSwift,
  runsSwift,
  selectSwift,
  swiftPodFacts,
  unreadSwift,
  type SwiftSelection,
  type SwiftService,
  type SwiftServiceName,
} from './swift-services.js';
import { API_SERVER } from './transport.js';

export type SwiftFindings = {
  /** `null`: all. */
  readonly namespace: string | null;
  readonly nothingIn?: string;
  /** The list of all namespaces, where it failed. */
  readonly elsewhere?: Observation<Empty>;
  /** Those that can be Swift. */
  readonly services: Observation<readonly SwiftService[]>;
  /** Absent: not asked for. */
  readonly pods?: Observation<readonly SwiftPodFacts[]>;
} & ({ readonly swift: SwiftService } | { readonly swift: null; readonly why: Failure });

const FORBIDDEN = 403;

export async function searchSwift(
  api: KubeApi,
  { asked, namespace }: { readonly asked: SwiftServiceName | null; readonly namespace: string },
): Promise<SwiftFindings> {
  if (asked) return named(api, asked);
  const [services, pods] = await Promise.all([
    api.list({ resource: 'services', namespace }, readService),
    api.list({ resource: 'pods', namespace }, readPod),
  ]);
  if (services.ok) {
    const here = selectSwift(services.value, pods.ok ? pods.value : []);
    if (here.kind !== 'none') return findings(namespace, services, pods, here);
  } else if (services.failure.httpStatus !== FORBIDDEN) {
    return { namespace, services: none(services), swift: null, why: services.failure };
  }
  const everywhere = await searchEverywhere(api);
  if (everywhere.services.ok) {
    return services.ok ? { ...everywhere, nothingIn: namespace } : everywhere;
  }
  // An account that may list one namespace at most gets the findings of this namespace.
  const elsewhere = mapValue(everywhere.services, () => ({}));
  return services.ok
    ? { ...findings(namespace, services, pods, { kind: 'none' }), elsewhere }
    : { namespace, elsewhere, services: none(services), swift: null, why: services.failure };
}

async function named(api: KubeApi, asked: SwiftServiceName): Promise<SwiftFindings> {
  const { namespace, name, port } = asked;
  const read = await api.get({ resource: 'services', namespace, name }, readService);
  if (!read.ok) {
    // The path through the service proxy needs only a name and a port.
    if (read.failure.httpStatus === FORBIDDEN && port !== null) {
      const services = none(read);
      return { namespace, services, swift: unreadSwift({ namespace, name, port }) };
    }
    return { namespace, services: none(read), swift: null, why: read.failure };
  }
  const service = read.value;
  const pods = service ? await podsOf(api, service) : null;
  const swift = service && namedSwift([service], pods?.ok ? pods.value : [], asked);
  if (!swift) {
    const why = nothing(`The answer for Service ${namespace}/${name} is not a Service.`);
    return { namespace, services: { ...read, value: [] }, swift: null, why };
  }
  return {
    namespace,
    services: { ok: true, ms: read.ms, value: [swift] },
    ...(pods && { pods: podFacts(pods, swift) }),
    swift,
  };
}

/** A search by label or name needs Services only; a search by image needs all pods. */
async function searchEverywhere(api: KubeApi): Promise<SwiftFindings> {
  const services = await api.list({ resource: 'services', namespace: null }, readService);
  if (!services.ok) {
    return { namespace: null, services: none(services), swift: null, why: services.failure };
  }
  const labelled = selectSwift(
    services.value.filter(({ labels }) => labels['app'] === 'swift'),
    [],
  );
  if (labelled.kind === 'found') {
    const { service } = labelled.swift;
    const pods = await podsOf(api, service);
    return findings(null, services, pods, selectSwift([service], pods.ok ? pods.value : []));
  }
  if (labelled.kind === 'several') return findings(null, services, null, labelled);
  const pods = await api.list({ resource: 'pods', namespace: null }, (item) => {
    const pod = readPod(item);
    return pod && runsSwift(pod) ? pod : null;
  });
  return findings(null, services, pods, selectSwift(services.value, pods.ok ? pods.value : []));
}

function podsOf(api: KubeApi, { namespace, selector }: Service): Promise<Observation<Pod[]>> {
  const labelSelector = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  // A Service without a selector selects nothing; an empty one would list all.
  if (labelSelector === '') return Promise.resolve({ ok: true, ms: 0, value: [] });
  return api.list({ resource: 'pods', namespace, labelSelector }, readPod);
}

function findings(
  namespace: string | null,
  services: Observation<readonly Service[]>,
  pods: Observation<readonly Pod[]> | null,
  selection: SwiftSelection,
): SwiftFindings {
  const value =
    selection.kind === 'several'
      ? selection.swifts
      : selection.kind === 'found'
        ? [selection.swift]
        : [];
  const seen = { namespace, services: { ok: true as const, ms: services.ms, value } };
  switch (selection.kind) {
    case 'found':
      return {
        ...seen,
        ...(pods && { pods: podFacts(pods, selection.swift) }),
        swift: selection.swift,
      };
    case 'several':
      return { ...seen, swift: null, why: nothing('More than one Service can be Swift.') };
    case 'none': {
      const where = namespace === null ? 'in any namespace' : `in namespace ${namespace}`;
      return {
        ...seen,
        ...(pods && { pods: mapValue(pods, () => []) }),
        ...{ swift: null, why: nothing(`No Service ${where} looks like Swift.`) },
      };
    }
  }
}

function podFacts(pods: Observation<readonly Pod[]>, swift: SwiftService) {
  return mapValue(pods, () => swift.pods.map(swiftPodFacts));
}

/** The Services of a search without a result: an empty list. */
const none = (services: Observation<unknown>) => mapValue(services, () => []);

function nothing(message: string): Failure {
  return { hop: API_SERVER, kind: 'not-found', message };
}
