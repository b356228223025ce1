// Who speaks, and who was asked: what stands around the end of a text.

/** Marks of a program in a text, by which it is known. */
const FRAMES = {
  /** A gRPC server refuses a connection. */
  server: /grpc: Server\.Serve failed to (?:complete security handshake|create ServerTransport)/,
  /** The log of a gRPC client that dials: grpc-go 1.2 to 1.26 and newer. */
  dialer:
    /(?:addrConn|Conn)\.(?:createTransport|resetTransport|transportMonitor)|failed to create client transport/,
  subConns: /all SubConns are in TransientFailure/,
  storage:
    /\[storage(?:\/driver)?\]|\b(?:list|get|query|create|update|delete): failed to (?:list|get|query|create|update|delete)\b|Failed to record release/,
  tillerStart: /Cannot initialize Kubernetes connection/,
  tillerLog: /\[tiller\] |\[kube\] |k8s\.io\/helm\/pkg\//,
  /** What only Tiller finds while it carries out a call. */
  tillerCall:
    /\brelease \S{1,60} failed: |(?:UPGRADE|ROLLBACK|INSTALL) FAILED|Could not get apiVersions from Kubernetes/,
  swiftSearch: /failed to detect tiller address/,
  serviceProxy: /[Ee]rror trying to reach service|Trying to reach: \\?'/,
  kubeletDial: /error dialing backend/,
  portForward:
    /forwarding ports?\b|error upgrading connection|unable to upgrade connection|inside namespace \\?"|socat\[|portforward/,
  kubeletProbe: /(?:Readiness|Liveness|Startup) probe (?:failed|errored)/,
  ping: /could not ping Tiller/,
  tunnel: /Created tunnel using local port/,
  kubectl:
    /Unable to connect to the server|You must be logged in to the server|couldn't get current server API group list/,
  helmInit: /error installing|error when upgrading|helm init/,
  repository: /is not a valid chart repository|failed to (?:download|fetch)|no cached repo found/i,
  /** A client of gRPC quotes the status that the server sent, or that its own library made. */
  rpc: /rpc error: code = \w+ desc = /,
  grpc: /desc = \\{0,3}"transport|transport: |authentication handshake failed/,
  /** Programs that call Tiller from within the cluster. */
  operator: /Chart release failed|component=(?:release|chartsync|annotator|helm)\b/,
  swiftBody: /"code": ?\d{1,2}, ?"message": ?\\?"/,
  curl: /\bcurl: \(\d+\)/,
  python: /_InactiveRpcError|StatusCode\.|_Rendezvous|grpc\._channel/,
  java: /io\.grpc\.|io\.netty\.|java\.net\./,
  helm: /(?:^|\n|\s)Error: /,
} as const satisfies Record<string, RegExp>;

export type Frame = keyof typeof FRAMES;

export function framesIn(text: string): Set<Frame> {
  const names = Object.keys(FRAMES).filter(isFrame);
  return new Set(names.filter((name) => FRAMES[name].test(text)));
}

function isFrame(name: string): name is Frame {
  return name in FRAMES;
}

/** What was asked for, as far as the text shows it. */
export type Asked =
  | { readonly kind: 'storage' | 'tiller-search' | 'service-search' | 'port-forward' }
  | { readonly kind: 'api'; readonly inCluster: boolean }
  | { readonly kind: 'probe' | 'kubelet' | 'repository' | 'swift' | 'no-kubeconfig' }
  | { readonly kind: 'service-proxy' }
  | { readonly kind: 'tiller' | 'swift-itself'; readonly loopback: boolean }
  | { readonly kind: 'api-port' }
  /** A URL that is none of this system. */
  | { readonly kind: 'other' };

/** A request with its place in the text. */
export interface Request {
  readonly asked: Asked;
  readonly from: number;
  /** Whether nothing stands between the address and what is said of it: a break can cut a URL. */
  readonly whole: boolean;
}

const URL_BEFORE =
  /(?:\b(?:Get|Post|Put|Patch|Delete|Head) \\{0,3}"?|\breach: \\?'|for url: |"url": ?"|(?<=\s)|^)(?<url>https?:\/\/[^\s"'<>\\]{3,2000})/gi;
const ADDRESS =
  /(?:(?<=[\s{"'/(,>]|^)(?<host>\[[\da-f:]{2,45}\]|[\w.-]{1,200})?:(?<port>\d{2,5})(?=[\s:"'},;/)\\]|$))|\bHost.{1,3}(?<alone>tiller-deploy[\w.-]*)/gi;

/** The request that belongs to what ends at `end`: the nearest before it, else what a text names after it. */
export function requestOf(before: string, own: string, after: string): Request | null {
  const urls = [...before.matchAll(URL_BEFORE)];
  for (const match of urls.reverse()) {
    const asked = askedByUrl(match.groups?.['url'] ?? '');
    const { length } = match[0];
    const next = before.slice(match.index + length - 1, match.index + length + 4);
    if (asked) return { asked, from: match.index, whole: /^(?::|.?\\{0,3}["'])/.test(next) };
  }
  const inOwn = askedByAddress(own);
  if (inOwn) return { ...inOwn, from: before.length };
  const dialled = askedByAddress(before, true);
  if (dialled) return dialled;
  const named =
    /^[^\n]{0,160}?(?:Trying to reach: \\?'(?<url>\S{3,500}?)\\?'|(?:Reconnecting to|latest error for) (?<address>\{?"?[^\s;]{3,120})|\((?:get|post|put|patch|delete) (?<resource>\w+)\))/.exec(
      after,
    )?.groups;
  if (named?.['url'] !== undefined) {
    return { asked: { kind: 'service-proxy' }, from: before.length, whole: true };
  }
  const later = named?.['address'] === undefined ? null : askedByAddress(`${named['address']} `);
  return later && { ...later, from: before.length };
}

function askedByUrl(url: string): Asked | null {
  const parsed = URL.canParse(url.replace(/[:,.;)}\]]+$/, ''))
    ? new URL(url.replace(/[:,.;)}\]]+$/, ''))
    : null;
  if (!parsed) return null;
  const { pathname, search, hostname, port } = parsed;
  const query = decodedQuery(search);
  if (/\/index\.yaml$|\.tgz$/.test(pathname)) return { kind: 'repository' };
  if (pathname.includes('/tiller/v2/') && !pathname.includes('/proxy/')) return { kind: 'swift' };
  if (/\/services\/[^/]+\/proxy\b|\/proxy\/namespaces\//.test(pathname)) {
    return { kind: 'service-proxy' };
  }
  if (pathname.endsWith('/portforward')) return { kind: 'port-forward' };
  if (/\/(?:readiness|liveness)$/.test(pathname) && port === '44135') return { kind: 'probe' };
  if (/\/(?:configmaps|secrets)(?:\/[^/]+\.v\d+)?$/.test(pathname)) return { kind: 'storage' };
  if (pathname.endsWith('/pods') && query.includes('name=tiller')) {
    return isLocal8080(parsed) ? { kind: 'no-kubeconfig' } : { kind: 'tiller-search' };
  }
  if (pathname.endsWith('/services') && query.includes('name=tiller'))
    return { kind: 'service-search' };
  if (/^\/(?:api|apis|version|openapi|swagger|healthz)\b/.test(pathname)) {
    if (isLocal8080(parsed)) return { kind: 'no-kubeconfig' };
    return { kind: 'api', inCluster: isInCluster(url, hostname) };
  }
  return portAsked(Number(port), hostname) ?? { kind: 'other' };
}

function decodedQuery(search: string): string {
  return search.replace(/%3D/gi, '=').replace(/%2C/gi, ',');
}

function isLocal8080({ hostname, port }: URL): boolean {
  return port === '8080' && /^(?:localhost|127\.|\[::1\])/.test(hostname);
}

/**
 * The client of a pod joins host and port of the environment, so that the URL names :443. A kubeconfig
 * rarely does, and mostly has a name or another port.
 */
function isInCluster(url: string, hostname: string): boolean {
  return (
    /^https:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\]|kubernetes\.default[\w.]*):443\//i.test(
      url,
    ) || /^kubernetes\.default\b/.test(hostname)
  );
}

function askedByAddress(text: string, nearest = false): Request | null {
  const found: Request[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const { host = '', port, alone } = match.groups ?? {};
    const asked = alone === undefined ? portAsked(Number(port), host) : portAsked(44134, alone);
    if (asked) found.push({ asked, from: match.index, whole: true });
  }
  return (nearest ? found.at(-1) : found[0]) ?? null;
}

function portAsked(port: number, host: string): Asked | null {
  const loopback = /^(?:localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);
  switch (port) {
    case 44134:
      return { kind: 'tiller', loopback };
    case 44135:
      return { kind: 'probe' };
    case 50055:
    case 9855:
      return { kind: 'swift-itself', loopback };
    case 10250:
    case 10255:
      return { kind: 'kubelet' };
    case 443:
    case 6443:
    case 8443:
      return { kind: 'api-port' };
    default:
      return null;
  }
}
