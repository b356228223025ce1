// Lines of the Kubernetes API server about the calls that it answered: staging/src/k8s.io/apiserver, httplog.go.
import { API_SERVER_STATE, look, ofTiller, restartTiller, setTillerAccount } from '../steps.js';
import type { Groups, Phrase, Scene, TextHop } from '../types.js';

/** A call of this system: who makes it, for what, and where it fails if the API server answers 500 or more. */
interface Call {
  readonly path: RegExp;
  readonly who: string;
  readonly what: string;
  readonly hop: TextHop;
  readonly behind: TextHop;
}

const CALLS: readonly Call[] = [
  {
    path: /\/(?:configmaps|secrets)(?:\?\S*OWNER|\/[^/?]+\.v\d+\b)/i,
    ...{ who: 'Tiller', what: 'records of Tiller' },
    ...{ hop: 'tiller->storage', behind: 'tiller->storage' },
  },
  {
    path: /\/pods\/tiller[^/]*\/portforward\b/,
    ...{ who: 'helm or another client', what: 'a port of Tiller' },
    ...{ hop: 'client->kubernetes', behind: 'api-server->kubelet' },
  },
  {
    path: /\/pods\?\S*name(?:%3D|=)tiller/i,
    ...{ who: 'helm or another client', what: 'the pod of Tiller' },
    ...{ hop: 'client->kubernetes', behind: 'client->kubernetes' },
  },
  {
    path: /\/services\?\S*name(?:%3D|=)tiller/i,
    ...{ who: 'Swift', what: 'the Service of Tiller' },
    ...{ hop: 'swift->kubernetes', behind: 'swift->kubernetes' },
  },
  {
    path: /\/proxy\/tiller\/v2\//,
    ...{ who: 'a caller of Swift', what: 'Swift through the service proxy' },
    ...{ hop: 'swiftcheck->swift', behind: 'api-server->swift' },
  },
];

function callOf({ path = '' }: Groups): Call | undefined {
  return CALLS.find((call) => call.path.test(path));
}

function hopsOf(groups: Groups): readonly TextHop[] {
  const call = callOf(groups);
  return call ? [Number(groups['status']) >= 500 ? call.behind : call.hop] : [];
}

function whyOf({ status = '' }: Groups): string {
  switch (status) {
    case '401':
      return 'does not accept its credentials';
    case '403':
      return 'does not let its account do this';
    case '404':
      return 'has no such object';
    case '429':
      return 'limits the number of requests';
    default:
      return 'failed itself, or did not reach what is behind it';
  }
}

function stepsOf(groups: Groups, scene: Scene) {
  const { status = '' } = groups;
  if (Number(status) >= 500 || status === '429') return [API_SERVER_STATE];
  if (callOf(groups)?.hop !== 'tiller->storage') {
    return [
      look('See which account the API server takes this machine for.', 'kubectl auth can-i --list'),
      look('Log in again, or renew the token or client certificate of the caller.'),
    ];
  }
  return [
    look(
      "Look whether the token Secret of Tiller's service account is still there.",
      ofTiller(scene, 'get', 'serviceaccounts,secrets'),
    ),
    status === '401'
      ? restartTiller(scene, "Restart Tiller's pod, so that it mounts the present token.")
      : setTillerAccount(scene),
  ];
}

export const ACCESS_LINE_PHRASES: readonly Phrase[] = [
  {
    id: 'call-refused-by-api-server',
    // Up to Kubernetes 1.17 one line of text, since then keys and values.
    pattern:
      /\b\w{2,20}\.go:\d{1,5}\] (?:(?:GET|LIST|WATCH|POST|PUT|PATCH|DELETE) (?<path>\/[^\s]{3,1000}): \([\w.µ]{2,24}\) (?<status>[45]\d\d)\b|(?:"HTTP" )?verb="\w{2,20}" URI="(?<path_new>\/[^\s"]{3,1000})"[^\n]{0,600}?\bresp=(?<status_new>[45]\d\d)\b)/,
    when: (groups) => callOf(groups) !== undefined,
    saidBy: 'the log of the Kubernetes API server',
    hops: hopsOf,
    cause: (groups) => {
      const { who = '', what = '' } = callOf(groups) ?? {};
      return `${capital(who)} asked the Kubernetes API server for ${what}, and got HTTP ${groups['status'] ?? ''}: the API server ${whyOf(groups)}.`;
    },
    certainty: 'certain',
    findings: ['api-server-unreachable', 'tiller-list-failed', 'swift-cannot-reach-tiller'],
    steps: stepsOf,
  },
];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
