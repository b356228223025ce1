// Texts that people met, with the program that speaks as its prefix or its words show it. Names and addresses are
// replaced.
import type { Report } from './reports.js';

export interface Thread extends Report {
  /** The thread, or the program whose source words it so. */
  readonly from: string;
}

/** Programs in other languages, and on Windows. */
const OTHER_CLIENTS: readonly Thread[] = [
  {
    from: "C-core's resolver, with its words for a server that is silent",
    text: 'StatusCode.UNAVAILABLE: DNS resolution failed for tiller-deploy.kube-system:44134: C-ares status is not ARES_SUCCESS qtype=A name=tiller-deploy.kube-system is_balancer=0: Timeout while contacting DNS servers',
    ...{ hops: ['client->tiller'], id: 'dns-unreachable' },
    cause: /DNS server does not answer/,
  },
  {
    from: "C-core's resolver, in its older words",
    text: 'StatusCode.UNAVAILABLE: DNS resolution failed for service: tiller-deploy.kube-system:44134',
    ...{ hops: ['client->tiller'], id: 'name-unresolved' },
    cause: /looking up tiller-deploy\.kube-system gave no address/,
    not: /DNS knows no/,
  },
  {
    from: 'keel-hq/keel 429',
    text: 'time="2019-08-16T01:27:11Z" level=error msg="provider.helm: failed to process event" error="context deadline exceeded" image=d/a tag=t',
    ...{ hops: ['client->tiller'], id: 'deadline' },
    cause: /no answer from Tiller in time/,
  },
  {
    from: 'keel-hq/keel 363',
    text: 'time="2019-04-18T13:59:02Z" level=error msg="provider.defaultProviders: failed to get tracked images" error="context deadline exceeded" provider=helm',
    ...{ hops: ['client->tiller', 'swift->tiller'], id: 'deadline' },
    cause: /no answer from Tiller in time/,
  },
  {
    from: 'att-comdev/armada 139',
    text: '2017-08-03 18:35:28.513 1 ERROR armada.cli grpc._channel._Rendezvous: <_Rendezvous of RPC that terminated with (StatusCode.UNAVAILABLE, Connect Failed)>',
    ...{ hops: ['client->tiller'], id: 'not-connected' },
    cause: /no connection to Tiller/,
  },
  {
    from: 'microbean/microbean-helm 192',
    text: 'io.grpc.StatusRuntimeException: UNAVAILABLE: Keepalive failed. The connection is likely gone',
    ...{ hops: ['client->tiller'], id: 'connection-broken' },
    cause: /to Tiller broke/,
  },
  {
    from: 'flaper87/pyhelm 74',
    text: 'grpc._channel._Rendezvous: <_Rendezvous of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "DNS resolution failed"\n\tdebug_error_string = "{"created":"@1560657838.9","description":"Failed to pick subchannel","referenced_errors":[{"description":"Resolver transient failure","referenced_errors":[{"description":"DNS resolution failed","grpc_status":14,"referenced_errors":[{"description":"unparseable host:port","target_address":"http://localhost:44134:44134"}]}]}]}"',
    ...{ hops: ['client->tiller'], id: 'not-an-address' },
    cause: /has to be HOST:PORT, and the address is "http:\/\/localhost:44134:44134"/,
  },
  {
    from: '.NET',
    text: 'RpcException: Status(StatusCode=Unavailable, Detail="Name resolution failure")',
    ...{ hops: ['client->tiller'], id: 'name-unresolved' },
    cause: /looking up its name gave no address/,
  },
  {
    from: 'Ruby',
    text: 'GRPC::Unavailable: 14:failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:44134: Failed to connect to remote host: Connection refused',
    ...{ hops: ['client->tiller'], id: 'refused' },
    cause: /nothing listens/,
  },
  {
    from: 'Ruby',
    text: 'GRPC::ResourceExhausted: 8:Received message larger than max (5242880 vs. 4194304)',
    ...{ hops: ['client->tiller'], id: 'received-over-client-limit-c-core' },
    cause: /5,242,880/,
  },
  {
    from: 'grpc-java',
    text: 'io.grpc.StatusRuntimeException: INTERNAL: http2 exception\nCaused by: io.netty.handler.codec.http2.Http2Exception: First received frame was not SETTINGS. Hex dump for first 5 bytes: 485454502f',
    ...{ hops: ['client->tiller'], id: 'http-for-grpc' },
    cause: /speaks gRPC, and what answers .* does not/,
  },
  {
    from: 'grpc-go',
    text: 'rpc error: code = Internal desc = server closed the stream without sending trailers',
    ...{ hops: ['client->tiller'], id: 'http-for-grpc' },
    cause: /speaks gRPC, and what answers .* does not/,
    not: /--tiller-ca-file/,
  },
  {
    from: 'aiohttp',
    text: "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host swift.kube-system:9855 ssl:default [Connect call failed ('10.0.0.7', 9855)]",
    ...{ hops: ['swiftcheck->swift'], id: 'refused' },
    cause: /does not reach Swift: nothing listens/,
  },
  {
    from: 'aiohttp',
    text: "aiohttp.client_exceptions.ContentTypeError: 0, message='Attempt to decode JSON with unexpected mimetype: text/html', url=URL('https://swift.example/tiller/v2/version/json')",
    ...{ hops: ['swiftcheck->swift'], id: 'no-json' },
    cause: /expects JSON and got something else/,
  },
  {
    from: 'OkHttp',
    text: 'java.net.ConnectException: Failed to connect to swift.kube-system/10.0.0.7:9855',
    ...{ hops: ['swiftcheck->swift'], id: 'not-connected' },
    cause: /no connection to Swift/,
  },
  {
    from: 'Ruby',
    text: 'Errno::ECONNREFUSED: Failed to open TCP connection to swift.kube-system:9855 (Connection refused - connect(2) for "swift.kube-system" port 9855)',
    ...{ hops: ['swiftcheck->swift'], id: 'refused' },
    cause: /does not reach Swift/,
  },
  {
    from: 'httpx',
    text: 'httpx.ReadTimeout: The read operation timed out',
    ...{ hops: ['swiftcheck->swift', 'client->kubernetes'], id: 'deadline' },
    cause: /no answer from the server that it asked in time/,
  },
  {
    from: 'curl 8',
    text: "curl: (7) Failed to connect to swift.kube-system port 9855 after 2034 ms: Couldn't connect to server",
    ...{ hops: ['swiftcheck->swift'], id: 'not-connected' },
    cause: /no connection to Swift/,
  },
  {
    from: 'curl 8 with OpenSSL 3.5.5, from a port of HTTP',
    text: 'curl: (35) TLS connect error: error:0A0000C6:SSL routines::packet length too long',
    ...{ hops: ['swiftcheck->swift', 'client->kubernetes'], id: 'tls-to-plaintext' },
    cause: /speaks TLS, and the server that it asked answers in plaintext/,
  },
  {
    from: 'Python requests',
    text: 'requests.exceptions.HTTPError: 504 Server Error: Gateway Time-out for url: https://swift.example/tiller/v2/releases/json?all=true',
    ...{ hops: ['swiftcheck->swift'], id: 'status-of-another-server' },
    cause: /gave up waiting for Swift/,
    not: /larger|403/,
  },
  {
    from: 'vmware-tanzu/kubeapps 1009',
    text: 'Request failed with status code 504',
    ...{ hops: ['swiftcheck->swift'], id: 'status-of-another-server' },
    cause: /gave up waiting for Swift/,
  },
  {
    from: 'wget',
    text: '2021-06-19 16:02:45 ERROR 502: Bad Gateway.',
    ...{ hops: ['swiftcheck->swift'], id: 'status-of-another-server' },
    cause: /does not reach Swift/,
  },
  {
    from: 'Python requests',
    text: 'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: http://swift.kube-system:9855/tiller/v2/releases/json',
    ...{ hops: ['swiftcheck->swift', 'swift->tiller'], id: 'status-without-body' },
    cause: /Swift means a message that is too large/,
  },
  {
    from: 'helm/monocular 290',
    text: "Can't create the release: failed to connect to Tiller, are you sure it is installed?",
    ...{ hops: ['client->tiller'], id: 'not-connected' },
    cause: /no connection to Tiller/,
  },
];

/** helm, kubectl or Terraform asks the cluster, not Tiller. */
const FROM_HERE: readonly Thread[] = [
  {
    from: 'helm/helm 2330',
    text: 'RUNNING: test-smoke-test\nE0426 06:50:43.323874   11810 portforward.go:175] lost connection to pod\nError: transport is closing\ntest failed! Capturing logs and cleaning up\nError from server (BadRequest): the server rejected our request for an unknown reason (get pods test-smoke-test)',
    ...{ hops: ['port-forward'], id: 'lost-connection-to-pod' },
    cause: /forwarded connection broke/,
  },
  {
    from: 'helm/helm 981',
    text: 'E0722 21:46:51.234500       1 portforward.go:267] error creating error stream for port 43394 -> 44134: Timeout occured',
    ...{ hops: ['port-forward'], id: 'lost-connection-to-pod' },
    cause: /forwarded connection broke/,
  },
  {
    from: 'hashicorp/terraform-provider-helm 50',
    text: 'Error: Error applying plan:\n\n1 error(s) occurred:\n\n* helm_chart.helmchart: 1 error(s) occurred:\n\n* helm_chart.helmchart: error installing: Post http://localhost/apis/extensions/v1beta1/namespaces/kube-system/deployments: dial tcp [::1]:80: getsockopt: connection refused',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-unreachable-from-here' },
    cause: /no kubeconfig/,
  },
  {
    from: 'kubernetes/kubernetes 48819',
    text: 'error: error sending request: Post https://172.22.16.69:6443/api/v1/namespaces/default/pods/busybox/exec?command=%2Fbin%2Fsh&container=busybox&stdin=true&tty=true: EOF',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /API server broke/,
    not: /Tiller may not|--tls/,
  },
  {
    from: 'helm/helm 3447',
    text: 'Post https://abc.us-west-2.eks.amazonaws.com/api/v1/namespaces/kube-system/configmaps: dial tcp 192.0.2.4:443: i/o timeout\n\n  on modules eks_nodes.tf line 17, in resource "kubernetes_config_map" "aws_auth":',
    ...{ hops: ['tiller->storage', 'client->kubernetes', 'swift->kubernetes'], id: 'no-answer' },
    cause: /does not show|client does not reach the Kubernetes API server/,
    not: /nodes? of Swift|--tls-ca/,
  },
  {
    from: 'helm/helm 8303',
    text: '0612 11:21:07.594572     186 portforward.go:400] an error occurred forwarding 55924 -> 44134: error forwarding port 44134 to pod 63de3e31198340b2492072e7fbb71cd0676722eef6ac9e895118a2673d0d4166, uid : exit status 1: 2020/06/12 03:21:07 socat[143048] E connect(5, AF=2 127.0.0.1:44134, 16): Permission denied',
    ...{ hops: ['port-forward'], id: 'not-permitted' },
    cause: /policy of the node/,
    not: /nothing listens/,
  },
  {
    from: 'helm/helm 5338',
    text: 'Error from server: Get https://10.240.0.4:10250/containerLogs/kube-system/tiller-deploy-6d6cc8dcb5-a/tiller: net/http: TLS handshake timeout',
    ...{ hops: ['api-server->kubelet'], id: 'kubelet-unreachable' },
    cause: /kubelet of the node stands/,
  },
  {
    from: 'kubernetes/kubectl 785',
    text: 'Error: \'net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x00\\x00\\x06\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x05\\x00\\x00@\\x00"\'',
    ...{ hops: ['api-server->swift'], id: 'http2-for-http1' },
    cause: /speaks gRPC/,
  },
  {
    from: 'kubernetes/kubernetes 9029',
    text: "Error: 'malformed HTTP response \"\\x15\\x03\\x01\\x00\\x02\\x02\"'\nTrying to reach: 'http://node-kfrp:10250/debug/pprof/heap'",
    ...{ hops: ['api-server->kubelet'], id: 'kubelet-unreachable' },
    cause: /kubelet/,
    not: /services\/https/,
  },
  {
    from: 'hashicorp/terraform-provider-kubernetes 816',
    text: 'Post https://ABC.yl4.eu-west-1.eks.amazonaws.com/api/v1/namespaces/kube-system/configmaps: getting credentials: exec: exit status 2',
    ...{ hops: ['client->kubernetes'], id: 'exec-plugin-failed' },
    cause: /gets its credentials from another program/,
  },
  {
    from: 'hashicorp/terraform-provider-helm 893',
    text: 'Error: Kubernetes cluster unreachable: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"',
    ...{ hops: ['client->kubernetes'], id: 'exec-plugin-failed' },
    cause: /gets its credentials from another program/,
  },
  {
    from: 'hashicorp/terraform-provider-helm 951',
    text: 'Error: Kubernetes cluster unreachable: the server has asked for the client to provide credentials',
    ...{ hops: ['client->kubernetes'], id: 'unauthorized' },
    cause: /this machine/,
    not: /Tiller.s service account/,
  },
  {
    from: 'txn2/kubefwd 180',
    text: 'ERRO[22:50:49] Runtime: error copying from local connection to remote stream: read tcp4 127.1.27.17:8080->127.0.0.1:51561: wsarecv: An existing connection was forcibly closed by the remote host.',
    ...{ hops: ['port-forward'], id: 'local-program-left' },
    cause: /^The program on this machine/,
  },
  {
    from: 'Go on Windows, dial timeout',
    text: 'Error: Get https://192.0.2.5:6443/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: dial tcp 192.0.2.5:6443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /no answer comes from 192/,
  },
  {
    from: 'Go on Windows, no route',
    text: 'Unable to connect to the server: dial tcp 192.0.2.5:6443: connectex: A socket operation was attempted to an unreachable network.',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /no route to 192/,
  },
  {
    from: 'Go on Windows, an unknown name',
    text: 'Unable to connect to the server: dial tcp: lookup c.example: getaddrinfow: No such host is known.',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /DNS knows no c/,
  },
  {
    from: 'Go on Windows, a firewall',
    text: 'dial tcp 192.0.2.5:44134: connectex: An attempt was made to access a socket in a way forbidden by its access permissions.',
    ...{ hops: ['client->tiller', 'swift->tiller'], id: 'not-permitted' },
    cause: /may not connect to Tiller/,
  },
  {
    from: 'kubernetes/kubeadm 1685',
    text: 'F0726 22:21:48.325924    1750 helpers.go:114] error: unexpected EOF',
    ...{ hops: ['client->kubernetes'], id: 'kubernetes-not-reached' },
    cause: /API server broke/,
  },
  {
    from: 'rancher/rancher 40097',
    text: 'Unable to connect to the server: Service Unavailable',
    ...{ hops: ['client->proxy'], id: 'proxy-unreachable' },
    cause: /HTTP proxy .* Service Unavailable/,
  },
  {
    from: 'rancher/rancher 7896',
    text: 'Reason: the server has asked for the client to provide credentials',
    ...{ hops: ['tiller->storage', 'client->kubernetes'], id: 'unauthorized' },
    cause: /does not accept the credentials/,
  },
  {
    from: 'mkubaczyk/helmsman 53',
    text: '2018/08/06 12:04:46 ERROR: while deploying Helm Tiller in namespace [kube-system]: Error from server (Forbidden): serviceaccounts "tiller" is forbidden: User "system:serviceaccount:custom-ns:dev" cannot get serviceaccounts in the namespace "kube-system": Unknown user "system:serviceaccount:custom-ns:dev"',
    ...{ hops: ['client->kubernetes'], id: 'caller-may-not' },
    cause: /account of the caller/,
    not: /Tiller makes the objects/,
  },
  {
    from: 'helm/helm 10164',
    text: 'Error: query: failed to query with labels: secrets is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "secrets" in API group "" in the namespace "qa-5"',
    ...{ hops: ['client->kubernetes'], id: 'caller-may-not' },
    cause: /account of the caller/,
    not: /Tiller's own account, /,
  },
  {
    from: 'helm/helm 2520',
    text: 'Error: Get http://localhost:8080/version: dial tcp [::1]:8080: connect: connection refused',
    ...{ hops: ['tiller->storage', 'client->kubernetes'], id: 'no-address' },
    cause: /asks localhost/,
  },
  {
    from: 'helm/helm 5090',
    text: 'Error: error when upgrading: Internal error occurred: admission webhook "trust.hooks.securityenforcement.admission.cloud.ibm.com" denied the request: \nDeny "gcr.io/kubernetes-helm/tiller:v2.12.1", no matching repositories in ClusterImagePolicy',
    ...{ hops: ['client->kubernetes'], id: 'webhook-denied' },
    cause: /was reached and refuses/,
  },
  {
    from: 'helm/helm-2to3 97',
    text: '2019/11/26 16:58:34 [Helm 3] Release "grafana" will be created.\nError: grafana has no deployed releases\n\nError: plugin "2to3" exited with error',
    ...{ hops: ['client->kubernetes'], id: 'converter-finds-no-release' },
    cause: /plugin finds no revision of grafana/,
  },
  {
    from: 'kubernetes/kubernetes 40285',
    text: 'E0123 08:33:52.432781   66598 portforward.go:329] an error occurred forwarding 40355 -> 44134: error forwarding port 44134 to pod tiller-deploy-1-a_kube-system, uid : fork/exec /usr/bin/nsenter: resource temporarily unavailable',
    ...{ hops: ['port-forward'], id: 'node-starts-no-program' },
    cause: /cannot start/,
  },
  {
    from: 'GitLab CI',
    text: '\u001b[0K\u001b[32;1m$ helm ls\u001b[0;m\nError: Get https://kubernetes.default:443/api/v1/namespaces/gitlab-managed-apps/pods?labelSelector=app%3Dhelm%2Cname%3Dtiller: x509: certificate is valid for kube, not kubernetes.default\n\u001b[0;33mERROR: Job failed: exit code 1\u001b[0;m',
    ...{ hops: ['client->kubernetes'], id: 'certificate-for-other-name' },
    cause: /kubernetes\.default, .* for kube\./,
    not: /tiller-secret|--tls-hostname/,
  },
  {
    from: 'k0sproject/k0s 1164',
    text: 'curl: (7) Failed to connect to 10.96.0.1 port 443: Connection timed out',
    ...{ hops: ['tiller->storage', 'client->kubernetes', 'swift->kubernetes'], id: 'no-answer' },
    cause: /does not reach the Kubernetes API server/,
    not: /Swift.s pods, its Service/,
  },
];

/** Tiller asks the cluster, or refuses a chart. */
const OF_TILLER: readonly Thread[] = [
  {
    from: 'weaveworks/flux-helm-test 10',
    text: 'ts=2018-06-25T11:24:10.21754419Z caller=chartsync.go:117 component=chartsync error="Failure to do manual release sync: syncing cluster after manual chart release changes: rpc error: code = Unknown desc = release test-mariadb failed: namespaces \\"test\\" is forbidden: User \\"system:serviceaccount:kube-system:default\\" cannot get namespaces in the namespace \\"test\\": Unknown user \\"system:serviceaccount:kube-system:default\\""',
    ...{ hops: ['tiller->storage'], id: 'tiller-may-not' },
    cause: /system:serviceaccount:kube-system:default/,
  },
  {
    from: 'fluxcd/helm-operator 67',
    text: 'ts=2019-10-09T15:20:20.432426741Z caller=release.go:216 component=release error="Chart release failed: redis-demo-test: &status.statusError{Code:2, Message:\\"release redis-demo-test failed: namespaces \\\\\\"demo\\\\\\" is forbidden: User \\\\\\"system:serviceaccount:test:tiller\\\\\\" cannot get resource \\\\\\"namespaces\\\\\\" in API group \\\\\\"\\\\\\" in the namespace \\\\\\"demo\\\\\\"\\", Details:[]*any.Any(nil), XXX_NoUnkeyedLiteral:struct {}{}, XXX_unrecognized:[]uint8(nil), XXX_sizecache:0}"',
    ...{ hops: ['tiller->storage'], id: 'tiller-may-not' },
    cause: /system:serviceaccount:test:tiller/,
  },
  {
    from: 'rancher/rancher 19331',
    text: '[storage/driver] 2019/04/02 10:52:34 query: failed to query with labels: the server is currently unable to handle the request (get configmaps)\n[tiller] 2019/04/02 10:52:34 failed install prepare step: the server is currently unable to handle the request\n2019/04/02 10:52:34 [ERROR] AppController p-rl4d9/cluster-alerting [helm-controller] failed with : failed to install app cluster-alerting. Error: the server is currently unable to handle the request',
    ...{ hops: ['tiller->storage'], id: 'api-server-overloaded' },
    cause: /API server is overloaded/,
  },
  {
    from: 'helm/helm 1748',
    text: 'Cannot initialize Kubernetes connection: the server has asked for the client to provide credentialspanic: runtime error: invalid memory address or nil pointer dereference',
    ...{ hops: ['tiller->storage'], id: 'tiller-cannot-initialize' },
    cause: /does not accept the token/,
  },
  {
    from: 'helm/helm 3300',
    text: 'Error: Get http://localhost:8080/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%3DTILLER: dial tcp [::1]:8080: i/o timeout',
    ...{ hops: ['tiller->storage'], id: 'tiller-without-api-credentials' },
    cause: /falls back to localhost/,
  },
  {
    from: 'helm/helm 8281',
    text: 'Error: create: failed to create: Request entity too large: limit is 3145728',
    ...{ hops: ['client->kubernetes'], id: 'request-too-large' },
    cause: /larger than etcd/,
  },
  {
    from: 'rancher/rancher 18571',
    text: '[storage/driver] 2019/04/10 20:19:43 create: failed to create: configmaps "word2-p-tsz8l.v1" is forbidden: exceeded quota: default-abcde, requested: configmaps=1, used: configmaps=10, limited: configmaps=10',
    ...{ hops: ['tiller->storage'], id: 'exceeded-quota' },
    cause: /default-abcde/,
  },
  {
    from: 'Eneco/landscaper 127',
    text: "[2018-07-25T17:00:21+02:00] FATAL Can't ping Tiller error=rpc error: code = Unimplemented desc = unknown service grpc.health.v1.Health",
    ...{ hops: ['client->tiller'], id: 'no-health-service' },
    cause: /does not know the service of health/,
  },
  {
    from: 'kyma-project/kyma 6929',
    text: 'Details: Helm install error: rpc error: code = Unknown desc = release compass failed: the server could not find the requested resource (post gatewaies.networking.istio.io)',
    ...{ hops: ['tiller->storage'], id: 'unknown-to-api-server' },
    cause: /gatewaies/,
  },
  {
    from: 'helm/helm 1223',
    text: 'Client: &version.Version{SemVer:"v2.0.0-alpha.4", GitCommit:"dbb84a1b9e57d14b816ff9c70c82c5232a8d0d89", GitTreeState:"dirty"}\nError: rpc error: code = 12 desc = unknown method GetVersion',
    ...{ hops: ['client->tiller'], id: 'server-too-old' },
    cause: /does not know GetVersion/,
  },
  {
    from: 'rancher/rancher 15986',
    text: 'Failed to install app prometheus. Error: Chart incompatible with Tiller v2.10.0-rancher4',
    ...{ hops: ['client->tiller'], id: 'chart-for-other-tiller' },
    cause: /not among them.*pre-release/,
    not: /takes only clients/,
  },
  {
    from: 'vmware-tanzu/kubeapps 875',
    text: 'Error: Chart incompatible with Tiller v2.6.2',
    ...{ hops: ['client->tiller'], id: 'chart-for-other-tiller' },
    cause: /not among them/,
  },
  {
    from: 'helm/helm 1931',
    text: 'Cannot initialize Kubernetes connection: Get http://localhost:8080/api: dial tcp [::1]:8080: getsockopt: connection refusedpanic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x28 pc=0x401a19]\n\ngoroutine 1 [running]:\npanic(0x155bd80, 0xc42000a030)\n        /usr/local/go/src/runtime/panic.go:500 +0x1a1\nmain.start(0x201e620, 0x2051450, 0x0, 0x0)\n        /home/ubuntu/.go_workspace/src/k8s.io/helm/cmd/tiller/tiller.go:93 +0x739',
    ...{ hops: ['tiller->storage'], id: 'tiller-without-api-credentials' },
    cause: /no credentials for the Kubernetes API/,
  },
  {
    from: 'helm/helm 5930',
    text: '[tiller] 2019/06/23 15:18:57 warning: Upgrade "xx" failed: Failed to recreate resource: Timeout: request did not complete within requested timeout 30s && Failed to recreate resource: Timeout: request did not complete within requested timeout 30s',
    ...{ hops: ['tiller->storage'], id: 'api-server-overloaded' },
    cause: /overloaded/,
  },
  {
    from: 'helm/helm 1084',
    text: "Error: release x failed: [unable to decode \"\": [pos 121]: json: expect char '\"' but got char 'n']",
    ...{ hops: ['client->tiller'], id: 'chart-not-rendered' },
    cause: /does not become valid objects/,
  },
  {
    from: 'helm/helm 4699',
    text: 'Error: UPGRADE FAILED: the server could not find the requested resource',
    ...{ hops: ['tiller->storage'], id: 'unknown-to-api-server' },
    cause: /does not know what was asked for/,
    not: /Swift/,
  },
  {
    from: 'helm/monocular 517',
    text: 'Error: deletion completed with 13 error(s): ingresses.extensions "monocular-monocular" is forbidden: User "system:serviceaccount:tiller:tiller" cannot delete ingresses.extensions in the namespace "monocular": User "system:serviceaccount:tiller:tiller" cannot delete ingresses.extensions in project "monocular"; services "monocular-mongodb" is forbidden: User "system:serviceaccount:tiller:tiller" cannot delete services in the namespace "monocular"',
    ...{ hops: ['tiller->storage'], id: 'tiller-may-not' },
    cause: /may not delete ingresses/,
  },
  {
    from: 'rancher/rancher 25338',
    text: 'Failed to install app mca-vfmqc-p-fh2tm. Error: release mca-vfmqc-p-fh2tm failed: roles.rbac.authorization.k8s.io is forbidden: User "u-pzx6qlcm3h" cannot create resource "roles" in API group "rbac.authorization.k8s.io" in the namespace "mca-vfmqc-p-fh2tm"',
    ...{ hops: ['tiller->storage'], id: 'tiller-may-not' },
    cause: /u-pzx6qlcm3h may not create/,
  },
];

/** Logs of proxies, and events of pods. */
const LOGS_AND_EVENTS: readonly Thread[] = [
  {
    from: 'kyma-project/kyma 6256',
    text: 'Nov 12 11:21:24 minikube kubelet[3748]: E1112 11:21:24.280938    3748 secret.go:198] Couldn\'t get secret kube-system/tiller-secret: secret "tiller-secret" not found\nNov 12 11:21:24 minikube kubelet[3748]: E1112 11:21:24.281147    3748 nestedpendingoperations.go:267] Operation for "\\"kubernetes.io/secret/690d86fd-tiller-certs\\" (\\"690d86fd\\")" failed. No retries permitted until 2019-11-12 11:23:26 (durationBeforeRetry 2m2s). Error: "MountVolume.SetUp failed for volume \\"tiller-certs\\" (UniqueName: \\"kubernetes.io/secret/690d86fd-tiller-certs\\") pod \\"tiller-deploy-56f4b44f58-n5c5f\\" (UID: \\"690d86fd\\") : secret \\"tiller-secret\\" not found"',
    ...{ hops: ['cluster'], id: 'volume-missing' },
    cause: /Secret tiller-secret/,
  },
  {
    from: 'linkerd/linkerd2 8613, with the port of Tiller',
    text: '[ 524.425176s] INFO ThreadId(01) inbound:server{port=44134}:rescue{client.addr=192.168.1.253:37900}: linkerd_app_core::errors::respond: Request failed error=unauthorized connection on server tiller',
    ...{ hops: ['client->tiller', 'swift->tiller'], id: 'linkerd-refuses' },
    cause: /admits only callers that a policy/,
  },
  {
    from: 'linkerd/linkerd2 5541, with the port of Tiller',
    text: '[    53.360878s]  WARN ThreadId(01) outbound:accept{client.addr=10.36.31.175:43900 target.addr=10.36.30.70:44134}: linkerd_app_core::errors: Failed to proxy request: HTTP Server service in fail-fast',
    ...{ hops: ['client->tiller', 'swift->tiller'], id: 'linkerd-fail-fast' },
    cause: /reached no endpoint/,
  },
  {
    from: 'linkerd/linkerd2 14020, with the port of Swift',
    text: '[   130.113229s]  INFO ThreadId(04) outbound:proxy{addr=172.23.205.50:9855}:rescue{client.addr=172.24.107.26:53852}: linkerd_app_core::errors::respond: gRPC request failed error=logical service 172.23.205.50:9855: service in fail-fast error.sources=[service in fail-fast]',
    ...{ hops: ['swiftcheck->swift'], id: 'linkerd-fail-fast' },
    cause: /reached no endpoint/,
  },
  {
    from: 'istio/istio 6085',
    text: '[2018-06-07 23:03:37.170][16][warning][upstream] external/envoy/source/common/config/grpc_mux_impl.cc:235] gRPC config stream closed: 14, no healthy upstream',
    ...{ hops: ['cluster'], id: 'mesh-proxy-without-control' },
    cause: /control plane of the mesh/,
    not: /in place of Swift/,
  },
  {
    from: 'nginx',
    text: '2021/06/19 16:02:45 [error] 33853#0: *82 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1, server: swift.example, request: "GET /tiller/v2/releases/json HTTP/1.1", upstream: "http://10.0.0.7:9855/tiller/v2/releases/json", host: "swift.example"',
    ...{ hops: ['swiftcheck->swift'], id: 'proxy-log' },
    cause: /does not reach Swift: nothing listens/,
  },
  {
    from: 'nginx',
    text: '2021/06/19 16:02:45 [error] 33853#0: *82 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 192.0.2.1, server: swift.example, request: "GET /tiller/v2/releases/json HTTP/1.1", upstream: "http://10.0.0.7:9855/tiller/v2/releases/json", host: "swift.example"',
    ...{ hops: ['swiftcheck->swift'], id: 'proxy-log' },
    cause: /gave up waiting for the answer of Swift/,
  },
  {
    from: 'nginx',
    text: '2021/06/19 16:02:45 [error] 33853#0: *82 upstream prematurely closed connection while reading response header from upstream, client: 192.0.2.1, server: tiller.example, request: "POST /hapi.services.tiller.ReleaseService/ListReleases HTTP/2.0", upstream: "grpc://10.0.0.7:44134", host: "tiller.example"',
    ...{ hops: ['client->tiller'], id: 'proxy-log' },
    cause: /lost the connection to Tiller/,
  },
  {
    from: 'kubernetes/ingress-nginx 4323',
    text: '2019/07/16 00:29:18 [error] 135#135: *1745 upstream sent too large http2 frame: 4740180 while reading response header from upstream, client: 10.240.0.5, server: gateway.example, request: "GET /campaign HTTP/2.0", upstream: "grpc://10.0.0.7:9855"',
    ...{ hops: ['swiftcheck->swift'], id: 'proxy-log' },
    cause: /another protocol than Swift/,
  },
  {
    from: 'kubernetes/kubernetes 7642',
    text: '{\n  "kind": "Status",\n  "apiVersion": "v1beta3",\n  "metadata": {},\n  "status": "Failure",\n  "message": "no endpoints available for \\"helm-api\\"",\n  "code": 500\n}',
    ...{ hops: ['api-server->swift'], id: 'no-endpoints' },
    cause: /No pod behind the Service/,
  },
  {
    from: 'kubernetes-retired/dashboard 2371',
    text: "Error: 'ssh: rejected: connect failed (Connection refused)'\nTrying to reach: 'http://10.28.0.6:9855/tiller/v2/version/json'",
    ...{ hops: ['api-server->swift'], id: 'swift-pod-unreachable' },
    cause: /does not listen/,
  },
];

/** Pages of servers in front of Swift. */
const PAGES: readonly Thread[] = [
  {
    from: 'Cloudflare',
    text: 'error code: 524',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Cloudflare.*gave up/,
  },
  {
    from: 'Cloudflare',
    text: '<title>swift.example | 522: Connection timed out</title> <span class="cf-error-code">522</span> Cloudflare Ray ID: 5f1',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Cloudflare.*does not reach/,
  },
  {
    from: 'Kong',
    text: '{"message":"The upstream server is timing out"}',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Kong.*gave up/,
  },
  {
    from: 'Envoy, jwt_authn',
    text: 'Jwt is missing',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Envoy.*login/,
  },
  {
    from: 'Envoy, jwt_authn',
    text: 'Origin authentication failed.',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Envoy.*login/,
  },
  {
    from: 'Rancher',
    text: '{"baseType":"error","code":"ClusterUnavailable","message":"ClusterUnavailable 503: cluster not found","status":503,"type":"error"}',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Rancher.*503/,
  },
  {
    from: 'Rancher',
    text: '{"type":"error","status":"401","message":"must authenticate"}',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /Rancher.*login/,
  },
  {
    from: 'the ingress of nginx',
    text: '<html>\n<head><title>308 Permanent Redirect</title></head>\n<body>\n<center><h1>308 Permanent Redirect</h1></center>\n<hr><center>nginx/1.17.8</center>\n</body>\n</html>',
    ...{ hops: ['swiftcheck->swift'], id: 'page-of-another-server' },
    cause: /sends the caller to another address/,
    not: /Send a user and a password/,
  },
];

export const SPEAKER_THREADS: readonly Thread[] = [
  ...OTHER_CLIENTS,
  ...FROM_HERE,
  ...OF_TILLER,
  ...LOGS_AND_EVENTS,
  ...PAGES,
];
