// More texts that people met, from public threads and from the sources of the programs that word them, with what is
// true of them. Names and addresses are replaced.
import { PASTED } from './pasted-threads.js';
import { SPEAKER_THREADS, type Thread } from './speaker-threads.js';

const TLS_OF_TILLER = /--tiller-ca-file|--tls-ca-cert|tiller-secret/;
const TILLERS_ACCOUNT = /Tiller's own account.*may not|set serviceaccount/;
const LIMITS = /receive_message_length|limit=N|--max 20|keep fewer/;

/** Other programs than helm: what they say of the same. */
const OTHER_CLIENTS: readonly Thread[] = [
  {
    from: 'kubeapps/kubeapps 1164',
    text: 'time="2019-12-03T12:04:39Z" level=fatal msg="Unable to connect to Tiller: context deadline exceeded"',
    ...{ hops: ['client->tiller'], id: 'deadline', cause: /no answer from Tiller in time/ },
  },
  {
    from: 'fluxcd/flux 2165',
    text: 'ts=2019-06-18T11:55:06.764693961Z caller=helm.go:84 component=helm warning="unable to connect to Tiller" err="error getting tiller version: context deadline exceeded" host=tiller-deploy.kube-system:44134',
    ...{ hops: ['client->tiller'], id: 'deadline', cause: /no answer from Tiller in time/ },
  },
  {
    from: 'microbean/microbean-helm 148',
    text: 'io.grpc.StatusRuntimeException: UNAVAILABLE: io exception\n\tat io.grpc.Status.asRuntimeException(Status.java:526)\nCaused by: java.io.IOException: Connection reset by peer',
    ...{ hops: ['client->tiller'], id: 'connection-broken', cause: /to Tiller broke/ },
  },
  {
    from: 'grpc/grpc-node 1093',
    text: 'Error: 8 RESOURCE_EXHAUSTED: Received message larger than max (4794074 vs. 4194304)',
    ...{ hops: ['client->tiller'], id: 'received-over-client-limit-c-core', cause: /4,794,074/ },
  },
  ...[
    'io.grpc.StatusRuntimeException: RESOURCE_EXHAUSTED: gRPC message exceeds maximum size 4194304: 4639744',
    'io.grpc.StatusRuntimeException: INTERNAL: Frame size 4639744 exceeds maximum: 4194304. If this is normal, increase the maxMessageSize in the channel/server builder',
  ].map((text): Thread => ({
    from: 'grpc/grpc-java MessageDeframer',
    text,
    ...{ hops: ['client->tiller'], id: 'received-over-client-limit-c-core', cause: /4,639,744/ },
  })),
  {
    from: 'grpc/grpc-node 2809: the letters of "404 page not found" are read as a length',
    text: 'RESOURCE_EXHAUSTED: Received message larger than max (808722544 vs 4194304)',
    ...{ hops: ['client->tiller', 'swift->tiller'], id: 'page-read-as-message' },
    ...{ cause: /letters "04 p"/, not: LIMITS },
  },
  {
    from: 'the same with the letters "html"',
    text: 'Error: grpc: received message larger than max (1752460652 vs. 20971520)',
    ...{ hops: ['client->tiller'], id: 'page-read-as-message' },
    ...{ cause: /letters "html"/, not: LIMITS },
  },
  ...[
    'rpc error: code = Unavailable desc = Bad Gateway: HTTP status code 502; transport: received the unexpected content-type "text/html"',
    'rpc error: code = Unknown desc = unexpected HTTP status code received from server: 502 (Bad Gateway); transport: received unexpected content-type "text/html"',
    'rpc error: code = Internal desc = transport: received the unexpected content-type "text/html"',
    'rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: http2: frame too large"',
    'io.grpc.StatusRuntimeException: UNAVAILABLE: HTTP status code 503\ninvalid content-type: text/html\nheaders: Metadata(:status=503,server=nginx)',
    'Error: 12 UNIMPLEMENTED: Received HTTP status code 404',
    'Error: 14 UNAVAILABLE: Trying to connect an http1.x server',
  ].map((text): Thread => ({
    from: 'argoproj/argo-cd 3916; grpc-go, grpc-java, grpc-node and the core of gRPC',
    text,
    ...{ hops: ['client->tiller'], id: 'http-for-grpc' },
    ...{ cause: /speaks gRPC, and what answers .* speaks HTTP/, not: TLS_OF_TILLER },
  })),
  {
    from: 'grpc/grpc-node',
    text: 'Error: 14 UNAVAILABLE: Name resolution failed for target dns:tiller-deploy.kube-system:44134',
    ...{ hops: ['client->tiller'], id: 'name-unresolved' },
    cause: /looking up tiller-deploy\.kube-system gave no address/,
  },
  {
    from: 'Node',
    text: 'Error: connect ECONNREFUSED 127.0.0.1:44134',
    ...{ hops: ['client->tiller'], id: 'refused', cause: /nothing listens at 127\.0\.0\.1:44134/ },
  },
  {
    from: 'Node',
    text: 'Error: connect ECONNREFUSED 10.0.0.7:9855',
    ...{ hops: ['swiftcheck->swift'], id: 'refused', cause: /nothing listens at 10\.0\.0\.7:9855/ },
  },
  {
    from: 'Node',
    text: 'Error: getaddrinfo ENOTFOUND tiller-deploy.kube-system',
    ...{ hops: ['client->tiller'], id: 'name-unknown', cause: /DNS knows no tiller-deploy/ },
  },
  {
    from: 'Node',
    text: "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: swift.kube-system. is not in the cert's altnames: DNS:swift",
    ...{ hops: ['swiftcheck->swift'], id: 'certificate-for-other-name' },
    cause: /asked for swift\.kube-system, .* DNS:swift/,
  },
  {
    from: 'Java',
    text: 'javax.net.ssl.SSLHandshakeException: sun.security.validator.ValidatorException: PKIX path building failed',
    hops: ['client->tiller', 'swiftcheck->swift', 'client->kubernetes'],
    ...{ id: 'unknown-authority', cause: /does not show which/ },
  },
  {
    from: 'Python requests',
    text: "requests.exceptions.ConnectionError: HTTPConnectionPool(host='swift.kube-system', port=9855): Max retries exceeded with url: /tiller/v2/releases/json (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
    ...{ hops: ['swiftcheck->swift'], id: 'refused', cause: /does not reach Swift/ },
  },
  {
    from: 'Python requests',
    text: "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='swift.kube-system', port=9855): Read timed out. (read timeout=5)",
    ...{ hops: ['swiftcheck->swift'], id: 'deadline', cause: /no answer from Swift in time/ },
  },
  ...[
    'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
    "invalid character '<' looking for beginning of value",
    'SyntaxError: Unexpected token < in JSON at position 0',
  ].map((text): Thread => ({
    from: 'Python, Go and Node',
    text,
    ...{ hops: ['swiftcheck->swift'], id: 'no-json', cause: /expects JSON and got something/ },
  })),
  {
    from: 'grpcurl',
    text: 'Failed to list services: server does not support the reflection API',
    ...{ hops: ['client->tiller'], id: 'no-reflection', cause: /^Harmless/ },
  },
  {
    from: 'curl with -f',
    text: 'curl: (22) The requested URL returned error: 403 Forbidden',
    ...{ hops: ['swiftcheck->swift', 'swift->tiller'], id: 'status-without-body' },
    cause: /Swift means a message that is too large/,
  },
  {
    from: 'curl at a port of gRPC',
    text: 'curl: (1) Received HTTP/0.9 when not allowed',
    ...{ hops: ['swiftcheck->swift'], id: 'no-http-answer', cause: /gRPC/ },
  },
];

/** helm, kubectl or Terraform asks the cluster, not Tiller. */
const FROM_HERE: readonly Thread[] = [
  {
    from: 'hashicorp/terraform-provider-helm 143',
    text: 'helm_release.nginx-ingress: Get https://192.0.2.7/apis/extensions/v1beta1/namespaces/kube-system/deployments/tiller-deploy: dial tcp 192.0.2.7:443: connect: connection refused',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /this machine does not reach the Kubernetes API server/,
  },
  {
    from: 'hashicorp/terraform-provider-helm 362',
    text: 'Error: Get http://localhost/api/v1/namespaces/kube-system/serviceaccounts/tiller: dial tcp 127.0.0.1:80: connect: connection refused',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-unreachable-from-here' },
    cause: /no kubeconfig/,
  },
  {
    from: 'helm/helm 4893: a proxy refuses CONNECT',
    text: 'Error: error installing: Post https://192.168.56.100:6443/apis/extensions/v1beta1/namespaces/kube-system/deployments: Forbidden',
    ...{ hops: ['client->proxy'], id: 'proxy-unreachable', cause: /HTTP proxy .* Forbidden/ },
    not: TILLERS_ACCOUNT,
  },
  {
    from: 'helm/helm 4218',
    text: 'Error: error installing: deployments.extensions is forbidden: User "system:serviceaccount:jenkins:default" cannot create deployments.extensions in the namespace "kube-system"',
    ...{ hops: ['client->kubernetes'], id: 'caller-may-not' },
    ...{
      cause: /account of the caller, system:serviceaccount:jenkins:default/,
      not: TILLERS_ACCOUNT,
    },
  },
  {
    from: 'helm/helm 4031',
    text: 'Error: forwarding ports: error upgrading connection: unable to upgrade connection: pod not found ("tiller-deploy-5bfdbfd6f6-l77sn")',
    ...{ hops: ['port-forward'], id: 'pod-replaced', cause: /replaced or deleted/ },
    not: /--node-ip|share an/,
  },
  {
    from: 'containerd cri',
    text: 'an error occurred forwarding 44134 -> 44134: error forwarding port 44134 to pod 5fc3ab, uid : network namespace for sandbox "5fc3ab" is closed',
    ...{ hops: ['port-forward'], id: 'pod-replaced', cause: /no longer has the pod/ },
  },
  {
    from: 'rancher/rancher 7539',
    text: 'Error: forwarding ports: error upgrading connection: unable to upgrade connection: ',
    ...{
      hops: ['client->kubernetes'],
      id: 'upgrade-not-passed',
      cause: /removes the Upgrade header/,
    },
  },
  {
    from: 'a reverse proxy before the API server',
    text: 'error: error upgrading connection: <html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head><body><center><h1>400 Bad Request</h1></center><hr><center>nginx</center></body></html>',
    ...{ hops: ['client->kubernetes'], id: 'page-before-api-server' },
    ...{ cause: /in place of the Kubernetes API server/, not: /Swift/ },
  },
  {
    from: 'awslabs/amazon-eks-ami 610',
    text: 'error: error upgrading connection: error dialing backend: remote error: tls: internal error',
    ...{ hops: ['api-server->kubelet'], id: 'kubelet-unreachable' },
    ...{ cause: /no serving certificate/, not: TLS_OF_TILLER },
  },
  {
    from: 'kubectl port-forward',
    text: 'portforward.go:363] error copying from remote stream to local connection: readfrom tcp4 127.0.0.1:44134->127.0.0.1:52340: write tcp4 127.0.0.1:44134->127.0.0.1:52340: write: broken pipe',
    ...{ hops: ['port-forward'], id: 'local-program-left', cause: /^The program on this machine/ },
    not: /nothing listens|Tiller restarted/,
  },
  {
    from: 'kubectl',
    text: 'The connection to the server 192.0.2.1:6443 was refused - did you specify the right host or port?',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached', cause: /192\.0\.2\.1:6443/ },
  },
  {
    from: 'a name without a URL',
    text: 'Error: dial tcp: lookup api.cluster.example.com on 10.0.0.2:53: no such host',
    ...{ hops: ['client->kubernetes', 'client->tiller'], id: 'name-unknown' },
    cause: /does not show which/,
  },
  {
    from: 'helm/helm 2441',
    text: 'Error: services "tiller-deploy" not found',
    ...{ hops: ['client->kubernetes'], id: 'tiller-service-missing', cause: /no Tiller/ },
    not: /service proxy/,
  },
  {
    from: 'golang/net http2',
    text: 'Error: http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug=""',
    ...{ hops: ['tiller->storage', 'client->kubernetes'], id: 'connection-broken' },
    cause: /to the Kubernetes API server broke/,
  },
];

/** Tiller asks the cluster. */
const OF_TILLER: readonly Thread[] = [
  {
    from: 'helm/helm 1591 and 1931',
    text: 'Cannot initialize Kubernetes connection: Get http://localhost:8080/api: dial tcp [::1]:8080: getsockopt: connection refused',
    ...{ hops: ['tiller->storage'], id: 'tiller-without-api-credentials' },
    ...{ cause: /falls back to localhost:8080/, not: /KUBECONFIG/ },
  },
  {
    from: 'StackStorm/stackstorm-k8s 135: Tiller with the kubeconfig of a user',
    text: 'Error: release garish-swan failed: roles.rbac.authorization.k8s.io is forbidden: User "oidc:jane.doe" cannot create resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "stackstorm-test"',
    ...{ hops: ['tiller->storage'], id: 'tiller-may-not', cause: /oidc:jane\.doe may not create/ },
  },
  {
    from: 'helm/helm 3135 and 2224',
    text: 'Error: release test failed: roles.rbac.authorization.k8s.io "test" is forbidden: attempt to grant extra privileges: [PolicyRule{Resources:["endpoints"], APIGroups:[""], Verbs:["get"]}] user=&{system:serviceaccount:kube-system:tiller 9ceddfd4 [system:serviceaccounts] map[]} ownerrules=[] ruleResolutionErrors=[clusterroles.rbac.authorization.k8s.io "cluster-admin" not found]',
    ...{ hops: ['tiller->storage'], id: 'rights-not-held' },
    cause:
      /system:serviceaccount:kube-system:tiller.* A role of this account is missing: .*cluster-admin/,
  },
  {
    from: 'helm/helm 3996',
    text: 'Warning FailedCreate ReplicaSet Error creating: pods "tiller-deploy-7b45545f56-" is forbidden: error looking up service account kube-system/tiller: serviceaccount "tiller" not found',
    ...{ hops: ['cluster'], id: 'account-missing', cause: /kube-system\/tiller does not exist/ },
  },
  {
    from: 'kubernetes/kubernetes, PodSecurityPolicy',
    text: 'Error creating: pods "tiller-deploy-6d6cc8dcb5-" is forbidden: unable to validate against any pod security policy: []',
    ...{ hops: ['cluster'], id: 'pod-security', cause: /Tiller's pod: .*no such policy/ },
  },
  {
    from: 'helm/helm 9453',
    text: 'Error: release web failed: admission webhook "policy.example.com" denied the request: privileged containers are not allowed',
    ...{ hops: ['tiller->storage'], id: 'webhook-denied', cause: /refuses an object: privileged/ },
    not: TILLERS_ACCOUNT,
  },
  {
    from: 'istio/istio 7409',
    text: 'Internal error occurred: failed calling admission webhook "sidecar-injector.istio.io": Post https://injector.istio.svc:443/inject?timeout=30s: x509: certificate is not valid for any names, but wanted to match injector.istio.svc',
    ...{ hops: ['cluster'], id: 'webhook-failed', cause: /x509: certificate is not valid/ },
    not: TLS_OF_TILLER,
  },
  {
    from: 'kubernetes/kubernetes, NamespaceLifecycle',
    text: 'Error: release web failed: configmaps "web.v1" is forbidden: unable to create new content in namespace kube-system because it is being terminated',
    ...{ hops: ['tiller->storage'], id: 'namespace-terminating', cause: /record web\.v1/ },
  },
  {
    from: 'helm/helm 3963: the API server does not reach etcd',
    text: 'Error: release tufted-elephant failed: rpc error: code = Unavailable desc = grpc: the connection is unavailable',
    ...{ hops: ['cluster'], id: 'etcd-in-trouble', cause: /database of the cluster/ },
    not: /HELM_HOST/,
  },
  {
    from: 'etcd clientv3',
    text: 'Error: UPGRADE FAILED: rpc error: code = ResourceExhausted desc = trying to send message larger than max (2135627 vs. 2097152)',
    ...{ hops: ['tiller->storage'], id: 'etcd-client-limit', cause: /sends to etcd: 2,135,627/ },
    not: /helm ls --max/,
  },
  {
    from: 'helm/helm 4471',
    text: 'Error: UPGRADE FAILED: the server responded with the status code 413 but did not return more information (post configmaps)',
    ...{
      hops: ['tiller->storage'],
      id: 'balancer-before-api-server',
      cause: /larger than the load/,
    },
  },
  {
    from: 'client-go, of an answer that is no Status',
    text: 'Error: an error on the server ("<html>\\r\\n<head><title>502 Bad Gateway</title></head>\\r\\n<body bgcolor=\\"white\\">\\r\\n<center><h1>502 Bad Gateway</h1></center>\\r\\n<hr><center>nginx/1.13.12</center>") has prevented the request from succeeding (get pods)',
    ...{ hops: ['client->kubernetes'], id: 'error-without-status' },
    cause: /Nginx .* before the Kubernetes API server/,
  },
  {
    from: 'helm/helm 4895',
    text: 'Error: UPGRADE FAILED: Upgrade --force successfully deleted the previous release, but encountered 40 error(s) and cannot continue: object not found, skipping delete; object not found, skipping delete',
    ...{ hops: ['tiller->storage'], id: 'object-gone', cause: /does not have them/ },
  },
  {
    from: 'helm/helm 4895, the log of Tiller',
    text: '[tiller] 2018/11/08 13:19:17 warning: Release "cloud-apps" failed: Ingress.extensions "notifier-endpoint" is invalid: spec.rules[0].host: Invalid value: "192.0.2.83": must be a DNS name, not an IP address',
    ...{ hops: ['tiller->storage'], id: 'object-invalid', cause: /must be a DNS name/ },
  },
  {
    from: 'helm/helm 3275',
    text: 'Error: UPGRADE FAILED: no resource with the name "web" found',
    ...{ hops: ['tiller->storage'], id: 'object-gone', cause: /object web/ },
  },
  {
    from: 'helm/helm 6031',
    text: 'Error: UPGRADE FAILED: kind Service with the name "web" already exists in the cluster and wasn\'t defined in the previous release. Before upgrading, please either delete the resource from the cluster or remove it from the chart',
    ...{ hops: ['tiller->storage'], id: 'object-exists', cause: /Service web/ },
  },
  {
    from: 'helm/helm 1115',
    text: 'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x40826e]\n\ngoroutine 33 [running]:\nmain.(*releaseServer).ListReleases.func1(0xc4202ea540, 0x14af540)\n\t/home/ubuntu/.go_workspace/src/k8s.io/helm/cmd/tiller/release_server.go:79 +0x1e',
    ...{ hops: ['cluster'], id: 'tiller-panic', cause: /releaseServer\)\.ListReleases/ },
  },
];

/** Logs of servers about their clients, and events of pods. */
const LOGS_AND_EVENTS: readonly Thread[] = [
  {
    from: 'istio/istio 7409, of a server of HTTP in Go',
    text: 'http: TLS handshake error from 10.0.0.1:47716: remote error: tls: bad certificate',
    ...{ hops: ['swiftcheck->swift'], id: 'certificate-rejected-by-client' },
    cause: /client at 10\.0\.0\.1:47716 rejects the certificate of Swift/,
  },
  {
    from: 'grpc-go http2Server',
    text: 'transport: http2Server.HandleStreams received bogus greeting from client: "\\x16\\x03\\x01\\x00\\xcc\\x01\\x00\\x00\\xc8\\x03\\x03"',
    ...{ hops: ['swift->tiller', 'client->tiller'], id: 'tls-to-plaintext' },
    cause: /Tiller speaks plaintext, and the client TLS/,
  },
  {
    from: 'grpc-go http2Server',
    text: 'transport: http2Server.HandleStreams received bogus greeting from client: "GET / HTTP/1.1\\r\\nHost: 10."',
    ...{ hops: ['swift->tiller', 'client->tiller'], id: 'http-to-grpc-port', cause: /harmless/ },
  },
  {
    from: 'helm/helm 10004, and the daemon of Docker',
    text: 'Failed to pull image "appscode/swift:0.10.0": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/appscode/swift:0.10.0": not found',
    ...{ hops: ['cluster'], id: 'image-not-pulled', cause: /appscode\/swift:0\.10\.0: not found/ },
  },
  {
    from: 'the kubelet',
    text: 'MountVolume.SetUp failed for volume "tiller-certs" : secrets "tiller-secret" not found',
    ...{ hops: ['cluster'], id: 'volume-missing', cause: /mounts the Secret tiller-secret/ },
  },
  {
    from: 'helm/helm 8348',
    text: 'Liveness probe failed: HTTP probe failed with statuscode: 503',
    ...{ hops: ['kubelet->tiller'], id: 'check-answered-with-error', cause: /another container/ },
  },
];

/** Pages of servers in front of Swift. */
const PAGES: readonly Thread[] = (
  [
    [
      'Linkerd',
      'HTTP/1.1 502 Bad Gateway\nl5d-proxy-error: Connection refused (os error 111)\ncontent-length: 0',
      /Linkerd.*not reach Swift.*Connection refused \(os error 111\)\)/,
    ],
    [
      'istio/istio 12795',
      'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
      /Envoy.*connection ended before the answer \(connection termination\)/,
    ],
    [
      'Envoy',
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER',
      /Envoy.*do not agree on TLS/,
    ],
    ['Kong', '{"message":"no Route matched with those values"}', /Kong.*no rule/],
    ['AWS API Gateway', '{"message":"Missing Authentication Token"}', /AWS/],
    ['Traefik', '404 page not found', /Traefik.*no rule/],
    ['Traefik', 'Bad Gateway', /502: it does not reach/],
    [
      'OpenShift',
      '<html><head><title>Application is not available</title></head><body><h1>Application is not available</h1></body></html>',
      /OpenShift.*not reach/,
    ],
    ['Google', 'Invalid IAP credentials: empty token', /Identity-Aware Proxy.*login/],
    ['Cloudflare', 'error code: 1020', /Cloudflare.*policy/],
    [
      'F5',
      'The requested URL was rejected. Please consult with your administrator.',
      /firewall.*policy/,
    ],
    [
      'HAProxy',
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
      /HAProxy.*not reach/,
    ],
  ] as const
).map(([from, text, cause]) => ({
  ...{ from, text, cause },
  ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
}));

export const THREADS: readonly Thread[] = [
  ...OTHER_CLIENTS,
  ...FROM_HERE,
  ...OF_TILLER,
  ...LOGS_AND_EVENTS,
  ...PAGES,
  ...SPEAKER_THREADS,
  ...PASTED,
];
