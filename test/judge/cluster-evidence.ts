// Evidence of a search in a cluster.
import type {
  ClusterEvidence,
  NotReady,
  StorageEvidence,
  SwiftPodFacts,
  SwiftSearch,
  SwiftServiceFacts,
  TillerPodFacts,
  TillerSearch,
} from '../../src/evidence/cluster.js';
import type { Failure, FailureKind, Hop } from '../../src/evidence/observation.js';
import { failed, ok, type Overrides } from './evidence.js';

export const NAMESPACE = 'kube-system';

export const tillerPod = (changed: Partial<TillerPodFacts> = {}): TillerPodFacts => ({
  ...{ namespace: NAMESPACE, name: 'tiller-1', image: 'ghcr.io/helm/tiller:v2.13.0' },
  ...{ claimedVersion: 'v2.13.0', trouble: null },
  settings: { readable: true, storage: 'configmap', namespace: null, historyMax: 0 },
  ...changed,
});

export const swiftPod = (changed: Partial<SwiftPodFacts> = {}): SwiftPodFacts => ({
  ...{ namespace: NAMESPACE, name: 'swift-1', image: 'appscode/swift:0.11.1' },
  ...{ claimedVersion: '0.11.1', trouble: null },
  arguments: { readable: true, values: {}, switches: {} },
  ...changed,
});

export const service = (changed: Partial<SwiftServiceFacts> = {}): SwiftServiceFacts => ({
  ...{ namespace: NAMESPACE, name: 'helm-api', by: 'name', ports: ['http'], pods: ['swift-1'] },
  port: { id: 'http', scheme: 'http', containerPort: 9855 },
  ...changed,
});

const TILLER: TillerSearch = {
  ...{ namespace: NAMESPACE, pods: ok([tillerPod()]), chosen: 'tiller-1', forward: ok({}) },
};
const SWIFT: SwiftSearch = {
  ...{ asked: null, namespace: NAMESPACE, services: ok([service()]), pods: ok([swiftPod()]) },
  ...{ chosen: `${NAMESPACE}/helm-api`, via: 'service-proxy' },
};

/** A healthy pair that was found in a cluster, with what a case changes. */
export function inCluster(
  {
    tiller = {},
    swift = {},
    storage,
  }: {
    tiller?: Partial<TillerSearch>;
    swift?: Partial<SwiftSearch>;
    storage?: StorageEvidence;
  },
  overrides: Overrides = {},
): Overrides {
  const cluster: ClusterEvidence = {
    ...{ context: 'test', source: 'kubeconfig', server: 'https://127.0.0.1:6443' },
    viaProxy: false,
    tiller: { ...TILLER, ...tiller },
    swift: { ...SWIFT, ...swift },
    ...(storage && { storage }),
  };
  return { viaApiServer: true, ...overrides, cluster };
}

export const at = (hop: Hop, kind: FailureKind, rest: Partial<Failure> = {}) =>
  failed(kind, { hop, ...rest });
export const refused = (
  verb: string,
  resource: string,
  { user = 'jane', everywhere = false }: { user?: string; everywhere?: boolean } = {},
) =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    httpStatus: 403,
    message: `${resource} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "" ${everywhere ? 'at the cluster scope' : `in the namespace "${NAMESPACE}"`}`,
    forbidden: { verb, resource, namespace: everywhere ? null : NAMESPACE },
  });
export const missing = (resource: string) =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    ...{ httpStatus: 404, message: `${resource} "helm-api" not found` },
  });

export const lost = () =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    ...{ httpStatus: 404, message: 'the server could not find the requested resource' },
  });

export const unanswered = (kind: FailureKind) => ({
  tillerVersion: failed(kind, { hop: 'api-server->tiller' }),
  directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
});
export const unasked = (kind: FailureKind): Overrides => ({
  swiftTillerVersion: failed(kind),
  liveness: failed(kind),
  swiftList: failed('not-attempted'),
});

export const noTiller = (tiller: Partial<TillerSearch>, kind: FailureKind = 'not-found') =>
  inCluster({ tiller: { chosen: null, ...tiller } }, unanswered(kind));
export const noSwift = (swift: Partial<SwiftSearch>, kind: FailureKind = 'not-found') =>
  inCluster({ swift: { chosen: null, ...swift } }, unasked(kind));
/** The API server itself fails, for either search. */
export const silent = (kind: FailureKind, rest: Partial<Failure> = {}) => {
  const failure = at('swiftcheck->api-server', kind, rest);
  return inCluster(
    { tiller: { pods: failure, chosen: null }, swift: { services: failure, chosen: null } },
    { ...unanswered(kind), ...unasked(kind) },
  );
};

export const PULL: NotReady = { kind: 'image-pull', reason: 'ImagePullBackOff', message: 'denied' };
export const FORWARD_FAILS = at('api-server->tiller', 'port-forward', {
  message: 'socat not found.',
});
export const ELSEWHERE = ok([tillerPod({ namespace: 'tiller-world' })]);
