// What the endpoints controller makes of Services and pods.
import type { KubeObject } from './objects.js';

interface PodView extends KubeObject {
  readonly spec?: {
    readonly containers?: readonly {
      readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
    }[];
  };
  readonly status?: {
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort?: number | string;
  }[];
}

export interface Subset {
  readonly addresses?: readonly { readonly ip: string }[];
  readonly notReadyAddresses?: readonly { readonly ip: string }[];
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

/** One Endpoints object for each Service with a selector. */
export function endpointsOf(
  services: readonly KubeObject[],
  pods: readonly KubeObject[],
): KubeObject[] {
  return services.flatMap((service) => {
    const { selector, ports } = service['spec'] as ServiceSpec;
    if (!selector) return [];
    const selected = (pods as readonly PodView[]).filter(
      ({ metadata }) =>
        metadata.namespace === service.metadata.namespace &&
        metadata.deletionTimestamp === undefined &&
        Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
    );
    const { name, namespace } = service.metadata;
    return [
      { metadata: { name, namespace }, subsets: selected.flatMap((pod) => subset(pod, ports)) },
    ];
  });
}

function subset(pod: PodView, ports: ServiceSpec['ports']): Subset[] {
  const ip = pod.status?.podIP;
  if (ip === undefined) return [];
  const ready = pod.status?.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const resolved = ports.flatMap(({ name, port, targetPort = port }) => {
    const number = typeof targetPort === 'number' ? targetPort : containerPort(pod, targetPort);
    return number === null ? [] : [{ ...(name !== undefined && { name }), port: number }];
  });
  return [{ [ready ? 'addresses' : 'notReadyAddresses']: [{ ip }], ports: resolved }];
}

function containerPort(pod: PodView, wanted: string): number | null {
  const ports = pod.spec?.containers?.flatMap((container) => container.ports ?? []) ?? [];
  return ports.find(({ name }) => name === wanted)?.containerPort ?? null;
}
