import type { SwiftRelease } from './types.js';

/** grpc-go (1.4 and newer) refuses to receive more than this by default: 4 MiB. */
export const DEFAULT_GRPC_RECEIVE_LIMIT = 4_194_304;

/** What Tiller allows itself, and Swift 0.11.0 and newer allow Tiller, in one message: 20 MiB. */
export const TILLER_MESSAGE_LIMIT = 20_971_520;

/** Entries at which every Tiller ends a list that is asked for without a limit. */
export const TILLER_LIST_LIMIT = 512;

/** What the data of one ConfigMap or Secret may come to in Kubernetes: 1 MiB. */
export const OBJECT_LIMIT = 1_048_576;

/** A gRPC limit is inclusive: a message of exactly `limit` bytes passes. `null` is "no limit". */
export function isWithinLimit(bytes: number, limit: number | null): boolean {
  return limit === null || bytes <= limit;
}

/** The smaller of two limits; `null` is none. */
export function smallerLimit(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

/** The smallest limit that a unary answer meets on its path through Swift, in bytes. */
export function unaryLimit(release: SwiftRelease): number | null {
  return smallerLimit(release.tillerReceiveLimitBytes, release.gatewayReceiveLimitBytes);
}
