// Answers of a Kubernetes API server or of its service proxy: objects of kind Status, not Swift's errors.
import { API_SERVER_STATE, API_SERVICES, change, look, NAMESPACE_OF_TILLER } from '../steps.js';
import { otherServer } from '../pages.js';
import type { Groups, Phrase, TextHop } from '../types.js';

const THROUGH = look(
  'Ask through the service proxy. HOST, URL and FILE are yours.',
  'swiftcheck versions --tiller HOST:44134 --swift URL --token-file FILE --cacert FILE',
);
const SERVICES = look(
  'Find the Service of Swift and its endpoints.',
  'kubectl get service,endpoints --all-namespaces -l app=swift',
);
const WITHOUT_STATUS: Readonly<Record<string, string>> = {
  '400': 'the load balancer does not take the request, often because of its headers',
  '401': 'the load balancer asks for credentials of its own',
  '403': 'a policy of the load balancer refuses the request',
  '404': 'the load balancer has no rule for the path',
  '413': 'the request is larger than the load balancer takes',
  '429': 'the load balancer limits the number of requests',
  '431': 'the headers of the request are larger than the load balancer takes',
  '502': 'the load balancer does not reach the API server',
  '503': 'the load balancer considers no API server healthy',
  '504': 'the load balancer gave up waiting for the API server',
};

/** What stands in front where Tiller says it of its own call. */
const OF_TILLER = String.raw`(?<release>release \S{1,60} failed: |FAILED: |failed to (?:list|get|query|create|update|delete): )?`;

/** helm and kubectl ask for Tiller; who asks for records can be another program than Tiller, such as helm-2to3. */
function whoAsks({ release, resource = '', name = '' }: Groups): readonly TextHop[] {
  if (release !== undefined) return ['tiller->storage'];
  return /^(?:pods|deployments|replicasets)\b/.test(resource) || name.startsWith('tiller')
    ? ['client->kubernetes']
    : ['tiller->storage', 'client->kubernetes'];
}

const IN_BRACKETS = String.raw`(?: \((?<verb>\w+) (?<resource>[\w./-]+)(?: (?<name>[\w.-]{1,253}))?\))?`;

export const API_SERVER_PHRASES: readonly Phrase[] = [
  {
    id: 'error-without-status',
    pattern: new RegExp(
      String.raw`${OF_TILLER}an error on the server(?: \(\\?"(?<body>[^]{0,2000}?)\\?"\))? has prevented the request from succeeding${IN_BRACKETS}`,
    ),
    saidBy: 'a client of the Kubernetes API (Tiller, helm or kubectl)',
    hops: whoAsks,
    decides:
      'The resource in brackets: Tiller asks for configmaps and secrets, helm and kubectl for pods.',
    cause: ({ body = '', resource }) => {
      const page = otherServer(body);
      const who = /request body too large|Request Entity Too Large/i.test(body)
        ? 'A proxy before the Kubernetes API server, or before one that it contains, takes no request as large as this.'
        : page === null
          ? 'What answered for the Kubernetes API server sent an error of 500 or more that is no Status: a load balancer or proxy before the API server, an API that another server provides, or an API server that ends.'
          : `${page.name.charAt(0).toUpperCase()}${page.name.slice(1)} stands before the Kubernetes API server and answered in its place${page.status === null ? '' : `, with HTTP ${page.status}`}${page.what === 'not-reached' ? ': it does not reach the API server behind it' : ''}.`;
      return `${who} Swift is not concerned.${resource === undefined ? '' : ` The request was for ${resource}.`}`;
    },
    certainty: 'likely',
    findings: ['api-server-unreachable', 'tiller-list-failed'],
    steps: [
      API_SERVER_STATE,
      API_SERVICES,
      change(
        'If a load balancer or proxy answers, let it reach the API server, or ask the API server at its own address.',
      ),
    ],
  },
  {
    id: 'tiller-service-missing',
    pattern: /(?:services|deployments(?:\.\w+)?) \\?"tiller-deploy\\?" not found/,
    saidBy: 'the Kubernetes API server, to helm or kubectl',
    hops: ['client->kubernetes'],
    cause:
      'The namespace that was asked for has no Tiller, or only a part of one: it was removed by hand, or is in another namespace.',
    certainty: 'certain',
    findings: ['tiller-missing', 'tiller-elsewhere'],
    steps: [
      look(
        'Look for Tiller in all namespaces.',
        'kubectl get deployments,services,pods --all-namespaces -l app=helm,name=tiller',
      ),
      NAMESPACE_OF_TILLER,
    ],
  },
  {
    id: 'no-endpoints',
    pattern: /no endpoints available for (?:service )?\\?"(?<service>[^"\\]+)/,
    saidBy: 'the Kubernetes API server',
    hops: ['api-server->swift'],
    cause:
      "No pod behind the Service is ready, or the URL has no port although the Service's port has a name.",
    certainty: 'possible',
    findings: ['service-without-endpoints', 'swift-list-failed', 'payload-not-tried'],
    steps: [
      SERVICES,
      look(
        'Write the port into the URL (/services/NAME:PORT/proxy). If the Service has no endpoint, read why the pod is not ready.',
      ),
    ],
  },
  {
    id: 'no-service-port',
    pattern:
      /no service port \\?"?(?<port>[\w-]{1,63})\\?"? found for service \\?"(?<service>[^"\\\n]{1,253})/,
    saidBy: 'the Kubernetes API server',
    hops: ['api-server->swift'],
    cause: ({ port = '', service = '' }) =>
      `The Service ${service} has no port ${port}: the URL of the service proxy names a port by its number or its name in the Service.`,
    certainty: 'certain',
    findings: ['service-without-endpoints', 'swift-port-unknown'],
    steps: [SERVICES, look('Write a port of the Service into the URL: /services/NAME:PORT/proxy.')],
  },
  {
    id: 'service-not-found',
    pattern: /services \\?"(?<service>(?!tiller-deploy)[^"\\]+)\\?" not found/,
    saidBy: 'the Kubernetes API server',
    hops: ['api-server->swift'],
    cause:
      'The namespace has no Service with this name, or the Service has no Endpoints: the service proxy gives the same answer for both.',
    certainty: 'certain',
    findings: ['service-missing', 'service-without-endpoints'],
    steps: [
      SERVICES,
      look(
        'Correct the name or the namespace in the URL. A Service without a selector needs Endpoints that are written by hand.',
      ),
    ],
  },
  {
    id: 'unauthorized-by-api-server',
    pattern:
      /"kind":\s*"Status"[^\n]{0,600}?"reason":\s*"Unauthorized"|"reason":\s*"Unauthorized"[^\n]{0,600}?"kind":\s*"Status"/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause: 'The token or client certificate is not valid there, or the request carried none.',
    certainty: 'certain',
    findings: ['unauthorized'],
    steps: [
      look(
        'Ask which rights the account of this machine has.',
        'kubectl auth can-i get services/proxy -n kube-system',
      ),
      look('Use the token of an account that is valid now.'),
      THROUGH,
    ],
  },
  {
    id: 'no-kubernetes-api',
    pattern: /couldn't get version\/kind; json parse error: (?<reason>[^\n]{1,200})/,
    saidBy: 'a client of the Kubernetes API',
    hops: ['client->kubernetes', 'tiller->storage'],
    decides: 'Whose output it is: that of helm or kubectl on this machine, or that of Tiller.',
    cause:
      'What answers at the address of the Kubernetes API server sent no object of Kubernetes: a proxy, a login or another server answered in its place.',
    certainty: 'likely',
    findings: ['api-server-unreachable'],
    steps: [
      look(
        'If helm or kubectl says so, see which address the kubeconfig names.',
        'kubectl config view --minify',
      ),
      look('Read what answers there.', 'kubectl get --raw /version'),
    ],
  },
  {
    id: 'caller-not-authenticated',
    pattern:
      /Unable to authenticate the request(?: due to an error:|\\?" err=\\?"?) ?(?<reason>[^\n"]{1,300})/,
    saidBy: 'the log of the Kubernetes API server',
    hops: ['client->kubernetes', 'tiller->storage'],
    decides:
      'Which caller gets 401 (Unauthorized) at that time: the line does not name it. Any other program that asks the API server can be the caller.',
    cause: ({ reason = '' }) =>
      `The API server does not accept the client certificate or the token of a caller: ${reason.replace(/^\[+|[\].\s]+$/g, '')}. The API server's own certificate is not concerned.`,
    certainty: 'certain',
    findings: ['unauthorized', 'tiller-list-failed'],
    steps: [
      look(
        'See whether the kubeconfig of this machine is accepted.',
        'kubectl get --raw /version --request-timeout=10s',
      ),
      look('If not, log in again, or renew the client certificate or the token of the kubeconfig.'),
    ],
  },
  {
    id: 'balancer-before-api-server',
    pattern: new RegExp(
      String.raw`${OF_TILLER}the server responded with the status code (?<status>\d{3}) but did not return more information${IN_BRACKETS}`,
    ),
    saidBy: 'a client of the Kubernetes API (Tiller, helm or kubectl)',
    hops: whoAsks,
    decides:
      'The resource in brackets: Tiller posts configmaps and secrets, helm and kubectl ask for pods.',
    cause: ({ status = '', resource }) =>
      `A load balancer or proxy before the Kubernetes API server answered with HTTP ${status}, and not the API server, which always sends a Status: ${WITHOUT_STATUS[status] ?? 'the load balancer answers in its own words'}.${resource === 'configmaps' || resource === 'secrets' ? ` The request was for ${resource}, so Tiller made it.` : ''}`,
    certainty: 'likely',
    findings: ['tiller-list-failed', 'payload-not-tried'],
    steps: ({ status }) => [
      status === '413'
        ? change(
            'Raise the limit of the load balancer for request bodies, in nginx client_max_body_size, above 1.5 MiB. The API server takes what etcd takes.',
          )
        : change(
            'Ask the API server at its own address, or let the load balancer pass TCP and not HTTP.',
          ),
    ],
  },
];
