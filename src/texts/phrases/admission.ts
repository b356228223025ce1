// The API server refuses an object, for another reason than the rights of an account.
import { change, look, ofTiller, setTillerAccount } from '../steps.js';
import type { Groups, Phrase, Scene, TextHop } from '../types.js';

/** `pods "tiller-deploy-1-" is forbidden: `, at the start of what each of these texts says. */
const OBJECT = String.raw`(?:(?<![\w.-])(?<resource>[a-z][\w.-]{1,80}) \\?"(?<name>[^"\\\n]{0,253})\\?" is forbidden: )`;

/** Whose object is refused: the pod of Tiller, a record in its storage, or an object of a chart. */
type Owner = 'tiller' | 'record' | 'chart';

function ownerOf({ resource = '', name = '' }: Groups): Owner {
  if (/^(?:pods|replicasets)\b/.test(resource) && name.startsWith('tiller')) return 'tiller';
  return /^(?:configmaps|secrets)$/.test(resource) && /\.v\d+$/.test(name) ? 'record' : 'chart';
}

function hopsOf(groups: Groups): readonly TextHop[] {
  return [ownerOf(groups) === 'tiller' ? 'cluster' : 'tiller->storage'];
}

function objectOf(groups: Groups): string {
  const { resource, name } = groups;
  switch (ownerOf(groups)) {
    case 'tiller':
      return "Tiller's pod";
    case 'record':
      return `the record ${name ?? ''} of a revision`;
    case 'chart':
      return name === undefined || name === '' ? 'an object' : `${resource ?? ''} ${name}`;
  }
}

function eventsOf(groups: Groups, scene: Scene) {
  return ownerOf(groups) === 'tiller'
    ? look(
        "Read the events of Tiller's Deployment and ReplicaSet.",
        ofTiller(scene, 'describe', 'replicasets', '-l', 'app=helm,name=tiller'),
      )
    : look(
        'Read the events of all namespaces.',
        scene.kubectl(null, ['get', 'events', '--all-namespaces', '--sort-by=.lastTimestamp']),
      );
}

/** How the API server says that a field stays as it was. */
const NEVER_CHANGED = /immutable|fields other than|(?:cannot|may not)(?: be)? change/;

export const ADMISSION_PHRASES: readonly Phrase[] = [
  {
    id: 'account-missing',
    pattern: new RegExp(
      String.raw`${OBJECT}?(?:error looking up service account (?<account>[\w./-]{1,200}): serviceaccount \\?"[^"\\\n]{0,253}\\?" not found|No API token found for service account \\?"(?<tokenless>[^"\\\n]{0,253})\\?")`,
    ),
    saidBy: 'the Kubernetes API server, in the events of a ReplicaSet',
    hops: hopsOf,
    cause: (groups) => {
      const { account, tokenless } = groups;
      return account === undefined
        ? `Kubernetes does not make ${objectOf(groups)}: the service account ${tokenless ?? ''} has no token yet.`
        : `Kubernetes does not make ${objectOf(groups)}: the service account ${account} does not exist.`;
    },
    certainty: 'certain',
    findings: ['tiller-missing', 'tiller-not-ready'],
    steps: (groups, scene) => [
      eventsOf(groups, scene),
      change(
        'Make the service account. NAME is its name in the Deployment.',
        ofTiller(scene, 'create', 'serviceaccount', 'NAME'),
      ),
      ...(ownerOf(groups) === 'tiller' ? [setTillerAccount(scene)] : []),
    ],
  },
  {
    id: 'pod-security',
    pattern: new RegExp(
      String.raw`${OBJECT}?(?:(?:unable to validate against any (?:pod security policy|security context constraint)|PodSecurityPolicy: unable to admit pod):? ?\[?(?<reason>[^\]\n]{0,300})\]?|violates PodSecurity \\?"(?<standard>[^"\\\n]{1,80})\\?"(?<why>: [^\n"]{1,300})?)`,
    ),
    saidBy: 'the Kubernetes API server, in the events of a ReplicaSet',
    hops: hopsOf,
    cause: (groups) =>
      `A policy of the cluster for the security of pods refuses ${objectOf(groups)}${groups['reason'] ? `: ${groups['reason']}` : groups['reason'] === '' ? ': the account of the pod may use no such policy' : ''}.`,
    certainty: 'certain',
    findings: ['tiller-missing', 'tiller-not-ready'],
    steps: (groups, scene) => [
      eventsOf(groups, scene),
      change(
        'Let the service account of the pod use a policy that fits, or change the securityContext of the pod.',
      ),
    ],
  },
  {
    id: 'webhook-denied',
    pattern: new RegExp(
      String.raw`${OBJECT}?admission webhook \\?"(?<webhook>[^"\\\n]{1,120})\\?" denied the request(?: without explanation|: (?<reason>[^\n]{1,300}))?`,
    ),
    saidBy: 'the Kubernetes API server, to Tiller or to helm init',
    hops: ['tiller->storage', 'client->kubernetes'],
    decides: 'Whose output it is: that of Tiller, or that of helm or kubectl on this machine.',
    cause: ({ webhook = '', reason }) =>
      `The admission webhook ${webhook} was reached and refuses an object${reason === undefined ? '' : `: ${reason}`}. It is a rule of this cluster. The rights of Tiller are not concerned.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        'Find the webhook, and the rule behind it.',
        'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
      ),
      look('Change the chart or its values so that the object keeps to this rule.'),
    ],
  },
  {
    id: 'namespace-terminating',
    pattern: new RegExp(
      String.raw`${OBJECT}?(?:unable to create new content in namespace (?<namespace>[\w.-]{1,63}) because it is being terminated|[Nn]amespace (?<plain>[\w.-]{1,63}) is being terminated)`,
    ),
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: hopsOf,
    cause: (groups) =>
      `The namespace ${groups['namespace'] ?? groups['plain'] ?? ''} is being deleted, and Kubernetes makes nothing new in it: not ${objectOf(groups)}.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look('See which namespaces are being deleted.', 'kubectl get namespaces'),
      look(
        'Wait until the namespace is gone. A namespace that stays in this state has objects with finalizers.',
      ),
    ],
  },
  {
    id: 'rights-not-held',
    pattern: new RegExp(
      String.raw`(?<asker>Error from server(?: \(\w{3,40}\))?: (?:error when \w{3,20} [^\n:]{1,200}: )?)?${OBJECT}?(?:attempt to grant extra privileges|user \\?"(?<account>[^"\\\n]{1,200})\\?" [^\n]{0,300}?is attempting to grant RBAC permissions not currently held)(?:[^\n]{0,4000}? user=&\{(?<user>[^ }\n]{1,200}))?(?:[^\n]{0,4000}?ruleResolutionErrors=\[(?<missing>[^\]\n]{1,200})\])?`,
    ),
    saidBy: 'the Kubernetes API server, to Tiller or to kubectl',
    hops: ({ asker }) => [asker === undefined ? 'tiller->storage' : 'client->kubernetes'],
    cause: (groups) => {
      const user = groups['user'] ?? groups['account'];
      if (groups['asker'] !== undefined)
        return `The account of kubectl${user === undefined ? '' : ` (${user})`} may not make ${objectOf(groups)}: it holds rights that this account does not have itself, and an account can only give rights that it has.`;
      return `The chart holds ${objectOf(groups)} with rights that the account of Tiller${user === undefined ? '' : ` (${user})`} does not have itself, and an account can only give rights that it has.${groups['missing'] === undefined ? '' : ` A role of this account is missing: ${groups['missing']}.`}`;
    },
    certainty: 'certain',
    findings: [],
    steps: ({ asker }, scene) =>
      asker !== undefined
        ? [
            look('See which rights the account of kubectl has.', 'kubectl auth can-i --list'),
            change(
              'Let an administrator of the cluster make this object, or give this account the rights that the object holds.',
            ),
          ]
        : [
            look(
              'See which account Tiller runs as.',
              ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
            ),
            change(
              'Bind a role to this account that holds these rights too; or let a person with these rights make the roles of the chart, and install the chart without them.',
            ),
            setTillerAccount(scene),
          ],
  },
  {
    id: 'limit-range',
    pattern: new RegExp(
      String.raw`${OBJECT}\[?(?<reason>(?:maximum|minimum) [\w.-]{1,60} (?:usage|limit to request ratio) per (?:Container|Pod|PersistentVolumeClaim)[^\n\]]{1,200})`,
    ),
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: hopsOf,
    cause: (groups) =>
      `A LimitRange of the namespace refuses ${objectOf(groups)}: ${groups['reason'] ?? ''}.`,
    certainty: 'certain',
    findings: [],
    steps: [
      look(
        'Read the LimitRanges of all namespaces.',
        'kubectl describe limitranges --all-namespaces',
      ),
      change('Change the resources in the values of the chart, or the LimitRange.'),
    ],
  },
  {
    id: 'object-invalid',
    pattern:
      /(?<kind>[A-Z]\w{1,60}(?:\.[\w.]{1,80})?) \\?"(?<name>[^"\\\n]{1,253})\\?" is invalid: (?!(?:data|\[\])?:? ?Too long)\[?(?<reason>[^\n]{1,300})/,
    saidBy: 'the Kubernetes API server, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ kind = '', name = '', reason = '' }) =>
      NEVER_CHANGED.test(reason)
        ? `The upgrade changes a field of ${kind} ${name} that Kubernetes never changes in an object that exists: ${reason}. Only the chart is concerned.`
        : `The API server does not take ${kind} ${name} of the chart: ${reason}. Only the chart is concerned.`,
    certainty: 'certain',
    findings: [],
    steps: ({ reason = '' }) =>
      NEVER_CHANGED.test(reason)
        ? [
            look('Compare the chart with the revision before it.'),
            change(
              'Keep the old value of this field. Or delete the object and upgrade again, where its outage does no harm.',
            ),
          ]
        : [look('Correct the chart or its values at the field that the text names.')],
  },
];
