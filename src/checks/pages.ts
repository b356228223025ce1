// Generated from the folders beside it by `npm run generate`. A file of its own: to show a page, no check is needed.
import type { FindingCode } from './define.js';

export interface Page {
  /** Relative to the package. */
  readonly path: string;
  /** The first sentence of the page. */
  readonly statement: string;
}

export const PAGES: Readonly<Record<FindingCode, Page>> = {
  'answer-unreadable': {
    path: 'src/checks/answer-unreadable/answer-unreadable.md',
    statement: 'An endpoint answered, and its answer cannot be read.',
  },
  'api-server-unreachable': {
    path: 'src/checks/api-server/api-server-unreachable.md',
    statement: 'The Kubernetes API server cannot be reached, or gave no usable answer.',
  },
  'behaviour-contradicts-knowledge': {
    path: 'src/checks/behaviour-contradicts-knowledge/behaviour-contradicts-knowledge.md',
    statement: 'Tiller does not behave like the version that it reports.',
  },
  'client-error': {
    path: 'src/checks/client-error/client-error.md',
    statement: 'A call ended on this side: with an error of swiftcheck, or without a socket.',
  },
  'client-refused': {
    path: 'src/checks/tiller-list-failed/client-refused.md',
    statement: 'Tiller rejects the version of the client.',
  },
  'content-over-limit': {
    path: 'src/checks/content-over-limit/content-over-limit.md',
    statement: 'Content and history of some revisions cannot be read through Swift.',
  },
  'context-unusable': {
    path: 'src/checks/api-server/context-unusable.md',
    statement: 'The context of the kubeconfig cannot be used.',
  },
  'credentials-unavailable': {
    path: 'src/checks/api-server/credentials-unavailable.md',
    statement: 'The kubeconfig returned no usable credentials for the cluster.',
  },
  'default-namespace-only': {
    path: 'src/checks/default-namespace-only/default-namespace-only.md',
    statement: 'Swift lists namespace default only.',
  },
  'empty-list-as-error': {
    path: 'src/checks/empty-list-as-error/empty-list-as-error.md',
    statement: 'Swift answers an empty list with an error.',
  },
  'forbidden-by-rbac': {
    path: 'src/checks/unauthorized/forbidden-by-rbac.md',
    statement: 'RBAC denies the account access to Swift.',
  },
  'forbidden-in-cluster': {
    path: 'src/checks/forbidden-in-cluster/forbidden-in-cluster.md',
    statement:
      'RBAC denies the account a request that swiftcheck needs to find or reach an endpoint.',
  },
  'headroom-too-small': {
    path: 'src/checks/headroom-too-small/headroom-too-small.md',
    statement: 'A limit has less headroom than the policy asks for.',
  },
  'helm-library-differs': {
    path: 'src/checks/helm-library-differs/helm-library-differs.md',
    statement:
      'Swift was built with an older Helm library than that of the Tiller it is documented for.',
  },
  'history-unbounded': {
    path: 'src/checks/history-unbounded/history-unbounded.md',
    statement: 'Tiller keeps every revision of every release.',
  },
  'ignore-expired': {
    path: 'src/checks/ignore-expired/ignore-expired.md',
    statement: 'An `ignore` entry of the policy has expired.',
  },
  'list-corrupted': {
    path: 'src/checks/list-corrupted/list-corrupted.md',
    statement: "Tiller's list is wrong: it holds duplicates in place of other revisions.",
  },
  'list-differs': {
    path: 'src/checks/list-differs/list-differs.md',
    statement: 'The two lists differ.',
  },
  'list-first-message-only': {
    path: 'src/checks/list-first-message-only/list-first-message-only.md',
    statement: 'Swift shows only the first message of the list, and does not say so.',
  },
  'list-incomplete': {
    path: 'src/checks/list-truncated/list-incomplete.md',
    statement:
      "Tiller's list is wrong: its numbers disagree, or entries are repeated or have no name.",
  },
  'list-over-ceiling': {
    path: 'src/checks/list-over-ceiling/list-over-ceiling.md',
    statement: 'The list is larger than swiftcheck reads in this run.',
  },
  'list-over-gateway-limit': {
    path: 'src/checks/list-over-limit/list-over-gateway-limit.md',
    statement: "Swift's answer is too large for its own gateway.",
  },
  'list-over-receive-limit': {
    path: 'src/checks/list-over-limit/list-over-receive-limit.md',
    statement: "Swift cannot receive the list from Tiller: a message exceeds Swift's limit.",
  },
  'list-over-send-limit': {
    path: 'src/checks/list-over-send-limit/list-over-send-limit.md',
    statement: 'Tiller cannot send the list.',
  },
  'list-over-unknown-limit': {
    path: 'src/checks/list-over-limit/list-over-unknown-limit.md',
    statement: 'A hop rejected the list for its size, and which hop is unknown.',
  },
  'list-truncated': {
    path: 'src/checks/list-truncated/list-truncated.md',
    statement: 'Tiller ends the list before all revisions are listed.',
  },
  'near-limit': {
    path: 'src/checks/near-limit/near-limit.md',
    statement: 'A list or a revision that passes today is near a limit.',
  },
  'not-a-swift': {
    path: 'src/checks/swift-unreachable/not-a-swift.md',
    statement: 'What answers is not a Swift.',
  },
  'not-a-tiller': {
    path: 'src/checks/tiller-unreachable/not-a-tiller.md',
    statement: 'What answers is not a Tiller.',
  },
  'out-of-time': {
    path: 'src/checks/out-of-time/out-of-time.md',
    statement: 'The run ended before an endpoint answered, or before the run asked for the list.',
  },
  'pair-not-allowed': {
    path: 'src/checks/release-not-allowed/pair-not-allowed.md',
    statement: 'The policy does not allow the pair of Swift and Tiller.',
  },
  'pair-undocumented': {
    path: 'src/checks/pair-undocumented/pair-undocumented.md',
    statement: 'Swift is not documented for this Tiller.',
  },
  'payload-not-returned': {
    path: 'src/checks/payload/payload-not-returned.md',
    statement:
      'The payload of the requested size did not come back complete, though the answer reports success.',
  },
  'payload-not-tried': {
    path: 'src/checks/payload/payload-not-tried.md',
    statement: 'No answer shows whether a payload of the requested size passes.',
  },
  'payload-over-limit': {
    path: 'src/checks/payload/payload-over-limit.md',
    statement: 'A payload of the requested size does not pass.',
  },
  'payload-over-unary-limit': {
    path: 'src/checks/payload/payload-over-unary-limit.md',
    statement: 'A single answer of the requested size does not pass through Swift.',
  },
  'pending-releases-hidden': {
    path: 'src/checks/pending-releases-hidden/pending-releases-hidden.md',
    statement: "Swift's all=true leaves out pending releases.",
  },
  'port-forward-failed': {
    path: 'src/checks/port-forward-failed/port-forward-failed.md',
    statement: 'The forwarded port to the pod does not connect.',
  },
  'probe-release-left': {
    path: 'src/checks/probe-release-left/probe-release-left.md',
    statement: 'The throwaway release may still be stored.',
  },
  'probe-release-stored': {
    path: 'src/checks/probe-release-stored/probe-release-stored.md',
    statement: 'A stored release has the name of a throwaway release.',
  },
  'record-unreadable': {
    path: 'src/checks/record-unreadable/record-unreadable.md',
    statement: "A stored revision is missing from Tiller's own list.",
  },
  'release-too-large': {
    path: 'src/checks/release-too-large/release-too-large.md',
    statement: 'A stored revision is larger than the policy allows.',
  },
  'service-missing': {
    path: 'src/checks/service-missing/service-missing.md',
    statement: 'The API server does not find the Service.',
  },
  'service-without-endpoints': {
    path: 'src/checks/swift-unreachable/service-without-endpoints.md',
    statement: "Swift's Service has no ready endpoint.",
  },
  'service-wrong-scheme': {
    path: 'src/checks/swift-unreachable/service-wrong-scheme.md',
    statement: "The API server cannot talk to Swift's port.",
  },
  'storage-driver-differs': {
    path: 'src/checks/storage-driver-differs/storage-driver-differs.md',
    statement: "Tiller's storage driver does not match its records.",
  },
  'storage-elsewhere': {
    path: 'src/checks/storage-elsewhere/storage-elsewhere.md',
    statement: "Tiller's namespace holds no record of Tiller, and another namespace does.",
  },
  'storage-near-limit': {
    path: 'src/checks/storage-near-limit/storage-near-limit.md',
    statement: 'A stored revision is near the size that one Kubernetes object may have.',
  },
  'swift-cannot-reach-tiller': {
    path: 'src/checks/swift-cannot-reach-tiller/swift-cannot-reach-tiller.md',
    statement: 'Swift is up but cannot reach its Tiller.',
  },
  'swift-connector-unknown': {
    path: 'src/checks/swift-connector-unknown/swift-connector-unknown.md',
    statement: 'Swift lacks the connector that its pods run with.',
  },
  'swift-endpoint-scheme': {
    path: 'src/checks/swift-endpoint-scheme/swift-endpoint-scheme.md',
    statement: "Swift's --tiller-endpoint has a scheme and cannot be dialled.",
  },
  'swift-flag-unknown': {
    path: 'src/checks/swift-flag-unknown/swift-flag-unknown.md',
    statement: 'Swift lacks a flag that its pods run with.',
  },
  'swift-gateway-cannot-reach-itself': {
    path: 'src/checks/swift-cannot-reach-tiller/swift-gateway-cannot-reach-itself.md',
    statement: "Swift's gateway cannot reach Swift's own server.",
  },
  'swift-images-differ': {
    path: 'src/checks/swift-images-differ/swift-images-differ.md',
    statement: "The pods of Swift's Service run different images.",
  },
  'swift-list-failed': {
    path: 'src/checks/swift-list-failed/swift-list-failed.md',
    statement: 'Swift cannot list the releases.',
  },
  'swift-listens-on-one-address': {
    path: 'src/checks/swift-listens-on-one-address/swift-listens-on-one-address.md',
    statement: 'Swift listens on one address that its own gateway does not dial.',
  },
  'swift-missing': {
    path: 'src/checks/swift-missing/swift-missing.md',
    statement: 'No Service looks like Swift.',
  },
  'swift-not-ready': {
    path: 'src/checks/swift-not-ready/swift-not-ready.md',
    statement: 'No pod of Swift is ready.',
  },
  'swift-open': {
    path: 'src/checks/swift-open/swift-open.md',
    statement: 'Swift answers without a credential.',
  },
  'swift-port-unknown': {
    path: 'src/checks/swift-missing/swift-port-unknown.md',
    statement: "The port of Swift's Service is unknown.",
  },
  'swift-release-not-allowed': {
    path: 'src/checks/release-not-allowed/swift-release-not-allowed.md',
    statement: 'The policy does not allow the version of Swift.',
  },
  'swift-slow': {
    path: 'src/checks/swift-list-failed/swift-slow.md',
    statement: "Swift's list did not come in time.",
  },
  'swift-tls-mismatch': {
    path: 'src/checks/swift-tls-mismatch/swift-tls-mismatch.md',
    statement: 'Swift and Tiller disagree about TLS.',
  },
  'swift-unreachable': {
    path: 'src/checks/swift-unreachable/swift-unreachable.md',
    statement: 'Swift cannot be reached.',
  },
  'swift-version-contradicted': {
    path: 'src/checks/swift-version-unknown/swift-version-contradicted.md',
    statement: 'Swift does not behave like the declared version.',
  },
  'swift-version-unknown': {
    path: 'src/checks/swift-version-unknown/swift-version-unknown.md',
    statement: 'The version of Swift is unknown.',
  },
  'swift-waits-too-long': {
    path: 'src/checks/swift-waits-too-long/swift-waits-too-long.md',
    statement: 'Swift waits longer for Tiller than its HTTP server waits for Swift.',
  },
  'swifts-several': {
    path: 'src/checks/swift-missing/swifts-several.md',
    statement: 'Several Services can be Swift.',
  },
  'tiller-answers-vary': {
    path: 'src/checks/tiller-answers-vary/tiller-answers-vary.md',
    statement:
      'Tiller answers differently from one connection to the next, or not on every connection.',
  },
  'tiller-elsewhere': {
    path: 'src/checks/tiller-missing/tiller-elsewhere.md',
    statement: 'Tiller is in another namespace than that of `--tiller-namespace`.',
  },
  'tiller-fork': {
    path: 'src/checks/tiller-version-unknown/tiller-fork.md',
    statement: 'Tiller is a pre-release, or not a version that the Helm project published.',
  },
  'tiller-image-differs': {
    path: 'src/checks/tiller-image-differs/tiller-image-differs.md',
    statement: 'Tiller reports another version than the tag of its image.',
  },
  'tiller-list-failed': {
    path: 'src/checks/tiller-list-failed/tiller-list-failed.md',
    statement: 'Tiller cannot list its releases.',
  },
  'tiller-missing': {
    path: 'src/checks/tiller-missing/tiller-missing.md',
    statement: 'The API server lists no pod of Tiller.',
  },
  'tiller-not-ready': {
    path: 'src/checks/tiller-missing/tiller-not-ready.md',
    statement: 'No pod of Tiller is ready.',
  },
  'tiller-release-not-allowed': {
    path: 'src/checks/release-not-allowed/tiller-release-not-allowed.md',
    statement: 'The policy does not allow the version of Tiller.',
  },
  'tiller-slow': {
    path: 'src/checks/tiller-slow/tiller-slow.md',
    statement: "Tiller's answer did not come in time.",
  },
  'tiller-unreachable': {
    path: 'src/checks/tiller-unreachable/tiller-unreachable.md',
    statement: 'Tiller cannot be reached.',
  },
  'tiller-version-unknown': {
    path: 'src/checks/tiller-version-unknown/tiller-version-unknown.md',
    statement: "Tiller is not in swiftcheck's tables.",
  },
  'tillers-differ': {
    path: 'src/checks/tillers-differ/tillers-differ.md',
    statement: 'Swift uses another Tiller than the one of this run.',
  },
  'tillers-several': {
    path: 'src/checks/tillers-several/tillers-several.md',
    statement: 'Several pods of Tiller are ready in its namespace.',
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
    statement: 'A certificate expires soon.',
  },
  'tls-failed': { path: 'src/checks/tls/tls-failed.md', statement: 'The TLS handshake fails.' },
  'tls-name-mismatch': {
    path: 'src/checks/tls/tls-name-mismatch.md',
    statement: 'The certificate is for another name.',
  },
  'tls-not-spoken': {
    path: 'src/checks/tls/tls-not-spoken.md',
    statement: 'The port uses plaintext, but this connection uses TLS.',
  },
  'tls-required': {
    path: 'src/checks/tls/tls-required.md',
    statement: 'The port requires TLS, but this connection uses plaintext.',
  },
  'tls-untrusted': {
    path: 'src/checks/tls/tls-untrusted.md',
    statement: 'The certificate is not trusted.',
  },
  'token-over-plaintext': {
    path: 'src/checks/token-over-plaintext/token-over-plaintext.md',
    statement: 'The run sent a credential over the network in plaintext.',
  },
  unauthorized: {
    path: 'src/checks/unauthorized/unauthorized.md',
    statement: 'The server rejects the credentials, or requires credentials and got none.',
  },
};
