// Texts of the other side that name their own cause. Findings look for them in the answer they saw,
// signatures in a text that was pasted, so that both say the same of it.
import { visible } from '../../util/safe-text.js';
import { plainShell, type Shell } from '../shell.js';
import { installTiller, mountTillerToken, setTillerAccount } from './tiller-commands.js';
import type { Certainty, Description } from '../../checks/define.js';
import type { TillerPlace } from './tiller-place.js';

/** Named groups of the pattern that matched; absent where the text has none. */
export type Groups = Readonly<Record<string, string | undefined>>;

export interface Told {
  /** Searched anywhere in the text, whose quotes may have backslashes before them. */
  readonly pattern: RegExp;
  /** What it means, in one or two sentences. */
  readonly cause: string | ((groups: Groups) => string);
  readonly certainty: Certainty;
  /** What to do, the smallest step first. */
  readonly steps: Steps;
}

/** Some depend on the text, and on where Tiller is: a text without a run has no shell. */
export type Steps =
  Description['steps'] | ((groups: Groups, shell?: Shell) => Description['steps']);

const DIRECT = 'Or name Tiller: --connector=direct --tiller-endpoint=HOST:44134.';

/** Swift looks for Tiller and does not find it: it asks the Kubernetes API on every call. */
export const SEARCH = {
  withoutApi: {
    pattern:
      /Get \\?"?https:\/\/\S+\/api\/v1\/(?:services|namespaces\/\S+\/services|pods)\S*: (?<reason>[^"]{1,120})/,
    cause: 'Swift asks the Kubernetes API where Tiller is, and does not reach it from its pod.',
    certainty: 'certain',
    steps: ["Mend the network or DNS of Swift's pod.", DIRECT],
  },
  noService: {
    pattern: /failed to detect tiller address: not found|no tiller service found/,
    cause: 'No Service carries the labels app=helm,name=tiller by which Swift looks for Tiller.',
    certainty: 'certain',
    steps: ["Put those labels on Tiller's Service.", DIRECT],
  },
  severalServices: {
    pattern: /multiple tiller services found: (?<services>[^"\\]{1,200})/,
    cause:
      "More than one Service carries Tiller's labels, and none, or several, in Swift's own namespace.",
    certainty: 'certain',
    steps: ["Run Swift (0.7.3 or newer) in Tiller's namespace.", DIRECT],
  },
  noPod: {
    pattern: /no tiller pod\(s\) found/,
    cause:
      'No pod carries the labels app=helm,name=tiller in the cluster of that context. (Where several do, Swift takes the first, ready or not.)',
    certainty: 'certain',
    steps: (_groups, shell) => [
      "Correct Swift's --kube-context.",
      installTiller('Or install Tiller in that cluster.', shell),
    ],
  },
  servicesForbidden: {
    pattern:
      /(?:failed to detect tiller address: )?services is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list/,
    cause: ({ user = '' }) =>
      `Swift looks for Tiller's Service, and its account, ${user.slice(0, 120)}, may not list Services. Its ClusterRole is missing or not bound.`,
    certainty: 'certain',
    steps: ["Apply Swift's RBAC manifests: it lists Services in all namespaces.", DIRECT],
  },
  podsForbidden: {
    pattern: /pods is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list/,
    cause: ({ user = '' }) =>
      `The caller's account, ${user.slice(0, 120)}, may not list pods, so Tiller is not found. Tiller's own account is not concerned.`,
    certainty: 'certain',
    steps: ['Grant list on pods and create on pods/portforward in the namespace of Tiller.'],
  },
} as const satisfies Record<string, Told>;

/** Swift's gateway does not reach Swift's own server, which listens in the same pod. */
export const GATEWAY = {
  distrustsItself: {
    pattern: /all SubConns are in TransientFailure, latest connection error: .*?x509:/,
    cause:
      "Swift's gateway calls Swift's own server over TLS and trusts the system's authorities only; --tls-ca-file is for client certificates. A certificate of a private authority, which Swift's guide recommends, never passes.",
    certainty: 'certain',
    steps: [
      'Run Swift with SSL_CERT_FILE=FILE in its environment and --api-domain=NAME, a name of its certificate.',
      'Or end TLS in front of Swift and serve it in plaintext behind that.',
    ],
  },
  notThere: {
    pattern: /all SubConns are in TransientFailure/,
    cause:
      'The gateway calls 127.0.0.1 in its own pod and does not get through. Usually nothing listens there, because --plaintext-addr names one address that is not loopback; or TLS is switched on and it does not trust its own certificate.',
    certainty: 'likely',
    steps: [
      'Let --plaintext-addr name a port only (":9855").',
      'With TLS: run Swift with SSL_CERT_FILE=FILE and --api-domain=NAME, or end TLS in front of it.',
    ],
  },
} as const satisfies Record<string, Told>;

/** Tiller answers, but what it stores is out of its reach. */
export const STORAGE = {
  mayNotList: {
    pattern:
      /(?:configmaps|secrets) is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list|User \\?"(?<olderUser>[^"\\]+)\\?" cannot list (?:configmaps|secrets) in the namespace/,
    cause: ({ user, olderUser }) =>
      `Tiller's own account, ${(user ?? olderUser ?? '').slice(0, 120)}, may not read its storage. It is not the caller's account that missing rights.`,
    certainty: 'certain',
    steps: (groups, shell) => [
      'Bind a role to that account.',
      setTillerAccount(
        'Or give Tiller another service account of its namespace, one with such a role.',
        shell ?? plainShell(placeOf(groups)),
      ),
    ],
  },
  withoutCredentials: {
    pattern: /Get \\?"?http:\/\/localhost:8080\/api\/v1\/namespaces\/[^/]+\/(?:configmaps|secrets)/,
    cause:
      "Tiller's pod has no credentials for the Kubernetes API and falls back to localhost:8080: helm 2.9.0 mounts no token without --service-account, or Tiller runs outside the cluster.",
    certainty: 'certain',
    steps: (_groups, shell) => [
      setTillerAccount('Give Tiller a service account that may use its storage.', shell),
      mountTillerToken('If helm 2.9.0 made the Deployment, let the pod mount the token.', shell),
    ],
  },
  unreachable: {
    pattern:
      /Get \\?"?https:\/\/\S+(?:configmaps|secrets)\S*: (?:dial tcp \S+: |net\/http: |read tcp |EOF|unexpected EOF)|dial tcp \S+:443: i\/o timeout/,
    cause:
      "The pod does not reach the Kubernetes API: the cluster's network is broken, a proxy from HTTPS_PROXY stands in between, or a load balancer dropped an idle connection.",
    certainty: 'likely',
    steps: ["Mend the cluster's network; restart Tiller, so that it connects anew."],
  },
} as const satisfies Record<string, Told>;

/** What a text that stands in the table says; `null` where none of it fits. */
export function told(
  table: Readonly<Record<string, Told>>,
  text: string,
  shell?: Shell,
): Pick<Description, 'cause' | 'certainty' | 'steps'> | null {
  for (const { pattern, cause, certainty, steps } of Object.values<Told>(table)) {
    const match = pattern.exec(text);
    if (match) {
      const words = typeof cause === 'string' ? cause : cause(match.groups ?? {});
      return { cause: visible(words), certainty, steps: stepsOf(steps, match.groups ?? {}, shell) };
    }
  }
  return null;
}

export function stepsOf(steps: Steps, groups: Groups, shell?: Shell): Description['steps'] {
  return typeof steps === 'function' ? steps(groups, shell) : steps;
}

/** Of Tiller's own service account, whose namespace is that of its pod. */
function placeOf({ user, olderUser }: Groups): TillerPlace | null {
  const namespace = /^system:serviceaccount:([^:]+):/.exec(user ?? olderUser ?? '')?.[1];
  return namespace === undefined ? null : { namespace, pod: null, historyMax: null };
}
