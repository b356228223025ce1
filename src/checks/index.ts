// Generated from the folders beside it by `npm run generate`.
import type { Check, FindingCode } from './define.js';
import { helmLibraryDiffers } from './helm-library-differs/check.js';
import { nearLimit } from './near-limit/check.js';
import { pairUndocumented } from './pair-undocumented/check.js';
import { swiftCannotReachTiller } from './swift-cannot-reach-tiller/check.js';
import { swiftOpen } from './swift-open/check.js';
import { swiftVersionUnknown } from './swift-version-unknown/check.js';
import { tillerAnswersVary } from './tiller-answers-vary/check.js';
import { tillerVersionUnknown } from './tiller-version-unknown/check.js';
import { tillersDiffer } from './tillers-differ/check.js';
import { tlsExpiresSoon } from './tls-expires-soon/check.js';
import { tokenOverPlaintext } from './token-over-plaintext/check.js';

/** In the order of the folders; see CHECKS in registry.ts for the order in which they are made. */
export const ALL_CHECKS: readonly Check[] = [
  helmLibraryDiffers,
  nearLimit,
  pairUndocumented,
  swiftCannotReachTiller,
  swiftOpen,
  swiftVersionUnknown,
  tillerAnswersVary,
  tillerVersionUnknown,
  tillersDiffer,
  tlsExpiresSoon,
  tokenOverPlaintext,
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
  'helm-library-differs': {
    path: 'src/checks/helm-library-differs/helm-library-differs.md',
    statement:
      'Swift was built with an older Helm library than that of the Tiller it is documented for.',
  },
  'near-limit': {
    path: 'src/checks/near-limit/near-limit.md',
    statement: 'What passes today is near a limit.',
  },
  'out-of-time': {
    path: 'src/checks/out-of-time/out-of-time.md',
    statement: 'The run was over before an endpoint answered, or was asked for its list.',
  },
  'pair-undocumented': {
    path: 'src/checks/pair-undocumented/pair-undocumented.md',
    statement: 'Swift is not documented for this Tiller.',
  },
  'swift-cannot-reach-tiller': {
    path: 'src/checks/swift-cannot-reach-tiller/swift-cannot-reach-tiller.md',
    statement: 'Swift is up but cannot reach its Tiller.',
  },
  'swift-gateway-cannot-reach-itself': {
    path: 'src/checks/swift-cannot-reach-tiller/swift-gateway-cannot-reach-itself.md',
    statement: "Swift's gateway cannot reach Swift's own server.",
  },
  'swift-open': {
    path: 'src/checks/swift-open/swift-open.md',
    statement: 'Swift answers without any credential.',
  },
  'swift-version-contradicted': {
    path: 'src/checks/swift-version-unknown/swift-version-contradicted.md',
    statement: 'Swift does not behave like the declared release.',
  },
  'swift-version-unknown': {
    path: 'src/checks/swift-version-unknown/swift-version-unknown.md',
    statement: "Swift's release is not known.",
  },
  'tiller-answers-vary': {
    path: 'src/checks/tiller-answers-vary/tiller-answers-vary.md',
    statement: 'Tiller answers differently from one connection to the next.',
  },
  'tiller-fork': {
    path: 'src/checks/tiller-version-unknown/tiller-fork.md',
    statement: 'Tiller is not a release of the Helm project.',
  },
  'tiller-version-unknown': {
    path: 'src/checks/tiller-version-unknown/tiller-version-unknown.md',
    statement: "Tiller is not in swiftcheck's tables.",
  },
  'tillers-differ': {
    path: 'src/checks/tillers-differ/tillers-differ.md',
    statement: 'Swift talks to another Tiller than the one that was probed.',
  },
  'tls-client-certificate-rejected': {
    path: 'src/checks/tls/tls-client-certificate-rejected.md',
    statement: 'The client certificate is not accepted.',
  },
  'tls-expired': {
    path: 'src/checks/tls/tls-expired.md',
    statement: 'The certificate is not valid today.',
  },
  'tls-expires-soon': {
    path: 'src/checks/tls-expires-soon/tls-expires-soon.md',
    statement: 'A certificate on the way ends soon.',
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
  'token-over-plaintext': {
    path: 'src/checks/token-over-plaintext/token-over-plaintext.md',
    statement: 'A credential was sent over the network in plaintext.',
  },
  unauthorized: {
    path: 'src/checks/unauthorized/unauthorized.md',
    statement: 'The credentials are not accepted.',
  },
};
