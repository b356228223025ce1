// Objects of a cluster, as an API server stores them. A test gives only what differs from other tests.

export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly [field: string]: unknown;
}

/** Plural names of the resources that the server has. */
export type Resource = 'pods' | 'services' | 'endpoints' | 'configmaps' | 'secrets';

export type KubeObjects = Readonly<Partial<Record<Resource, readonly KubeObject[]>>>;

export interface PodOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly ip?: string;
  /** Default: running and ready. */
  readonly trouble?: PodTrouble;
}

export type PodTrouble =
  | { readonly waiting: string; readonly message?: string; readonly restarts?: number }
  | { readonly unschedulable: string }
  | { readonly notReady: string }
  | { readonly evicted: string }
  | 'terminating';

export function pod(options: PodOptions): KubeObject {
  const { name, namespace = 'kube-system', labels = {}, image = 'busybox', trouble } = options;
  return {
    metadata: {
      name,
      namespace,
      labels,
      ...(trouble === 'terminating' && { deletionTimestamp: '2020-01-02T03:04:05Z' }),
    },
    spec: {
      nodeName: 'node-1',
      containers: [
        {
          name: 'main',
          image,
          ...(options.command && { command: options.command }),
          ...(options.args && { args: options.args }),
          ...(options.ports && { ports: options.ports }),
          env: [{ name: 'PASSWORD', value: 'never-to-be-shown' }],
        },
      ],
    },
    status: podStatus(image, options.ip ?? '10.1.0.7', trouble),
  };
}

function podStatus(image: string, ip: string, trouble: PodTrouble | undefined): object {
  const conditions = (ready: boolean, scheduled: string | null) => [
    { type: 'Ready', status: ready ? 'True' : 'False' },
    scheduled === null
      ? { type: 'PodScheduled', status: 'True' }
      : { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: scheduled },
  ];
  const container = (ready: boolean, state: object, restartCount = 0) => ({
    ...{ name: 'main', image, imageID: '', ready, restartCount, state },
  });
  const running = { running: { startedAt: '2020-01-02T03:04:05Z' } };
  if (trouble === undefined || trouble === 'terminating') {
    return {
      phase: 'Running',
      podIP: ip,
      conditions: conditions(true, null),
      containerStatuses: [container(true, running)],
    };
  }
  if ('unschedulable' in trouble) {
    return { phase: 'Pending', conditions: conditions(false, trouble.unschedulable) };
  }
  if ('evicted' in trouble) {
    return { phase: 'Failed', reason: 'Evicted', message: trouble.evicted };
  }
  if ('notReady' in trouble) {
    return {
      phase: 'Running',
      podIP: ip,
      conditions: [
        { type: 'Ready', status: 'False', reason: trouble.notReady, message: trouble.notReady },
      ],
      containerStatuses: [container(false, running)],
    };
  }
  const { waiting: reason, message = '', restarts = 0 } = trouble;
  return {
    phase: restarts > 0 ? 'Running' : 'Pending',
    podIP: ip,
    conditions: conditions(false, null),
    containerStatuses: [
      {
        ...container(false, { waiting: { reason, message } }, restarts),
        ...(restarts > 0 && { lastState: { terminated: { exitCode: 1, reason: 'Error' } } }),
      },
    ],
  };
}

const TILLER_LABELS = { app: 'helm', name: 'tiller' };

export function tillerPod(options: Partial<PodOptions> = {}): KubeObject {
  return pod({
    name: 'tiller-deploy-5c4d7f8b9-abcde',
    labels: TILLER_LABELS,
    image: 'gcr.io/kubernetes-helm/tiller:v2.10.0',
    ports: [{ name: 'tiller', containerPort: 44134 }],
    ...options,
  });
}

export function swiftPod(options: Partial<PodOptions> = {}): KubeObject {
  return pod({
    name: 'swift-6b7c8d9f5-fghij',
    labels: { app: 'swift' },
    image: 'appscode/swift:0.9.0',
    args: [
      ...['run', '--connector=incluster', '--tiller-insecure-skip-verify'],
      '--tiller-timeout=10s',
    ],
    ports: [{ name: 'plaintext', containerPort: 9855 }],
    ip: '10.1.0.8',
    ...options,
  });
}

export interface ServicePortOptions {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
}

export interface ServiceOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly ServicePortOptions[];
}

export function service(options: ServiceOptions): KubeObject {
  const {
    name,
    namespace = 'kube-system',
    labels = {},
    selector,
    ports = [{ port: 80 }],
  } = options;
  return {
    metadata: { name, namespace, labels },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.0.77',
      ...(selector && { selector }),
      ports: ports.map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })),
    },
  };
}

/** The incident's: `helm-api` in `kube-system`, its port named `http`. */
export function swiftService(options: Partial<ServiceOptions> = {}): KubeObject {
  return service({
    name: 'helm-api',
    selector: { app: 'swift' },
    ports: [{ name: 'http', port: 80, targetPort: 9855 }],
    ...options,
  });
}

export interface EndpointsOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly ready?: readonly string[];
  readonly notReady?: readonly string[];
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

/** Addresses without the port; no subset at all if there are none. */
export function endpoints(options: EndpointsOptions): KubeObject {
  const { name, namespace = 'kube-system', ready = [], notReady = [], ports } = options;
  const addresses = (ips: readonly string[]) => ips.map((ip) => ({ ip }));
  const none = ready.length + notReady.length === 0;
  return {
    metadata: { name, namespace },
    subsets: none
      ? []
      : [
          {
            ...(ready.length > 0 && { addresses: addresses(ready) }),
            ...(notReady.length > 0 && { notReadyAddresses: addresses(notReady) }),
            ports,
          },
        ],
  };
}

export interface DataOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
}

/** A ConfigMap, or a Secret with its data in base64 already. */
export function dataObject(options: DataOptions): KubeObject {
  const { name, namespace = 'kube-system', labels = {}, data = {} } = options;
  return { metadata: { name, namespace, labels }, data };
}

/** How Tiller stores a revision: the record itself is `bytes` long. */
export function storedRevision(release: string, revision: number, bytes = 64): KubeObject {
  return dataObject({
    name: `${release}.v${revision}`,
    labels: { OWNER: 'TILLER', NAME: release, VERSION: String(revision), STATUS: 'DEPLOYED' },
    data: { release: 'x'.repeat(bytes) },
  });
}
