// Who speaks, and who was asked: what stands around the end of a text.
import { mayMatch } from './may-match.js';
import { OF_FRAMES } from './needed.js';

/** Marks of a program in a text, by which it is known. */
export const FRAMES = {
  /** A gRPC server refuses a connection. */
  server:
    /grpc: Server\.Serve failed to (?:complete security handshake|create ServerTransport)|http2Server\.HandleStreams/,
  /** The log of an HTTP server in Go. */
  httpServer: /http: TLS handshake error from /,
  /** The log of a gRPC client that dials: grpc-go 1.2 to 1.26 and newer. */
  dialer:
    /(?:addrConn|Conn)\.(?:createTransport|resetTransport|transportMonitor)|failed to create client transport/,
  subConns: /all SubConns are in TransientFailure/,
  storage:
    /\[storage(?:\/driver)?\]|(?<!Error: |FAILED: )\b(?:list|get|query|create|update|delete): failed to (?:list|get|query|create|update|delete)\b|Failed to record release/,
  tillerStart: /Cannot initialize Kubernetes connection/,
  tillerLog: /\[tiller\] |\[kube\] |k8s\.io\/helm\/pkg\//,
  /** What only Tiller finds while it carries out a call. */
  tillerCall:
    /\brelease \S{1,60} failed: |(?:UPGRADE|ROLLBACK|INSTALL) FAILED|\b(?:Upgrade|Release|Rollback) \\{0,3}"[^"\\\n]{1,60}\\{0,3}" failed: |Could not get apiVersions from Kubernetes/,
  /** helm 3 asks the Kubernetes API itself. */
  helm3:
    /\b\w{3,12}\.go:\d{1,4}: (?:[\d:.+\- m=EDTUCS]{1,80} )?\[debug\]|helm\.sh\/helm\/v3|INSTALLATION FAILED/,
  swiftSearch: /failed to detect tiller address/,
  /** Up to Kubernetes 1.15 the reason stands between quotation marks. */
  serviceProxy:
    /[Ee]rror trying to reach service|Trying to reach: \\?'|(?:^|[\s"'`(>])Error: \\?'(?:dial |read |write |net\/http: |http: |malformed |tls: |x509: |remote error|EOF)/,
  kubeletDial: /error dialing backend/,
  portForward:
    /forwarding ports?\b|error upgrading connection|unable to upgrade connection|inside namespace \\?"|socat\[|portforward|error copying from (?:local connection|remote stream)/,
  kubeletProbe: /(?:Readiness|Liveness|Startup) probe (?:failed|errored)/,
  ping: /could not ping Tiller/,
  tunnel: /Created tunnel using local port/,
  kubectl:
    /Unable to connect to the server|The connection to the server \S{1,200} was refused|You must be logged in to the server|couldn't get current server API group list|Kubernetes cluster unreachable|(?:^|[\n`]|helpers\.go:\d{1,4}\] )error: |\bKubernetes error: |Error from server(?: \(\w{3,40}\))?: /,
  helmInit: /error installing|error when upgrading|helm init/,
  /** Terraform's provider is helm 2 as a library, and installs Tiller too. */
  terraform: /\bhelm_(?:release|chart)\.|(?<!msg=\\?")provider\.helm\b/,
  repository: /is not a valid chart repository|failed to (?:download|fetch)|no cached repo found/i,
  /** A client of gRPC quotes the status that the server sent, or that its own library made. */
  rpc: /rpc error: code = \w+ desc = |\bCode: [A-Z]\w{2,20} {1,9}Message: /,
  grpc: /desc = \\{0,3}"transport|transport: |authentication handshake failed|server preface/,
  /** Programs that call Tiller from within the cluster. */
  operator:
    /Chart release failed|component=(?:release|chartsync|annotator|helm)\b|[Uu]nable to connect to Tiller|error getting tiller version|failed to connect to [Tt]iller|msg=\\?"provider\.helm|provider=helm\b|Can't ping Tiller|armada\.|\bmonocular-|\[negroni\]/,
  swiftBody: /"code": ?\d{1,2}, ?"message": ?\\?"/,
  curl: /\bcurl: \(\d+\)|\bcURL error \d+:/,
  /** A proxy in Go, as Traefik: net/http/httputil and github.com/vulcand/oxy. */
  goProxy:
    /'\d{3} [A-Z][\w ]{2,40}' caused by: |\b50\d [A-Z][\w ]{2,40} error=\\?"|http: proxy error: /,
  /** An answer as swiftcheck quotes it. */
  answer: /\bHTTP \d{3}(?:, gRPC code \d{1,2})?: "/,
  /** Only the HTTP client of Go words it so. gRPC has a transport of its own. */
  goHttp:
    /net\/http: |http2: (?:server sent GOAWAY and closed|no cached connection)|Client\.Timeout|server gave HTTP response to HTTPS client|malformed HTTP (?:response|status|version)|stream error: stream ID/,
  /** Clients of gRPC that are no Go: on the core in C (Python, Ruby, .NET), in Java, Node, Rust and Dart. */
  otherGrpc:
    /_InactiveRpcError|StatusCode\.|StatusCode=|Rendezvous|grpc\._channel|GRPC::[A-Z]\w+(?:: | \()|"grpc_status": ?\d|Trying to connect an http1\.x server|ipv[46]:\S{3,60}: (?:Failed to connect to remote host|Ssl handshake failed)|io\.grpc\.|(?<![:\d])\d{1,2}[ -](?:INTERNAL|UNKNOWN|CANCELLED|RESOURCE_EXHAUSTED)(?:: | )|(?:\b\d{1,2}[ -]|(?<![\w.-]))(?:UNAVAILABLE|DEADLINE_EXCEEDED|UNIMPLEMENTED)(?:: | )|\btonic::|TonicStatus|\bstatus: [A-Z]\w{2,20}, message: \\?"|\bStatus \{ code: [A-Z]|\bgRPC Error \(|\bStatus\{code=[A-Z_]{2,20}, description=|HTTP\/2 error code: [A-Z_]{3,30}|Received Rst Stream/,
  /** A sidecar, whose lines are of Tiller or of Swift only where they name a port of theirs. */
  linkerd: /\blinkerd2?[_-](?:proxy|app)\b/,
  /** Clients of HTTP that are no Go. */
  httpClient:
    /\brequests\.exceptions|urllib|HTTPS?ConnectionPool\(|\bAxiosError|java\.net\.http|okhttp3?\.|\bwget: |RemoteDisconnected|aiohttp\.|\bhttp(?:x|core)\.|\bundici\b|UND_ERR_|TypeError: fetch failed|Invoke-(?:RestMethod|WebRequest)|Net::(?:Open|Read)Timeout|Failed to open TCP connection|HttpRequestException/,
  /** Programs in Java, Python or Node: none of helm, Swift, Tiller and Kubernetes. */
  noGo: /Errno::E\w+|OpenSSL::SSL|SocketException|java\.(?:net|io|lang|security)\.|javax\.net|sun\.security|io\.netty\.|\bE(?:CONN|NOTFOUND|AI_|TIMEDOUT|HOSTUNREACH|NETUNREACH|PROTO)\w*|ERR_TLS_|\[Errno -?\d{1,3}\]|PKIX path|Traceback \(most recent|\[SSL: |SSL_connect returned=|\bssl\.SSL|Received fatal alert|unable to verify the first certificate|self[- ]signed certificate in certificate chain|certificate's altnames|socket hang up/,
  /** A program that watches the Kubernetes API: controllers and meshes. helm, Tiller and Swift ask when they need to. */
  watcher: /\breflector\.go:\d{1,5}(?:\] |: )/,
  /** Clients of the Kubernetes API in Java and Python, and the name in the certificate of an API server. */
  kubernetesClient:
    /io\.fabric8\.kubernetes|io\.kubernetes\.client|KubernetesClientException|\bkubernetes[./]client[./]|CN=kube-apiserver/,
  /** Every client of the Kubernetes API in Go. */
  clientGo: /the server has asked for the client to provide credentials/,
  helm: /(?:^|[\s"'`(>])(?:Error: (?!Command failed: )|\[debug\] )/,
} as const satisfies Record<string, RegExp>;

export type Frame = keyof typeof FRAMES;

export function framesIn(text: string): Set<Frame> {
  const names = Object.keys(FRAMES).filter(isFrame);
  return new Set(
    names.filter((name) => mayMatch(text, name, OF_FRAMES) && FRAMES[name].test(text)),
  );
}

function isFrame(name: string): name is Frame {
  return name in FRAMES;
}

/** What was asked for, as far as the text shows it. */
export type Asked =
  | { readonly kind: 'storage' | 'tiller-search' | 'service-search' | 'port-forward' }
  /** `common`: what each client asks, and not an object that another program alone can mean. */
  | { readonly kind: 'api'; readonly inCluster: boolean; readonly common: boolean }
  | { readonly kind: 'probe' | 'kubelet' | 'repository' | 'swift' | 'install' | 'etcd' }
  /** The address that a client falls back to without another one. */
  | {
      readonly kind: 'no-kubeconfig';
      readonly asker: 'Tiller' | 'client' | 'either';
      /** No URL of the API shows it: another program can have the same port. */
      readonly byPort?: true;
    }
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
  /(?:\b(?:Get|Post|Put|Patch|Delete|Head) \\{0,3}"?|\breach: \\?'|for url: |"url": ?"|(?<=[\s`"'(])|^)(?<url>https?:\/\/[^\s"'<>\\]{3,2000})/gi;
const ADDRESS =
  /(?:(?<=[\s{"'/(,>]|^)(?<host>\[[\da-f:]{2,45}\]|::1|[\w.-]{1,200})?:(?<port>\d{2,5})(?=[\s:"'},;/)\\\]<!?]|\.(?!\w)|$))|\bHost.{1,3}(?<alone>tiller-deploy[\w.-]*)|host='(?<pool>[^']{1,200})', port=(?<poolPort>\d{2,5})|(?:connect to |for \\?")(?<named>[\w.[\]:-]{1,200})(?:\\?")? port (?<namedPort>\d{2,5})/gi;

/** The request that belongs to what ends at `end`: the nearest before it, otherwise what a text names after it. */
export function requestOf(before: string, own: string, after: string): Request | null {
  const pooled = requestOfPool(before, after);
  if (pooled) return pooled;
  const urls = [...before.matchAll(URL_BEFORE)];
  for (const match of urls.reverse()) {
    const asked = askedByUrl(match.groups?.['url'] ?? '');
    const { length } = match[0];
    const next = before.slice(match.index + length - 1, match.index + length + 4);
    if (asked) return { asked, from: match.index, whole: /^(?::|.?\\{0,3}["'])/.test(next) };
  }
  const behind = URL_BEHIND.exec(after)?.groups?.['url'];
  const askedBehind = behind === undefined ? null : askedByUrl(behind);
  if (askedBehind) return { asked: askedBehind, from: before.length, whole: true };
  const inOwn = askedByAddress(own);
  if (inOwn) return { ...inOwn, from: before.length };
  const dialled = askedByAddress(before, true);
  if (dialled) return dialled;
  const target = OTHER_TARGET.exec(before) ?? OTHER_TARGET.exec(after);
  if (target) return { asked: { kind: 'other' }, from: before.length, whole: true };
  const named =
    /^[^\n]{0,160}?(?:Trying to reach: \\?'(?<url>\S{3,500}?)\\?'|(?:Reconnecting to|latest error for|\(address:) (?<address>\{?"?[^\s;)]{3,120})|\((?:get|post|put|patch|delete) (?<resource>\w+)\))/.exec(
      after,
    )?.groups;
  if (named?.['url'] !== undefined) {
    const kind = KUBELET.test(named['url']) ? 'kubelet' : 'service-proxy';
    return { asked: { kind }, from: before.length, whole: true };
  }
  const later = named?.['address'] === undefined ? null : askedByAddress(`${named['address']} `);
  return later && { ...later, from: before.length };
}

/** Guzzle of PHP names the URL behind the words. */
const URL_BEHIND = /^[^\n]{0,160}?(?:\) for |\burl: ?)(?<url>https?:\/\/[^\s"'<>\\]{3,500})/;
/** The name and the port that a client of gRPC dials, where neither is one of Tiller or Swift. */
const OTHER_TARGET =
  /(?:createTransport failed to connect to|Reconnecting to|latest error for) \{?\\?"?(?![\w.-]*(?:tiller|swift|helm|localhost))[a-z][\w-]*(?:\.[\w-]+)*:(?!44134\b|50055\b|9855\b)\d{2,5}\b/;

/** urllib3 of Python names host, port and path apart, or the path alone behind the words. */
const POOL =
  /(?<scheme>HTTPS?)ConnectionPool\(host='(?<host>[^']{1,200})', port=(?<port>\d{1,5})\): [^\n]{0,60}?url: (?<path>\/\S{0,1000})/g;
const PATH_BEHIND = /^[\w\s.'"),>]{0,80}': (?<path>\/\S{0,1000})/;

function requestOfPool(before: string, after: string): Request | null {
  const match = [...before.matchAll(POOL)].at(-1);
  const { scheme = 'https', host = 'host', port = '443' } = match?.groups ?? {};
  const path = (match ?? PATH_BEHIND.exec(after))?.groups?.['path'];
  const asked =
    path === undefined ? null : askedByUrl(`${scheme.toLowerCase()}://${host}:${port}${path}`);
  return asked && { asked, from: match?.index ?? before.length, whole: true };
}

/** The API server's proxy leads to nodes too. */
const KUBELET = /^https?:\/\/[^/]{1,200}:102(?:50|55)(?:\/|$)/;

function askedByUrl(url: string): Asked | null {
  const plain = url.replace(/[:,.;)}\]]+$/, '');
  if (!URL.canParse(plain)) return null;
  const parsed = new URL(plain);
  const { pathname, search, hostname, port } = parsed;
  const query = decodedQuery(search);
  if (/\/index\.yaml$|\.tgz$/.test(pathname)) return { kind: 'repository' };
  if (pathname.includes('/tiller/v2/') && !pathname.includes('/proxy/')) return { kind: 'swift' };
  if (/\/services\/[^/]+\/proxy\b|\/proxy\/namespaces\//.test(pathname)) {
    return { kind: 'service-proxy' };
  }
  if (/\/(?:portforward|exec|attach)$/.test(pathname)) return { kind: 'port-forward' };
  if (/\/(?:readiness|liveness)$/.test(pathname) && port === '44135') return { kind: 'probe' };
  const storage = isStorage(url, parsed);
  if (API.test(pathname) && isFallback(parsed)) {
    // Tiller reads the version of the cluster before it renders a chart, helm only for `helm version`.
    const asker = storage ? 'Tiller' : pathname === '/version' ? 'either' : 'client';
    return { kind: 'no-kubeconfig', asker };
  }
  if (storage) return { kind: 'storage' };
  if (pathname.endsWith('/pods') && query.includes('name=tiller')) return { kind: 'tiller-search' };
  if (INSTALLED.test(pathname)) return { kind: 'install' };
  if (pathname.endsWith('/services') && query.includes('name=tiller'))
    return { kind: 'service-search' };
  if (API.test(pathname)) {
    const common = !OBJECT.test(pathname);
    return { kind: 'api', inCluster: isInCluster(url, hostname), common };
  }
  if (pathname === '/' && /swift|helm-api/.test(hostname)) return { kind: 'swift' };
  return portAsked(Number(port), hostname) ?? { kind: 'other' };
}

/** Other programs keep records too. Those without a mark of Tiller are Tiller's where a pod asks, which writes :443. */
function isStorage(url: string, { pathname, hostname, search }: URL): boolean {
  if (!/\/(?:configmaps|secrets)(?:\/[^/]+\.v\d+)?$/.test(pathname)) return false;
  const fromPod = /^https?:\/\/[^/]+:443\//.test(url) || hostname.startsWith('kubernetes.default');
  return fromPod || search.includes('OWNER') || /\.v\d+$/.test(pathname);
}

function decodedQuery(search: string): string {
  return search.replace(/%3D/gi, '=').replace(/%2C/gi, ',');
}

/** Rancher and other proxies of clusters put a path in front. */
const API = /^\/(?:api|apis|version|openapi|swagger|healthz)\b|\/(?:api\/v1|apis)\//;
/** One ConfigMap or Secret, as other programs keep their state in, and what no chart holds. Those of Tiller end with a revision. */
const OBJECT = /\/(?:configmaps|secrets)\/[^/]+$|\/(?:nodes|leases|events)(?:\/|$)/;
/** What helm init, helm reset and the provider of Terraform ask for. */
const INSTALLED =
  /\/(?:deployments|services|serviceaccounts|secrets|clusterrolebindings)\/tiller[\w-]*$/;

/** Where a client of the Kubernetes API asks that knows no address: kubectl and helm at 8080, Terraform at 80. */
function isFallback({ protocol, hostname, port }: URL): boolean {
  return (
    protocol === 'http:' &&
    (port === '8080' || port === '') &&
    /^(?:localhost|127\.|\[::1\])/.test(hostname)
  );
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
    const { alone, pool, named, poolPort, namedPort } = match.groups ?? {};
    const { host = pool ?? named ?? '', port = poolPort ?? namedPort } = match.groups ?? {};
    const asked = alone === undefined ? portAsked(Number(port), host) : portAsked(44134, alone);
    if (asked) found.push({ asked, from: match.index, whole: true });
  }
  return (nearest ? found.at(-1) : found[0]) ?? null;
}

function portAsked(port: number, host: string): Asked | null {
  // Go dials its own machine for an empty host.
  const loopback = /^(?:localhost|127\.[\d.]+|\[?::1\]?|)$/.test(host);
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
    case 8080:
      return loopback ? { kind: 'no-kubeconfig', asker: 'client', byPort: true } : null;
    case 2379:
      return { kind: 'etcd' };
    case 443:
    case 6443:
    case 8443:
      return { kind: 'api-port' };
    default:
      return null;
  }
}
