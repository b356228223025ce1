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
import type { Failure, FailureKind, Hop } from '../../src/evidence/types.js';
import type { Case } from './cases.js';
import { EMPTY_ERROR, failed, ok, shown, SMALL, type Overrides } from './evidence.js';

const NAMESPACE = 'kube-system';

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

const service = (changed: Partial<SwiftServiceFacts> = {}): SwiftServiceFacts => ({
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

const at = (hop: Hop, kind: FailureKind, rest: Partial<Failure> = {}) =>
  failed(kind, { hop, ...rest });
const refused = (verb: string, resource: string) =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    httpStatus: 403,
    message: `${resource} is forbidden`,
    forbidden: { verb, resource, namespace: NAMESPACE },
  });
const missing = (resource: string) =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    ...{ httpStatus: 404, message: `${resource} "helm-api" not found` },
  });

const lost = () =>
  at('swiftcheck->api-server', 'kubernetes-status', {
    ...{ httpStatus: 404, message: 'the server could not find the requested resource' },
  });

const untold = (kind: FailureKind) => ({
  tillerVersion: failed(kind, { hop: 'api-server->tiller' }),
  directList: failed('not-attempted', { hop: 'swiftcheck->tiller' }),
});
const unasked = (kind: FailureKind): Overrides => ({
  swiftTillerVersion: failed(kind),
  liveness: failed(kind),
  swiftList: failed('not-attempted'),
});

const noTiller = (tiller: Partial<TillerSearch>, kind: FailureKind = 'not-found') =>
  inCluster({ tiller: { chosen: null, ...tiller } }, untold(kind));
const noSwift = (swift: Partial<SwiftSearch>, kind: FailureKind = 'not-found') =>
  inCluster({ swift: { chosen: null, ...swift } }, unasked(kind));
/** The API server itself fails, for either search. */
const silent = (kind: FailureKind, rest: Partial<Failure> = {}) => {
  const failure = at('swiftcheck->api-server', kind, rest);
  return inCluster(
    { tiller: { pods: failure, chosen: null }, swift: { services: failure, chosen: null } },
    { ...untold(kind), ...unasked(kind) },
  );
};

const unfoundByProxy: Overrides = {
  ...unasked('kubernetes-status'),
  swiftTillerVersion: failed('kubernetes-status', {
    ...{ httpStatus: 404, message: 'services "helm-api" not found' },
  }),
};

const PULL: NotReady = { kind: 'image-pull', reason: 'ImagePullBackOff', message: 'denied' };
const forwardFails = at('api-server->tiller', 'port-forward', { message: 'socat not found.' });
const elsewhere = ok([tillerPod({ namespace: 'tiller-world' })]);

export const CLUSTER_CASES: Case[] = [
  {
    code: 'api-server-unreachable',
    raisedBy: silent('refused'),
    notBy: noTiller({ pods: refused('list', 'pods') }),
  },
  {
    // A list is always there: what answers it with 404 is no API server, or not at that path.
    code: 'api-server-unreachable',
    raisedBy: silent('kubernetes-status', {
      ...{ httpStatus: 404, message: 'the server could not find the requested resource' },
    }),
    // A Service that is asked for by name can be missing.
    notBy: noSwift({ asked: 'kube-system/helm-api', services: missing('services') }),
  },
  {
    code: 'api-server-unreachable',
    raisedBy: noSwift({ services: lost() }),
    notBy: {},
  },
  {
    code: 'api-server-unreachable',
    raisedBy: noSwift({ asked: 'kube-system/helm-api', services: lost() }),
    notBy: {},
  },
  {
    code: 'api-server-unreachable',
    raisedBy: silent('http-status', { httpStatus: 502, message: 'HTTP 502' }),
    // The API server answers; what fails is the way from it to the node.
    notBy: noTiller({ chosen: 'tiller-1', forward: forwardFails }, 'port-forward'),
  },
  {
    code: 'context-unusable',
    raisedBy: silent('kubeconfig'),
    notBy: silent('credentials'),
  },
  {
    code: 'credentials-unavailable',
    raisedBy: silent('credentials'),
    notBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
  },
  {
    code: 'unauthorized',
    raisedBy: silent('kubernetes-status', { httpStatus: 401, message: 'Unauthorized' }),
    notBy: noTiller({ pods: refused('list', 'pods') }),
  },
  { code: 'tls-untrusted', raisedBy: silent('tls-untrusted'), notBy: silent('refused') },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ pods: refused('list', 'pods') }),
    // What only adds to the picture is not needed.
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({ services: refused('list', 'services') }),
    notBy: noSwift({ services: missing('services'), asked: `${NAMESPACE}/helm-api` }),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: refused('get', 'pods/portforward') }),
    notBy: noTiller({ chosen: 'tiller-1', forward: forwardFails }, 'port-forward'),
  },
  {
    code: 'forbidden-in-cluster',
    raisedBy: noSwift({
      ...{ chosen: `${NAMESPACE}/helm-api`, via: 'port-forward', pods: refused('list', 'pods') },
    }),
    notBy: inCluster({}),
  },
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: ok([]), elsewhere: ok([]) }),
    notBy: noTiller({ pods: ok([]), elsewhere }),
  },
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: ok([]), elsewhere: refused('list', 'pods') }),
    notBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
  },
  {
    code: 'tiller-elsewhere',
    raisedBy: noTiller({ pods: ok([]), elsewhere }),
    notBy: noTiller({ pods: ok([]), elsewhere: ok([]) }),
  },
  {
    code: 'tiller-not-ready',
    raisedBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ name: 'tiller-0', trouble: PULL }), tillerPod()]) },
    }),
  },
  {
    code: 'tillers-several',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod(), tillerPod({ name: 'tiller-2' })]) } }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod(), tillerPod({ name: 'tiller-2', trouble: PULL })]) },
    }),
  },
  {
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: 'v2.14.3' })]) } }),
    notBy: inCluster({
      tiller: { pods: ok([tillerPod({ claimedVersion: '2.13.0', image: 'mirror:5000/tiller' })]) },
    }),
  },
  {
    // `latest` or a digest claims nothing.
    code: 'tiller-image-differs',
    raisedBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: 'v2.13.1' })]) } }),
    notBy: inCluster({ tiller: { pods: ok([tillerPod({ claimedVersion: null })]) } }),
  },
  {
    code: 'swift-missing',
    raisedBy: noSwift({ namespace: null, nothingIn: NAMESPACE, services: ok([]) }),
    notBy: noSwift({ services: ok([service(), service({ name: 'swift' })]) }),
  },
  {
    code: 'swifts-several',
    raisedBy: noSwift({ services: ok([service(), service({ name: 'swift' })]) }),
    notBy: inCluster({}),
  },
  {
    code: 'service-missing',
    raisedBy: noSwift({ services: missing('services'), asked: `${NAMESPACE}/helm-api` }),
    notBy: noSwift({ services: refused('get', 'services'), asked: `${NAMESPACE}/helm-api` }),
  },
  {
    // Read a moment before it is there, and only its Endpoints are not.
    code: 'service-without-endpoints',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unfoundByProxy),
    notBy: { ...unfoundByProxy, viaApiServer: true },
  },
  {
    code: 'swift-port-unknown',
    raisedBy: noSwift({
      chosen: `${NAMESPACE}/helm-api`,
      services: ok([service({ port: null, ports: ['a', 'b'] })]),
    }),
    notBy: inCluster({}),
  },
  {
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([swiftPod({ trouble: PULL })]) } }),
    notBy: inCluster({
      swift: { pods: ok([swiftPod({ name: 'swift-0', trouble: PULL }), swiftPod()]) },
    }),
  },
  {
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    notBy: inCluster({ swift: { pods: refused('list', 'pods') } }, unasked('kubernetes-status')),
  },
  {
    // Its Endpoints are written by hand.
    code: 'swift-not-ready',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unasked('kubernetes-status')),
    notBy: inCluster({ swift: { pods: ok([]) } }),
  },
  {
    code: 'swift-images-differ',
    raisedBy: inCluster({
      swift: { pods: ok([swiftPod(), swiftPod({ name: 'swift-2', image: 'swift:0.9.0' })]) },
    }),
    notBy: inCluster({ swift: { pods: ok([swiftPod(), swiftPod({ name: 'swift-2' })]) } }),
  },
  {
    // By the image where nobody declared a release.
    code: 'swift-version-contradicted',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.9.0' })]) } },
      { swift: null, stored: [], swiftList: EMPTY_ERROR },
    ),
    notBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: '0.9.0' })]) } },
      { swift: '0.11.1', stored: [], swiftList: EMPTY_ERROR },
    ),
  },
  {
    code: 'swift-version-unknown',
    raisedBy: inCluster(
      { swift: { pods: ok([swiftPod({ claimedVersion: null })]) } },
      { swift: null },
    ),
    notBy: inCluster({}, { swift: null, swiftList: shown(SMALL) }),
  },
  {
    code: 'port-forward-failed',
    raisedBy: noTiller({ chosen: 'tiller-1', forward: forwardFails }, 'port-forward'),
    notBy: noTiller({ chosen: 'tiller-1', forward: refused('get', 'pods/portforward') }),
  },
  {
    // Opened, and broken by the first connection.
    code: 'port-forward-failed',
    raisedBy: inCluster({}, untold('port-forward')),
    notBy: inCluster({}, untold('closed')),
  },
  {
    code: 'port-forward-failed',
    raisedBy: noSwift({
      ...{ chosen: `${NAMESPACE}/helm-api`, via: 'port-forward' },
      forward: at('api-server->swift', 'port-forward', { message: 'lost connection' }),
    }),
    notBy: inCluster({}),
  },
];
