// Everything that a run learned, as plain JSON. It holds sizes, names and versions; never values,
// manifests, NOTES text, tokens or keys.
import type { Empty, Observation } from './observation.js';
import type { ClusterEvidence } from './cluster.js';
import type { Policy } from './policy.js';
import type { TillerTarget, SwiftTarget, LabFacts } from './target.js';
import type { Bytes, Count, Int32, Int64, MessageBytes, UtcTime } from './scalars.js';

/** Raised when a field changes its meaning or goes away; new optional fields do not raise it. */
export const EVIDENCE_SCHEMA_VERSION = 1;

export interface TillerVersion {
  /**
   * As Tiller gives it: `v2.10.0`.
   * @minLength 1
   */
  readonly semVer: string;
  readonly gitCommit: string;
  readonly gitTreeState: string;
}

/** What of a TLS certificate is worth keeping. */
export interface Certificate {
  readonly validFrom: UtcTime;
  readonly validTo: UtcTime;
  /** The identity of a service mesh that it holds, `spiffe://…`. */
  readonly mesh?: string;
}

/** Names of hapi.release.Status.Code. */
export const RELEASE_STATUSES = [
  'UNKNOWN',
  'DEPLOYED',
  'DELETED',
  'SUPERSEDED',
  'FAILED',
  'DELETING',
  'PENDING_INSTALL',
  'PENDING_UPGRADE',
  'PENDING_ROLLBACK',
] as const;

/**
 * A name of RELEASE_STATUSES, or the number of a code that this list does not know.
 * @asType string
 * @pattern ^([A-Z_]+|-?[0-9]+)$
 */
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number] | `${number}`;

/** One revision of a release. */
export interface ReleaseIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly revision: Int32;
  readonly status: ReleaseStatus;
}

/** One revision of a release as it stood in a message of Tiller. All sizes are encoded bytes. */
export interface MeasuredRelease extends ReleaseIdentity {
  /** The whole hapi.release.Release, without the tag and length that frame it in the list. */
  readonly bytes: MessageBytes;
  /** The ReleaseSummary that Swift makes of it, likewise. */
  readonly summaryBytes: MessageBytes;
  /** hapi.release.Info: status, NOTES, times, description. */
  readonly infoBytes: MessageBytes;
  /** What of it can be large. */
  readonly parts: ReleaseParts;
  /**
   * Seconds since 1970 of `info.last_deployed`. Absent: the release has no such time, or the evidence is older
   * than this field.
   */
  readonly lastDeployedSeconds?: Int64;
}

export interface ReleaseParts {
  readonly notesBytes: MessageBytes;
  readonly configBytes: MessageBytes;
  readonly manifestBytes: MessageBytes;
  readonly hooksBytes: MessageBytes;
  readonly chartMetadataBytes: MessageBytes;
  readonly chartTemplatesBytes: MessageBytes;
  readonly chartValuesBytes: MessageBytes;
  readonly chartFilesBytes: MessageBytes;
  readonly chartDependenciesBytes: MessageBytes;
}

/** One message of Tiller's list stream, without gRPC's five bytes of framing. */
export interface ListMessage {
  readonly bytes: MessageBytes;
  readonly releases: Count;
}

/** What a message of Tiller's list stream says of the whole list. */
export interface ListHeader {
  /** Releases that Tiller says it gives. */
  readonly count: Int64;
  /** Releases that match, also those beyond the limit. */
  readonly total: Int64;
  /** The first release not given; empty where none is left. */
  readonly next: string;
}

/** What Tiller's list stream gave, in its order, with what its last message says. */
export interface DirectList extends ListHeader {
  /** @maxItems 100000 */
  readonly messages: readonly ListMessage[];
  /** @maxItems 100000 */
  readonly releases: readonly MeasuredRelease[];
  /**
   * Only where the messages do not all say the same: those that differ, eight at most.
   * @minItems 2
   * @maxItems 8
   */
  readonly headers?: readonly ListHeader[];
}

/** One of the lists that a full list was made from. */
export interface ListPart extends ListHeader {
  /** What the request was limited to. */
  readonly limit: Count;
  /** The name that it began at. Absent: the beginning. */
  readonly offset?: string;
  /** The one release that it was about, from its other end where `descending`. Absent: all. */
  readonly only?: string;
  readonly descending?: true;
  readonly messages: readonly ListMessage[];
}

/**
 * Every stored revision, asked for directly where the plain list does not hold each of them: one list with
 * a limit that names them all or, where Tiller would not send that list rightly, parts of it.
 */
export interface FullList {
  /** The calls, in order. */
  readonly parts: readonly ListPart[];
  /**
   * Each revision once, in the order in which they came.
   * @maxItems 100000
   */
  readonly releases: readonly MeasuredRelease[];
  /** Revisions that Tiller counts. */
  readonly total: Int64;
}

/** What Swift's list gave, in its order. */
export interface SwiftList {
  /** @maxItems 100000 */
  readonly releases: readonly ReleaseIdentity[];
}

/** The answer to a call whose answer has about the size that was asked for. */
export interface PayloadAnswer {
  /** Bytes of the gRPC answer (direct) or of the body (through Swift). */
  readonly bytes: Bytes;
}

export interface DryRunPayload {
  readonly kind: 'dry-run';
  /** Bytes of NOTES that Tiller was asked to render. */
  readonly sizeBytes: Bytes;
  readonly releaseName: string;
  readonly direct: Observation<PayloadAnswer>;
  readonly viaSwift: Observation<PayloadAnswer>;
}

/** Those of GivenFiles that helm needs. */
export interface HelmFiles {
  readonly kubeconfig?: string;
  readonly tlsCaCert?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsHostname?: string;
}

/** Names in the command line of the run, which the commands of its report take over; nothing of the files. */
export interface GivenFiles extends HelmFiles {
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly tokenFile?: string;
}

/** `this-run`: the release holds the mark of the run, which no other release holds. */
export type StoredBy = 'this-run' | 'another' | 'none';

export interface InstallPayload {
  readonly kind: 'install';
  /** Bytes of the chart file. */
  readonly sizeBytes: Bytes;
  readonly releaseName: string;
  readonly installed: Observation<Empty>;
  /**
   * Which release was stored under that name when it was to be purged. Absent: no install was sent, or
   * the evidence is older than this field.
   */
  readonly stored?: Observation<StoredBy>;
  readonly purged: Observation<Empty>;
  /**
   * One list on each side while the release was stored. `tiller.list` and `swift.list` of the evidence are without
   * that release. Absent: no install was sent, or the evidence is older than this field.
   */
  readonly whileStored?: {
    readonly tiller: Observation<DirectList>;
    readonly swift: Observation<SwiftList>;
  };
}

/** In the lab the data set itself has a chart file of that size. */
export interface LabPayload {
  readonly kind: 'lab';
  readonly sizeBytes: Bytes;
  readonly releaseName: string;
}

/**
 * What the size asked for was tried with.
 * @discriminator kind
 */
export type Payload = DryRunPayload | InstallPayload | LabPayload;

/**
 * Everything that a run learned: sizes, names and versions; never values, manifests, NOTES text, tokens or
 * keys.
 */
export interface Evidence {
  readonly schemaVersion: typeof EVIDENCE_SCHEMA_VERSION;
  readonly tool: { readonly name: 'swiftcheck'; readonly version: string };
  readonly command: 'versions' | 'probe' | 'preflight';
  readonly startedAt: UtcTime;
  /** Who ran the command line, and on which machine. Absent: the library gathered the evidence. */
  readonly startedBy?: { readonly user: string; readonly host: string };
  /** Set exactly when the endpoints were the embedded lab's. */
  readonly lab: LabFacts | null;
  /** Absent: not known, or the lab's endpoints, which need none. */
  readonly files?: GivenFiles;
  /** What a preflight insisted on. */
  readonly policy?: Policy;
  readonly tiller: {
    readonly target: TillerTarget;
    readonly version: Observation<TillerVersion>;
    /** GetVersion again, each on a connection of its own: one address can stand for several Tillers. */
    readonly again?: readonly Observation<TillerVersion>[];
    /** That of the server, where TLS is spoken. */
    readonly certificate?: Observation<Certificate>;
    /** This client's own, where one was given. */
    readonly clientCertificate?: Certificate;
    /** Without a limit: what Swift asks for with `all=true`, and the PENDING_* statuses with any Swift. */
    readonly list?: Observation<DirectList>;
    /** Absent: `list` holds every revision, or more was not asked for. */
    readonly fullList?: Observation<FullList>;
  };
  readonly swift: {
    readonly target: SwiftTarget;
    /** A call that Swift's gateway answers without Tiller. */
    readonly liveness: Observation<Empty>;
    /** The same call without any credential, where the others carry some. */
    readonly withoutCredentials?: Observation<Empty>;
    /** Of the server that the URL names, be it an API server; where TLS is spoken. */
    readonly certificate?: Observation<Certificate>;
    readonly clientCertificate?: Certificate;
    /** Tiller's version as Swift sees it. */
    readonly tillerVersion: Observation<TillerVersion>;
    /** A list that matches nothing, or nearly so: its answer tells Swift's releases apart. */
    readonly pendingInstalls?: Observation<SwiftList>;
    readonly list?: Observation<SwiftList>;
  };
  readonly payload?: Payload;
  /** Where an endpoint was looked for in a cluster. */
  readonly cluster?: ClusterEvidence;
}

/** More entries of a list are not kept: they would take the memory of the machine, whatever bytes they came in. */
export const MOST_ENTRIES = 100_000;
