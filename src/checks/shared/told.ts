// Texts of the other side that contain their own cause. Findings search the answer for them, signatures
// search a pasted text, so that both say the same.
import { visible } from '../../util/safe-text.js';
import { plainShell, type Shell } from '../shell.js';
import { change } from '../steps.js';
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

/** Some depend on the text and on the place of Tiller. A text without a run has no shell. */
export type Steps =
  Description['steps'] | ((groups: Groups, shell?: Shell) => Description['steps']);

const DIRECT = change(
  'Or set `--connector=direct` and `--tiller-endpoint=HOST:44134` on Swift; HOST is the address of Tiller.',
);

/** Swift looks for Tiller with the Kubernetes API on every call, and does not find Tiller. */
export const SEARCH = {
  withoutApi: {
    pattern:
      /Get \\?"?https:\/\/\S+\/api\/v1\/(?:services|namespaces\/\S+\/services|pods)\S*: (?<reason>[^"]{1,120})/,
    cause: "Swift looks for Tiller with the Kubernetes API, and Swift's pod cannot reach that API.",
    certainty: 'certain',
    steps: [change("Fix the network or the DNS of Swift's pod."), DIRECT],
  },
  noService: {
    pattern: /failed to detect tiller address: not found|no tiller service found/,
    cause: 'Swift looks for a Service with the labels app=helm,name=tiller, and finds none.',
    certainty: 'certain',
    steps: [change("Set the labels app=helm,name=tiller on Tiller's Service."), DIRECT],
  },
  severalServices: {
    pattern: /multiple tiller services found: (?<services>[^"\\]{1,200})/,
    cause:
      "Several Services have Tiller's labels, and Swift's own namespace does not have exactly one.",
    certainty: 'certain',
    steps: [change("Run Swift (0.7.3 or newer) in Tiller's namespace."), DIRECT],
  },
  noPod: {
    pattern: /no tiller pod\(s\) found/,
    cause: 'The cluster of that context has no pod with the labels app=helm,name=tiller.',
    certainty: 'certain',
    steps: (_groups, shell) => [
      change('Correct `--kube-context` of Swift.'),
      installTiller('Or install Tiller in that cluster.', shell),
    ],
  },
  servicesForbidden: {
    pattern:
      /(?:failed to detect tiller address: )?services is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list/,
    cause: ({ user = '' }) =>
      `Swift looks for Tiller's Service, and RBAC denies its account, ${user.slice(0, 120)}, the list of Services. The ClusterRole of Swift is missing or not bound.`,
    certainty: 'certain',
    steps: [
      change("Apply Swift's RBAC manifests. Swift lists the Services of all namespaces."),
      DIRECT,
    ],
  },
  podsForbidden: {
    pattern: /pods is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list/,
    cause: ({ user = '' }) =>
      `RBAC denies the caller's account, ${user.slice(0, 120)}, the list of pods, so the caller does not find Tiller. This does not concern Tiller's own account.`,
    certainty: 'certain',
    steps: [
      change('Grant list on pods and create on pods/portforward in the namespace of Tiller.'),
    ],
  },
} as const satisfies Record<string, Told>;

/** Swift's gateway does not reach Swift's own server, which listens in the same pod. */
export const GATEWAY = {
  distrustsItself: {
    pattern: /all SubConns are in TransientFailure, latest connection error: .*?x509:/,
    cause:
      "Swift's gateway calls Swift's own server over TLS and trusts only the system's authorities; `--tls-ca-file` is for client certificates. A certificate of a private authority, which Swift's guide recommends, always fails.",
    certainty: 'certain',
    steps: [
      change(
        'Run Swift with SSL_CERT_FILE in its environment, set to the file of the authority, and with `--api-domain` set to a name of its certificate.',
      ),
      change('Or end TLS in front of Swift, and serve Swift in plaintext behind that.'),
    ],
  },
  notThere: {
    pattern: /all SubConns are in TransientFailure/,
    cause:
      'The gateway calls 127.0.0.1 in its own pod, and that call fails. Usually nothing listens there, because `--plaintext-addr` is one address beyond loopback. Or TLS is on, and the gateway does not trust the certificate of Swift.',
    certainty: 'likely',
    steps: [
      change('Set `--plaintext-addr=:9855` on Swift, without an address.'),
      change(
        'If Swift serves TLS, run Swift with SSL_CERT_FILE set to the file of the authority and with `--api-domain` set to a name of its certificate.',
      ),
    ],
  },
} as const satisfies Record<string, Told>;

/** Tiller answers, but cannot reach its storage. */
export const STORAGE = {
  mayNotList: {
    pattern:
      /(?:configmaps|secrets) is forbidden: User \\?"(?<user>[^"\\]+)\\?" cannot list|User \\?"(?<olderUser>[^"\\]+)\\?" cannot list (?:configmaps|secrets) in the namespace/,
    cause: ({ user, olderUser }) =>
      `RBAC denies Tiller's own account, ${(user ?? olderUser ?? '').slice(0, 120)}, access to its storage. This does not concern the caller's account.`,
    certainty: 'certain',
    steps: (groups, shell) => [
      change('Bind a role for the storage to that account.'),
      setTillerAccount(
        'Or give Tiller another service account of its namespace, one with a role for the storage.',
        shell ?? plainShell(placeOf(groups)),
      ),
    ],
  },
  withoutCredentials: {
    pattern: /Get \\?"?http:\/\/localhost:8080\/api\/v1\/namespaces\/[^/]+\/(?:configmaps|secrets)/,
    cause:
      "Tiller's pod has no credentials for the Kubernetes API and falls back to localhost:8080. Either helm 2.9.0 made the Deployment without `--service-account`, so that the pod mounts no token, or Tiller runs outside the cluster.",
    certainty: 'possible',
    steps: (_groups, shell) => [
      setTillerAccount('Give Tiller a service account that may use its storage.', shell),
      mountTillerToken('If helm 2.9.0 made the Deployment, let the pod mount the token.', shell),
    ],
  },
  unreachable: {
    pattern:
      /Get \\?"?https:\/\/\S+(?:configmaps|secrets)\S*: (?:dial tcp \S+: |net\/http: |read tcp |EOF|unexpected EOF)|dial tcp \S+:443: i\/o timeout/,
    cause:
      'The pod cannot reach the Kubernetes API. The network of the cluster is broken, the proxy of HTTPS_PROXY is in between, or a load balancer dropped an idle connection.',
    certainty: 'possible',
    steps: [
      change('Fix the network of the cluster. Then restart Tiller, so that it connects again.'),
    ],
  },
} as const satisfies Record<string, Told>;

/** What the table says about the text; `null`: no entry matches. */
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

/** From Tiller's own service account, whose namespace is that of its pod. */
function placeOf({ user, olderUser }: Groups): TillerPlace | null {
  const namespace = /^system:serviceaccount:([^:]+):/.exec(user ?? olderUser ?? '')?.[1];
  return namespace === undefined ? null : { namespace, pod: null, historyMax: null };
}
