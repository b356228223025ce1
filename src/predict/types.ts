import type { Hop, MeasuredRelease, ReleaseStatus } from '../evidence/types.js';
import type { ByteRange, ListHeader } from './sizes.js';

/** A measured release; what is optional is needed only to sort by it. */
export interface StoredRelease extends MeasuredRelease {
  /** Seconds since 1970 of `info.last_deployed`, by which Tiller sorts LAST_RELEASED. */
  readonly lastDeployedSeconds?: number;
}

/** `GET /tiller/v2/releases/json`, or ListReleases for a direct call. */
export interface ListRequest {
  readonly kind: 'list';
  readonly limit?: number;
  readonly offset?: string;
  readonly sortBy?: 'NAME' | 'LAST_RELEASED';
  readonly sortOrder?: 'ASC' | 'DESC';
  readonly filter?: string;
  readonly namespace?: string;
  /** Swift's `all=true`. A direct list names its statuses instead. */
  readonly all?: boolean;
  readonly statusCodes?: readonly ReleaseStatus[];
}

/** `version` 0 or absent is the latest revision. */
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

export type PredictionRequest =
  ListRequest | ContentRequest | StatusRequest | HistoryRequest | VersionRequest | DryRunRequest;

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
  /** Tiller's limit where the request sets none: `list.total` releases match. */
  | 'default-limit'
  /** Swift read the first message only. */
  | 'first-message-only'
  /** Tiller overwrote a chunk: releases are missing and others come twice. */
  | 'chunks-overwritten'
  /** `all=true` does not ask for the PENDING_* statuses, and such releases exist. */
  | 'pending-left-out'
  /** Swift asked for namespace `default` though none was given, and others hold releases. */
  | 'default-namespace-only';

/** Why a prediction may be off; without any it is exact. */
export type Doubt =
  /** The time of the last deployment is not measured, so LAST_RELEASED cannot be followed. */
  | 'order-unknown'
  /** Tiller's sort is not stable: revisions of one name may come in another order. */
  | 'order-of-revisions'
  /** With three chunks or more, which of them overwrites which is a race within Tiller. */
  | 'overwritten-chunks'
  /** The table of objects in a status is not known beforehand. */
  | 'status-table'
  /** Times and empty messages in a dry run take a few bytes more or less. */
  | 'dry-run-framing'
  /** Swift's library may drop chart metadata that it does not know. */
  | 'dropped-fields'
  /** The filter is read by another regular expression engine than Tiller's. */
  | 'filter-dialect';

export interface PredictedMessage {
  readonly bytes: ByteRange;
  readonly releases: readonly StoredRelease[];
}

export interface PredictedFailure {
  readonly cause: Cause;
  /** Where; `null` where no hop refused anything. */
  readonly hop: Hop | null;
  readonly grpcCode: number;
  /** Swift's HTTP status; `null` for a direct call. */
  readonly httpStatus: number | null;
  /** With the smallest possible number where the size is known only within bounds. */
  readonly message: string;
  /** For the two limits: what did not fit. */
  readonly bytes?: ByteRange;
  readonly limitBytes?: number;
}

export interface Prediction {
  /** Swift's HTTP status; `null` for a direct call. */
  readonly httpStatus: number | null;
  /** 0 where the call succeeds. */
  readonly grpcCode: number;
  readonly failure: PredictedFailure | null;
  /** Releases in the answer, in its order; of a direct list that fails, those that came before. */
  readonly releases: readonly StoredRelease[];
  /** The messages that Tiller sends and its client reads, in order, without a refused one. */
  readonly messages: readonly PredictedMessage[];
  /** The answer on the hop from the gateway to Swift; `null` if it does not come that far. */
  readonly gatewayBytes: ByteRange | null;
  /** What Tiller says of a list that it gives. */
  readonly list: ListHeader | null;
  readonly flaws: readonly Flaw[];
  readonly doubts: readonly Doubt[];
}
