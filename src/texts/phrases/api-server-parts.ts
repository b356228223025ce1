// What the Kubernetes API server says of its own parts and of itself: its APIs, its webhooks, its database, its load.
import {
  API_SERVER_STATE,
  API_SERVICES,
  change,
  look,
  PODS_EVERYWHERE,
  REVISIONS,
} from '../steps.js';
import type { Phrase } from '../types.js';

export const API_SERVER_PART_PHRASES: readonly Phrase[] = [
  {
    id: 'api-group-unavailable',
    pattern:
      /unable to retrieve the complete list of server APIs: (?<group>[\w.-]{1,120}\/\w{1,40})(?:: the server [^\n,]{1,120})?/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['tiller->storage'],
    cause: ({ group = '' }) =>
      `The API server announces the API ${group} and cannot serve it: the APIService has no working backend. Tiller reads the list of all APIs before it renders a chart.`,
    certainty: 'certain',
    findings: [],
    steps: [
      API_SERVICES,
      change(
        'Repair the Service behind the APIService, or delete the APIService where its program is gone. Its custom objects are not reachable meanwhile.',
      ),
    ],
  },
  {
    id: 'api-version-gone',
    pattern:
      /no matches for kind \\?"(?<kind>[^"\\]{1,80})\\?" in version \\?"(?<version>[^"\\]{1,80})\\?"|apiVersion \\?"(?<version_tiller>[^"\\\n]{1,80})\\?" in \S{1,200} is not available/,
    saidBy: 'Tiller, of an install or upgrade',
    hops: ['tiller->storage'],
    cause: ({ kind, version = '' }) =>
      `The cluster has no ${kind === undefined ? `version ${version} of an API` : `${kind} in ${version}`}: the chart is older than the cluster, whose Kubernetes no longer serves this version, or a custom resource is not installed.`,
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
      /failed calling (?:admission )?webhook \\?"(?<webhook>[^"\\]{1,120})\\?"(?:: (?:failed to call webhook: )?(?:(?:Get|Post) \\?"?https?:\/\/[^\s"\\]{1,300}\\?"?: )?(?<reason>[^\n]{1,300}))?/,
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: ['cluster'],
    cause: ({ webhook = '', reason }) =>
      `The API server called the admission webhook ${webhook}, which the cluster asks before it takes an object, and got no answer of it${reason === undefined ? '' : `: ${reason}`}. Tiller and Swift are not concerned.`,
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
    id: 'unknown-to-api-server',
    pattern:
      /(?<!error installing: )(?<!APIs: [\w.-]{1,120}\/\w{1,40}: )the server could not find the requested resource(?: \((?<verb>\w+) (?<resource>[\w./-]+)[^)\n]{0,200}\))?/,
    saidBy: 'the Kubernetes API server',
    hops: ['tiller->storage', 'client->kubernetes', 'swiftcheck->swift'],
    decides:
      'Whose output it is: that of Tiller, that of helm or kubectl on this machine, or an answer to a call of Swift.',
    cause: ({ resource }) =>
      `The API server does not know what was asked for${resource === undefined ? '' : ` (${resource})`}: the version of the API is gone or not there yet, the path is wrong, or another server answers in its place.`,
    certainty: 'possible',
    findings: ['api-server-unreachable', 'not-a-swift'],
    steps: [
      look('Compare the versions of cluster and client.', 'kubectl version && helm version'),
      look('List the versions that the cluster serves.', 'kubectl api-versions'),
    ],
  },
  {
    id: 'etcd-in-trouble',
    pattern:
      /(?:release \S{1,60} failed: |FAILED: |\b[Uu]nable to (?:sync kubernetes service|perform initial [\w ]{1,60}|persist [\w ]{1,60}): )rpc error: code = Unavailable desc = [^\n]{1,120}|etcdserver: (?:request timed out|leader changed|no leader|mvcc: database space exceeded|too many requests)|etcd cluster is unavailable/,
    saidBy: 'etcd, through the Kubernetes API server',
    hops: ['cluster'],
    cause:
      'The database of the cluster does not answer in time, has no leader, is full, or ended the connection. Calls of Tiller fail because of that, and other calls of the API server, too.',
    certainty: 'certain',
    findings: ['tiller-slow', 'tiller-list-failed'],
    steps: [API_SERVER_STATE],
  },
  {
    id: 'watch-ended',
    pattern: /watch closed before Until(?:WithoutRetry)? timeout/,
    saidBy: 'Tiller, of an install or upgrade with a hook or --wait',
    hops: ['tiller->storage'],
    cause:
      'The Kubernetes API ended the watch with which Tiller waits for objects of the chart, before these were ready: the API server restarted, or a load balancer before the API server ended the connection. The objects themselves can be ready by now.',
    certainty: 'likely',
    findings: [],
    steps: [
      API_SERVER_STATE,
      look(
        'See whether the Jobs and pods of the chart have ended well.',
        'kubectl get jobs,pods --all-namespaces',
      ),
      change(
        'If a load balancer ends idle connections, raise its idle time; then run the command again.',
      ),
    ],
  },
  {
    id: 'object-changed-meanwhile',
    pattern:
      /Operation cannot be fulfilled on (?<resource>[\w.]{1,80}) \\?"(?<name>[^"\\\n]{1,253})\\?": [^\n]{1,200}/,
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ resource = '', name = '' }) =>
      `The object ${name} (${resource}) was changed by another program between the reading and the writing of Tiller: two operations on one release at once, two Tillers with one storage, or a controller.`,
    certainty: 'likely',
    findings: ['tillers-several', 'tiller-answers-vary'],
    steps: [REVISIONS, PODS_EVERYWHERE, look('If one operation was alone, run it again.')],
  },
  {
    id: 'api-server-overloaded',
    pattern:
      /Timeout: request did not complete within (?:requested timeout|allowed duration)|the server has received too many requests|the server is currently unable to handle the request|the server was unable to return a response in the time allotted/,
    saidBy: 'the Kubernetes API server',
    hops: ['tiller->storage', 'client->kubernetes'],
    decides: 'Whose output it is: that of Tiller, or that of helm or kubectl on this machine.',
    cause:
      'The API server is overloaded, or an API that another server provides does not answer. Lists of many large revisions are a load of that kind.',
    certainty: 'possible',
    findings: ['tiller-slow', 'tiller-list-failed', 'swift-list-failed'],
    steps: [API_SERVICES, API_SERVER_STATE],
  },
];
