// Which Service is Swift, and the path to Swift through the API server.
import type { NotReady, SwiftArguments, SwiftPodFacts, SwiftPort } from '../evidence/cluster.js';
import { UsageError } from '../util/usage-error.js';
import { SWIFT_PLAINTEXT_PORT } from '../knowledge/ports.js';
import { imageBaseName, imageClaim, type ImageClaim } from './images.js';
import { notReady } from './not-ready.js';
import type { Container, Pod } from './pods.js';
import type { Service, ServicePort } from './services.js';
import { readSwiftArguments } from './swift-arguments.js';

export interface SwiftServiceName {
  readonly namespace: string;
  readonly name: string;
  /** Name or number; `null`: the one that looks like Swift's. */
  readonly port: string | null;
}

export interface SwiftPod {
  readonly pod: Pod;
  readonly claim: ImageClaim;
  readonly arguments: SwiftArguments;
  /** `null`: ready. */
  readonly trouble: NotReady | null;
}

export interface SwiftService {
  readonly service: Service;
  /** How it was recognised. */
  readonly by: 'flag' | 'label' | 'image' | 'name';
  /** `null`: it has none that can be Swift's, or not the one that was asked for. */
  readonly port: SwiftPort | null;
  /** Those that it selects. Empty where it is one of several: their pods are not looked up. */
  readonly pods: readonly SwiftPod[];
}

export type SwiftSelection =
  | { readonly kind: 'found'; readonly swift: SwiftService }
  | { readonly kind: 'several'; readonly swifts: readonly SwiftService[] }
  | { readonly kind: 'none' };

const TLS_PORT = 50055;
const INCIDENT_NAME = 'helm-api';

/** `NAMESPACE/NAME` or `NAMESPACE/NAME:PORT`. @throws UsageError for anything else */
export function parseSwiftService(text: string): SwiftServiceName {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+)(?::([a-z0-9-]+))?$/.exec(text);
  const [, namespace, name, port] = match ?? [];
  if (namespace === undefined || name === undefined) {
    throw new UsageError(
      `--swift-service takes NAMESPACE/NAME[:PORT], such as kube-system/helm-api:http; "${text}" is not of that form.`,
    );
  }
  return { namespace, name, port: port ?? null };
}

/** The Service that was named; `null` where it is not among these. */
export function namedSwift(
  services: readonly Service[],
  pods: readonly Pod[],
  { namespace, name, port }: SwiftServiceName,
): SwiftService | null {
  const service = services.find((one) => one.namespace === namespace && one.name === name);
  return service ? swiftService(service, pods, 'flag', port) : null;
}

/** Swift by the label `app=swift`, then by the image of its pods, then by the name `helm-api`. */
export function selectSwift(services: readonly Service[], pods: readonly Pod[]): SwiftSelection {
  const running = pods.filter(runsSwift);
  const ways: readonly [SwiftService['by'], (service: Service) => boolean][] = [
    ['label', ({ labels }) => labels['app'] === 'swift'],
    ['image', (service) => running.some(selectorOf(service))],
    ['name', ({ name }) => name === INCIDENT_NAME],
  ];
  for (const [by, matches] of ways) {
    const [service, ...others] = services.filter(matches);
    if (!service) continue;
    if (others.length === 0) return { kind: 'found', swift: swiftService(service, pods, by, null) };
    const swifts = [service, ...others].map((one) => swiftService(one, [], by, null));
    return { kind: 'several', swifts };
  }
  return { kind: 'none' };
}

/**
 * The path of the service proxy, from the API server's root, with a slash at either end. The names of namespace and
 * Service are names: each was checked when the Service was read, or when it was asked for.
 */
export function serviceProxyPath({ namespace, name }: Service, { scheme, id }: SwiftPort): string {
  const service = `${scheme === 'https' ? 'https:' : ''}${name}:${encodeURIComponent(id)}`;
  return `/api/v1/namespaces/${namespace}/services/${service}/proxy/`;
}

function swiftService(
  service: Service,
  pods: readonly Pod[],
  by: SwiftService['by'],
  wanted: string | null,
): SwiftService {
  const selected = pods.filter(selectorOf(service));
  const port = wanted === null ? likelyPort(service, selected) : portOf(service, wanted);
  return {
    service,
    by,
    port: port ? swiftPort(port, selected) : null,
    pods: selected.map(swiftPod),
  };
}

function selectorOf({ namespace, selector }: Service): (pod: Pod) => boolean {
  const wanted = Object.entries(selector);
  return (pod) =>
    wanted.length > 0 &&
    pod.namespace === namespace &&
    wanted.every(([key, value]) => pod.labels[key] === value);
}

function portOf({ ports }: Service, wanted: string): ServicePort | undefined {
  return ports.find(({ name, port }) => name === wanted || String(port) === wanted);
}

/** Plaintext before TLS: Swift serves it under every release, and its TLS is often broken. */
function likelyPort(service: Service, pods: readonly Pod[]): ServicePort | undefined {
  const { ports } = service;
  const leadsTo = (number: number) => (port: ServicePort) =>
    port.port === number || containerPort(port, pods) === number;
  return (
    ports.find(({ name }) => name === 'http') ??
    ports.find(leadsTo(SWIFT_PLAINTEXT_PORT)) ??
    ports.find(({ port }) => port === 80) ??
    ports.find(leadsTo(TLS_PORT)) ??
    ports.find(({ port }) => port === 443) ??
    (ports.length === 1 ? ports[0] : undefined)
  );
}

function swiftPort(port: ServicePort, pods: readonly Pod[]): SwiftPort {
  const target = containerPort(port, pods);
  const secure =
    target === TLS_PORT ||
    port.name === 'https' ||
    (port.port === 443 && target !== SWIFT_PLAINTEXT_PORT);
  return {
    id: port.name === '' ? String(port.port) : port.name,
    scheme: secure ? 'https' : 'http',
    containerPort: target,
  };
}

function containerPort({ targetPort }: ServicePort, pods: readonly Pod[]): number | null {
  if (typeof targetPort === 'number') return targetPort;
  const ports = pods.flatMap(({ containers }) => containers.flatMap((one) => one.ports));
  return ports.find(({ name }) => name === targetPort)?.port ?? null;
}

/** A Service that may not be read, behind a port that was named. */
export function unreadSwift({
  namespace,
  name,
  port,
}: SwiftServiceName & { readonly port: string }): SwiftService {
  return {
    service: { namespace, name, labels: {}, selector: {}, ports: [], externalName: null },
    by: 'flag',
    port: { id: port, scheme: 'http', containerPort: null },
    pods: [],
  };
}

export function swiftPodFacts({ pod, claim, arguments: given, trouble }: SwiftPod): SwiftPodFacts {
  const { namespace, name } = pod;
  return {
    ...{ namespace, name, image: claim.image, claimedVersion: claim.version, trouble },
    arguments: given,
  };
}

function swiftPod(pod: Pod): SwiftPod {
  const container = swiftContainer(pod);
  return {
    pod,
    claim: imageClaim(container?.image ?? ''),
    arguments: readSwiftArguments(container?.commandLine ?? []),
    trouble: notReady(pod),
  };
}

export function runsSwift({ containers }: Pod): boolean {
  return containers.some(isSwift);
}

function isSwift({ image }: Container): boolean {
  return imageBaseName(image) === 'swift';
}

/** Beside sidecars: by its image, its name, its port; otherwise the first. */
function swiftContainer({ containers }: Pod): Container | undefined {
  return (
    containers.find(isSwift) ??
    containers.find(({ name }) => name === 'swift') ??
    containers.find(({ ports }) => ports.some(({ port }) => port === SWIFT_PLAINTEXT_PORT)) ??
    containers[0]
  );
}
