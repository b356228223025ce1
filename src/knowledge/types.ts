/** Facts of one version of Swift. Sizes are bytes; `null` is "no limit". */
export interface SwiftRelease {
  readonly version: string;
  /** Day of the tag, `YYYY-MM-DD`. */
  readonly date: string;
  /** What the Swift project's own table names for this very release, as written there. */
  readonly documentedTiller: string | null;
  /** Minor line of the Helm library that it was built with, as `v2.11`. */
  readonly helmLibrary: string;
  readonly grpcLibrary: string;
  /** Largest message that Swift takes from Tiller. */
  readonly tillerReceiveLimitBytes: number | null;
  /** Largest message that Swift's HTTP gateway takes from Swift's own gRPC server. */
  readonly gatewayReceiveLimitBytes: number | null;
  /** Largest request that Swift's own gRPC server takes from the gateway. */
  readonly requestLimitBytes: number;
  /** How that server refuses a larger one. */
  readonly requestRefusal: RequestRefusal;
  /** False: only the first message of Tiller's list stream is read, the rest is dropped. */
  readonly readsWholeListStream: boolean;
  /** Whether `all=true` asks Tiller for the three PENDING_* statuses too. */
  readonly allIncludesPendingStatuses: boolean;
  /** What a list without `namespace` asks Tiller for. */
  readonly unsetNamespaceMeans: 'default' | 'all namespaces';
  /**
   * Whether its Helm library knows every field of a release. Where not, Swift drops what it does
   * not know (chart annotations, kubeVersion, policies of hooks), so it passes on a little less.
   */
  readonly knowsAllReleaseFields: boolean;
  /** Whether Swift can speak TLS to Tiller at all. */
  readonly tlsToTiller: boolean;
  /** Default of the time that Swift tries to reach Tiller. */
  readonly tillerDialTimeoutSeconds: number;
  /** Swift closes the HTTP connection this long after a request, whatever it was doing. */
  readonly httpWriteTimeoutSeconds: number;
  /** What a list answers when Tiller sends no message at all (2.9 and newer, nothing to list). */
  readonly emptyStream: SwiftError;
  /** What every call answers once dialling Tiller timed out. */
  readonly dialTimedOut: SwiftError;
  /** How a plaintext Swift reports a Tiller that speaks TLS. `null`: not recorded. */
  readonly tillerSpeaksTls: SwiftError | null;
  /**
   * How a connection that is closed under a call is reported, be it Tiller's or that of the gateway to
   * Swift's own server, which a race at the start of a Swift with TLS can spoil.
   */
  readonly connectionClosed: SwiftError;
  /**
   * Whether answers that come from Swift's gRPC server carry `access-control-allow-*` headers when
   * Swift runs with its default flags. `null`: not recorded for this release.
   */
  readonly corsHeaders: boolean | null;
}

/** An error as Swift's gateway reports it: HTTP status, gRPC code, message. */
export interface SwiftError {
  readonly httpStatus: number;
  readonly grpcCode: number;
  readonly message: string;
}

/**
 * The words in which a gRPC server refuses a request over its limit: those of grpc-go before 1.4 with
 * code INTERNAL, or those since with code RESOURCE_EXHAUSTED.
 */
export type RequestRefusal = 'length exceeding the max size' | 'larger than max';

/** Facts of one version of Tiller. Sizes are bytes; `null` is "no limit". */
export interface TillerRelease {
  readonly version: string;
  /** Day of the tag, `YYYY-MM-DD`. */
  readonly date: string;
  /** Largest request that Tiller takes. */
  readonly receiveLimitBytes: number | null;
  /** Largest message that Tiller sends. */
  readonly sendLimitBytes: number | null;
  /** "one message": always exactly one, also for an empty list. "chunks": see chunkCapBytes. */
  readonly listDelivery: 'one message' | 'chunks';
  /** Chunks share one buffer, so an earlier one is overwritten while it waits to be sent. */
  readonly chunkBufferReuse: boolean;
  /** Most releases in one list where the request sets no limit. */
  readonly defaultListLimit: number;
  /** Whether ListSort's CHART_NAME does anything. */
  readonly sortsByChartName: boolean;
  /** How a larger request is refused. */
  readonly requestRefusal: RequestRefusal;
  /** Whether the refusal of a client names both versions. */
  readonly namesRefusedVersions: boolean;
  /**
   * The kubectl whose tables GetReleaseStatus gives. From 1.12 on, columns are narrower and ages say
   * more: `4m30s`.
   */
  readonly statusTable: 'kubectl before 1.12' | 'kubectl 1.12';
}
