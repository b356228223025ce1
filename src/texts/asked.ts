// Who was asked: the URLs and addresses around the end of a text.

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
  /** `shared`: the port of every server with TLS, 443. */
  | { readonly kind: 'api-port'; readonly shared: boolean }
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
  const reached = REACHED.exec(after)?.groups?.['url'];
  const named = reached === undefined ? ofListener(before) : podBehind(reached);
  if (named) return { asked: named, from: before.length, whole: true };
  const inOwn = askedByAddress(own);
  if (inOwn) return { ...inOwn, from: before.length };
  const dialled = askedByAddress(before, true);
  if (dialled) return dialled;
  const target = OTHER_TARGET.exec(before) ?? OTHER_TARGET.exec(after);
  if (target) return { asked: { kind: 'other' }, from: before.length, whole: true };
  const later = ADDRESS_BEHIND.exec(after)?.groups?.['address'];
  const askedLater = later === undefined ? null : askedByAddress(`${later} `);
  return askedLater && { ...askedLater, from: before.length };
}

const ADDRESS_BEHIND =
  /^[^\n]{0,160}?(?:Reconnecting to|latest error for|\(address:) (?<address>\{?"?[^\s;)]{3,120})/i;
/** What the service proxy asked. */
const REACHED = /^[^\n]{0,160}?Trying to reach: \\?'(?<url>\S{3,500}?)\\?'/i;

/** A server that cannot begin to listen asked no other. */
function ofListener(before: string): Asked | null {
  return /\blisten (?:tcp|udp)[46]?: $/.test(before) ? { kind: 'other' } : null;
}

/** A pod of Swift is known by its ports or its paths; other programs have Services, too. */
function podBehind(url: string): Asked {
  if (KUBELET.test(url)) return { kind: 'kubelet' };
  const ofSwift = /^https?:\/\/[^/]{1,200}:(?:9855|50055|44134|44135)(?:\/|$)|\/tiller\/v2\//;
  return { kind: ofSwift.test(url) ? 'service-proxy' : 'other' };
}

/** Guzzle of PHP names the URL behind the words. */
const URL_BEHIND = /^[^\n]{0,160}?(?:\) for |\burl: ?)(?<url>https?:\/\/[^\s"'<>\\]{3,500})/;
/** The name and the port that a client of gRPC dials, where neither is one of Tiller or Swift. */
const OTHER_TARGET =
  /(?:failed to connect to|Reconnecting to|latest error for) \{?\\?"?(?![\w.-]*(?:tiller|swift|helm|localhost))[a-z][\w-]*(?:\.[\w-]+)*:(?!44134\b|50055\b|9855\b)\d{2,5}\b/i;

/** urllib3 of Python names host, port and path apart, or the path alone behind the words. */
const POOL =
  /(?<scheme>HTTPS?)ConnectionPool\(host='(?<host>[^']{1,200})', port=(?<port>\d{1,5})\): [^\n]{0,60}?url: (?<path>\/\S{0,1000})/gi;
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

export function askedByUrl(url: string): Asked | null {
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
  // Every client of the Kubernetes API in Go waits this long for its version and its list of APIs.
  if (API.test(pathname) || search.includes('timeout=32s')) {
    const common = !OBJECT.test(pathname);
    return { kind: 'api', inCluster: isInCluster(url, hostname), common };
  }
  if (pathname === '/' && /swift|helm-api/.test(hostname)) return { kind: 'swift' };
  // Programs that collect metrics ask kubelets, too.
  if (/^\/(?:stats|metrics)\b/.test(pathname)) return { kind: 'other' };
  return portAsked(Number(port), hostname) ?? { kind: 'other' };
}

/** Other programs keep records too. Those without a mark of Tiller are Tiller's where a pod asks, which writes :443. */
function isStorage(url: string, { pathname, hostname, search }: URL): boolean {
  if (!/\/(?:configmaps|secrets)(?:\/[^/]+\.v\d+)?$/.test(pathname)) return false;
  const fromPod = /^https?:\/\/[^/]+:443\//.test(url) || hostname.startsWith('kubernetes.default');
  return fromPod || /OWNER/i.test(search) || /\.v\d+$/.test(pathname);
}

function decodedQuery(search: string): string {
  return search.replace(/%3D/gi, '=').replace(/%2C/gi, ',');
}

/** Rancher and other proxies of clusters put a path in front. Other programs have an /api/v1 of their own. */
const API = new RegExp(
  String.raw`^/(?:api/?$|(?:version|openapi|swagger|healthz)\b)|/apis(?:/|$)|/api/v\d\w{0,8}(?:/?$|/(?:watch/|proxy/)?(?:${[
    ...['namespaces', 'nodes', 'pods', 'services', 'serviceaccounts', 'secrets', 'configmaps'],
    ...['endpoints', 'events', 'persistentvolume', 'replicationcontrollers', 'resourcequotas'],
    ...['limitranges', 'podtemplates', 'componentstatuses', 'bindings'],
  ].join('|')}))`,
);
/** One pod, and one ConfigMap or Secret, as other programs keep their state in, and what no chart holds. Those of Tiller end with a revision. */
const OBJECT = /\/(?:configmaps|secrets|pods)\/[^/]+$|\/(?:nodes|leases|events)(?:\/|$)/;
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
  const own = found.filter(({ asked }) => asked.kind !== 'other');
  const all = own.length > 0 ? own : found;
  return (nearest ? all.at(-1) : all[0]) ?? null;
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
      return { kind: 'api-port', shared: port === 443 };
    default:
      return OF_OTHERS.has(port) ? { kind: 'other' } : null;
  }
}

/** SSH, mail, LDAP, databases, queues, search, traces and Temporal. */
const OF_OTHERS: ReadonlySet<number> = new Set([
  ...[22, 25, 389, 587, 636, 1433, 1521, 2181, 3306, 5432, 5672, 6379],
  ...[8020, 8500, 9042, 9092, 9200, 9300, 11211, 27017],
  ...[4317, 4318, 7233, 14250],
]);
