// Texts that people met, with what is true of them. Names and addresses are replaced.
import type { TextHop } from '../../src/texts/types.js';

export interface Report {
  readonly text: string;
  /** The hops of the first entry that matches. */
  readonly hops: readonly TextHop[];
  readonly id: string;
  readonly cause: RegExp;
  /** What no cause and no step may say. */
  readonly not?: RegExp;
}

const TILLERS_TLS =
  /--tiller-ca-file|--tls-ca-cert|--tls-hostname|tiller-secret|tiller-deploy\.NAMESPACE/;
const API = 'https://10.0.0.1:443/api/v1/namespaces/kube-system';
const OWNER = 'labelSelector=OWNER%3DTILLER';
const SEARCH = 'pods?labelSelector=app%3Dhelm%2Cname%3Dtiller';
const FROM_HERE = `https://192.0.2.1/api/v1/namespaces/kube-system/${SEARCH}`;
const DIALER = 'grpc: addrConn.createTransport failed to connect to';
const HANDSHAKE = 'grpc: Server.Serve failed to complete security handshake from "10.0.0.3:40000"';

/** The request before the words decides who asked whom. */
const REQUESTS: readonly Report[] = [
  {
    text: `Get ${API}/configmaps?${OWNER}: x509: certificate signed by unknown authority`,
    hops: ['tiller->storage'],
    id: 'unknown-authority',
    cause: /^Tiller does not trust the certificate of the Kubernetes API server/,
    not: TILLERS_TLS,
  },
  {
    text: `{"code":2,"message":"Get ${API}/configmaps?${OWNER}: x509: certificate signed by unknown authority (possibly because of \\"crypto/rsa: verification error\\" while trying to verify candidate authority certificate \\"kubernetes\\")"}`,
    hops: ['tiller->storage'],
    id: 'unknown-authority',
    cause: /^Tiller does not trust/,
    not: TILLERS_TLS,
  },
  {
    text: `Error: Get ${FROM_HERE}: x509: certificate signed by unknown authority`,
    hops: ['client->kubernetes'],
    id: 'unknown-authority',
    cause: /this machine does not trust .* Tiller was not asked yet/,
    not: TILLERS_TLS,
  },
  {
    text: `[storage/driver] 2019/11/14 07:09:31 list: failed to list: Get ${API}/configmaps?${OWNER}: x509: certificate is valid for 192.0.2.1, 192.0.2.2, not 10.0.0.1`,
    hops: ['tiller->storage'],
    id: 'certificate-for-other-name',
    cause: /Tiller asked for 10\.0\.0\.1, .* is for 192\.0\.2\.1, 192\.0\.2\.2/,
    not: TILLERS_TLS,
  },
  {
    text: `W1119 10:00:00.000000 1 clientconn.go:1208] ${DIALER} {127.0.0.1:50055 0  <nil>}. Err :connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority". Reconnecting...`,
    hops: ['gateway->swift'],
    id: 'gateway-distrusts-itself',
    cause: /trusts the system's authorities only/,
    not: /--tiller-ca-file/,
  },
  {
    text: 'all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 10.0.0.7:44134: connect: connection refused"',
    hops: ['client->tiller'],
    id: 'refused',
    cause: /nothing listens at 10\.0\.0\.7:44134/,
    not: /--plaintext-addr|gateway/,
  },
  {
    text: `Get ${FROM_HERE}: dial tcp 192.0.2.1:443: i/o timeout`,
    hops: ['client->kubernetes'],
    id: 'kubernetes-not-reached',
    cause: /this machine does not reach the Kubernetes API server/,
    not: /Tiller's pod/,
  },
  {
    text: 'Get https://192.0.2.1:8443/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 192.0.2.1:8443: connect: connection refused',
    hops: ['client->kubernetes'],
    id: 'kubernetes-not-reached',
    cause: /nothing listens at 192\.0\.2\.1:8443/,
  },
  {
    text: `list: failed to list: Get ${API}/secrets?${OWNER}: context deadline exceeded`,
    hops: ['tiller->storage'],
    id: 'storage-timeout',
    cause: /Tiller got no answer from the Kubernetes API server/,
    not: /HELM_HOST|localhost/,
  },
  ...[
    'https://10.0.0.1:443/version: dial tcp 10.0.0.1:443: getsockopt: no route to host',
    'https://10.0.0.1:443/version?timeout=32s: dial tcp 10.0.0.1:443: connect: connection refused',
  ].map((rest): Report => ({
    text: `Error: Get ${rest}`,
    hops: ['tiller->storage'],
    id: 'storage-timeout',
    cause: /Tiller does not reach the Kubernetes API server/,
  })),
  {
    text: `Get https://c.example:443/api/v1/namespaces/kube-system/${SEARCH}: proxyconnect tcp: net/http: TLS handshake timeout`,
    hops: ['client->proxy'],
    id: 'proxy-unreachable',
    cause: /HTTP proxy .* Tiller was not asked yet/,
    not: TILLERS_TLS,
  },
];

/** What follows the prefix decides. */
const PREFIXES: readonly Report[] = [
  {
    text: 'Cannot initialize Kubernetes connection: open /var/run/secrets/kubernetes.io/serviceaccount/token: permission denied',
    hops: ['cluster'],
    id: 'tiller-token-unreadable',
    cause: /may not read the file token .* Nothing was sent/,
    not: /[Dd]elete the (?:token|Secret)/,
  },
  {
    text: 'Cannot initialize Kubernetes connection: No Auth Provider found for name "gcp"',
    hops: ['cluster'],
    id: 'auth-provider-missing',
    cause: /auth provider gcp/,
    not: /Secret/,
  },
  {
    text: 'Cannot initialize Kubernetes connection: the server has asked for the client to provide credentials',
    hops: ['tiller->storage'],
    id: 'tiller-cannot-initialize',
    cause: /does not accept the token/,
  },
  {
    text: '{"code":2,"message":"failed to detect tiller address: Get https://10.0.0.1:443/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller: x509: certificate is valid for 192.0.2.1, not 10.0.0.1"}',
    hops: ['swift->kubernetes'],
    id: 'certificate-for-other-name',
    cause: /certificate of the Kubernetes API server/,
    not: /network or DNS/,
  },
];

/** An alert from the remote side is the word of the remote side. */
const ALERTS: readonly Report[] = [
  {
    text: `${HANDSHAKE}: remote error: tls: bad certificate`,
    hops: ['swift->tiller', 'client->tiller'],
    id: 'certificate-rejected-by-client',
    cause: /client at 10\.0\.0\.3:40000 rejects the certificate of Tiller/,
    not: /--tls-cert /,
  },
  {
    text: `${HANDSHAKE}: tls: failed to verify client's certificate: x509: certificate signed by unknown authority`,
    hops: ['swift->tiller', 'client->tiller'],
    id: 'client-certificate-untrusted',
    cause: /Tiller rejects the certificate of the client/,
    not: /--tls-ca-cert|--tiller-ca-file/,
  },
  {
    text: `${HANDSHAKE}: tls: client didn't provide a certificate`,
    hops: ['swift->tiller', 'client->tiller'],
    id: 'client-sent-no-certificate',
    cause: /Tiller asks for a client certificate/,
    not: /--tls-ca-cert|--tiller-ca-file/,
  },
  {
    text: 'Error: remote error: tls: bad certificate',
    hops: ['client->tiller'],
    id: 'bad-certificate',
    cause: /Tiller does not accept the client certificate/,
    not: /--tls-ca-cert/,
  },
];

const PROXIED = 'http://10.0.0.3:9855/tiller/v2/version/json';

/** The service proxy of Kubernetes up to 1.15, of 1.16 to 1.18, and since. */
const SERVICE_PROXY: readonly Report[] = [
  ...['getsockopt', 'connect'].map((call): Report => ({
    text: `Error: 'dial tcp 10.0.0.3:9855: ${call}: connection refused'\nTrying to reach: '${PROXIED}'`,
    hops: ['api-server->swift'],
    id: 'swift-pod-unreachable',
    cause: /does not listen on the port/,
  })),
  {
    text: "Error trying to reach service: 'dial tcp 10.0.0.3:9855: i/o timeout'",
    hops: ['api-server->swift'],
    id: 'swift-pod-unreachable',
    cause: /no answer comes from 10\.0\.0\.3:9855/,
  },
  {
    text: '{"kind":"Status","status":"Failure","message":"error trying to reach service: dial tcp 10.0.0.3:9855: connect: connection refused","reason":"ServiceUnavailable","code":503}',
    hops: ['api-server->swift'],
    id: 'swift-pod-unreachable',
    cause: /does not listen on the port/,
  },
  {
    text: `Error: 'tls: first record does not look like a TLS handshake'\nTrying to reach: '${PROXIED.replace('http', 'https')}'`,
    hops: ['api-server->swift'],
    id: 'api-server-speaks-tls-to-plaintext',
    cause: /says `https:`/,
  },
  {
    text: String.raw`error trying to reach service: net/http: HTTP/1.x transport connection broken: malformed HTTP response "\x00\x00\x06\x04\x00\x00"`,
    hops: ['api-server->swift'],
    id: 'http2-for-http1',
    cause: /speaks gRPC/,
    not: /https: before/,
  },
  {
    text: String.raw`error trying to reach service: malformed HTTP response "\x15\x03\x01\x00\x02\x02"`,
    hops: ['api-server->swift'],
    id: 'plaintext-to-tls',
    cause: /speaks TLS/,
    not: /gRPC/,
  },
];

const UPGRADING = 'error upgrading connection: error dialing backend';

const FORWARDS: readonly Report[] = [
  {
    text: `${UPGRADING}: dial tcp: lookup node-1 on 10.0.0.2:53: no such host`,
    hops: ['api-server->kubelet'],
    id: 'node-unresolvable',
    cause: /node's name/,
  },
  ...[
    'dial tcp 10.0.0.4:10250: i/o timeout',
    'dial tcp 10.0.0.4:10250: getsockopt: no route to host',
    'dial tcp 127.0.0.1:10250: connect: connection refused',
  ].map((tail): Report => ({
    text: `Error: forwarding ports: ${UPGRADING}: ${tail}`,
    hops: ['api-server->kubelet'],
    id: 'kubelet-unreachable',
    cause: /API server does not reach the kubelet/,
    not: /pod was reached/,
  })),
  {
    text: 'failed to connect to localhost:44134 inside namespace "0a1b", IPv4: dial tcp4 127.0.0.1:44134: connect: connection refused',
    hops: ['port-forward'],
    id: 'nothing-listens-in-pod',
    cause: /pod was reached/,
  },
  {
    text: 'socat[104.140469232314112] E connect(5, AF=2 127.0.0.1:44134, 16): Connection refused\nError: UPGRADE FAILED: transport is closing',
    hops: ['port-forward'],
    id: 'nothing-listens-in-pod',
    cause: /nothing listens/,
  },
  {
    text: 'error forwarding port 44134 to pod p, uid : unable to do port forwarding: nsenter not found.',
    hops: ['port-forward'],
    id: 'socat-missing',
    cause: /need nsenter/,
  },
  {
    text: 'Error: forwarding ports: error upgrading connection: Upgrade request required',
    hops: ['client->kubernetes'],
    id: 'upgrade-not-passed',
    cause: /load balancer or proxy before the API server/,
  },
  {
    text: 'HTTP 502 to a request with Upgrade: "502 Bad Gateway"',
    hops: ['client->kubernetes'],
    id: 'upgrade-not-passed',
    cause: /Only port-forwards, exec and attach fail/,
  },
  ...[
    'Readiness probe failed: Get http://10.0.0.3:44135/readiness: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'Liveness probe failed: Get http://10.0.0.3:44135/liveness: dial tcp 10.0.0.3:44135: connect: connection refused',
  ].map((text): Report => ({
    text,
    hops: ['kubelet->tiller'],
    id: 'tiller-check-failed',
    cause: /port 44135/,
  })),
];

const FORBIDDEN =
  'namespaces "default" is forbidden: User "system:serviceaccount:kube-system:default" cannot get resource "namespaces" in API group "" in the namespace "default"';

const PLAIN: readonly Report[] = [
  {
    text: 'Error: Unauthorized',
    hops: ['tiller->storage', 'client->kubernetes'],
    id: 'unauthorized',
    cause: /does not accept the credentials/,
  },
  ...[
    "[debug] Created tunnel using local port: '39281'\n\nError: Unauthorized",
    'rpc error: code = Unknown desc = Unauthorized',
    '[storage/driver] 2019/11/14 07:09:31 list: failed to list: Unauthorized',
    '{"code":2,"message":"Unauthorized"}',
  ].map((text): Report => ({
    text,
    hops: ['tiller->storage'],
    id: 'tiller-token-refused',
    cause: /token of Tiller's service account/,
  })),
  ...[`Error: release x failed: ${FORBIDDEN}`, JSON.stringify({ code: 2, message: FORBIDDEN })].map(
    (text): Report => ({
      text,
      hops: ['tiller->storage'],
      id: 'tiller-may-not',
      cause: /kube-system:default may not get namespaces/,
    }),
  ),
  {
    text: 'configmaps "x.v1" is forbidden: User "system:serviceaccount:kube-system:default" cannot create resource "configmaps" in API group "" in the namespace "kube-system"',
    hops: ['tiller->storage'],
    id: 'tiller-may-not-list-storage',
    cause: /may not create its storage/,
  },
  {
    text: 'Error: UPGRADE FAILED: "x" has no deployed releases',
    hops: ['tiller->storage'],
    id: 'no-deployed-release',
    cause: /status DEPLOYED/,
  },
  {
    text: 'a released named x is in use, cannot re-use a name that is still in use',
    hops: ['client->tiller', 'swift->tiller'],
    id: 'name-in-use',
    cause: /name is taken/,
  },
  {
    text: 'grpc._channel._InactiveRpcError: status = StatusCode.UNAVAILABLE details = "failed to connect to all addresses"',
    hops: ['client->tiller'],
    id: 'not-connected',
    cause: /no connection to Tiller.* does not say why/,
  },
  {
    text: 'grpc: Conn.resetTransport failed to create client transport: connection error: desc = "transport: dial tcp 127.0.0.1:44134: getsockopt: connection refused"; Reconnecting to "localhost:44134"',
    hops: ['client->tiller'],
    id: 'refused',
    cause: /nothing listens at 127\.0\.0\.1:44134/,
  },
  {
    text: 'Could not get apiVersions from Kubernetes: unable to retrieve the complete list of server APIs: example.com/v1: the server could not find the requested resource',
    hops: ['tiller->storage'],
    id: 'api-group-unavailable',
    cause: /example\.com\/v1/,
  },
  {
    text: 'the server responded with the status code 413 but did not return more information (post configmaps)',
    hops: ['tiller->storage', 'client->kubernetes'],
    id: 'balancer-before-api-server',
    cause: /larger than the load balancer takes. .* Tiller made it/,
    not: /1 MiB/,
  },
  {
    text: 'component=release error="Chart release failed: x: context.deadlineExceededError{}"',
    hops: ['client->tiller'],
    id: 'deadline',
    cause: /no answer from Tiller in time/,
  },
];

const LOGS: readonly Report[] = [
  {
    text: 'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV]\n\ngoroutine 9 [running]:\nk8s.io/helm/pkg/kube.getSelectorFromObject(0x1)',
    hops: ['cluster'],
    id: 'tiller-panic',
    cause: /crashed in k8s\.io\/helm\/pkg\/kube\.getSelectorFromObject.*2\.16\.4/,
    not: /empty list/,
  },
  {
    text: 'panic: runtime error: invalid memory address or nil pointer dereference',
    hops: ['cluster'],
    id: 'go-panic',
    cause: /crashed/,
    not: /empty list/,
  },
  ...(
    [
      ['dial tcp: i/o timeout', 'no-answer', /no answer/],
      ['dial tcp 10.0.0.7:44134: connect: connection refused', 'refused', /nothing listens/],
      ['dial tcp: lookup tiller-deploy on 10.0.0.2:53: no such host', 'name-unknown', /DNS knows/],
      [
        'dial tcp: lookup tiller-deploy on 10.0.0.2:53: dial udp 10.0.0.2:53: i/o timeout',
        'dns-unreachable',
        /DNS server 10\.0\.0\.2:53 does not answer/,
      ],
    ] as const
  ).map(([tail, id, cause]): Report => ({
    text: `${DIALER} {tiller-deploy.kube-system.svc:44134 0  <nil>}. Err :connection error: desc = "transport: Error while dialing ${tail}". Reconnecting...`,
    hops: ['swift->tiller'],
    id,
    cause,
  })),
  {
    text: 'Failed to extract ServerMetadata from context\ngrpc: addrConn.resetTransport failed to create client transport: connection error: desc = "transport: dial tcp: operation was canceled"; Reconnecting to {tiller-deploy.kube-system:44134 <nil>}',
    hops: ['swift->tiller'],
    id: 'dial-cut-off',
    cause: /still dialling Tiller/,
  },
  {
    text: 'Failed to extract ServerMetadata from context',
    hops: ['gateway->swift'],
    id: 'gateway-note',
    cause: /harmless/,
  },
  {
    text: 'transport: http2Client.notifyError got notified that the client transport was broken EOF.\nError: transport is closing',
    hops: ['client->tiller'],
    id: 'transport-broken',
    cause: /connection to Tiller ended during the call/,
  },
];

const page = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.17.8</center>\r\n</body>\r\n</html>`;

const PAGES: readonly Report[] = (
  [
    [page('504 Gateway Time-out'), /gave up waiting for Swift/],
    [page('502 Bad Gateway'), /does not reach Swift/],
    [page('413 Request Entity Too Large'), /larger than it takes/],
    [page('403 Forbidden'), /policy refuses/],
    ['upstream connect error or disconnect/reset before headers', /Envoy.*does not reach Swift/],
    ['RBAC: access denied', /Envoy.*policy refuses/],
    [
      'HTTP/1.1 302 Found\nserver: nginx\nlocation: https://sso.example.com/oauth2/start',
      /asks for a login/,
    ],
    [
      '<!DOCTYPE html><html><head><title>Sign In</title></head><body><form action="/oauth2/sign_in"></form></body></html>',
      /asks for a login/,
    ],
    [
      'HTTP/1.1 401 Unauthorized\nserver: nginx\nWWW-Authenticate: Basic realm="x"\n\n<html></html>',
      /Basic scheme/,
    ],
    [
      'HTTP/1.1 503 Service Unavailable\nServer: squid/3.5.20\nX-Squid-Error: ERR_CONNECT_FAIL 111',
      /Squid.*does not reach Swift/,
    ],
    ['default backend - 404', /no rule/],
  ] as const
).map(([text, cause]) => ({
  ...{ text, cause, id: 'page-of-another-server', hops: ['swiftcheck->swift'] },
  not: /said it|Tiller said/,
}));

/** Other clients, and words of other systems. */
const CLIENTS: readonly Report[] = [
  {
    text: 'rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: authentication handshake failed: x509: certificate is valid for tiller-server, not localhost"',
    hops: ['client->tiller'],
    id: 'certificate-for-other-name',
    cause: /asked for localhost/,
    not: /SSL_CERT_FILE/,
  },
  {
    text: "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
    hops: ['client->tiller'],
    id: 'certificate-without-ip',
    cause: /holds names only/,
  },
  {
    text: 'error: You must be logged in to the server (Unauthorized)',
    hops: ['client->kubernetes'],
    id: 'unauthorized',
    cause: /does not accept the credentials/,
    not: /Tiller's service account/,
  },
  {
    text: "Error trying to reach service: 'EOF'",
    hops: ['api-server->swift'],
    id: 'swift-pod-unreachable',
    cause: /broke/,
  },
  {
    text: 'status = StatusCode.UNAVAILABLE details = "DNS resolution failed for tiller-deploy:44134"',
    hops: ['client->tiller'],
    id: 'name-unresolved',
    cause: /looking up tiller-deploy gave no address/,
    not: /DNS knows no/,
  },
  {
    text: 'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
    hops: ['swiftcheck->swift', 'client->kubernetes'],
    id: 'deadline',
    cause: /no answer from the server that it asked in time/,
  },
];

const TOO_LARGE = {
  hops: ['swift->tiller', 'gateway->swift'],
  id: 'received-over-4-mib',
  cause: /4,639,744 bytes/,
} as const;
const EOF = { hops: ['swift->tiller'], id: 'list-eof', cause: /list is empty/ } as const;

/** As mail programs, terminals, HTML and Python leave a text. */
const FORMS: readonly Report[] = [
  ...['> ', '│ ', '  │ '].map((before) => ({
    ...TOO_LARGE,
    text: `${before}{"code":8,"message":"grpc: received message larger\n${before}than max (4639744 vs. 4194304)"}`,
  })),
  { ...EOF, text: '{&quot;code&quot;:11,&quot;message&quot;:&quot;EOF&quot;}' },
  { ...EOF, text: "{'code': 11, 'message': 'EOF'}" },
  { ...EOF, text: 'map[code:11 message:EOF]' },
  { ...EOF, text: '{ "message": "EOF", "code": 11 }' },
];

export const REPORTS: readonly Report[] = [
  ...REQUESTS,
  ...PREFIXES,
  ...ALERTS,
  ...SERVICE_PROXY,
  ...FORWARDS,
  ...PLAIN,
  ...LOGS,
  ...PAGES,
  ...FORMS,
  ...CLIENTS,
];
