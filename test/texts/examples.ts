// For each entry: texts as users met them, and similar texts that `explain` must not take for this entry.

interface Texts {
  /** Each of them the pattern must find. */
  readonly examples: readonly [string, ...string[]];
  readonly not?: readonly string[];
}

/** By the id of the entry. */
export const TEXTS: Readonly<Record<string, Texts>> = {
  'received-over-client-limit-c-core': {
    examples: ['Received message larger than max (4693470 vs. 4194304)'],
    not: ['grpc: received message larger than max (4693470 vs. 4194304)'],
  },
  'received-over-4-mib': {
    examples: [
      '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}',
      'grpc: received message larger than max (4693470 vs. 4194304)',
      'HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\n\r\n{"code":8,"message":"grpc: received message larger than max (4194476 vs. 4194304)"}',
    ],
    not: ['grpc: received message larger than max (22020260 vs. 20971520)'],
  },
  'client-received-over-4-mib': {
    examples: [
      'Error: rpc error: code = ResourceExhausted desc = grpc: received message larger than max (4693470 vs. 4194304)',
    ],
    not: ['{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}'],
  },
  'received-over-20-mib': {
    examples: [
      'Error: rpc error: code = ResourceExhausted desc = grpc: received message larger than max (79313648 vs. 20971520)',
    ],
    not: ['grpc: received message larger than max (4693470 vs. 4194304)'],
  },
  'message-length-exceeding': {
    examples: [
      'Error: rpc error: code = Internal desc = grpc: received message length 337346954 exceeding the max size 20971520',
    ],
  },
  'unary-send-over-limit': {
    examples: [
      'Error: rpc error: code = ResourceExhausted desc = grpc: trying to send message larger than max (22395781 vs. 20971520)',
      '{"code":8,"message":"grpc: trying to send message larger than max (22020260 vs. 20971520)"}',
    ],
    not: ['"message":"trying to send message larger than max (23069092 vs. 20971520)"'],
  },
  'list-send-over-limit': {
    examples: [
      'Error: rpc error: code = ResourceExhausted desc = trying to send message larger than max (66452461 vs. 20971520)',
      '{"code":8,"message":"trying to send message larger than max (23069092 vs. 20971520)"}',
    ],
  },
  'client-sends-no-version': {
    examples: ['rpc error: code = Unknown desc = incompatible versions client[] server[v2.14.3]'],
  },
  'incompatible-versions': {
    examples: [
      'Error: incompatible versions client[v2.16.1] server[v2.14.3]',
      '{"code":2,"message":"incompatible versions client[v2.13.0] server[v2.10.0]"}',
      'Error: incompatible versions client[v2.8.2] server[v2.8.0-rancher2]',
    ],
  },
  'client-version-is-incompatible': { examples: ['Error: client version is incompatible'] },
  'server-too-old': { examples: ['Error: server is too old to know its version'] },
  'list-eof': {
    examples: ['{"code":11,"message":"EOF"}', '{"error":"EOF","code":11,"message":"EOF"}', 'EOF'],
    not: ['unexpected EOF while parsing', 'Error: EOF'],
  },
  'client-list-eof': {
    examples: ['Error: EOF', 'rpc error: code = Unknown desc = EOF'],
    not: ['{"code":11,"message":"EOF"}', 'Error: unexpected EOF'],
  },
  'vendor-version': {
    examples: [
      'v2.14.3-rancher1',
      'Server: &version.Version{SemVer:"v2.7.3+icp"}',
      '{"Version":{"sem_ver":"v2.10+unreleased"}}',
      'Server: v2.11.0-rc.4',
    ],
  },
  'socat-missing': {
    examples: [
      'an error occurred forwarding 38021 -> 44134: error forwarding port 44134 to pod tiller-deploy-1, uid : unable to do port forwarding: socat not found.',
      'failed to find socat: exec: "socat": executable file not found in $PATH',
    ],
  },
  'nothing-listens-in-pod': {
    examples: [
      'exit status 1: 2019/04/01 10:00:00 socat[1234] E connect(6, AF=2 127.0.0.1:44134, 16): Connection refused',
    ],
  },
  'localhost-unresolvable-in-pod': {
    examples: [
      'socat[99] E getaddrinfo("localhost", "NULL", {1,2,1,6}, {}): Temporary failure in name resolution',
    ],
  },
  'pod-does-not-exist': {
    examples: [
      'Error: forwarding ports: error upgrading connection: unable to upgrade connection: pod does not exist',
    ],
  },
  'kubelet-refuses-api-server': {
    examples: [
      'forwarding ports: error upgrading connection: unable to upgrade connection: Unauthorized',
      'error upgrading connection: unable to upgrade connection: Forbidden (user=system:anonymous, verb=create, resource=nodes, subresource=proxy)',
    ],
  },
  'node-unresolvable': {
    examples: [
      'forwarding ports: error upgrading connection: dial tcp: lookup node-3 on 10.0.0.2:53: no such host',
    ],
  },
  'no-ssh-tunnels': {
    examples: [
      'No SSH tunnels currently open. Were the targets able to accept an ssh-key for user "gke-1234"?',
    ],
  },
  'no-ipv6-listener': {
    examples: [
      'Unable to create listener: Error listen tcp6 [::1]:44134: bind: cannot assign requested address',
    ],
  },
  'no-free-port': {
    examples: ['could not find an available port: listen tcp :0: bind: address already in use'],
  },
  'lost-connection-to-pod': {
    examples: ['E0401 10:00:00.000000 1 portforward.go:233] lost connection to pod'],
  },
  'gateway-distrusts-itself': {
    examples: [
      '{"code":14,"message":"all SubConns are in TransientFailure, latest connection error: connection error: desc = \\"transport: authentication handshake failed: x509: certificate signed by unknown authority\\""}',
    ],
  },
  'plaintext-to-tls-tiller': {
    examples: [
      '{"code":14,"message":"transport is closing"}',
      '{"code":13,"message":"transport is closing"}',
    ],
  },
  'first-record-not-tls-in-tillers-log': {
    examples: [
      'grpc: Server.Serve failed to complete security handshake from "10.1.2.3:51234": tls: first record does not look like a TLS handshake',
    ],
  },
  'api-server-speaks-tls-to-plaintext': {
    examples: [
      "Error trying to reach service: 'tls: first record does not look like a TLS handshake'",
      'error trying to reach service: tls: first record does not look like a TLS handshake',
    ],
  },
  'tls-to-plaintext-tiller': {
    examples: [
      'transport: authentication handshake failed: tls: first record does not look like a TLS handshake',
    ],
  },
  'kubelet-certificate': {
    examples: [
      "forwarding ports: error upgrading connection: error dialing backend: x509: cannot validate certificate for 10.0.0.7 because it doesn't contain any IP SANs",
    ],
  },
  'certificate-without-ip': {
    examples: [
      "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
    ],
    not: [
      "forwarding ports: error upgrading connection: error dialing backend: x509: cannot validate certificate for 10.0.0.7 because it doesn't contain any IP SANs",
    ],
  },
  'certificate-for-other-name': {
    examples: ['x509: certificate is valid for tiller-server, not tiller-deploy.kube-system.svc'],
  },
  'unknown-authority': {
    examples: [
      'transport: authentication handshake failed: x509: certificate signed by unknown authority',
    ],
  },
  'certificate-out-of-date': { examples: ['x509: certificate has expired or is not yet valid'] },
  'bad-certificate': {
    examples: ['remote error: tls: bad certificate', 'remote error: tls: certificate required'],
  },
  'http-to-https-port': { examples: ['Client sent an HTTP request to an HTTPS server.'] },
  'unusable-key-pair': {
    examples: [
      'Error: could not load x509 key pair (cert: "cert.pem", key: "key.pem"): open cert.pem: no such file or directory',
      "Error: can't read CA file: ca.pem",
    ],
  },
  'tiller-may-not-list-storage': {
    examples: [
      'Error: configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
      'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"',
      'User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system". (get configmaps)',
    ],
    not: ['pods is forbidden: User "jane" cannot list resource "pods" in API group ""'],
  },
  'no-name-found': { examples: ['Error: no available release name found'] },
  'services-forbidden-to-swift': {
    examples: [
      '{"code":2,"message":"failed to detect tiller address: services is forbidden: User \\"system:serviceaccount:kube-system:swift\\" cannot list resource \\"services\\" in API group \\"\\" at the cluster scope"}',
    ],
  },
  'pods-forbidden-to-caller': {
    examples: [
      'Error: pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "kube-system"',
    ],
  },
  'proxy-forbidden-by-rbac': {
    examples: [
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"services \\"helm-api:http\\" is forbidden: User \\"jane\\" cannot get resource \\"services/proxy\\" in API group \\"\\" in the namespace \\"kube-system\\"","reason":"Forbidden","code":403}',
    ],
    not: [
      '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}',
      'services "web" is forbidden: User "system:serviceaccount:kube-system:tiller" cannot get resource "services" in API group "" in the namespace "dev"',
    ],
  },
  'tiller-without-api-credentials': {
    examples: [
      'Error: Get http://localhost:8080/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%!D(MISSING)TILLER: dial tcp 127.0.0.1:8080: connect: connection refused',
    ],
  },
  'record-too-long': {
    examples: [
      'ConfigMap "harbor.v1" is invalid: data: Too long: must have at most 1048576 characters',
      'Secret "harbor.v1" is invalid: []: Too long: must have at most 1048576 characters',
      'warning: Failed to record release harbor: ConfigMap "harbor.v1" is invalid: data: Too long: must have at most 1048576 characters',
    ],
  },
  'install-not-recorded': {
    examples: [
      'NAME:   harbor Error: getting deployed release "harbor": release: "harbor" not found',
    ],
    not: ['Error: getting deployed release "harbor": release: "harbor" not found'],
  },
  'kubeapps-proxy-refuses': {
    examples: [
      '"GET /api/tiller-deploy/v1/namespaces/default/releases HTTP/1.1" 401 217',
      '{"code":401,"message":"Unauthorized"}',
    ],
    not: ['[negroni] 2019-04-14T21:50:03Z | 200 | \t 1.203ms | 10.0.0.8:8080 | GET /v1/releases'],
  },
  'watch-ended': { examples: ['failed install perform step: watch closed before Until timeout'] },
  'upgrade-not-found': {
    examples: [
      'Internal error occurred: unable to upgrade connection: 404 page not found',
      'error upgrading connection: unable to upgrade connection: Not Found',
    ],
  },
  'http2-to-http1-port': { examples: ['"PRI * HTTP/2.0" 400 150 "-" "-"'] },
  'call-refused-by-api-server': {
    examples: [
      'wrap.go:42] GET /api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: (1.2ms) 403 [[tiller/v2.14.3 (linux/amd64) kubernetes/$Format] 10.0.0.8:41234]',
      'httplog.go:90] verb="GET" URI="/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller" latency=1.9ms resp=401 UserAgent="swift/v0.0.0" srcIP="10.0.0.9:5555":',
      'httplog.go:132] "HTTP" verb="CONNECT" URI="/api/v1/namespaces/kube-system/pods/tiller-deploy-7b45545f56-abcde/portforward" latency="5.1s" userAgent="helm/v2" audit-ID="1" srcIP="10.0.0.7:5" resp=502',
      'httplog.go:132] "HTTP" verb="GET" URI="/api/v1/namespaces/kube-system/services/swift:http/proxy/tiller/v2/version/json" latency="30s" userAgent="curl/7" audit-ID="2" srcIP="10.0.0.7:6" resp=503',
    ],
    not: [
      'httplog.go:90] verb="GET" URI="/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller" latency=1.9ms resp=200 UserAgent="swift/v0.0.0" srcIP="10.0.0.9:5555":',
      'wrap.go:42] GET /api/v1/namespaces/kube-system/pods?watch=true: (70.261µs) 401 [[stern/v1.8.1] 10.51.2.100:20724]',
    ],
  },
  'release-not-recorded': {
    examples: ['Error: release: not found'],
    not: ['Error: release: "harbor" not found'],
  },
  'request-too-large': {
    examples: ['etcdserver: request is too large', 'Request entity too large: limit is 3145728'],
  },
  'exceeded-quota': {
    examples: [
      'configmaps "harbor.v1" is forbidden: exceeded quota: objects, requested: configmaps=1',
    ],
  },
  'init-resource-not-found': {
    examples: ['Error: error installing: the server could not find the requested resource'],
  },
  'tiller-cannot-initialize': {
    examples: [
      'Cannot initialize Kubernetes connection: the server has asked for the client to provide credentials',
    ],
  },
  'no-endpoints': {
    examples: [
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"no endpoints available for service \\"helm-api:http\\"","reason":"ServiceUnavailable","code":503}',
    ],
  },
  'no-service-port': {
    examples: ['no service port 81 found for service "helm-api"'],
  },
  'service-not-found': {
    examples: [
      '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"services \\"missing\\" not found","reason":"NotFound","code":404}',
    ],
  },
  'unauthorized-by-api-server': {
    examples: [
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}',
    ],
  },
  'list-nil-pointer': {
    examples: [
      '{"code":13,"message":"runtime error: invalid memory address or nil pointer dereference"}',
      'runtime error: invalid memory address or nil pointer dereference',
    ],
    not: ['panic: runtime error: invalid memory address or nil pointer dereference'],
  },
  'release-not-found': {
    examples: [
      '{"code":2,"message":"release: \\"harbor\\" not found"}',
      'Error: release: "harbor" not found',
      'getting deployed release "harbor": release: "harbor" not found',
    ],
  },
  'offset-not-found': {
    examples: ['{"code":2,"message":"offset \\"tiny-512\\" not found"}', 'no items after "app-3"'],
  },
  'bad-filter': {
    examples: ['{"code":2,"message":"error parsing regexp: missing closing ]: `[`"}'],
  },
  'undecodable-record': {
    examples: [
      '[storage/driver] 2020/01/02 03:04:05 list: failed to decode release: &ConfigMap{harbor.v3}: unexpected EOF',
    ],
  },
  'history-without-max': {
    examples: [
      'curl http://127.0.0.1:9855/tiller/v2/releases/harbor/json\n{}',
      'GET /tiller/v2/releases/harbor/json HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{}',
    ],
    not: ['curl http://127.0.0.1:9855/tiller/v2/releases/harbor/json?max=5\n{}'],
  },
  'empty-object': {
    examples: ['{}', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{}\n'],
    not: ['{"releases":[]}'],
  },
  'next-page': {
    examples: [
      'next: tiny-256\nNAME         \tREVISION\tUPDATED                 \tSTATUS',
      'next: tiny-256',
    ],
  },
  'name-in-use': {
    examples: [
      '{"code":2,"message":"a release named harbor already exists.\\nRun: helm ls --all harbor; to check"}',
    ],
  },
  'swift-unknown-path': { examples: ['{"code":12,"message":"Not Implemented"}'] },
  'swift-wrong-method': { examples: ['{"code":12,"message":"Method Not Allowed"}'] },
  'swift-bad-parameter': {
    examples: [
      '{"code":3,"message":"strconv.ParseBool: parsing \\"maybe\\": invalid syntax"}',
      '{"code":3,"message":"FOO is not a valid v2.ListSort_SortBy"}',
    ],
  },
  'invalid-release-name': {
    examples: [
      '{"code":2,"message":"invalid release name, must match regex ^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])+$ and the length must not longer than 53"}',
      'release name "a-name-that-is-much-too-long" exceeds max length of 53',
    ],
  },
  'gateway-on-another-address': {
    examples: ['{"code":14,"message":"all SubConns are in TransientFailure"}'],
    not: ['{"code":14,"message":"transport is closing"}'],
  },
  'swift-without-api': {
    examples: [
      '{"code":2,"message":"Get https://10.96.0.1:443/api/v1/services?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 10.96.0.1:443: connect: network is unreachable"}',
    ],
  },
  'no-tiller-service': {
    examples: [
      '{"code":2,"message":"failed to detect tiller address: not found"}',
      'no tiller service found',
    ],
  },
  'several-tiller-services': {
    examples: ['multiple tiller services found: kube-system/tiller-deploy, dev/tiller-deploy'],
  },
  'no-tiller-pods': { examples: ['no tiller pod(s) found'] },
  'no-connector': { examples: ['failed to detect connector'] },
  'unknown-flag': {
    examples: ['Error: unknown flag: --enable-analytics', 'unknown flag: --tiller-cacert-file'],
  },
  'tiller-not-found-by-helm': { examples: ['Error: could not find tiller'] },
  'no-ready-tiller': { examples: ['Error: could not find a ready tiller pod'] },
  'tiller-image-gone': {
    examples: [
      'Failed to pull image "gcr.io/kubernetes-helm/tiller:v2.14.3": rpc error: code = Unknown desc = denied: Project kubernetes-helm has been deleted',
    ],
  },
  'cannot-connect-to-tiller': { examples: ['Error: cannot connect to Tiller'] },
  'init-wait-failed': {
    examples: [
      'Error: tiller was not found. polling deadline exceeded',
      'could not ping Tiller: rpc error',
    ],
  },
  'swift-deadline': {
    examples: [
      '{"code":4,"message":"context deadline exceeded"}',
      '{"code":2,"message":"context deadline exceeded"}',
    ],
  },
  'empty-reply': { examples: ['curl: (52) Empty reply from server'] },
  'swift-write-timeout': {
    examples: ['Failed to write response: write tcp 10.1.0.5:9855->10.1.0.1:40022: i/o timeout'],
  },
  'transport-is-closing': {
    examples: [
      'Error: transport is closing',
      'rpc error: code = Unavailable desc = transport is closing',
    ],
  },
  'kubernetes-unreachable-from-here': {
    examples: [
      'Error: Get http://localhost:8080/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp [::1]:8080: connect: connection refused',
    ],
  },
  deadline: {
    examples: [
      'Error: context deadline exceeded',
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
  },
  'storage-timeout': {
    examples: [
      'Get https://10.96.0.1:443/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: dial tcp 10.96.0.1:443: i/o timeout',
    ],
  },
  'upgrade-not-passed': {
    examples: ['Error: forwarding ports: error upgrading connection: Upgrade request required'],
  },
  'tiller-panic': {
    examples: [
      'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation]\n\ngoroutine 12 [running]:\nk8s.io/helm/pkg/kube.getSelectorFromObject(0x1, 0x2)\n\t/go/src/k8s.io/helm/pkg/kube/client.go:912',
    ],
  },
  'go-panic': {
    examples: ['panic: runtime error: invalid memory address or nil pointer dereference'],
    not: [
      '{"code":13,"message":"runtime error: invalid memory address or nil pointer dereference"}',
    ],
  },
  'tiller-killed-for-memory': { examples: ['Last State: Terminated Reason: OOMKilled'] },
  'transport-broken': {
    examples: [
      'transport: http2Client.notifyError got notified that the client transport was broken EOF.',
    ],
  },
  'gateway-note': { examples: ['Failed to extract ServerMetadata from context'] },
  'tiller-may-not': {
    examples: [
      'Error: release x failed: namespaces "default" is forbidden: User "system:serviceaccount:kube-system:default" cannot get resource "namespaces" in API group "" in the namespace "default"',
      'Error: release x failed: deployments.apps is forbidden: User "system:serviceaccount:kube-system:default" cannot create deployments.apps in the namespace "dev"',
    ],
    not: ['services is forbidden: User "jane" cannot list services in the namespace "dev"'],
  },
  'caller-may-not': {
    examples: [
      'Error from server (Forbidden): deployments.apps is forbidden: User "jane" cannot create resource "deployments" in API group "apps" in the namespace "kube-system"',
    ],
  },
  'caller-may-not-get-path': {
    examples: [
      'Error from server (Forbidden): forbidden: User "jane" cannot get path "/k8s/clusters/c-1/api/v1/namespaces/kube-system/pods"',
      'forbidden: User "jane" cannot get path "/metrics"',
      'forbidden: User "system:anonymous" cannot get path "/"',
    ],
  },
  'tiller-token-unreadable': {
    examples: [
      'Cannot initialize Kubernetes connection: open /var/run/secrets/kubernetes.io/serviceaccount/token: permission denied',
    ],
  },
  'auth-provider-missing': {
    examples: ['Cannot initialize Kubernetes connection: No Auth Provider found for name "gcp"'],
  },
  'exec-plugin-failed': {
    examples: [
      'Unable to connect to the server: getting credentials: exec: exec: "aws-iam-authenticator": executable file not found in $PATH',
    ],
  },
  'no-deployed-release': { examples: ['Error: UPGRADE FAILED: "harbor" has no deployed releases'] },
  'waited-in-vain': {
    examples: ['Error: release harbor failed: timed out waiting for the condition'],
  },
  'tiller-newer': {
    examples: ['Error: current Tiller version is newer, use --force-upgrade to downgrade'],
  },
  'balancer-before-api-server': {
    examples: [
      'the server responded with the status code 413 but did not return more information (post configmaps)',
    ],
  },
  'api-group-unavailable': {
    examples: [
      'Could not get apiVersions from Kubernetes: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
    ],
  },
  'api-version-gone': {
    examples: [
      'Error: unable to build kubernetes objects: no matches for kind "Deployment" in version "extensions/v1beta1"',
    ],
  },
  'webhook-failed': {
    examples: [
      'Internal error occurred: failed calling webhook "mutate.example.com": Post https://hook.default.svc:443/mutate?timeout=30s: no endpoints available for service "hook"',
    ],
  },
  'etcd-in-trouble': { examples: ['etcdserver: mvcc: database space exceeded'] },
  'api-server-overloaded': {
    examples: ['the server has received too many requests and has asked us to try again later'],
  },
  'pod-not-running': {
    examples: ['error: unable to forward port because pod is not running. Current status=Pending'],
  },
  'record-exists': { examples: ['Error: configmaps "app.v2" already exists'] },
  'hook-failed': { examples: ['Error: Job failed: BackoffLimitExceeded'] },
  'page-read-as-message': {
    examples: ['RESOURCE_EXHAUSTED: Received message larger than max (808722544 vs 4194304)'],
    not: ['Received message larger than max (4693470 vs. 4194304)'],
  },
  'etcd-client-limit': {
    examples: ['trying to send message larger than max (2135627 vs. 2097152)'],
    not: ['trying to send message larger than max (66452461 vs. 20971520)'],
  },
  'other-limit': {
    examples: ['grpc: received message larger than max (9000000 vs. 8388608)'],
    not: ['grpc: received message larger than max (4693470 vs. 4194304)'],
  },
  'account-missing': {
    examples: [
      'pods "tiller-deploy-7b45545f56-" is forbidden: error looking up service account kube-system/tiller: serviceaccount "tiller" not found',
      'No API token found for service account "tiller", retry after the token is automatically created and added to the service account',
    ],
  },
  'pod-security': {
    examples: [
      'pods "tiller-deploy-6d6cc8dcb5-" is forbidden: unable to validate against any pod security policy: []',
      'pods "web-1" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ],
  },
  'webhook-denied': {
    examples: ['admission webhook "policy.example.com" denied the request: not allowed'],
    not: ['failed calling webhook "policy.example.com": context deadline exceeded'],
  },
  'namespace-terminating': {
    examples: [
      'configmaps "web.v1" is forbidden: unable to create new content in namespace kube-system because it is being terminated',
    ],
  },
  'rights-not-held': {
    examples: [
      'roles.rbac.authorization.k8s.io "test" is forbidden: attempt to grant extra privileges: [PolicyRule{Resources:["endpoints"]}] user=&{system:serviceaccount:kube-system:tiller 9ceddfd4 [] map[]} ownerrules=[]',
    ],
  },
  'limit-range': {
    examples: [
      'pods "web-1" is forbidden: [maximum memory usage per Container is 1Gi, but limit is 2Gi.]',
    ],
    not: ['pods "web-1" is forbidden: exceeded quota: compute'],
  },
  'object-invalid': {
    examples: [
      'Deployment.apps "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable',
      'Ingress.extensions "web" is invalid: spec.rules[0].host: Invalid value: "192.0.2.83": must be a DNS name, not an IP address',
    ],
    not: ['ConfigMap "web.v2" is invalid: data: Too long: must have at most 1048576 characters'],
  },
  'object-exists': {
    examples: [
      'kind Service with the name "web" already exists in the cluster and wasn\'t defined in the previous release',
      'Error: release web failed: services "web" already exists',
    ],
    not: ['configmaps "web.v1" already exists', 'a release named web already exists.'],
  },
  'object-gone': {
    examples: ['Error: UPGRADE FAILED: no resource with the name "web" found'],
  },
  'namespace-missing': {
    examples: ['Error: release web failed: namespaces "prod" not found'],
  },
  'chart-not-rendered': {
    examples: [
      'render error in "web/templates/deployment.yaml": template: web/templates/deployment.yaml:12:20: nil pointer',
      'YAML parse error on web/templates/service.yaml: error converting YAML to JSON: yaml: line 5',
    ],
  },
  'chart-not-fetched': {
    examples: [
      'Error: failed to download "stable/mysql" (hint: running `helm repo update` may help)',
    ],
  },
  'pod-replaced': {
    examples: ['unable to upgrade connection: pod not found ("tiller-deploy-5bfdbfd6f6-l77sn")'],
    not: ['unable to upgrade connection: pod does not exist'],
  },
  'error-without-status': {
    examples: [
      'an error on the server ("unknown") has prevented the request from succeeding (get configmaps)',
    ],
  },
  'tiller-service-missing': {
    examples: ['Error: services "tiller-deploy" not found'],
    not: ['services "swift" not found'],
  },
  'unknown-to-api-server': {
    examples: ['Error from server (NotFound): the server could not find the requested resource'],
    not: ['error installing: the server could not find the requested resource'],
  },
  'object-changed-meanwhile': {
    examples: [
      'Operation cannot be fulfilled on configmaps "web.v2": the object has been modified; please apply your changes to the latest version and try again',
    ],
  },
  'port-taken': { examples: ['listen tcp :44134: bind: address already in use'] },
  'no-socket-left': { examples: ['connect EMFILE 127.0.0.1:44134'] },
  'no-more-files': { examples: ['accept tcp [::]:9855: accept4: too many open files'] },
  'no-json': { examples: ["invalid character '<' looking for beginning of value"] },
  'status-without-body': {
    examples: ['curl: (22) The requested URL returned error: 403 Forbidden'],
  },
  'redirected-in-circles': { examples: ['curl: (47) Maximum (50) redirects followed'] },
  'no-http-answer': { examples: ['curl: (1) Received HTTP/0.9 when not allowed'] },
  'no-reflection': { examples: ['server does not support the reflection API'] },
  canceled: { examples: ['rpc error: code = Canceled desc = context canceled'] },
  'too-many-pings': {
    examples: [
      'rpc error: code = Unavailable desc = closing transport due to: connection error, received prior goaway: code: ENHANCE_YOUR_CALM, debug data: "too_many_pings"',
    ],
  },
  'image-not-pulled': {
    examples: ['Failed to pull image "appscode/swift:0.10.0": rpc error: not found'],
    not: ['Failed to pull image "gcr.io/kubernetes-helm/tiller:v2.14.3": not found'],
  },
  'volume-missing': {
    examples: [
      'MountVolume.SetUp failed for volume "tiller-certs" : secrets "tiller-secret" not found',
    ],
  },
  'pod-not-scheduled': { examples: ['0/3 nodes are available: 3 Insufficient memory.'] },
  'container-restarts': { examples: ['Back-off restarting failed container'] },
  'check-answered-with-error': {
    examples: ['Liveness probe failed: HTTP probe failed with statuscode: 503'],
    not: [
      'Liveness probe failed: Get http://10.0.0.3:44135/liveness: dial tcp 10.0.0.3:44135: connect: connection refused',
    ],
  },
  'chart-for-other-tiller': {
    examples: [
      'Error: Chart incompatible with Tiller v2.6.2',
      'Failed to install app prometheus. Error: Chart incompatible with Tiller v2.10.0-rancher4',
    ],
  },
  'chart-for-other-kubernetes': {
    examples: [
      'Error: Chart requires kubernetesVersion: >=1.16.0 which is incompatible with Kubernetes v1.14.6',
    ],
  },
  'no-health-service': {
    examples: [
      'Error: could not ping Tiller: rpc error: code = Unimplemented desc = unknown service grpc.health.v1.Health',
    ],
  },
  'status-of-another-server': {
    examples: [
      'Request failed with status code 504',
      'requests.exceptions.HTTPError: 504 Server Error: Gateway Time-out for url: https://swift.example/tiller/v2/releases/json?all=true',
      '2021-06-19 16:02:45 ERROR 502: Bad Gateway.',
    ],
    not: [
      'Request failed with status code 403',
      'requests.exceptions.HTTPError: 504 Server Error: Gateway Time-out for url: https://gcr.io/v2/',
    ],
  },
  'killed-by-liveness': {
    examples: [
      'Normal   Killing    26m (x2 over 32m)      kubelet, k8s-node1  Container tiller failed liveness probe, will be restarted',
      'Killing container with docker id a670b0954eb6: pod "tiller-deploy-741207433-inddr_kube-system(9d3bbe2e)" container "tiller" is unhealthy, it will be killed and re-created.',
    ],
  },
  'proxy-log': {
    examples: [
      '2021/06/19 16:02:45 [error] 33853#0: *82 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1, server: swift.example, request: "GET /tiller/v2/releases/json HTTP/1.1", upstream: "http://10.0.0.7:9855/tiller/v2/releases/json", host: "swift.example"',
      '2021/06/19 16:02:45 [error] 33853#0: *82 upstream prematurely closed connection while reading response header from upstream, client: 192.0.2.1, server: tiller.example, request: "POST /hapi.services.tiller.ReleaseService/ListReleases HTTP/2.0", upstream: "grpc://10.0.0.7:44134", host: "tiller.example"',
    ],
    not: [
      '2020/10/04 09:32:29 [error] 104#104: *1533 connect() failed (104: Connection reset by peer) while connecting to upstream, client: 172.17.17.17, server: service.test.com, request: "POST /helloworld.Greeter/SayHello HTTP/2.0", upstream: "grpc://10.42.207.51:50051", host: "service.test.com:443"',
    ],
  },
  'proxy-log-too-large': {
    examples: [
      '2021/06/19 16:02:45 [error] 33853#0: *82 client intended to send too large body: 4194304 bytes, client: 192.0.2.1, server: swift.example, request: "POST /tiller/v2/releases/x/json HTTP/1.1", host: "swift.example"',
    ],
  },
  'envoy-access-log': {
    examples: [
      '[2020-04-08T10:00:00.000Z] "GET /tiller/v2/releases/json HTTP/1.1" 503 UF,URX "-" "-" 0 91 12 - "-" "curl/7.68.0"',
    ],
    not: [
      '[2020-04-08T10:00:00.000Z] "GET /tiller/v2/releases/json HTTP/1.1" 403 - "-" "-" 0 91 12 -',
    ],
  },
  'mesh-proxy-without-control': {
    examples: [
      '[2018-06-07 23:03:37.170][16][warning][upstream] external/envoy/source/common/config/grpc_mux_impl.cc:235] gRPC config stream closed: 14, no healthy upstream',
    ],
  },
  'linkerd-refuses': {
    examples: [
      'Error: rpc error: code = PermissionDenied desc = unauthorized request on route',
      '{"error":"unauthorized connection on server default:all-authenticated","code":7,"message":"unauthorized connection on server default:all-authenticated"}',
    ],
    not: [
      '[ 10161.5s] INFO ThreadId(01) inbound:server{port=8080}: linkerd_app_core::errors::respond: HTTP/2.0 request failed error=client 10.3.148.114:54096: server: 10.3.128.129:8080: unauthorized request on route error.sources=[unauthorized request on route]',
    ],
  },
  'linkerd-fail-fast': {
    examples: [
      'Error: rpc error: code = Unavailable desc = HTTP Logical service in fail-fast',
      'rpc error: code = Unavailable desc = proxy max-concurrency exhausted',
    ],
    not: [
      '[ 3.0s] INFO ThreadId(04) outbound:proxy{addr=172.23.205.50:10002}: linkerd_app_core::errors::respond: gRPC request failed error=logical service 172.23.205.50:10002: service in fail-fast',
    ],
  },
  'converter-finds-no-release': {
    examples: ['Error: grafana has no deployed releases\n\nError: plugin "2to3" exited with error'],
    not: ['Error: UPGRADE FAILED: "grafana" has no deployed releases'],
  },
  'port-forward-not-sent': {
    examples: [
      'level=error msg="forwarding ports: error upgrading connection: error sending request: "',
    ],
    not: [
      'error sending request: Post https://192.0.2.1/api/v1/namespaces/kube-system/pods/t/portforward: EOF',
    ],
  },
  'local-program-left': {
    examples: [
      'E0117 21:59:37.132289   23854 portforward.go:394] error copying from local connection to remote stream: read tcp6 [::1]:9003->[::1]:56699: read: connection reset by peer',
      'portforward.go:303] error copying from remote stream to local connection: readfrom tcp4 127.0.0.1:8000->127.0.0.1:62974: write tcp4 127.0.0.1:8000->127.0.0.1:62974: wsasend: An established connection was aborted by the software in your host machine.',
    ],
    not: [
      'error copying from remote stream to local connection: read tcp 192.0.2.9:50251->192.0.2.1:6443: read: connection reset by peer',
    ],
  },
  'kubeconfig-unusable': {
    examples: [
      'Error: could not get Kubernetes config for context "": invalid configuration: context was not found for specified context: none',
      "Error: could not get kubernetes client: could not get kubernetes config for context '': invalid configuration: no configuration has been provided",
      'Error in configuration: context was not found for specified context: none',
      'error: error loading config file "/etc/kube/config": yaml: line 3: mapping values are not allowed in this context',
    ],
    not: [
      'Cannot initialize Kubernetes connection: invalid configuration: no configuration has been provided',
      'Error: could not get Kubernetes config for context "c": No Auth Provider found for name "gcp"',
    ],
  },
  'answer-not-taken': {
    examples: [
      'WARNING: 2021/04/15 10:29:54 grpc: Server.processUnaryRPC failed to write status connection error: desc = "transport is closing"',
      '2018/05/01 10:00:00 grpc: Server.processStreamingRPC failed to write status: transport: the stream is done or WriteHeader was already called',
    ],
  },
  'sandbox-not-made': {
    examples: [
      'Failed create pod sandbox: rpc error: code = 14 desc = grpc: the connection is unavailable',
      'E0101 10:00:00.000000 1 remote_runtime.go:116] "RunPodSandbox from runtime service failed" err="rpc error: code = Unavailable desc = connection error"',
    ],
    not: ['rpc error: code = 14 desc = grpc: the connection is unavailable'],
  },
  'no-kubernetes-api': {
    examples: [
      "error: couldn't get version/kind; json parse error: invalid character '<' looking for beginning of value",
    ],
  },
  'root-not-allowed': {
    examples: [
      'Error: container has runAsNonRoot and image will run as root (pod: "tiller-deploy-1_kube-system(a4c6a62d)", container: tiller)',
      'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root',
    ],
  },
  'caller-not-authenticated': {
    examples: [
      'E0809 16:13:15.327109       1 authentication.go:53] Unable to authenticate the request due to an error: x509: certificate has expired or is not yet valid',
      'E0515 05:20:00.976949 1 authentication.go:63] "Unable to authenticate the request" err="[invalid bearer token, service account token is not valid yet]"',
    ],
    not: ['Unable to authenticate the request.'],
  },
  'node-starts-no-program': {
    examples: [
      'httpstream.go:251] error forwarding port 44134 to pod b7a0, uid : failed to execute portforward in network namespace "/var/run/netns/cni-2ce6": socat command returns error: pipe2: too many open files, stderr: ""',
      'error forwarding port 44134 to pod tiller-deploy-1-a_kube-system, uid : fork/exec /usr/bin/nsenter: resource temporarily unavailable',
    ],
  },
  'haproxy-check-failed': {
    examples: [
      'Server kube-system-swift-9855/SRV_1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left.',
      "[ALERT]    (301) : backend 'tiller' has no server available!",
      'Health check for server swift/swift-1 failed, reason: Layer7 wrong status, code: 404, info: "Not Found", check duration: 3ms, status: 0/2 DOWN.',
    ],
    not: [
      'Server ingress-node/10.10.10.168 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.',
    ],
  },
  'no-http-for-envoy': {
    examples: [
      '[client] [external/envoy/source/common/http/codec_client.cc:174] [C5] protocol error: http/1.1 protocol error: HPE_INVALID_CONSTANT',
      'dispatch error: http/1.1 protocol error: HPE_INVALID_METHOD',
    ],
  },
  'balancer-log': {
    examples: [
      '{"httpRequest":{"requestMethod":"GET","requestUrl":"http://swift.example.com/tiller/v2/releases/json","status":502},"jsonPayload":{"statusDetails":"failed_to_connect_to_backend"}}',
    ],
    not: [
      'app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 -1 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0"',
    ],
  },
  'pod-evicted': {
    examples: [
      'Warning  Evicted  10m  kubelet, node-1  The node was low on resource: memory. Container tiller was using 412Mi, which exceeds its request of 0.',
      'Warning  Evicted  2m  kubelet, node-1  The node was low on resource: ephemeral-storage.',
      'Warning  Evicted  9s  kubelet, node-1  The node had condition: [DiskPressure].',
    ],
  },
  'image-for-another-machine': {
    examples: ['standard_init_linux.go:211: exec user process caused "exec format error"'],
  },
  'haproxy-session': {
    examples: [
      'Feb  6 12:12:56 localhost haproxy[14387]: 10.0.1.2:33313 [06/Feb/2009:12:12:51.443] ft_tiller bk_tiller/<NOSRV> -1/-1/3007 0 SC 0/0/0/0/3 0/0',
      'haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in bk_app/srv1 10/0/30/-1/60109 504 194 - - sH-- 1/1/1/1/0 0/0 "GET /tiller/v2/releases/json HTTP/1.1"',
    ],
    not: [
      'haproxy[14387]: 10.0.1.2:33313 [06/Feb/2009:12:12:51.443] ft_web bk_web/web1 0/-1/3007 0 SC 0/0/0/0/3 0/0',
      'haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in bk_app/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /tiller/v2/releases/json HTTP/1.1"',
    ],
  },
  'ingress-without-endpoints': {
    examples: [
      'W0605 15:43:28.814412       7 controller.go:1076] Service "kube-system/swift" does not have any active Endpoint.',
      'level=error msg="Skipping service: no endpoints found" namespace=kube-system serviceName=swift servicePort="&ServicePort{Name:,Port:9855,}" providerName=kubernetes ingress=swift',
    ],
    not: [
      'W0605 15:43:28.814412 7 controller.go:1076] Service "default/web" does not have any active Endpoint.',
    ],
  },
  'browser-refuses': {
    examples: [
      "Access to XMLHttpRequest at 'http://10.0.0.5:9855/tiller/v2/releases/json' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://10.0.0.5:9855/tiller/v2/releases/json. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.',
      "Mixed Content: The page at 'https://console.example.com/' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint 'http://10.0.0.5:9855/tiller/v2/releases/json'. This request has been blocked; the content must be served over HTTPS.",
    ],
    not: [
      "Access to fetch at 'https://api.example.com/users' from origin 'http://localhost:3000' has been blocked by CORS policy: Response to preflight request doesn't pass access control check.",
    ],
  },
  'container-not-started': {
    examples: [
      'Error from server (BadRequest): container "tiller" in pod "tiller-deploy-7b659b7fbd-kz2w4" is waiting to start: ContainerCreating',
      'Error from server (BadRequest): previous terminated container "tiller" in pod "tiller-deploy-7b659b7fbd-kz2w4" not found',
    ],
    not: [
      'Error from server (BadRequest): container "tiller" in pod "tiller-deploy-7b659b7fbd-kz2w4" is waiting to start: trying and failing to pull image',
    ],
  },
  'dns-cannot-forward': {
    examples: [
      '[ERROR] plugin/errors: 2 tiller-deploy.kube-system.svc.cluster.local. A: read udp 10.244.0.5:41234->192.0.2.8:53: i/o timeout',
    ],
  },
};
