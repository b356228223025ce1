// The least Roles that each feature needs, as Kubernetes objects.
import { PERMISSIONS, type Feature, type Permission, type Scope } from './permissions.js';

export interface Subject {
  readonly kind: 'ServiceAccount' | 'User' | 'Group';
  readonly name: string;
  /** For a service account. */
  readonly namespace?: string;
}

export interface RbacPlan {
  readonly features: readonly Feature[];
  readonly tillerNamespace: string;
  readonly swiftNamespace: string;
  /** The Service of Swift where it is known: the rights are then limited to it. */
  readonly swiftService?: SwiftServiceName;
  /** `null`: Roles without bindings. */
  readonly subject: Subject | null;
}

export interface SwiftServiceName {
  readonly name: string;
  /** As the URL of the service proxy has it; `null`: the run looks for the port. */
  readonly port: string | null;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object and the sentence that stands above it as a comment. */
export interface Commented {
  readonly comment: string | null;
  readonly manifest: Manifest;
}

export const LABELS = { 'app.kubernetes.io/name': 'swiftcheck' };
const API_GROUP = 'rbac.authorization.k8s.io';

/** One role for each feature and namespace, so that a feature is granted or taken away by itself. */
export function rbacManifests(plan: RbacPlan): Commented[] {
  return plan.features.flatMap((feature) => {
    const { purpose, beyond, permissions } = PERMISSIONS[feature];
    const places = new Map<string | null, Permission[]>();
    for (const permission of permissions) {
      const place = namespaceOf(permission.scope, plan);
      places.set(place, [...(places.get(place) ?? []), permission]);
    }
    return [...places].flatMap(([namespace, inPlace]) => [
      {
        comment: `${purpose} ${beyond}`,
        manifest: role(feature, namespace, inPlace, plan.swiftService),
      },
      ...(plan.subject === null
        ? []
        : [{ comment: null, manifest: binding(feature, namespace, plan.subject) }]),
    ]);
  });
}

function namespaceOf(scope: Scope, plan: RbacPlan): string | null {
  if (scope === 'cluster') return null;
  return scope === 'tiller-namespace' ? plan.tillerNamespace : plan.swiftNamespace;
}

function metadata(feature: Feature, namespace: string | null): Manifest['metadata'] {
  return {
    name: `swiftcheck-${feature}`,
    ...(namespace !== null && { namespace }),
    labels: LABELS,
  };
}

function role(
  feature: Feature,
  namespace: string | null,
  permissions: readonly Permission[],
  service: SwiftServiceName | undefined,
): Manifest {
  const verbs = new Map<string, Set<string>>();
  for (const permission of permissions) {
    const known = verbs.get(permission.resource) ?? new Set();
    for (const verb of permission.verbs) known.add(verb);
    verbs.set(permission.resource, known);
  }
  return {
    apiVersion: `${API_GROUP}/v1`,
    kind: namespace === null ? 'ClusterRole' : 'Role',
    metadata: metadata(feature, namespace),
    rules: [...verbs].map(([resource, allowed]) => ({
      apiGroups: [''],
      resources: [resource],
      ...(namespace !== null && service && limited(resource, service)),
      verbs: resource === 'services' && namespace !== null && service ? ['get'] : [...allowed],
    })),
  };
}

/** The names to which RBAC can limit a right. A list names none, and the names of pods change. */
function limited(
  resource: string,
  { name, port }: SwiftServiceName,
): { readonly resourceNames?: readonly string[] } {
  switch (resource) {
    case 'services':
      return { resourceNames: [name] };
    case 'services/proxy':
      // The name as the URL has it, with its scheme and its port.
      return port === null ? {} : { resourceNames: [`${name}:${port}`, `https:${name}:${port}`] };
    default:
      return {};
  }
}

function binding(feature: Feature, namespace: string | null, subject: Subject): Manifest {
  const kind = namespace === null ? 'ClusterRole' : 'Role';
  return {
    apiVersion: `${API_GROUP}/v1`,
    kind: `${kind}Binding`,
    metadata: metadata(feature, namespace),
    roleRef: { apiGroup: API_GROUP, kind, name: `swiftcheck-${feature}` },
    subjects: [
      {
        kind: subject.kind,
        name: subject.name,
        ...(subject.kind === 'ServiceAccount'
          ? { namespace: subject.namespace }
          : { apiGroup: API_GROUP }),
      },
    ],
  };
}
