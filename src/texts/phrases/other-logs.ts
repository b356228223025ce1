// Lines of logs that name no port: which program they are about shows a name, or nothing.
import { meaningOfPage, type Behind } from '../page-meanings.js';
import type { PageKind } from '../pages.js';
import { change, look, PODS_OF_BOTH } from '../steps.js';
import type { Groups, Meaning, Phrase, TextHop } from '../types.js';

const ACCESS_LOG =
  'The access log at the same time: its line names the path and the server behind the proxy.';
const ANY_CALL: readonly TextHop[] = ['swiftcheck->swift', 'client->tiller', 'swift->tiller'];

/** Whom the name of a server of HAProxy means, which its configuration invents; `null`: another program. */
function serverOf({ name = '' }: Groups): { readonly who: Behind; readonly hop: TextHop } | null {
  if (/tiller/i.test(name)) return { who: 'Tiller', hop: 'client->tiller' };
  if (/swift|helm-?api/i.test(name)) return { who: 'Swift', hop: 'swiftcheck->swift' };
  return /kube-?(?:rnetes)?-?(?:api|master|control)|api-?server|k8s-?(?:api|master)/i.test(name)
    ? { who: 'the Kubernetes API server', hop: 'client->kubernetes' }
    : null;
}

/** Results of a check: src/check.c of HAProxy. */
function checkFailed({ reason = '', code, info }: Groups): string {
  const words = [
    reason,
    ...(code === undefined ? [] : [code]),
    ...(info === undefined ? [] : [info]),
  ];
  const why = reason === '' ? '' : ` (${words.join(', ')})`;
  if (reason.startsWith('Layer4')) {
    return `does not reach it${why}: ${/refused/i.test(info ?? '') ? 'nothing listens there' : 'no answer comes to the connection, or the network has no route'}`;
  }
  if (reason.startsWith('Layer6')) return `does not agree with it on TLS${why}`;
  if (reason.startsWith('Layer7')) {
    return `reaches it, and its check does not like the answer${why}: the program fails, or the check asks for a path or a protocol that the program does not have`;
  }
  return `none of its servers there passes the check${why}`;
}

/** Whom a line of the log of sessions is about: by the server behind the proxy, or by the path of the call. */
function sessionOf({ name = '', request = '' }: Groups): ReturnType<typeof serverOf> {
  if (request.includes('/tiller/v2/')) return serverOf({ name: 'swift' });
  return serverOf({ name: request.includes('hapi.services.tiller') ? 'tiller' : name });
}

/** The state in which a session ended, where it is not the caller's doing: doc/configuration.txt of HAProxy, 8.5. */
const ENDED: Readonly<Record<string, PageKind>> = {
  ...({ SC: 'not-reached', sC: 'not-reached', SH: 'cut-off', SD: 'cut-off' } as const),
  ...({ sH: 'gave-up', sD: 'gave-up', sQ: 'limited', PC: 'limited', PR: 'refused' } as const),
};

function meaningOfSession(groups: Groups): Meaning | null {
  const server = sessionOf(groups);
  const { state: reason = '' } = groups;
  const what = ENDED[reason];
  if (!server || what === undefined) return null;
  const page = meaningOfPage({ name: 'HAProxy', status: null, what, reason }, server.who);
  return { ...page, hops: [server.hop] };
}

/** DNS answers names of the cluster itself. Others it asks for. */
function isOfCluster(name: string): boolean {
  return /tiller|swift|\.svc\.|\.cluster\.local\.?$/i.test(name);
}

export const OTHER_LOG_PHRASES: readonly Phrase[] = [
  {
    id: 'haproxy-check-failed',
    pattern:
      /(?:Server (?<name>[\w.:/-]{1,200}) is DOWN|Health check for (?:backup )?server (?<name_check>[\w.:/-]{1,200}) failed)(?:, reason: (?<reason>[^,\n]{3,60})(?:, code: (?<code>\d{3}))?(?:, info: \\?"(?<info>[^"\\\n]{1,120}))?)?|(?:backend|proxy) \\?'?(?<name_backend>[\w.:/-]{1,200}?)\\?'? has no server available!/,
    when: (groups) => serverOf(groups) !== null,
    saidBy: 'the log of HAProxy',
    hops: (groups) => {
      const server = serverOf(groups);
      return server ? [server.hop] : [];
    },
    cause: (groups) =>
      `HAProxy stands before ${serverOf(groups)?.who ?? ''}, by the name ${groups['name'] ?? ''}, and ${checkFailed(groups)}. Until the check passes, HAProxy sends it no call.`,
    certainty: 'likely',
    findings: ['swift-unreachable', 'not-a-swift', 'tiller-unreachable', 'api-server-unreachable'],
    steps: [
      PODS_OF_BOTH,
      look(
        'Compare the address, the port and the check of this server in the configuration of HAProxy.',
      ),
    ],
  },
  {
    id: 'haproxy-session',
    pattern:
      /haproxy\[\d{1,9}\]: \S{3,60} \[[^\]\n]{10,40}\] \S{1,120} (?<name>[\w.:/<>-]{1,200}) [\d/+-]{3,60}(?: -?\d{1,3})? \+?\d{1,15} (?:\S{1,200} \S{1,200} )?(?<state>[SPs][QRCHD])\S{0,2} [\d/+]{5,40} [\d/]{3,20}(?: [^\n]{0,300}?"(?<request>[^"\n]{3,300}))?/,
    when: (groups) => meaningOfSession(groups) !== null,
    saidBy: 'the log of HAProxy',
    hops: (groups) => meaningOfSession(groups)?.hops ?? [],
    cause: (groups) => meaningOfSession(groups)?.cause ?? '',
    certainty: 'certain',
    findings: ['swift-unreachable', 'not-a-swift', 'tiller-unreachable', 'api-server-unreachable'],
    steps: (groups) => meaningOfSession(groups)?.steps ?? [],
  },
  {
    id: 'ingress-without-endpoints',
    pattern:
      /Service \\?"(?<name>[\w./-]{1,200})\\?" does not have any active Endpoint|Endpoints not available for (?<name_traefik>[\w./-]{1,200})|no endpoints found\b[^\n]{0,400}?\bserviceName=\\?"?(?<name_next>[\w.-]{1,200})/,
    when: (groups) => serverOf(groups) !== null,
    saidBy: 'the log of an ingress (nginx or Traefik)',
    hops: (groups) => {
      const server = serverOf(groups);
      return server ? [server.hop] : [];
    },
    cause: ({ name = '' }) =>
      `The Service ${name} has no endpoint: none of its pods is ready, or its selector fits none. Until then the ingress answers calls itself, with HTTP 503 or 404.`,
    certainty: 'certain',
    findings: ['swift-not-ready', 'service-without-endpoints', 'tiller-not-ready'],
    steps: [PODS_OF_BOTH],
  },
  {
    id: 'no-http-for-envoy',
    pattern:
      /(?<client>\[client\][^\n]{0,300}?|codec_client[^\n]{0,200}?)?(?:(?<dispatch>dispatch error: )|protocol error: )?http\/1\.1 protocol error: HPE_(?<code>[A-Z_]{3,40})/,
    saidBy: "the log of Envoy (Istio's sidecars and gateways are Envoys)",
    hops: ANY_CALL,
    decides: ACCESS_LOG,
    cause: ({ client, dispatch, code = '' }) =>
      `${client !== undefined || (dispatch === undefined && code === 'INVALID_CONSTANT') ? 'What is behind Envoy answered' : dispatch !== undefined || code === 'INVALID_METHOD' ? 'A caller of Envoy spoke' : 'A caller of Envoy, or what is behind Envoy, spoke'} with something that is no HTTP/1: HTTP/2, as gRPC is, or TLS. The line does not name the other program.`,
    certainty: 'possible',
    findings: ['not-a-swift', 'not-a-tiller'],
    steps: [
      change(
        'Name the protocol of each port in its Service, as Istio reads it: a name that begins with grpc for port 44134 of Tiller, and with http for port 9855 of Swift.',
      ),
    ],
  },
  {
    id: 'dns-cannot-forward',
    pattern:
      /plugin\/errors: \d{1,2} (?<name>\S{1,255}) (?<type>[A-Z]{1,10}): (?<reason>[^\n]{3,200})/,
    saidBy: "the log of CoreDNS, the cluster's DNS server",
    hops: ['cluster'],
    cause: ({ name = '', type = '', reason = '' }) =>
      `The DNS server of the cluster asked another DNS server for ${name} and got no answer: ${reason}. ${
        isOfCluster(name)
          ? 'It asks for this name only if the name is not one of the cluster as it stands, or if the Kubernetes API does not give it the Services.'
          : type === 'HINFO'
            ? 'This question is a check of its own for a loop, and no name that Swift or Tiller uses.'
            : 'Tiller and Swift are concerned only if one of them asks for this name: it answers names of the cluster itself.'
      }`,
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        "Look at the pods of the cluster's DNS.",
        'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
      ),
      look(
        'Read which DNS servers it asks (forward), and ask them from a node.',
        'kubectl -n kube-system get configmap coredns -o yaml',
      ),
    ],
  },
];
