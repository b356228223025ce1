// Searches in a cluster.
import type { Case } from './cases.js';
import { inCluster, swiftPod, unasked } from './cluster-evidence.js';
import { EMPTY_ERROR, failed, ok, shown, SMALL, type Overrides } from './evidence.js';

const unfoundByProxy: Overrides = {
  ...unasked('kubernetes-status'),
  swiftTillerVersion: failed('kubernetes-status', {
    ...{ httpStatus: 404, message: 'services "helm-api" not found' },
  }),
};

export const CLUSTER_CASES: Case[] = [
  {
    // Read a moment before it is there, and only its Endpoints are not.
    code: 'service-without-endpoints',
    raisedBy: inCluster({ swift: { pods: ok([]) } }, unfoundByProxy),
    notBy: { ...unfoundByProxy, viaApiServer: true },
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
];
