// From what is known of Swift to a Swift that can be asked: its Service, its pods, and the connection.
import type { SwiftSearch, SwiftServiceFacts, SwiftWay } from '../evidence/cluster.js';
import type { Failure } from '../evidence/observation.js';
import type { SwiftTarget } from '../evidence/target.js';
import { mapValue } from '../net/observe.js';
import type { Run } from '../net/run.js';
import type { SwiftEndpoint, UnresolvedEndpoint } from '../targets/types.js';
import { SWIFT_PLAINTEXT_PORT } from '../knowledge/ports.js';
import type { KubeApi } from './api.js';
import { openPortForward, type PortForward } from './port-forward.js';
import { searchSwift, type SwiftFindings } from './search-swift.js';
import { serviceProxyPath, type SwiftService, type SwiftServiceName } from './swift-services.js';
import { API_SERVER, credentialsFor } from './transport.js';

export interface SwiftRequest {
  /** `null`: look for it. */
  readonly asked: SwiftServiceName | null;
  /** Where it is looked for first. */
  readonly namespace: string;
  readonly via: SwiftWay;
  /** What of the flags about Swift applies: headers, its release, and over a forwarded port TLS. */
  readonly given: Pick<SwiftEndpoint, 'headers' | 'credentials' | 'tls' | 'declaredVersion'>;
}

export interface FoundSwift {
  readonly search: SwiftSearch;
  readonly endpoint: SwiftEndpoint | UnresolvedEndpoint<SwiftTarget>;
  /** The caller closes this, also after an error. */
  readonly forward: PortForward | null;
}

export async function findSwift(
  api: KubeApi,
  request: SwiftRequest,
  run: Run,
): Promise<FoundSwift> {
  const found = await searchSwift(api, request);
  const search = searchFacts(found, request);
  if (found.swift === null) return noneChosen(api, request, search, found.why);
  return request.via === 'service-proxy'
    ? throughProxy(api, request, search, found.swift, run)
    : throughPort(api, request, search, found.swift, run);
}

async function throughProxy(
  api: KubeApi,
  request: SwiftRequest,
  search: SwiftSearch,
  { service, port }: SwiftService,
  run: Run,
): Promise<FoundSwift> {
  const { access } = api;
  if (port === null)
    return noneChosen(api, request, search, noPort(service.namespace, service.name));
  const { given } = request;
  // Found through these very credentials, so they are there; asked for again they are only handed over.
  const credentials = await credentialsFor(access, run);
  const own = Object.keys(given.headers).length > 0 && given.credentials !== 'none';
  return {
    search,
    endpoint: {
      url: new URL(serviceProxyPath(service, port).slice(1), access.server),
      headers: { ...credentials.headers, ...given.headers },
      credentials: own ? given.credentials : credentials.kind,
      tls: credentials.tls,
      declaredVersion: given.declaredVersion,
      source: 'cluster',
      ...(access.proxy && { proxy: access.proxy }),
    },
    forward: null,
  };
}

async function throughPort(
  api: KubeApi,
  request: SwiftRequest,
  search: SwiftSearch,
  swift: SwiftService,
  run: Run,
): Promise<FoundSwift> {
  const ready = swift.pods.find(({ trouble }) => trouble === null);
  if (!ready) return noneChosen(api, request, search, whyNoPod(search, swift));
  const { namespace, name: pod } = ready.pod;
  const port = swift.port?.containerPort ?? SWIFT_PLAINTEXT_PORT;
  const target = { namespace, pod, port, hop: 'api-server->swift' } as const;
  const opened = await openPortForward(api.access, target, run);
  const seen = { ...search, forward: mapValue(opened, () => ({ pod, port })) };
  if (!opened.ok) return noneChosen(api, request, seen, opened.failure);
  const { host, port: local, failure } = opened.value;
  return {
    search: seen,
    endpoint: {
      ...request.given,
      url: new URL(`${swift.port?.scheme ?? 'http'}://${host}:${local}/`),
      source: 'cluster',
      forwarded: { to: `${namespace}/${pod}:${port}`, failure },
    },
    forward: opened.value,
  };
}

function searchFacts(found: SwiftFindings, { asked, via }: SwiftRequest): SwiftSearch {
  const { namespace, nothingIn, elsewhere, services, pods, swift } = found;
  return {
    asked:
      asked && `${asked.namespace}/${asked.name}${asked.port === null ? '' : `:${asked.port}`}`,
    namespace,
    ...(nothingIn !== undefined && { nothingIn }),
    ...(elsewhere && { elsewhere }),
    services: mapValue(services, (all) => all.map(serviceFacts)),
    ...(pods && { pods }),
    chosen: swift && `${swift.service.namespace}/${swift.service.name}`,
    via,
  };
}

function serviceFacts({ service, by, port, pods }: SwiftService): SwiftServiceFacts {
  return {
    ...{ namespace: service.namespace, name: service.name, by, port },
    ports: service.ports.map(({ name, port: number }) => (name === '' ? String(number) : name)),
    pods: pods.map(({ pod }) => pod.name),
    ...(service.externalName !== null && { externalName: service.externalName }),
  };
}

function noneChosen(
  { access }: KubeApi,
  { given }: SwiftRequest,
  search: SwiftSearch,
  unfound: Failure,
): FoundSwift {
  return {
    search,
    endpoint: {
      target: {
        url: access.server.href.replace(/\/$/, ''),
        source: 'cluster',
        credentials: 'none',
        viaApiServer: true,
        declaredVersion: given.declaredVersion,
      },
      unfound,
    },
    forward: null,
  };
}

function noPort(namespace: string, name: string): Failure {
  return {
    hop: API_SERVER,
    kind: 'not-found',
    message: `The port of Swift is not known in Service ${namespace}/${name}.`,
  };
}

function whyNoPod({ pods }: SwiftSearch, { service }: SwiftService): Failure {
  if (pods && !pods.ok) return pods.failure;
  return {
    hop: API_SERVER,
    kind: 'not-found',
    message: `The Service ${service.namespace}/${service.name} has no ready pod.`,
  };
}
