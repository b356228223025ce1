// What can be asked of `predict`, and what it answers.
import type { Hop } from '../evidence/observation.js';
import type { MeasuredRelease, ReleaseStatus } from '../evidence/types.js';
import type { ListHeader, Size } from './sizes.js';

/** What Tiller stores, as it was measured. */
export type StoredRelease = MeasuredRelease;

/** `GET /tiller/v2/releases/json`, or ListReleases for a direct call. */
export interface ListRequest {
  readonly kind: 'list';
  /** 0 or absent is Tiller's own limit. */
  readonly limit?: number;
  readonly offset?: string;
  readonly sortBy?: 'NAME' | 'LAST_RELEASED';
  readonly sortOrder?: 'ASC' | 'DESC';
  readonly filter?: string;
  readonly namespace?: string;
  /** Swift's `all=true`; of a direct call: every status there is. */
  readonly all?: boolean;
  readonly statusCodes?: readonly ReleaseStatus[];
}

/** `version` 0, less or absent is the latest revision. */
export interface ContentRequest {
  readonly kind: 'content';
  readonly name: string;
  readonly version?: number;
}

export interface StatusRequest {
  readonly kind: 'status';
  readonly name: string;
  readonly version?: number;
  /** Bytes of the table of objects that Tiller adds; absent where it is not known. */
  readonly tableBytes?: number;
}

export interface HistoryRequest {
  readonly kind: 'history';
  readonly name: string;
  /** 0 or absent gives no release at all. */
  readonly max?: number;
}

export interface VersionRequest {
  readonly kind: 'version';
}

/** A dry-run install whose only template renders `notesBytes` of NOTES. */
export interface DryRunRequest {
  readonly kind: 'dry-run';
  readonly name: string;
  readonly namespace: string;
  readonly notesBytes: number;
  /** Encoded bytes of the chart in the request, which comes back in the answer. */
  readonly chartBytes: number;
}

/** A request whose answer is one message. */
export type UnaryRequest =
  | ContentRequest
  | StatusRequest
  | HistoryRequest
  | VersionRequest
  | DryRunRequest;

export type PredictionRequest = ListRequest | UnaryRequest;

/** Why a call is predicted to fail. */
export type Cause =
  /** The receiving end of `hop` refuses a message. */
  | 'receive-limit'
  /** Tiller refuses to send a message. */
  | 'send-limit'
  /** Swift cannot take a list stream without messages. */
  | 'empty-stream'
  /** Tiller answers with an error of its own, such as an unknown name. */
  | 'tiller-error';

/** How an answer without an error is still not what was asked for. */
export type Flaw =
  /** Tiller's own limit, where the request sets none: `list.total` releases match. */
  | 'default-limit'
  /** Swift read the first message only. */
  | 'first-message-only'
  /** Tiller overwrote a chunk: releases are missing and others come twice. */
  | 'chunks-overwritten'
  /** `all=true` does not ask for the PENDING_* statuses, and such releases exist. */
  | 'pending-left-out'
  /** Swift asked for namespace `default` though none was given, and others hold releases. */
  | 'default-namespace-only';

/** Why something in a prediction may be off; without any it is exact. */
export type Doubt =
  /** The time of a last deployment is not known, so LAST_RELEASED cannot be followed. */
  | 'order-unknown'
  /** Tiller's sort is not stable: entries with the same key may come in another order. */
  | 'order-of-equals'
  /** With three chunks or more, which of them overwrites which is a race within Tiller. */
  | 'overwritten-chunks'
  /** The table of objects in a status is not known beforehand. */
  | 'status-table'
  /** Times, and messages that may be left out, take a few bytes more or less. */
  | 'framing'
  /** Swift's library drops fields that are newer than itself. */
  | 'dropped-fields';

export interface PredictedMessage {
  readonly size: Size;
  readonly releases: readonly StoredRelease[];
}

export interface PredictedFailure {
  readonly cause: Cause;
  /** Where a message did not fit; `null` if no hop refused anything. */
  readonly hop: Hop | null;
  readonly grpcCode: number;
  readonly message: string;
  /** For the two limits: the message that did not fit, and what would have fitted. */
  readonly size?: Size;
  readonly limitBytes?: number;
}

export interface Prediction {
  /** Swift's HTTP status; `null` for a direct call. */
  readonly httpStatus: number | null;
  /** 0 where the call succeeds. */
  readonly grpcCode: number;
  readonly failure: PredictedFailure | null;
  /** Whether the call succeeds or fails for certain, for all that is not known of its size. */
  readonly certain: boolean;
  /** Releases in the answer, in its order; of a direct list that fails, those that came before. */
  readonly releases: readonly StoredRelease[];
  /** The messages that Tiller sends and its client takes, in order. */
  readonly messages: readonly PredictedMessage[];
  /** The answer that Swift sends to its gateway; `null` if Swift sends none. */
  readonly gateway: Size | null;
  /** What Tiller says of the list that it gives; `null` for other requests and refused ones. */
  readonly list: ListHeader | null;
  /** The answer to a version request: `v2.10.0`. */
  readonly tillerVersion: string | null;
  readonly flaws: readonly Flaw[];
  readonly doubts: readonly Doubt[];
}
