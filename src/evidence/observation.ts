// What came of one call: a value, or why there is none.
import type { Bytes, Int32, Milliseconds, UtcTime } from './scalars.js';

/** A stretch of the way. An arrow points from the client of a call to its server. */
export type Hop =
  | 'swiftcheck->tiller'
  | 'swiftcheck->swift'
  | 'gateway->swift'
  | 'swift->tiller'
  | 'tiller->storage'
  | 'swiftcheck->api-server'
  /** A forwarded port: API server, kubelet, pod. */
  | 'api-server->tiller'
  | 'api-server->swift';

/** Why an observation could not be made. */
export type FailureKind =
  // The connection to the endpoint.
  | 'unresolvable'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  // The connection works, but the answer did not come in time.
  | 'no-answer'
  | 'closed'
  // TLS.
  | 'tls-required'
  | 'tls-not-spoken'
  | 'tls-untrusted'
  | 'tls-name-mismatch'
  | 'tls-expired'
  | 'tls-client-certificate-rejected'
  | 'tls-failed'
  // What answered.
  | 'other-protocol'
  | 'grpc-status'
  | 'swift-error'
  | 'kubernetes-status'
  | 'http-status'
  | 'not-json'
  /** A success whose content is not what was asked for. */
  | 'wrong-answer'
  | 'redirected'
  /** An answer beyond what its protocol, or this client, allows. */
  | 'unreadable'
  | 'port-forward'
  // Looked for in the cluster, and not there, or not ready.
  | 'not-found'
  // This side.
  | 'kubeconfig'
  | 'credentials'
  | 'over-ceiling'
  /** An exception that no call expects. */
  | 'client-error'
  | 'deadline'
  | 'interrupted'
  | 'not-attempted';

export interface Failure {
  readonly hop: Hop;
  readonly kind: FailureKind;
  /** What the other side said, verbatim; or one sentence of ours where it said nothing. */
  readonly message: string;
  /** The first error of the transport below, such as `connect ECONNREFUSED 127.0.0.1:1`. */
  readonly transportError?: string;
  readonly grpcCode?: Int32;
  readonly httpStatus?: Int32;
  /** What RBAC would have to allow, where the API server refused it. */
  readonly forbidden?: ForbiddenRequest;
  /** The identity in the certificate of a sidecar of a service mesh, `spiffe://…`, which answered. */
  readonly mesh?: string;
}

export interface ForbiddenRequest {
  readonly verb: string;
  /** With the subresource: `pods/portforward`. */
  readonly resource: string;
  /** `null`: all namespaces. */
  readonly namespace: string | null;
}

/** What Swift's HTTP answer looked like, whatever it said. */
export interface HttpFacts {
  readonly status: Int32;
  /** Bytes of the body as received. */
  readonly bodyBytes: Bytes;
  /** Whether it carried `access-control-allow-*` headers. */
  readonly corsHeaders: boolean;
  /** Its `date` header. */
  readonly date?: UtcTime;
}

interface Answered<T> {
  readonly ms: Milliseconds;
  readonly http?: HttpFacts;
  readonly ok: true;
  readonly value: T;
}

interface Unanswered<T> {
  readonly ms: Milliseconds;
  readonly http?: HttpFacts;
  readonly ok: false;
  readonly failure: Failure;
  readonly partial?: T;
}

/**
 * Either a value or a failure; `partial` is what had come before a failure.
 * @discriminator ok
 */
export type Observation<T> = Answered<T> | Unanswered<T>;

/** An answer that carries no more than that it came. */
export type Empty = Record<string, never>;
