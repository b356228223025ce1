// What was read of a Kubernetes cluster to find the endpoints, as plain JSON. It holds names, images and
// the arguments that are known; never environments, data, tokens or keys.
import type { Empty, Observation } from './observation.js';
import type { Count, Int32, Int64, MessageBytes } from './scalars.js';

/** What was read of a Kubernetes cluster to find the endpoints. */
export interface ClusterEvidence {
  /** Name in the kubeconfig; of a pod's service account the one that stands for it. */
  readonly context: string;
  readonly source: 'kubeconfig' | 'service-account';
  /** URL of the API server, without a trailing slash. */
  readonly server: string;
  /** Whether a proxy is on the way to it. */
  readonly viaProxy: boolean;
  /** Absent: its address was given. */
  readonly tiller?: TillerSearch;
  /** Absent: its URL was given. */
  readonly swift?: SwiftSearch;
  /** What Tiller stores, by name and size; only `probe` looks, and only where Tiller was found. */
  readonly storage?: StorageEvidence;
}

export interface TillerSearch {
  readonly namespace: string;
  /** Those with Tiller's labels in that namespace. */
  readonly pods: Observation<readonly TillerPodFacts[]>;
  /** Those in other namespaces; asked for only where there is none. */
  readonly elsewhere?: Observation<readonly TillerPodFacts[]>;
  /** Name of the pod that was asked; `null`: none is ready. */
  readonly chosen: string | null;
  /** The port that was forwarded to it. */
  readonly forward?: Observation<Empty>;
}

export interface SwiftSearch {
  /** `NAMESPACE/NAME[:PORT]` of `--swift-service`; `null`: it was looked for. */
  readonly asked: string | null;
  /** Where the Services below are from; `null`: all namespaces. */
  readonly namespace: string | null;
  /** The namespace that was looked through first, where nothing was found in it. */
  readonly nothingIn?: string;
  /** Why the Services below are of one namespace: the list of all namespaces. Absent: it came, or was not needed. */
  readonly elsewhere?: Observation<Empty>;
  /** Those that can be Swift. */
  readonly services: Observation<readonly SwiftServiceFacts[]>;
  /** Those behind these Services. Absent: not asked for. */
  readonly pods?: Observation<readonly SwiftPodFacts[]>;
  /** Name and namespace as `NAMESPACE/NAME`; `null`: none, or several. */
  readonly chosen: string | null;
  readonly via: SwiftWay;
  /** The port that was forwarded to a pod of it. */
  readonly forward?: Observation<ForwardedPort>;
}

export interface ForwardedPort {
  readonly pod: string;
  readonly port: Int32;
}

export type SwiftWay = 'service-proxy' | 'port-forward';

export interface PodFacts {
  readonly namespace: string;
  readonly name: string;
  /** As the pod asks for it. */
  readonly image: string;
  /** What the image's tag claims, such as `v2.10.0`; `null`: it claims no version. */
  readonly claimedVersion: string | null;
  /** `null`: ready. */
  readonly trouble: NotReady | null;
}

export interface TillerPodFacts extends PodFacts {
  readonly settings: TillerSettings;
}

/** Of Tiller's container. */
export interface TillerSettings {
  /** Whether the command line could be read: not where a shell script or a variable hides it. */
  readonly readable: boolean;
  /** `--storage`: `configmap` where it is not given. */
  readonly storage: string;
  /** `--listen`, where it is given; without it Tiller listens on port 44134 of all addresses. */
  readonly listen?: string;
  /** TILLER_NAMESPACE, where it is a plain value. */
  readonly namespace: string | null;
  /** Revisions kept of a release, of `--history-max` or TILLER_HISTORY_MAX; 0: all. */
  readonly historyMax: Int64;
}

/** What Tiller stores: names and sizes, never content. */
export interface StorageEvidence {
  /** Where Tiller stores: TILLER_NAMESPACE, else that of its pod. */
  readonly namespace: string;
  readonly configmaps: StoredRecords;
  readonly secrets: StoredRecords;
  /** Counts in all namespaces; asked for only where that one has none of either kind. */
  readonly elsewhere?: Observation<readonly StoredElsewhere[]>;
}

export type StorageKind = 'configmaps' | 'secrets';

export interface StoredRecords {
  /** By their labels; their content was not asked for. */
  readonly records: Observation<readonly StoredRecord[]>;
  /** Sizes of those that are neither superseded nor deleted. Absent: there is no record. */
  readonly sizes?: Observation<readonly RecordSize[]>;
}

/** One revision of a release as its labels name it. */
export interface StoredRecord {
  readonly release: string;
  readonly revision: Count;
  /** `DEPLOYED`, `SUPERSEDED`, … */
  readonly status: string;
}

export interface RecordSize {
  readonly release: string;
  readonly revision: Count;
  /** Of its data, as the limit of Kubernetes counts it. */
  readonly bytes: MessageBytes;
}

export interface StoredElsewhere {
  readonly namespace: string;
  readonly kind: StorageKind;
  readonly records: Count;
}

export interface SwiftPodFacts extends PodFacts {
  readonly arguments: SwiftArguments;
}

export interface SwiftServiceFacts {
  readonly namespace: string;
  readonly name: string;
  /** How it was recognised. */
  readonly by: 'flag' | 'label' | 'image' | 'name';
  /** `null`: it has none that can be Swift's, or not the one that was asked for. */
  readonly port: SwiftPort | null;
  /** All of its ports, as the service proxy takes them. */
  readonly ports: readonly string[];
  /** Names of the pods that it selects. Empty where it is one of several: their pods are not looked up. */
  readonly pods: readonly string[];
  /** The name that a Service of type ExternalName stands for. Absent: it is of another type. */
  readonly externalName?: string;
}

export interface SwiftPort {
  /** Name, else number, as the service proxy takes it. */
  readonly id: string;
  readonly scheme: 'http' | 'https';
  /** Where Swift listens in the pod; `null` where a name is not that of any container's port. */
  readonly containerPort: Int32 | null;
}

export type NotReadyKind =
  | 'terminating'
  | 'unschedulable'
  | 'image-pull'
  | 'crash-loop'
  /** Kubernetes cannot even start the container: a missing Secret, a command that is not there. */
  | 'cannot-start'
  | 'starting'
  /** It runs, but its readiness check fails. */
  | 'unready'
  /** Its containers do not show why: its node does not report, or a readiness gate is not met. */
  | 'unreported'
  /** Evicted, or ended. */
  | 'failed';

export interface NotReady {
  readonly kind: NotReadyKind;
  /** Kubernetes' own word: `ImagePullBackOff`, `OOMKilled`, `Evicted`; empty where it has none. */
  readonly reason: string;
  /** Kubernetes' own words; empty where it has none. */
  readonly message: string;
  /** Names of the containers that run and are not ready, where others are. */
  readonly containers?: readonly string[];
}

/** The flags of Swift that findings are about. Others are not read: their values may be anything. */
export const SWIFT_VALUE_FLAGS = [
  'connector',
  'tiller-endpoint',
  'tiller-timeout',
  'tiller-ca-file',
  'tiller-cacert-file',
  'tiller-client-cert-file',
  'tiller-client-private-key-file',
  'plaintext-addr',
  'secure-addr',
  'tls-ca-file',
  'tls-cert-file',
  'tls-private-key-file',
  'api-domain',
  'kube-context',
] as const;
export const SWIFT_BOOLEAN_FLAGS = [
  'tiller-insecure-skip-verify',
  'enable-analytics',
  'analytics',
] as const;

export type SwiftValueFlag = (typeof SWIFT_VALUE_FLAGS)[number];
export type SwiftBooleanFlag = (typeof SWIFT_BOOLEAN_FLAGS)[number];

export interface SwiftArguments {
  /** Whether the command line could be read: not where a shell script or a variable hides it. */
  readonly readable: boolean;
  /** As given; where a flag is given twice, the last one, as Swift takes it. */
  readonly values: Readonly<Partial<Record<SwiftValueFlag, string>>>;
  readonly switches: Readonly<Partial<Record<SwiftBooleanFlag, boolean>>>;
}
