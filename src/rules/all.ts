// Every rule, in the order in which a cause comes before its consequences.
import type { Evidence } from '../evidence/types.js';
import { plaintextToken, swiftOpen } from './checks/access.js';
import { answersVary } from './checks/answers-vary.js';
import { behaviour } from './checks/behaviour.js';
import { clientErrors, otherClientErrors } from './checks/client-error.js';
import { certificatesEnd } from './checks/certificates.js';
import { contentOverLimit } from './checks/content.js';
import { findSwift, swiftImages, swiftReady } from './checks/find-swift.js';
import { findTiller, oneTiller, tillerImage } from './checks/find-tiller.js';
import { directList } from './checks/direct-list.js';
import { helmLibrary } from './checks/helm-library.js';
import {
  corrupted,
  defaultNamespaceOnly,
  differs,
  emptyAsError,
  firstMessageOnly,
  pendingHidden,
  truncated,
} from './checks/list-contents.js';
import { gatewayLimit, receiveLimit, unknownLimit } from './checks/list-sizes.js';
import { nearLimit } from './checks/near-limit.js';
import { pair } from './checks/pair.js';
import { ignoreExpired } from './checks/ignore-expired.js';
import { payload, probeReleaseLeft } from './checks/payload.js';
import { pairAllowed, swiftAllowed, tillerAllowed } from './checks/policy-releases.js';
import { headroomKept, releaseSize } from './checks/policy-sizes.js';
import { reachCluster } from './checks/reach-cluster.js';
import { reachSwift } from './checks/reach-swift.js';
import { reachTiller } from './checks/reach-tiller.js';
import { sendLimit } from './checks/send-limit.js';
import {
  swiftConnector,
  swiftEndpointForm,
  swiftFlags,
  swiftListens,
  swiftPatience,
  swiftSpeaks,
} from './checks/swift-arguments.js';
import {
  historyBound,
  recordsListed,
  storageDriver,
  storageElsewhere,
  storageSize,
} from './checks/storage.js';
import { swiftList } from './checks/swift-list.js';
import { swiftToTiller } from './checks/swift-to-tiller.js';
import { swiftVersion } from './checks/swift-version.js';
import { tillerVersion } from './checks/tiller-version.js';
import { tillersDiffer } from './checks/tillers-differ.js';
import type { Rule } from './rule.js';

/** Where an endpoint was looked for in a cluster. */
const CLUSTER_RULES: readonly Rule[] = [
  reachCluster,
  findTiller,
  oneTiller,
  findSwift,
  swiftReady,
  tillerImage,
  swiftImages,
  swiftConnector,
  swiftFlags,
  swiftListens,
  swiftEndpointForm,
  swiftSpeaks,
  swiftPatience,
];

/** For every command. */
const VERSION_RULES: readonly Rule[] = [
  reachTiller,
  reachSwift,
  swiftToTiller,
  answersVary,
  tillersDiffer,
  tillerVersion,
  swiftVersion,
  pair,
  helmLibrary,
];

/** For commands that list. */
const LIST_RULES: readonly Rule[] = [
  directList,
  swiftList,
  sendLimit,
  corrupted,
  receiveLimit,
  gatewayLimit,
  unknownLimit,
  truncated,
  firstMessageOnly,
  defaultNamespaceOnly,
  pendingHidden,
  emptyAsError,
  differs,
  contentOverLimit,
  nearLimit,
  behaviour,
  payload,
  probeReleaseLeft,
];

/** Where a cluster was asked, for commands that list. */
const STORAGE_RULES: readonly Rule[] = [
  storageDriver,
  storageElsewhere,
  storageSize,
  historyBound,
  recordsListed,
];

/** Where a policy was given. */
const POLICY_RULES: readonly Rule[] = [
  swiftAllowed,
  tillerAllowed,
  pairAllowed,
  headroomKept,
  releaseSize,
  ignoreExpired,
];

/** For every command, and the last: they explain nothing of what failed. */
const ACCESS_RULES: readonly Rule[] = [certificatesEnd, plaintextToken, swiftOpen];

export function rulesFor(evidence: Evidence): readonly Rule[] {
  const { command, cluster, policy } = evidence;
  const searched = cluster ? CLUSTER_RULES : [];
  const listed = command === 'versions' ? [] : LIST_RULES;
  const stored = cluster && command !== 'versions' ? STORAGE_RULES : [];
  const asked = policy ? POLICY_RULES : [];
  const broken = clientErrors(evidence).length > 0 ? [otherClientErrors] : [];
  return [
    ...[...searched, ...VERSION_RULES, ...listed, ...stored, ...asked],
    ...[...ACCESS_RULES, ...broken],
  ];
}
