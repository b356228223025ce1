// RBAC refuses an account of the cluster. The account and the resource show who asked.
import { change, look, NAME_TILLER_TO_SWIFT, ofTiller, setTillerAccount } from '../steps.js';
import type { Groups, Phrase, Scene } from '../types.js';

interface Refused {
  /** What the account asked for, with a subresource. */
  readonly resource: string;
  /** What the message begins with; absent: the resource. */
  readonly object?: string;
  readonly verb?: string;
  readonly user?: string;
}

/** The words of Kubernetes 1.12 and newer, those of 1.8 to 1.11, and those before. */
function forbidden({
  resource,
  object = resource,
  verb = String.raw`\w+`,
  user = String.raw`[^"\\\n]+`,
}: Refused): string {
  const quote = String.raw`\\?"`;
  return String.raw`(?:(?<![\w./-])(?:${object})(?:\.[\w.]+)?(?: ${quote}(?<name>[^"\\\n]{0,253})${quote})? is forbidden: )?User ${quote}(?<user>${user})${quote} cannot (?<verb>${verb}) (?:\(?resource ${quote}(?<resource>${resource})${quote}(?: in API group ${quote}(?<group>[^"\\\n]*)${quote})?|(?<older>${resource})(?:\.[\w.]+)?(?= |\.|$|["\\]))(?: in the namespace ${quote}(?<namespace>[^"\\\n]+)${quote}| at the cluster scope)?(?:\. \(get [\w.]+\))?(?:: RBAC: (?<missing>[^\n"\\]{1,120}\\?"[^"\n]{1,120}" not found))?`;
}

function isServiceAccount({ user = '' }: Groups): boolean {
  return user.startsWith('system:serviceaccount:');
}

const ACCOUNT = String.raw`system:serviceaccount:[^"\\\n]+`;
const OTHERS = String.raw`(?!(?:resource|configmaps|secrets|services/proxy|pods/portforward|nodes)\b)[\w./-]{1,80}?`;
/** For an account of the cluster these are storage; for a user they are not. */
const ANY = OTHERS.replace('configmaps|secrets|', 'path|');
/** Lists of pods and Services are the search for Tiller. */
const OTHER_VERB = String.raw`(?!list (?:\(?resource \\?")?(?:pods|services)\b)\w+`;

/** What stands in front where kubectl, helm init or helm 3 itself asks, and where Tiller does. */
const ASKER = String.raw`(?:(?<install>error installing: |error when upgrading: |Error from server(?: \(Forbidden\))?: |Error: (?:list|get|query|create|update|delete): failed to \w{3,6}(?: with labels)?: )|(?<release>release \S{1,60} failed: |(?:UPGRADE|INSTALL|ROLLBACK) FAILED:? (?:Error: )?))?`;

/**
 * A service account is Tiller's, unless helm itself asks; a user is Tiller's where Tiller runs with a kubeconfig. Tiller
 * does not install itself.
 */
function asksTiller({ install, release, user = '', name }: Groups): boolean {
  if (install !== undefined || (release === undefined && name === 'tiller-deploy')) return false;
  return release !== undefined || isServiceAccount({ user });
}

const ANONYMOUS =
  'The API server takes the caller for anonymous: the request carried no credentials, or none that it knows.';
const RIGHTS_OF_USER = [
  look('Ask for the rights of this user.', 'kubectl auth can-i --list'),
  change('Grant the right, or use the kubeconfig of another user.'),
];

export const FORBIDDEN_PHRASES: readonly Phrase[] = [
  {
    id: 'tiller-may-not-list-storage',
    pattern: new RegExp(`${ASKER}${forbidden({ resource: 'configmaps|secrets', user: ACCOUNT })}`),
    when: asksTiller,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: (groups) =>
      `${
        groups['verb'] === 'list' || /\.v\d+$/.test(groups['name'] ?? '')
          ? `Tiller's own account, ${groups['user'] ?? ''}, may not ${groups['verb'] ?? ''} its storage. The rights of the caller are not concerned.`
          : `Tiller's own account, ${groups['user'] ?? ''}, may not ${groups['verb'] ?? ''} ${groups['resource'] ?? groups['older'] ?? ''}. The rights of the caller are not concerned.`
      }${groups['missing'] === undefined ? '' : ` A role that is bound to the account does not exist: ${groups['missing']}.`}`,
    certainty: 'certain',
    findings: ['tiller-list-failed', 'swift-list-failed', 'payload-not-tried'],
    steps: rightsOfTiller,
  },
  {
    id: 'services-forbidden-to-swift',
    pattern: new RegExp(
      String.raw`(?<search>failed to detect tiller address: )?${forbidden({ resource: 'services', verb: 'list' })}`,
    ),
    saidBy: 'the Kubernetes API, to Swift or to another client',
    hops: (groups) => {
      if (groups['search'] !== undefined) return ['swift->kubernetes'];
      return isServiceAccount(groups)
        ? ['swift->kubernetes', 'client->kubernetes']
        : ['client->kubernetes'];
    },
    decides: 'Whose account it is: that of the pod of Swift, or that of another client.',
    cause: (groups) => {
      const { search, user = '' } = groups;
      if (search !== undefined)
        return `Swift looks for Tiller's Service, and its account, ${user}, may not list Services. Its ClusterRole is missing or not bound.`;
      return isServiceAccount(groups)
        ? `The account ${user} may not list Services. Swift lists them to find Tiller: if the account is that of Swift, its ClusterRole is missing or not bound.`
        : `The caller of the Kubernetes API, ${user}, may not list Services. Swift and Tiller were not asked.`;
    },
    certainty: 'certain',
    findings: ['swift-cannot-reach-tiller', 'forbidden-in-cluster', 'swift-missing'],
    steps: (groups, { kubectl }) => [
      look(
        'Ask for the rights of this account.',
        kubectl(null, [
          ...['auth', 'can-i', 'list', 'services', '--all-namespaces'],
          `--as=${groups['user'] ?? ''}`,
        ]),
      ),
      ...(groups['search'] !== undefined || isServiceAccount(groups)
        ? [
            change("Apply Swift's RBAC manifests: Swift lists Services in all namespaces."),
            NAME_TILLER_TO_SWIFT,
          ]
        : [look('Print a Role that allows what is needed.', 'swiftcheck rbac')]),
    ],
  },
  {
    id: 'pods-forbidden-to-caller',
    pattern: new RegExp(
      forbidden({ resource: 'pods/portforward|pods', object: 'pods', verb: 'list|create|get' }),
    ),
    saidBy: 'the Kubernetes API, to the caller (helm, or Swift with the kubeconfig connector)',
    hops: ['swift->kubernetes', 'client->kubernetes'],
    decides: 'Whose output it is: that of Swift, or that of helm on this machine.',
    cause: ({ user = '', verb = '', resource, older }) =>
      `The account of the caller, ${user}, may not ${verb} ${resource ?? older ?? 'pods'}, so Tiller is not found. Tiller's own account is not concerned.`,
    certainty: 'certain',
    findings: [
      ...['forbidden-in-cluster', 'tiller-missing', 'swift-missing'],
      ...['swift-cannot-reach-tiller', 'tiller-unreachable', 'swift-version-unknown'],
    ],
    steps: ({ namespace }, { kubectl }) => [
      look(
        'Ask for the rights of this account.',
        kubectl(namespace ?? 'kube-system', ['auth', 'can-i', 'list', 'pods']),
      ),
      look('Print a Role that allows what is needed.', 'swiftcheck rbac'),
      change(
        'Grant this account list on pods and create on pods/portforward in the namespace of Tiller.',
      ),
    ],
  },
  {
    id: 'proxy-forbidden-by-rbac',
    pattern: new RegExp(
      String.raw`(?:"kind":\s*"Status"[^\n]{0,600}?)?${forbidden({ resource: 'services/proxy', object: 'services' })}|"kind":\s*"Status"(?![^\n]{0,600}(?:User |admission webhook|exceeded quota|violates PodSecurity))[^\n]{0,600}"reason":\s*"Forbidden"`,
    ),
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      "RBAC does not let the caller reach Swift through the service proxy: the answer is an object of kind Status. Swift's own 403 has a gRPC code instead, and means a size.",
    certainty: 'certain',
    findings: ['forbidden-by-rbac'],
    steps: [
      look(
        'Ask for the rights of this account.',
        'kubectl auth can-i get services/proxy -n kube-system',
      ),
      change('Grant this account get on services/proxy of the Service of Swift.'),
    ],
  },
  {
    id: 'tiller-may-not',
    pattern: new RegExp(String.raw`${ASKER}${forbidden({ resource: OTHERS, verb: OTHER_VERB })}`),
    when: asksTiller,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ user = '', verb = '', resource, older, namespace }) =>
      `The account ${user} may not ${verb} ${resource ?? older ?? ''}${namespace === undefined ? '' : ` in the namespace ${namespace}`}. Tiller makes the objects of every chart with its own account; the rights of the caller are not concerned.`,
    certainty: 'likely',
    findings: [],
    steps: rightsOfTiller,
  },
  {
    id: 'caller-may-not',
    pattern: new RegExp(String.raw`${ASKER}${forbidden({ resource: ANY, verb: OTHER_VERB })}`),
    when: (groups) => !asksTiller(groups),
    saidBy: 'the Kubernetes API, to a user',
    hops: ['client->kubernetes'],
    cause: ({ user = '', verb = '', resource, older }) =>
      user === 'system:anonymous'
        ? ANONYMOUS
        : `The account of the caller, ${user}, may not ${verb} ${resource ?? older ?? ''}. Tiller's own account is not concerned.`,
    certainty: 'likely',
    findings: ['forbidden-in-cluster'],
    steps: RIGHTS_OF_USER,
  },
  {
    id: 'caller-may-not-get-path',
    pattern:
      /User \\?"(?<user>(?!system:serviceaccount:)[^"\\\n]+)\\?" cannot (?<verb>\w+) path \\?"(?<path>\/[^"\\\s]{0,300})/,
    saidBy: 'the Kubernetes API, to a user',
    hops: ['client->kubernetes'],
    cause: ({ user = '', verb = '', path = '' }) => {
      if (user === 'system:anonymous') return ANONYMOUS;
      return WRONG_PREFIX.test(path)
        ? `The API server does not know ${path} as a path of its API, which begins with /api or /apis. The URL of the server has a path that does not belong there, or is that of another server.`
        : `The account of the caller, ${user}, may not ${verb} the path ${path}.`;
    },
    certainty: 'likely',
    findings: ['api-server-unreachable'],
    steps: ({ user, path = '' }) =>
      user !== 'system:anonymous' && WRONG_PREFIX.test(path)
        ? [look('See which address the kubeconfig names.', 'kubectl config view --minify')]
        : RIGHTS_OF_USER,
  },
];

/** A path that holds one of the API, behind something else. */
const WRONG_PREFIX = /^\/(?!apis?\/).*\/apis?\//;

/** The account that the text names stands in the namespace of its pod. */
function rightsOfTiller(groups: Groups, scene: Scene) {
  const { user = '', verb = 'list', namespace } = groups;
  const resource = groups['resource'] ?? groups['older'] ?? 'configmaps';
  const own = /^system:serviceaccount:([a-z0-9][-a-z0-9]{0,62}):/.exec(user)?.[1] ?? null;
  const there: Scene = { ...scene, tillerNamespace: scene.tillerNamespace ?? own };
  return [
    look(
      'Ask for the rights of this account.',
      scene.kubectl(namespace ?? there.tillerNamespace ?? 'kube-system', [
        ...['auth', 'can-i', verb, resource, `--as=${user}`],
      ]),
    ),
    look(
      'See which account Tiller runs as.',
      ofTiller(there, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
    ),
    change(
      'Bind a role to this account that covers the storage of Tiller and what its charts make. At a first install of Tiller, helm takes the account with --service-account NAME.',
    ),
    setTillerAccount(there),
  ];
}
