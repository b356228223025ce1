// The rights that each feature needs. `swiftcheck rbac` prints this list, and tests hold the list against
// every call.

/** `discovery` finds Tiller's pods and Swift's Service and pods in the namespaces that are named. */
export const FEATURES = [
  'discovery',
  'service-proxy',
  'dry-run',
  'port-forward',
  'swift-port-forward',
  'discovery-everywhere',
  'storage-sizes',
  'storage-everywhere',
] as const;
export type Feature = (typeof FEATURES)[number];

/** Where a permission is needed. */
export type Scope = 'tiller-namespace' | 'swift-namespace' | 'cluster';

export interface Permission {
  readonly scope: Scope;
  readonly resource:
    | 'pods'
    | 'services'
    | 'services/proxy'
    | 'pods/portforward'
    | 'configmaps'
    | 'secrets';
  readonly verbs: readonly ('get' | 'list' | 'create')[];
}

export interface FeaturePermissions {
  /** What the feature does. */
  readonly purpose: string;
  /** What its rights allow beyond that. */
  readonly beyond: string;
  readonly permissions: readonly Permission[];
}

export const PERMISSIONS: Readonly<Record<Feature, FeaturePermissions>> = {
  discovery: {
    purpose:
      'Finds the pods of Tiller, and the Service and pods of Swift. For a Swift in another namespace than Tiller, use --swift-service.',
    beyond:
      'The right to list pods shows the whole pods, with their arguments and environment variables.',
    permissions: [
      { scope: 'tiller-namespace', resource: 'pods', verbs: ['list'] },
      { scope: 'swift-namespace', resource: 'services', verbs: ['get', 'list'] },
      { scope: 'swift-namespace', resource: 'pods', verbs: ['list'] },
    ],
  },
  'service-proxy': {
    purpose: "Calls Swift through the API server's service proxy (GET only).",
    beyond:
      'The right to the proxy allows GET to every path, and without --swift-service of every Service of the namespace.',
    permissions: [{ scope: 'swift-namespace', resource: 'services/proxy', verbs: ['get'] }],
  },
  'dry-run': {
    purpose: 'For --size: posts a dry run through the service proxy. Tiller stores nothing.',
    beyond:
      'RBAC cannot limit this right to dry runs: through Swift it allows installing releases.',
    permissions: [{ scope: 'swift-namespace', resource: 'services/proxy', verbs: ['create'] }],
  },
  'port-forward': {
    // Over WebSocket the upgrade is a GET, so older API servers ask for `get`, newer ones for `create`.
    purpose: 'Calls Tiller through a forwarded port of its pod.',
    beyond:
      'RBAC cannot limit this right to one port: it allows connections to every port of every pod of the namespace. Who reaches a Tiller without TLS can do what Tiller can.',
    permissions: [
      { scope: 'tiller-namespace', resource: 'pods/portforward', verbs: ['get', 'create'] },
    ],
  },
  'swift-port-forward': {
    purpose: 'For --swift-via port-forward: calls Swift through a forwarded port of its pod.',
    beyond:
      'RBAC cannot limit this right to one port: it allows connections to every port of every pod of the namespace.',
    permissions: [
      { scope: 'swift-namespace', resource: 'pods/portforward', verbs: ['get', 'create'] },
    ],
  },
  'discovery-everywhere': {
    purpose: 'Finds a Tiller or a Swift in any other namespace.',
    beyond:
      'The right to list pods shows the whole pods of all namespaces, with their arguments and environment variables.',
    permissions: [
      { scope: 'cluster', resource: 'pods', verbs: ['list'] },
      { scope: 'cluster', resource: 'services', verbs: ['list'] },
    ],
  },
  'storage-sizes': {
    purpose: 'Reads names and sizes of stored revisions.',
    beyond:
      'RBAC cannot limit this right to sizes: it allows reading their contents, and all other ConfigMaps and Secrets of the namespace.',
    permissions: [
      { scope: 'tiller-namespace', resource: 'configmaps', verbs: ['list'] },
      { scope: 'tiller-namespace', resource: 'secrets', verbs: ['list'] },
    ],
  },
  'storage-everywhere': {
    purpose: 'Counts stored revisions in other namespaces if the namespace of Tiller holds none.',
    beyond: 'RBAC cannot limit this right to names: it allows reading all ConfigMaps and Secrets.',
    permissions: [
      { scope: 'cluster', resource: 'configmaps', verbs: ['list'] },
      { scope: 'cluster', resource: 'secrets', verbs: ['list'] },
    ],
  },
};

/** Enough to find both endpoints and to reach them through the API server. */
export const LEAST: readonly Feature[] = ['discovery', 'service-proxy', 'port-forward'];
