// Generated from the folders beside it by `npm run generate`.
import type { Check, FindingCode } from './define.js';
import { historyUnbounded } from './history-unbounded/check.js';
import { nearLimit } from './near-limit/check.js';
import { recordUnreadable } from './record-unreadable/check.js';
import { storageDriverDiffers } from './storage-driver-differs/check.js';
import { storageElsewhere } from './storage-elsewhere/check.js';
import { storageNearLimit } from './storage-near-limit/check.js';

/** In the order of the folders; see CHECKS in registry.ts for the order in which they are made. */
export const ALL_CHECKS: readonly Check[] = [
  historyUnbounded,
  nearLimit,
  recordUnreadable,
  storageDriverDiffers,
  storageElsewhere,
  storageNearLimit,
];

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  /** The first sentence of the page. */
  readonly statement: string;
}

export const PAGES: Partial<Readonly<Record<FindingCode, Page>>> = {
  'forbidden-by-rbac': {
    path: 'src/checks/unauthorized/forbidden-by-rbac.md',
    statement: 'RBAC forbids the way to Swift.',
  },
  'history-unbounded': {
    path: 'src/checks/history-unbounded/history-unbounded.md',
    statement: 'Tiller keeps every revision of every release.',
  },
  'near-limit': {
    path: 'src/checks/near-limit/near-limit.md',
    statement: 'What passes today is near a limit.',
  },
  'out-of-time': {
    path: 'src/checks/out-of-time/out-of-time.md',
    statement: 'The run was over before an endpoint answered, or was asked for its list.',
  },
  'record-unreadable': {
    path: 'src/checks/record-unreadable/record-unreadable.md',
    statement: "A stored revision is missing from Tiller's own list.",
  },
  'storage-driver-differs': {
    path: 'src/checks/storage-driver-differs/storage-driver-differs.md',
    statement: "Tiller's records are kept otherwise than Tiller looks for them.",
  },
  'storage-elsewhere': {
    path: 'src/checks/storage-elsewhere/storage-elsewhere.md',
    statement: "Tiller's namespace holds no record, and another one does.",
  },
  'storage-near-limit': {
    path: 'src/checks/storage-near-limit/storage-near-limit.md',
    statement: 'A stored revision is near what one object may hold.',
  },
  'tls-client-certificate-rejected': {
    path: 'src/checks/tls/tls-client-certificate-rejected.md',
    statement: 'The client certificate is not accepted.',
  },
  'tls-expired': {
    path: 'src/checks/tls/tls-expired.md',
    statement: 'The certificate is not valid today.',
  },
  'tls-failed': { path: 'src/checks/tls/tls-failed.md', statement: 'The TLS handshake fails.' },
  'tls-name-mismatch': {
    path: 'src/checks/tls/tls-name-mismatch.md',
    statement: 'The certificate is for another name.',
  },
  'tls-not-spoken': {
    path: 'src/checks/tls/tls-not-spoken.md',
    statement: 'The port speaks plaintext, and this connection is TLS.',
  },
  'tls-required': {
    path: 'src/checks/tls/tls-required.md',
    statement: 'The port speaks TLS, and this connection is plaintext.',
  },
  'tls-untrusted': {
    path: 'src/checks/tls/tls-untrusted.md',
    statement: 'The certificate is not trusted.',
  },
  unauthorized: {
    path: 'src/checks/unauthorized/unauthorized.md',
    statement: 'The credentials are not accepted.',
  },
};
