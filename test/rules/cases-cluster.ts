// Searches in a cluster.
import type { Case } from './cases.js';
import {
  FORWARD_FAILS,
  ELSEWHERE,
  NAMESPACE,
  PULL,
  at,
  inCluster,
  lost,
  missing,
  noSwift,
  noTiller,
  refused,
  service,
  silent,
  swiftPod,
  tillerPod,
  unasked,
  untold,
} from './cluster-evidence.js';
import { EMPTY_ERROR, failed, ok, shown, SMALL, type Overrides } from './evidence.js';

const unfoundByProxy: Overrides = {
  ...unasked('kubernetes-status'),
  swiftTillerVersion: failed('kubernetes-status', {
    ...{ httpStatus: 404, message: 'services "helm-api" not found' },
  }),
};

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
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
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
    notBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
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
    notBy: noTiller({ pods: ok([]), elsewhere: ELSEWHERE }),
  },
  {
    code: 'tiller-missing',
    raisedBy: noTiller({ pods: ok([]), elsewhere: refused('list', 'pods') }),
    notBy: noTiller({ pods: ok([tillerPod({ trouble: PULL })]) }),
  },
  {
    code: 'tiller-elsewhere',
    raisedBy: noTiller({ pods: ok([]), elsewhere: ELSEWHERE }),
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
    raisedBy: noTiller({ chosen: 'tiller-1', forward: FORWARD_FAILS }, 'port-forward'),
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
