// Lines that a proxy in front of Swift or Tiller writes to its own log.
import { meaningOfPage } from '../page-meanings.js';
import { kindOfStatus, type OtherServer, type PageKind } from '../pages.js';
import { ASK_PORT_OF_TILLER, change, look, PODS_OF_BOTH, PODS_OF_SWIFT } from '../steps.js';
import type { Groups, Phrase, TextHop } from '../types.js';

/** The port or the path shows what stands behind the proxy; `null`: neither Tiller nor Swift. */
function behind({ upstream = '', request = '' }: Groups): 'Tiller' | 'Swift' | null {
  if (/[:|]44134\b/.test(upstream) || request.includes('hapi.services.tiller')) return 'Tiller';
  return /[:|](?:9855|50055)\b|\/tiller\/v2\//.test(upstream) || request.includes('/tiller/v2/')
    ? 'Swift'
    : null;
}

/** What ended the connection, by the words of nginx: src/http/ngx_http_upstream.c and its modules. */
function reasonOf({ reason = '', doing = '' }: Groups, asked: string): string {
  if (/111: |\bno live upstreams/.test(reason))
    return `does not reach ${asked}: nothing listens there`;
  if (reason.includes('timed out'))
    return doing.startsWith('connecting')
      ? `does not reach ${asked}: no answer comes to the connection`
      : `gave up waiting for the answer of ${asked}. The call can go on behind nginx`;
  if (/11[03]: /.test(reason)) return `does not reach ${asked} over the network`;
  if (reason.includes('SSL')) return `does not agree with ${asked} on TLS`;
  if (reason.includes('rejected request'))
    return `reached ${asked}, which ended the request with an error of HTTP/2 (${/\d+$/.exec(reason)?.[0] ?? ''}), as servers of gRPC do with a request that is no gRPC, or with a stream that they cannot finish`;
  if (/http2 frame|no valid HTTP/.test(reason))
    return `speaks another protocol than ${asked}: one of the two speaks gRPC (HTTP/2), the other HTTP/1`;
  return `lost the connection to ${asked} before the answer: the program ended or restarted, or the port speaks another protocol (TLS, gRPC)`;
}

/** Flags of Envoy's access log: docs of envoy, access log, RESPONSE_FLAGS. */
const FLAGS: Readonly<Record<string, PageKind>> = {
  UH: 'not-reached',
  UF: 'not-reached',
  URX: 'not-reached',
  DF: 'not-reached',
  UC: 'cut-off',
  UR: 'cut-off',
  LR: 'cut-off',
  UPE: 'protocol-behind',
  UT: 'gave-up',
  SI: 'gave-up',
  DT: 'gave-up',
  UMSDR: 'gave-up',
  NR: 'no-rule',
  NC: 'no-rule',
  RL: 'limited',
  UO: 'limited',
  UAEX: 'refused',
};

/** Of several flags, as `UF,URX`, the first says what happened. */
function flagOf({ flag = '' }: Groups): PageKind | undefined {
  return flag
    .toUpperCase()
    .split(',')
    .flatMap((each) => FLAGS[each] ?? [])[0];
}

function envoyOf(groups: Groups): OtherServer {
  const { status } = groups;
  return {
    name: "Envoy (Istio's sidecars and gateways are Envoys)",
    status: status === undefined ? null : Number(status),
    what: flagOf(groups) ?? 'other',
  };
}

/** The balancer of Google says what it met with its backend, the one of AWS has a status only. */
function balancerOf({ flag, status, ...groups }: Groups) {
  const answered = status === undefined ? null : Number(status);
  const met: PageKind = flag?.startsWith('failed_to') ? 'not-reached' : 'cut-off';
  return meaningOfPage(
    {
      name: `a load balancer of ${flag === undefined ? 'AWS' : 'Google'}`,
      status: answered,
      what:
        flag === undefined ? kindOfStatus(answered) : flag.includes('timeout') ? 'gave-up' : met,
    },
    behind(groups) ?? 'Swift',
  );
}

/** Hops of a call through a sidecar that names a port, or none. */
function throughSidecar({ port = '' }: Groups): TextHop[] {
  if (port === '44134') return ['client->tiller', 'swift->tiller'];
  return port === ''
    ? ['client->tiller', 'swift->tiller', 'swiftcheck->swift']
    : ['swiftcheck->swift'];
}

const OTHER_PORT = /^(?!44134$|9855$|50055$)\d/;
const ofTillerOrSwift = ({ port = '' }: Groups) => !OTHER_PORT.test(port);

/** Where the log names the port, in its span, and where an answer does, in its error. */
const PORT_NAMED = [
  String.raw`inbound:server\{port=`,
  String.raw`bound:proxy\{addr=[\d.]{7,15}:`,
  String.raw`bound:accept\{[^}\n]{0,80}?target\.addr=[\d.]{7,15}:`,
  String.raw`(?:logical|concrete) service [^\s:]{1,120}:`,
  String.raw`endpoint [\d.]{7,15}:`,
  String.raw`client [\d.]{7,15}:\d{1,5}: server: [\d.]{7,15}:`,
].join('|');

/** After a port, or not in a line of the log at all. */
function sidecarSays(words: string): RegExp {
  return new RegExp(
    String.raw`(?:${PORT_NAMED})(?<port>\d{1,5})\b[^\n]{0,300}?(?:${words})|(?=${words})(?<!linkerd2?_[^\n]{0,300})(?:${words})`,
  );
}

export const PROXY_LOG_PHRASES: readonly Phrase[] = [
  {
    id: 'proxy-log',
    pattern:
      /(?<reason>(?:connect|recv|SSL_do_handshake)\(\) failed \([^)\n]{1,200}\)|upstream timed out(?: \([^)\n]{1,60}\))?|no live upstreams|upstream prematurely closed connection|upstream sent (?:too large http2 frame: \d{1,12}|no valid HTTP\/1\.0 header)|upstream rejected request with error \d{1,5}) while (?<doing>(?:connecting|sending request|SSL handshaking) to upstream|reading (?:response header from )?upstream)(?:[^\n]{0,400}?request: \\?"(?<request>[^"\\\n]{1,500}))?(?:[^\n]{0,200}?upstream: \\?"(?<upstream>[^"\\\n]{3,300}))?/,
    when: (groups) => behind(groups) !== null,
    saidBy: 'the log of nginx (also the ingress of Kubernetes)',
    hops: (groups) => [behind(groups) === 'Tiller' ? 'client->tiller' : 'swiftcheck->swift'],
    cause: (groups) => {
      const { upstream } = groups;
      const asked = behind(groups) ?? '';
      return `nginx stands between the caller and ${asked}${upstream === undefined ? '' : ` (${upstream})`} and ${reasonOf(groups, asked)}.`;
    },
    certainty: 'certain',
    findings: ['swift-unreachable', 'not-a-swift', 'tiller-unreachable'],
    steps: (groups) =>
      behind(groups) === 'Tiller'
        ? [
            look(
              "Look for Tiller's pods and Services in all namespaces.",
              'kubectl get pods,service,endpoints --all-namespaces -l app=helm,name=tiller',
            ),
            change(
              'Let nginx pass gRPC to Tiller (grpc_pass; in the ingress the annotation backend-protocol: GRPC), and raise grpc_read_timeout where calls take long.',
            ),
          ]
        : [
            PODS_OF_SWIFT,
            change(
              'Let nginx pass HTTP to the plaintext port of Swift (9855, proxy_pass http://), and raise proxy_read_timeout above 30 s where calls take long.',
            ),
          ],
  },
  {
    id: 'proxy-log-too-large',
    pattern:
      /client intended to send too large body: (?<bytes>\d{1,15}) bytes[^\n]{0,200}?request: \\?"(?<request>[^"\\\n]{1,500})/,
    when: (groups) => behind(groups) !== null,
    saidBy: 'the log of nginx (also the ingress of Kubernetes)',
    hops: ['swiftcheck->swift'],
    cause: ({ bytes = '' }) =>
      `nginx stands between the caller and Swift and refuses a request of ${bytes} bytes, with HTTP 413. Swift and Tiller were not asked.`,
    certainty: 'certain',
    findings: ['payload-not-tried'],
    steps: [
      change(
        'Raise client_max_body_size, in the ingress the annotation proxy-body-size: a chart travels in the request, in base64.',
      ),
    ],
  },
  {
    id: 'http2-to-http1-port',
    pattern:
      /"PRI \* HTTP\/2\.0" (?<status>400|505)\b|client sent invalid (?:request|method) while reading client request line[^\n]{0,300}?"PRI \* HTTP\/2\.0"/,
    saidBy: 'the log of nginx or of another HTTP server',
    hops: ['client->tiller', 'swift->tiller'],
    decides:
      'Which program has the address at the begin of the line: Swift, or another client of gRPC.',
    cause: ({ status }) =>
      `A client of gRPC speaks HTTP/2 in plaintext to a port that takes HTTP/1 only${status === undefined ? '' : `, and gets HTTP ${status}`}. What is behind that port was not asked.`,
    certainty: 'certain',
    findings: ['not-a-tiller'],
    steps: [
      ASK_PORT_OF_TILLER,
      change(
        'Or let this server take HTTP/2 on that port, and pass gRPC to Tiller; in the ingress of nginx that is the port with TLS.',
      ),
    ],
  },
  {
    id: 'envoy-access-log',
    // As a line, and as JSON with its keys in any order.
    pattern:
      /"(?:GET|POST|PUT|DELETE) (?<request>\/(?:tiller\/v2\/|hapi\.services\.tiller)[^"\s]{0,300}) HTTP\/[\d.]{1,3}" (?<status>\d{3}) (?<flag>[A-Z]{2,5}(?:,[A-Z]{2,5})*) |"response_flags": ?"(?<flag_before>[A-Z,]{2,20})"[^\n]{0,2000}?"upstream_cluster": ?"(?:in|out)bound(?<upstream>\|\d{1,5})\||"upstream_cluster": ?"(?:in|out)bound(?<upstream_before>\|\d{1,5})\|[^\n]{0,2000}?"response_flags": ?"(?<flag_after>[A-Z,]{2,20})"/,
    when: (groups) => behind(groups) !== null && flagOf(groups) !== undefined,
    saidBy: 'the access log of Envoy (Istio)',
    hops: (groups) =>
      behind(groups) === 'Tiller' ? ['client->tiller', 'swift->tiller'] : ['swiftcheck->swift'],
    decides:
      'In which pod the sidecar is: that of Swift, that of another caller, or that of Tiller.',
    cause: (groups) =>
      meaningOfPage(envoyOf(groups), behind(groups) === 'Tiller' ? 'Tiller' : 'Swift').cause,
    certainty: 'certain',
    findings: ['not-a-swift', 'swift-list-failed'],
    steps: (groups) =>
      meaningOfPage(envoyOf(groups), behind(groups) === 'Tiller' ? 'Tiller' : 'Swift').steps,
  },
  {
    id: 'balancer-log',
    // Google's as JSON with its keys in any order, and the one of AWS, whose target has no status where it did not answer.
    pattern:
      /"requestUrl": ?"[^"\n]{0,300}(?<request>\/tiller\/v2\/)[^\n]{0,4000}?"statusDetails": ?"(?<flag>failed_to_\w{2,30}|backend_\w{2,60})"|"statusDetails": ?"(?<flag_before>failed_to_\w{2,30}|backend_\w{2,60})"[^\n]{0,4000}?"requestUrl": ?"[^"\n]{0,300}(?<request_after>\/tiller\/v2\/)|\bapp\/[\w-]{1,40}\/[\da-f]{8,20} \S{3,60} \S{1,60} [-\d. ]{8,40} (?<status_aws>\d{3}) - \d{1,15} \d{1,15} "[A-Z]{3,7} (?<request_aws>\S{3,500}) HTTP\//,
    when: (groups) => behind(groups) !== null,
    saidBy: 'the log of a load balancer of Google or AWS',
    hops: (groups) => [behind(groups) === 'Tiller' ? 'client->tiller' : 'swiftcheck->swift'],
    cause: (groups) => balancerOf(groups).cause,
    certainty: 'certain',
    findings: ['not-a-swift', 'swift-list-failed'],
    steps: (groups) => balancerOf(groups).steps,
  },
  {
    id: 'kubeapps-proxy-refuses',
    // The log of the proxy, of the nginx of Kubeapps before it, and the answer: cmd/tiller-proxy of Kubeapps 1.
    pattern:
      /\[negroni\] \S{10,40} \| 401 \|[^|\n]{1,60}\|[^|\n]{1,120}\| [A-Z]{3,7} \/(?:v1\/)?(?:namespaces\/[^/\s]{1,63}\/)?releases\b|"[A-Z]{3,7} \/api\/tiller-deploy\/[^"\s]{1,300} HTTP\/[\d.]{1,3}" 401\b|\{ ?"code": ?401, ?"message": ?"Unauthorized" ?\}/,
    saidBy: 'the proxy of Kubeapps before Tiller (tiller-proxy)',
    hops: ['client->tiller'],
    cause:
      'The proxy of Kubeapps refuses the caller: the request has no bearer token, or the Kubernetes API does not accept the token. Tiller was not asked.',
    certainty: 'likely',
    findings: [],
    steps: [look('Log in to Kubeapps again, with the token of an account that is valid now.')],
  },
  {
    id: 'mesh-proxy-without-control',
    pattern: /gRPC config (?:stream|for)[^\n]{0,200}?(?:closed|rejected)[^\n]{0,200}/,
    saidBy: "the log of Envoy (Istio's sidecar)",
    hops: ['cluster'],
    cause:
      'A sidecar of the mesh does not get its rules from the control plane of the mesh. Until it gets them, it passes nothing, or passes by old rules. Neither Swift nor Tiller said this.',
    certainty: 'likely',
    findings: ['tiller-not-ready', 'swift-not-ready'],
    steps: [
      look('Look at the control plane of the mesh.', 'kubectl -n istio-system get pods'),
      look("Read which container of Tiller's or Swift's pod is not ready."),
    ],
  },
  {
    id: 'linkerd-refuses',
    pattern: sidecarSays(
      String.raw`\bunauthorized (?:connection on (?:server|unknown port) [\w:./-]{1,120}|request on route)`,
    ),
    when: ofTillerOrSwift,
    saidBy: 'the proxy of Linkerd (a sidecar) in the pod of the server',
    hops: throughSidecar,
    decides: 'Who called whom: helm or Swift called Tiller, or a client called Swift.',
    cause:
      'The sidecar of Linkerd in front of the server admits only callers that a policy of the mesh names, or any caller of the mesh, and refuses this one. Tiller or Swift itself was not asked.',
    certainty: 'certain',
    findings: ['tiller-unreachable', 'swift-cannot-reach-tiller', 'not-a-swift'],
    steps: [
      look(
        'Find what admits callers. The default of a pod is its annotation config.linkerd.io/default-inbound-policy.',
        'kubectl get servers,serverauthorizations,authorizationpolicies --all-namespaces',
      ),
      change(
        'Give the pod of the caller a sidecar of Linkerd, or admit the caller in the policy. From outside of the cluster, use a forwarded port: kubectl reaches the pod past the sidecar.',
      ),
    ],
  },
  {
    id: 'linkerd-fail-fast',
    pattern: sidecarSays(String.raw`\b[Ss]ervice in fail-?fast|\bproxy max-concurrency exhausted`),
    when: ofTillerOrSwift,
    saidBy: 'the proxy of Linkerd (a sidecar)',
    hops: throughSidecar,
    decides: 'Who called whom: helm or Swift called Tiller, or a client called Swift.',
    cause:
      'For some seconds the sidecar of Linkerd reached no endpoint, and since then the sidecar refuses each call at once: the pod is not ready, its Service has no endpoint, or nothing listens on its port. Tiller or Swift itself was not asked.',
    certainty: 'likely',
    findings: ['tiller-not-ready', 'tiller-unreachable', 'swift-not-ready', 'not-a-swift'],
    steps: [
      PODS_OF_BOTH,
      look('Read in the log of the sidecar (container linkerd-proxy) why it does not connect.'),
    ],
  },
];
