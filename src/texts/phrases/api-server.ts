// Answers of a Kubernetes API server or of its service proxy: objects of kind Status, not Swift's errors.
import { change, look } from '../steps.js';
import type { Phrase } from '../types.js';

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
  '503': 'the load balancer has no API server that it takes for healthy',
  '504': 'the load balancer gave up waiting for the API server',
};

export const API_SERVER_PHRASES: readonly Phrase[] = [
  {
    id: 'no-endpoints',
    pattern: /no endpoints available for service \\?"(?<service>[^"\\]+)/,
    saidBy: 'the Kubernetes API server',
    hops: ['api-server->swift'],
    cause:
      "No pod behind the Service is ready, or the URL names no port although the Service's port has a name.",
    certainty: 'certain',
    findings: ['service-without-endpoints'],
    steps: [
      SERVICES,
      look(
        'Write the port into the URL (/services/NAME:PORT/proxy). If the Service has no endpoint, read why the pod is not ready.',
      ),
    ],
  },
  {
    id: 'service-not-found',
    pattern: /services \\?"(?<service>[^"\\]+)\\?" not found/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      'The namespace has no Service with this name, or the Service has no Endpoints: the service proxy gives the same answer for both.',
    certainty: 'certain',
    findings: ['service-missing', 'service-without-endpoints'],
    steps: [
      SERVICES,
      change(
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
      change('Use the token of an account that is valid now.'),
      THROUGH,
    ],
  },
  {
    id: 'balancer-before-api-server',
    pattern:
      /the server responded with the status code (?<status>\d{3}) but did not return more information(?: \((?<verb>\w+) (?<resource>[\w.-]+)[^)]{0,120}\))?/,
    saidBy: 'a client of the Kubernetes API (Tiller, helm or kubectl)',
    hops: ['tiller->storage', 'client->kubernetes'],
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
  {
    id: 'api-group-unavailable',
    pattern:
      /unable to retrieve the complete list of server APIs: (?<group>[\w.-]{1,120}\/\w{1,40})/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['tiller->storage'],
    cause: ({ group = '' }) =>
      `The API server announces the API ${group} and cannot serve it: the APIService has no working backend. Tiller reads the list of all APIs before it renders a chart.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look('Find the APIService that is not available.', 'kubectl get apiservices'),
      change(
        'Repair the Service behind the APIService, or delete the APIService where its program is gone. Its custom objects are not reachable meanwhile.',
      ),
    ],
  },
  {
    id: 'api-version-gone',
    pattern:
      /no matches for kind \\?"(?<kind>[^"\\]{1,80})\\?" in version \\?"(?<version>[^"\\]{1,80})\\?"/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['tiller->storage'],
    cause: ({ kind = '', version = '' }) =>
      `The cluster has no ${kind} in ${version}: the chart is older than the cluster, whose Kubernetes no longer serves this version, or a custom resource is not installed.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look('List the versions that the cluster serves.', 'kubectl api-versions'),
      change(
        'Use a chart that names a version of this list. If a release was installed in the older version, its stored manifest must be changed too (plugin helm mapkubeapis).',
      ),
    ],
  },
  {
    id: 'webhook-failed',
    pattern:
      /failed calling (?:admission )?webhook \\?"(?<webhook>[^"\\]{1,120})\\?"(?:: [^\n]{1,300})?/,
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: ['cluster'],
    cause: ({ webhook = '' }) =>
      `The API server did not reach the admission webhook ${webhook}, which the cluster asks before it takes an object. Tiller and Swift are not concerned.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        'Find the Service of the webhook, and see whether its pods are ready.',
        'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
      ),
    ],
  },
  {
    id: 'etcd-in-trouble',
    pattern:
      /etcdserver: (?:request timed out|leader changed|no leader|mvcc: database space exceeded|too many requests)|etcd cluster is unavailable/,
    saidBy: 'etcd, through the Kubernetes API server',
    hops: ['cluster'],
    cause:
      "The database of the cluster does not answer in time, has no leader or is full. Tiller's call failed for that, and other calls fail in the same manner.",
    certainty: 'certain',
    findings: ['tiller-slow', 'tiller-list-failed'],
    steps: [look('Ask the API server for its own state.', 'kubectl get --raw /healthz?verbose')],
  },
  {
    id: 'api-server-overloaded',
    pattern:
      /the server has received too many requests|the server is currently unable to handle the request|the server was unable to return a response in the time allotted/,
    saidBy: 'the Kubernetes API server',
    hops: ['tiller->storage', 'client->kubernetes'],
    decides: 'Whose output it is: that of Tiller, or that of helm or kubectl on this machine.',
    cause:
      'The API server is overloaded, or an API that another server provides does not answer. Lists of many large revisions are a load of that kind.',
    certainty: 'possible',
    findings: ['tiller-slow', 'tiller-list-failed'],
    steps: [
      look('Find an APIService that is not available.', 'kubectl get apiservices'),
      look('Ask the API server for its own state.', 'kubectl get --raw /healthz?verbose'),
    ],
  },
];
