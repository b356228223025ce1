// Generated from the folders beside it by `npm run generate`.
import { apiServerUnreachable } from './api-server/check.js';
import { behaviour } from './behaviour-contradicts-knowledge/check.js';
import { clientError } from './client-error/check.js';
import { contentOverLimit } from './content-over-limit/check.js';
import { defaultNamespaceOnly } from './default-namespace-only/check.js';
import { emptyListAsError } from './empty-list-as-error/check.js';
import { headroomKept } from './headroom-too-small/check.js';
import { helmLibraryDiffers } from './helm-library-differs/check.js';
import { historyUnbounded } from './history-unbounded/check.js';
import { ignoreExpired } from './ignore-expired/check.js';
import { listCorrupted } from './list-corrupted/check.js';
import { listDiffers } from './list-differs/check.js';
import { listFirstMessageOnly } from './list-first-message-only/check.js';
import {
  listOverReceiveLimit,
  listOverGatewayLimit,
  listOverUnknownLimit,
} from './list-over-limit/check.js';
import { listOverSendLimit } from './list-over-send-limit/check.js';
import { listTruncated } from './list-truncated/check.js';
import { nearLimit } from './near-limit/check.js';
import { pairUndocumented } from './pair-undocumented/check.js';
import { payload } from './payload/check.js';
import { pendingReleasesHidden } from './pending-releases-hidden/check.js';
import { probeReleaseLeft } from './probe-release-left/check.js';
import { probeReleaseStored } from './probe-release-stored/check.js';
import { recordUnreadable } from './record-unreadable/check.js';
import { swiftAllowed, tillerAllowed, pairAllowed } from './release-not-allowed/check.js';
import { releaseSize } from './release-too-large/check.js';
import { storageDriverDiffers } from './storage-driver-differs/check.js';
import { storageElsewhere } from './storage-elsewhere/check.js';
import { storageNearLimit } from './storage-near-limit/check.js';
import { swiftCannotReachTiller } from './swift-cannot-reach-tiller/check.js';
import { swiftConnectorUnknown } from './swift-connector-unknown/check.js';
import { swiftEndpointScheme } from './swift-endpoint-scheme/check.js';
import { swiftFlagUnknown } from './swift-flag-unknown/check.js';
import { swiftImagesDiffer } from './swift-images-differ/check.js';
import { swiftListFailed } from './swift-list-failed/check.js';
import { swiftListensOnOneAddress } from './swift-listens-on-one-address/check.js';
import { swiftMissing } from './swift-missing/check.js';
import { swiftNotReady } from './swift-not-ready/check.js';
import { swiftOpen } from './swift-open/check.js';
import { swiftTlsMismatch } from './swift-tls-mismatch/check.js';
import { swiftUnreachable } from './swift-unreachable/check.js';
import { swiftVersionUnknown } from './swift-version-unknown/check.js';
import { swiftWaitsTooLong } from './swift-waits-too-long/check.js';
import { tillerAnswersVary } from './tiller-answers-vary/check.js';
import { tillerImageDiffers } from './tiller-image-differs/check.js';
import { tillerListFailed } from './tiller-list-failed/check.js';
import { tillerMissing } from './tiller-missing/check.js';
import { tillerUnreachable } from './tiller-unreachable/check.js';
import { tillerVersionUnknown } from './tiller-version-unknown/check.js';
import { tillersDiffer } from './tillers-differ/check.js';
import { tillersSeveral } from './tillers-several/check.js';
import { tlsExpiresSoon } from './tls-expires-soon/check.js';
import { tokenOverPlaintext } from './token-over-plaintext/check.js';

/**
 * In the order of the folders; see CHECKS in registry.ts for the order in which they are made. The type names each
 * check, so that the declarations of the library lead to the facts that a check declares.
 */
export const ALL_CHECKS: readonly [
  typeof apiServerUnreachable,
  typeof behaviour,
  typeof clientError,
  typeof contentOverLimit,
  typeof defaultNamespaceOnly,
  typeof emptyListAsError,
  typeof headroomKept,
  typeof helmLibraryDiffers,
  typeof historyUnbounded,
  typeof ignoreExpired,
  typeof listCorrupted,
  typeof listDiffers,
  typeof listFirstMessageOnly,
  typeof listOverReceiveLimit,
  typeof listOverGatewayLimit,
  typeof listOverUnknownLimit,
  typeof listOverSendLimit,
  typeof listTruncated,
  typeof nearLimit,
  typeof pairUndocumented,
  typeof payload,
  typeof pendingReleasesHidden,
  typeof probeReleaseLeft,
  typeof probeReleaseStored,
  typeof recordUnreadable,
  typeof swiftAllowed,
  typeof tillerAllowed,
  typeof pairAllowed,
  typeof releaseSize,
  typeof storageDriverDiffers,
  typeof storageElsewhere,
  typeof storageNearLimit,
  typeof swiftCannotReachTiller,
  typeof swiftConnectorUnknown,
  typeof swiftEndpointScheme,
  typeof swiftFlagUnknown,
  typeof swiftImagesDiffer,
  typeof swiftListFailed,
  typeof swiftListensOnOneAddress,
  typeof swiftMissing,
  typeof swiftNotReady,
  typeof swiftOpen,
  typeof swiftTlsMismatch,
  typeof swiftUnreachable,
  typeof swiftVersionUnknown,
  typeof swiftWaitsTooLong,
  typeof tillerAnswersVary,
  typeof tillerImageDiffers,
  typeof tillerListFailed,
  typeof tillerMissing,
  typeof tillerUnreachable,
  typeof tillerVersionUnknown,
  typeof tillersDiffer,
  typeof tillersSeveral,
  typeof tlsExpiresSoon,
  typeof tokenOverPlaintext,
] = [
  apiServerUnreachable,
  behaviour,
  clientError,
  contentOverLimit,
  defaultNamespaceOnly,
  emptyListAsError,
  headroomKept,
  helmLibraryDiffers,
  historyUnbounded,
  ignoreExpired,
  listCorrupted,
  listDiffers,
  listFirstMessageOnly,
  listOverReceiveLimit,
  listOverGatewayLimit,
  listOverUnknownLimit,
  listOverSendLimit,
  listTruncated,
  nearLimit,
  pairUndocumented,
  payload,
  pendingReleasesHidden,
  probeReleaseLeft,
  probeReleaseStored,
  recordUnreadable,
  swiftAllowed,
  tillerAllowed,
  pairAllowed,
  releaseSize,
  storageDriverDiffers,
  storageElsewhere,
  storageNearLimit,
  swiftCannotReachTiller,
  swiftConnectorUnknown,
  swiftEndpointScheme,
  swiftFlagUnknown,
  swiftImagesDiffer,
  swiftListFailed,
  swiftListensOnOneAddress,
  swiftMissing,
  swiftNotReady,
  swiftOpen,
  swiftTlsMismatch,
  swiftUnreachable,
  swiftVersionUnknown,
  swiftWaitsTooLong,
  tillerAnswersVary,
  tillerImageDiffers,
  tillerListFailed,
  tillerMissing,
  tillerUnreachable,
  tillerVersionUnknown,
  tillersDiffer,
  tillersSeveral,
  tlsExpiresSoon,
  tokenOverPlaintext,
];
