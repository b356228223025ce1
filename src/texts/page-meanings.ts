// What the page of another server means, and which setting of this server decides.
import { otherServer, type OtherServer } from './pages.js';
import { shorten, visible } from '../util/safe-text.js';
import type { Step } from './step.js';
import { change, look, PODS_OF_SWIFT } from './steps.js';
import type { Meaning } from './types.js';

/** What a page stands in front of. */
export type Behind = 'Swift' | 'Tiller' | 'the Kubernetes API server';

/**
 * What another server in front of Swift, or of the Kubernetes API server, said; `null` where the text is no such page.
 */
export function pageMeaning(
  text: string,
  httpStatus?: number,
  behind: Behind = 'Swift',
): Meaning | null {
  const page = otherServer(text, httpStatus);
  return page && meaningOfPage(page, behind);
}

export function meaningOfPage(page: OtherServer, behind: Behind): Meaning {
  const { name, what } = page;
  return {
    ...{ cause: causeOf(page, behind), certainty: what === 'other' ? 'likely' : 'certain' },
    rank: 'cause',
    ...placeOf(page, behind),
    saidBy: `${name}: ${ANSWERS[behind]}`,
  };
}

/** How what is behind answers itself. */
const ANSWERS: Readonly<Record<Behind, string>> = {
  Swift: 'Swift answers in JSON with a code and a message, and Tiller speaks gRPC',
  Tiller: 'Tiller answers with texts of its own',
  'the Kubernetes API server':
    'the Kubernetes API server answers with objects of its own, not with pages',
};

function placeOf(
  page: OtherServer,
  behind: Behind,
): Pick<Meaning, 'id' | 'hops' | 'decides' | 'findings' | 'steps'> {
  switch (behind) {
    case 'Swift':
      return {
        ...{ id: 'page-of-another-server', hops: ['swiftcheck->swift'] },
        ...{ findings: ['not-a-swift', 'swift-list-failed'], steps: stepsOf(page) },
      };
    case 'Tiller':
      return {
        ...{ id: 'page-before-tiller', hops: ['client->tiller', 'swift->tiller'] },
        decides: 'Whose output it is: that of a client of Tiller, or an answer of Swift.',
        findings: ['tiller-unreachable', 'swift-cannot-reach-tiller', 'swift-list-failed'],
        steps: stepsBeforeTiller(page),
      };
    case 'the Kubernetes API server':
      return {
        ...{ id: 'page-before-api-server', hops: ['client->kubernetes'] },
        findings: ['port-forward-failed', 'api-server-unreachable'],
        steps: BEFORE_API_SERVER,
      };
  }
}

const PASS_GRPC = change(
  'Let the server in front of Tiller pass gRPC (HTTP/2) to port 44134. In a mesh with strict mTLS, call from inside the mesh, or exclude this port from it.',
);

/** A server that decides on its own does so whatever the pods of Tiller do. */
function stepsBeforeTiller({ what }: OtherServer): Step[] {
  switch (what) {
    case 'refused':
      return [
        change(
          'Let the policy of the server in front of Tiller allow the caller and port 44134 of Tiller.',
        ),
      ];
    case 'limited':
      return [change('Ask less often, or raise the limit of the server in front of Tiller.')];
    case 'gave-up':
      return [
        change(
          'Raise the time that the server in front of Tiller waits for an answer, in nginx grpc_read_timeout, in HAProxy timeout server, in Envoy the timeout of the route.',
        ),
        look(
          'Ask for less at once: `helm ls --max N --offset NAME`, or limit=N and offset=NAME through Swift.',
        ),
      ];
    case 'tls-behind':
      return [
        change(
          'Let the server in front of Tiller speak to port 44134 of Tiller what the port speaks: plaintext, or TLS if Tiller was installed with --tiller-tls. In a mesh, give the pod of Tiller a sidecar, or exclude its port from mTLS.',
        ),
      ];
    case 'protocol-behind':
    case 'no-rule':
    case 'redirect':
    case 'login':
    case 'basic':
      return [PASS_GRPC];
    default:
      return [
        look(
          "Look at Tiller's pods, its Service and its endpoints, to which the server in front of Tiller has to lead.",
          'kubectl get pods,service,endpoints --all-namespaces -l app=helm,name=tiller',
        ),
        PASS_GRPC,
      ];
  }
}

const BEFORE_API_SERVER = [
  look('See which address the kubeconfig names.', 'kubectl config view --minify'),
  change(
    'Let the kubeconfig name the address of the API server itself, or let the server in front of the API server pass requests and the headers Upgrade and Connection to it.',
  ),
];

function causeOf({ name, status, what, reason }: OtherServer, behind: Behind): string {
  const it = name.charAt(0).toUpperCase() + name.slice(1);
  const why = reason === undefined ? '' : ` (${shorten(visible(reason), 120)})`;
  const answered = `${it} stands between the caller and ${behind} and answered in place of ${behind}${status === null ? '' : `, with HTTP ${status}`}`;
  const unasked = `${behind.charAt(0).toUpperCase()}${behind.slice(1)} was not asked.`;
  switch (what) {
    case 'not-reached':
      return `${answered}: it does not reach ${behind} behind it${why}.`;
    case 'tls-behind':
      return `${answered}: it reaches what is behind it, and the two do not agree on TLS${why}.`;
    case 'protocol-behind':
      return `${answered}: it reaches what is behind it, and the two do not speak the same version of HTTP${why}. One of the two speaks HTTP/2, as gRPC does, the other HTTP/1.`;
    case 'cut-off':
      return `${answered}: it reached what is behind it, and the connection ended before the answer${why}. The program there ended or restarted, ends idle connections, or its port speaks TLS or gRPC.`;
    case 'gave-up':
      return `${answered}: it gave up waiting for ${behind}. The call can go on behind it.`;
    case 'too-large':
      return `${answered}: the request is larger than it takes. ${behind === 'Swift' ? 'Swift and Tiller were not asked.' : unasked}`;
    case 'refused':
      return `${answered}: a policy refuses the request. ${unasked}`;
    case 'login':
      return `${answered}: it asks for a login. ${unasked}`;
    case 'redirect':
      return `${answered}: it sends the caller to another address, which its header Location names: a login, or the same address over https://. ${unasked}`;
    case 'basic':
      return `${answered}: it asks for a user and a password (the Basic scheme), not for a token. ${unasked}`;
    case 'no-rule':
      return `${answered}: it has no rule for this host and path.`;
    case 'limited':
      return `${answered}: it limits the number of requests.`;
    case 'headers':
      return `${answered}: the headers of the request, a token or cookies, are larger than it takes.`;
    case 'scheme':
      return `${answered}: the request is in plaintext, and its port speaks TLS.`;
    case 'other':
      return `${answered}.`;
  }
}

function stepsOf({ name, what }: OtherServer): Step[] {
  switch (what) {
    case 'cut-off':
    case 'not-reached':
      return [
        PODS_OF_SWIFT,
        ...(/^Envoy|Linkerd/.test(name)
          ? [
              change(
                'In a mesh with strict mTLS, call from inside the mesh, or exclude the port of Swift from it.',
              ),
            ]
          : []),
      ];
    case 'tls-behind':
      return [
        change(
          'Let the server in front of Swift speak to the port of Swift what the port speaks: 9855 is plaintext. In a mesh, give the pod of Swift a sidecar, or exclude its port from mTLS.',
        ),
      ];
    case 'protocol-behind':
      return [
        change(
          'Let the server in front of Swift speak HTTP/1 in plaintext to port 9855 of Swift. Port 50055 of Swift and port 44134 of Tiller speak gRPC (HTTP/2).',
        ),
      ];
    case 'gave-up':
      return [
        change(
          'Raise the time that the server in front of Swift waits for an answer, in nginx proxy_read_timeout, in HAProxy timeout server, above 30 s: then Swift itself ends the call.',
        ),
        look('Ask for less at once: limit=N and offset=NAME, or namespace=NAME.'),
      ];
    case 'too-large':
      return [
        change(
          'Raise the limit of the server in front of Swift for request bodies, in nginx client_max_body_size: a chart travels in the request, in base64.',
        ),
      ];
    case 'refused':
      return [
        change(
          'Let the policy of the server in front of Swift allow the caller and the path /tiller/v2/.',
        ),
      ];
    case 'login':
      return [
        look(
          'Send the credentials that the server in front of Swift asks for with each request, or ask Swift behind it: inside the cluster, or through the service proxy of the API server.',
        ),
      ];
    case 'redirect':
      return [
        look('Read the header Location of the answer. URL is the address.', 'curl -sSi URL'),
        look(
          'If it is the same address with https://, write https:// in the URL. If it is a login, send the credentials that the server in front of Swift asks for.',
        ),
      ];
    case 'basic':
      return [
        look(
          'Send a user and a password in a header, Authorization: Basic. A token of Kubernetes is of no use here.',
        ),
      ];
    case 'no-rule':
      return [
        change('Correct the host or the path, or add a rule that leads to the Service of Swift.'),
      ];
    case 'limited':
      return [change('Ask less often, or raise the limit of the server in front of Swift.')];
    case 'headers':
      return [
        change(
          'Send fewer cookies or a shorter token, or raise the limit, in nginx large_client_header_buffers.',
        ),
      ];
    case 'scheme':
      return [change('Write https:// in place of http://.')];
    case 'other':
      return [
        look(
          'Ask Swift behind the server in front of it: inside the cluster, or through the service proxy of the API server.',
        ),
      ];
  }
}
