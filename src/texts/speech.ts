// Who speaks: what stands around the end of a text.
import { mayMatch, reading, type Letters } from './may-match.js';
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
    /\b\w{3,12}\.go:\d{1,4}: (?:[\d:.+\- m=EDTUCS]{1,80} )?\[debug\]|helm\.sh\/helm\/v3|INSTALLATION FAILED|\bsh\.helm\.release\.v1\.|Error: (?:create|update): failed to (?:create|update): |cannot patch \\?"[^"\\\n]{1,253}\\?" with kind |Unable to continue with (?:install|update): |unable to build kubernetes objects from |Helm release \\?"[^"\\\n]{0,60}\\?" was created but has a failed status/,
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
    /Unable to connect to the server|The connection to the server \S{1,200} was refused|You must be logged in to the server|couldn't get current server API group list|Kubernetes cluster unreachable|helpers\.go:\d{1,4}\] error: |\bKubernetes error: |Error from server(?: \(\w{3,40}\))?: /,
  /** kubectl begins with a small letter, helm with a capital. */
  smallError: /(?:^|[\n`])error: /,
  helmInit: /error installing|error when upgrading|helm init/,
  /** Terraform's provider is helm 2 as a library, and installs Tiller too. */
  terraform: /\bhelm_(?:release|chart)\.|(?<!msg=\\?")provider\.helm\b/,
  repository: /is not a valid chart repository|failed to (?:download|fetch)|no cached repo found/i,
  /**
   * A client of gRPC quotes the status that the server sent, or that its own library made. swiftcheck does so of Tiller, and
   * with the HTTP status of Swift.
   */
  rpc: /rpc error: code = \w+ desc = |\bCode: [A-Z]\w{2,20} {1,9}Message: |(?<!\bHTTP \d{3}, )\bgRPC code \d{1,2}: "/,
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
  /** Clients of gRPC alone: on the core in C (Python, Ruby, .NET), in Java, Node, Rust and Dart, and grpcurl. */
  otherGrpc:
    /_InactiveRpcError|Failed to dial target host \\?"|StatusCode\.|StatusCode=|Rendezvous|grpc\._channel|GRPC::[A-Z]\w+(?:: | \()|"grpc_status": ?\d|Trying to connect an http1\.x server|ipv[46]:\S{3,60}: (?:Failed to connect to remote host|Ssl handshake failed)|io\.grpc\.|(?<![:\d])\d{1,2}[ -](?:INTERNAL|UNKNOWN|CANCELLED|RESOURCE_EXHAUSTED)(?:: | )|(?:\b\d{1,2}[ -]|(?<![\w.-]|SERVICE |= ))(?:UNAVAILABLE|DEADLINE_EXCEEDED|UNIMPLEMENTED)(?:: | )|\btonic::|TonicStatus|\bstatus: [A-Z]\w{2,20}, message: \\?"|\bStatus \{ code: [A-Z]|\bgRPC Error \(|\bStatus\{code=[A-Z_]{2,20}, description=|HTTP\/2 error code: [A-Z_]{3,30}|Received Rst Stream/,
  /** A sidecar, whose lines are of Tiller or of Swift only where they name a port of theirs. */
  linkerd: /\blinkerd2?[_-](?:proxy|app)\b/,
  /** Clients of HTTP that are no Go. */
  httpClient:
    /\brequests\.exceptions|urllib|HTTPS?ConnectionPool\(|\bAxiosError|java\.net\.http|okhttp3?\.|\bwget: |RemoteDisconnected|aiohttp\.|\bhttp(?:x|core)\.|\bundici\b|UND_ERR_|TypeError: fetch failed|Invoke-(?:RestMethod|WebRequest)|Net::(?:Open|Read)Timeout|Failed to open TCP connection|HttpRequestException|\bERR_(?:CONNECTION|CERT|SSL|NAME|ADDRESS|TIMED|TUNNEL|PROXY)_|\b(?:NS|SEC|SSL|MOZILLA_PKIX)_ERROR_|\bPR_[A-Z_]{3,30}_ERROR\b/,
  /** Programs in Java, Python or Node: none of helm, Swift, Tiller and Kubernetes. */
  noGo: /Errno::E\w+|OpenSSL::SSL|SocketException|java\.(?:net|io|lang|security)\.|javax\.net|sun\.security|io\.netty\.|\bE(?:CONN|NOTFOUND|AI_|TIMEDOUT|HOSTUNREACH|NETUNREACH|PROTO)\w*|ERR_TLS_|\[Errno -?\d{1,3}\]|PKIX path|Traceback \(most recent|\[SSL: |SSL routines|SSL_connect returned=|\bssl\.SSL|Received fatal alert|unable to verify the first certificate|self[- ]signed certificate in certificate chain|certificate's altnames|socket hang up/,
  /**
   * None of helm, Tiller and Swift: programs that watch the Kubernetes API or elect a leader, the kubelet that mounts a
   * volume, the server of etcd, and nginx, whose lines have a phrase of their own where they name Tiller or Swift.
   */
  others:
    /\b(?:reflector|leaderelection)\.go:\d{1,5}(?:\] |: )|\b(?:Unm|M)ountVolume\.\w{3,30} failed|\b(?:At|De)tachVolume\.\w{3,30} failed|embed: rejected connection from|\[\w{4,6}\] \d{1,7}#\d{1,7}: /,
  /** Programs and libraries of other systems that name themselves: wherever it stands in an entry, it is not of Tiller. */
  foreign:
    /failed to pull and unpack image|\bretry_interceptor\.go:|\betcdctl |failed to (?:solve|receive status): |\bnpm ERR!|\bpip\._vendor\b|\bpsycopg2?\b|\bpsql: |\borg\.apache\.(?:kafka|zookeeper|hadoop|spark|flink|cassandra|pulsar|activemq)\.|\bcom\.(?:mysql|mongodb|datastax|rabbitmq|zaxxer|amazonaws)\.|\borg\.(?:postgresql|mariadb|elasticsearch)\.|\bredis\.clients\.|@temporalio\/|\btemporal client: |\bInvalidSpecError\b|\bRepoServerService\b/,
  /** Clients of the Kubernetes API in Java and Python, and the name in the certificate of an API server. */
  kubernetesClient:
    /io\.fabric8\.kubernetes|io\.kubernetes\.client|KubernetesClientException|\bkubernetes[./]client[./]|CN=kube-apiserver/,
  /** Every client of the Kubernetes API in Go. */
  clientGo: /the server has asked for the client to provide credentials|an error on the server \(/,
  helm: /(?:^|[\s"'`(>])(?:Error: (?!Command failed: )|\[debug\] )/,
} as const satisfies Record<string, RegExp>;

export type Frame = keyof typeof FRAMES;

export function framesIn(text: string, letters: Letters = ''): Set<Frame> {
  const names = Object.keys(FRAMES).filter(isFrame);
  const found = new Set(names.filter((name) => holds(text, name, letters)));
  if (found.delete('smallError') && letters === '') found.add('kubectl');
  if (letters !== '' && !ERROR_ALONE.test(text)) found.delete('helm');
  return found;
}

/** Not the end of `rpc error: `. */
const ERROR_ALONE = /(?:^|[\s"'`(>])(?<!\w )error: |\[debug\] /;

function holds(text: string, name: Frame, letters: Letters): boolean {
  return mayMatch(text, name, OF_FRAMES, letters) && reading(FRAMES[name], letters).test(text);
}

/** Text of this length around a place can be of its entry. */
const AROUND = 1500;
/** What a person pastes with the command before it. */
const FEW_ENTRIES = 3;

/** Whether a program of another system names itself in the entry, or in one of a few. */
export function isOfAnotherSystem(form: string, at: number, letters: Letters): boolean {
  const few = form.split('\n', FEW_ENTRIES + 1).length <= FEW_ENTRIES;
  const start = few ? 0 : form.lastIndexOf('\n', at - 1) + 1;
  const end = few ? -1 : form.indexOf('\n', at);
  const entry = form.slice(
    Math.max(start, at - AROUND),
    Math.min(end === -1 ? form.length : end, at + AROUND),
  );
  return holds(entry, 'foreign', letters);
}

function isFrame(name: string): name is Frame {
  return name in FRAMES;
}

export function hasAny(frames: ReadonlySet<Frame>, ...names: readonly Frame[]): boolean {
  return names.some((name) => frames.has(name));
}

/** Tiller speaks, to its log or in an answer. */
export function tillerSpeaks(frames: ReadonlySet<Frame>): boolean {
  return (
    !frames.has('helm3') && hasAny(frames, 'storage', 'tillerStart', 'tillerLog', 'tillerCall')
  );
}
