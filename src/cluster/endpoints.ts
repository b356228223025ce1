// Both endpoints in a cluster, for as long as a run lasts.
import type { ClusterEvidence } from '../evidence/cluster.js';
import type { Run } from '../net/run.js';
import type { Targets } from '../targets/types.js';
import type { ClusterAccess } from './access.js';
import { KubeApi } from './api.js';
import { findSwift, type SwiftWish } from './find-swift.js';
import { findTiller, type TillerWish } from './find-tiller.js';

/** An endpoint whose address is known, or what it is to be found by. */
export type Wanted<Endpoint, Wish> = { readonly known: Endpoint } | { readonly find: Wish };

export interface ClusterWish {
  readonly tiller: Wanted<Targets['tiller'], TillerWish>;
  readonly swift: Wanted<Targets['swift'], SwiftWish>;
}

export interface InCluster {
  readonly targets: Targets;
  readonly cluster: ClusterEvidence;
}

/** Finds what is wanted, does `meanwhile`, and closes what was opened, on every way out. */
export async function withEndpoints<T>(
  access: ClusterAccess,
  wish: ClusterWish,
  run: Run,
  meanwhile: (found: InCluster, api: KubeApi) => Promise<T>,
): Promise<T> {
  const api = new KubeApi(access, run);
  try {
    // Settled, not all: whichever was found is closed, also where the other one throws.
    const [tiller, swift] = await Promise.allSettled([
      'find' in wish.tiller ? findTiller(api, wish.tiller.find, run) : null,
      'find' in wish.swift ? findSwift(api, wish.swift.find, run) : null,
    ]);
    try {
      if (tiller.status === 'rejected') throw tiller.reason;
      if (swift.status === 'rejected') throw swift.reason;
      const inCluster: InCluster = {
        targets: {
          tiller: 'known' in wish.tiller ? wish.tiller.known : found(tiller.value).endpoint,
          swift: 'known' in wish.swift ? wish.swift.known : found(swift.value).endpoint,
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
  wish: TillerWish,
  run: Run,
  meanwhile: (target: Targets['tiller'], cluster: ClusterEvidence) => Promise<T>,
): Promise<T> {
  const api = new KubeApi(access, run);
  try {
    const { endpoint, search, forward } = await findTiller(api, wish, run);
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
  if (value === null) throw new Error('an endpoint that was not known was not looked for either');
  return value;
}
