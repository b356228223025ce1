// Both endpoints in a cluster, for as long as a run lasts.
import type { ClusterEvidence } from '../evidence/cluster.js';
import type { Run } from '../net/run.js';
import type { Targets } from '../targets/types.js';
import type { ClusterAccess } from './access.js';
import { KubeApi } from './api.js';
import { findSwift, type SwiftRequest } from './find-swift.js';
import { findTiller, type TillerRequest } from './find-tiller.js';

/** An endpoint whose address is known, or what it is to be found by. */
export type EndpointSource<Endpoint, Request> =
  | { readonly known: Endpoint }
  | { readonly find: Request };

export interface DiscoveryRequest {
  readonly tiller: EndpointSource<Targets['tiller'], TillerRequest>;
  readonly swift: EndpointSource<Targets['swift'], SwiftRequest>;
}

export interface InCluster {
  readonly targets: Targets;
  readonly cluster: ClusterEvidence;
}

/** Finds what is wanted, does `meanwhile`, and closes what was opened, also after an error. */
export async function withEndpoints<T>(
  access: ClusterAccess,
  request: DiscoveryRequest,
  run: Run,
  meanwhile: (found: InCluster, api: KubeApi) => Promise<T>,
): Promise<T> {
  const api = new KubeApi(access, run);
  try {
    // Settled, not all: whichever was found is closed, also where the other one throws.
    const [tiller, swift] = await Promise.allSettled([
      'find' in request.tiller ? findTiller(api, request.tiller.find, run) : null,
      'find' in request.swift ? findSwift(api, request.swift.find, run) : null,
    ]);
    try {
      if (tiller.status === 'rejected') throw tiller.reason;
      if (swift.status === 'rejected') throw swift.reason;
      const inCluster: InCluster = {
        targets: {
          tiller: 'known' in request.tiller ? request.tiller.known : found(tiller.value).endpoint,
          swift: 'known' in request.swift ? request.swift.known : found(swift.value).endpoint,
        },
        cluster: {
          ...clusterOf(access),
          ...(tiller.value && { tiller: tiller.value.search }),
          ...(swift.value && { swift: swift.value.search }),
        },
      };
      return await meanwhile(inCluster, api);
    } finally {
      for (const side of [tiller, swift]) {
        if (side.status === 'fulfilled') await side.value?.forward?.close();
      }
    }
  } finally {
    await api.close();
  }
}

/** The same of Tiller alone. */
export async function withTiller<T>(
  access: ClusterAccess,
  request: TillerRequest,
  run: Run,
  meanwhile: (target: Targets['tiller'], cluster: ClusterEvidence) => Promise<T>,
): Promise<T> {
  const api = new KubeApi(access, run);
  try {
    const { endpoint, search, forward } = await findTiller(api, request, run);
    try {
      return await meanwhile(endpoint, { ...clusterOf(access), tiller: search });
    } finally {
      await forward?.close();
    }
  } finally {
    await api.close();
  }
}

function clusterOf(access: ClusterAccess): ClusterEvidence {
  return {
    context: access.context,
    source: access.inCluster ? 'service-account' : 'kubeconfig',
    server: access.server.href.replace(/\/$/, ''),
    viaProxy: access.proxy !== null,
  };
}

function found<T>(value: T | null): T {
  if (value === null) throw new Error('the search ended without a result for the endpoint');
  return value;
}
