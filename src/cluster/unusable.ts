// What a run has of a context that cannot even be asked.
import type { Failure } from '../evidence/observation.js';
import type { DiscoveryRequest, InCluster } from './endpoints.js';

/** The endpoints of a context that cannot be used: neither was looked for. */
export function unusableContext(
  context: string,
  failure: Failure,
  request: DiscoveryRequest,
): InCluster {
  const nothing = { ok: false, ms: 0, failure } as const;
  const { tiller, swift } = request;
  return {
    targets: {
      tiller:
        'known' in tiller
          ? tiller.known
          : {
              target: {
                address: `namespace ${tiller.find.namespace}`,
                tls: 'off',
                source: 'cluster',
              },
              unfound: failure,
            },
      swift:
        'known' in swift
          ? swift.known
          : {
              target: {
                ...{ url: '', source: 'cluster', credentials: 'none', viaApiServer: true },
                declaredVersion: swift.find.given.declaredVersion,
              },
              unfound: failure,
            },
    },
    cluster: {
      ...{ context, source: 'kubeconfig', server: '', viaProxy: false },
      ...('find' in tiller && {
        tiller: { namespace: tiller.find.namespace, pods: nothing, chosen: null },
      }),
      ...('find' in swift && {
        swift: {
          ...{ asked: null, namespace: swift.find.namespace, chosen: null },
          ...{ services: nothing, via: swift.find.via },
        },
      }),
    },
  };
}
