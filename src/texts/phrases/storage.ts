// Texts about Tiller's storage and its start: the hop from Tiller to the Kubernetes API.
import {
  change,
  EVENTS,
  FIND_RELEASE,
  keepFewer,
  look,
  ofTiller,
  PODS_EVERYWHERE,
  PROBE,
  REVISIONS,
  setTillerAccount,
  SIZE_OF_CHART,
  SMALLER_CHART,
  STORED_EVERYWHERE,
  tillerLog,
  UNINSTALL,
} from '../steps.js';
import type { Scene, Phrase } from '../types.js';

function countRecords(scene: Scene) {
  return look(
    'Count the stored revisions.',
    ofTiller(scene, 'get', 'configmaps,secrets', '-l', 'OWNER=TILLER', '-o', 'name'),
  );
}

/** helm 3 stores releases itself, in Secrets with this name. */
const OF_HELM_3 = 'sh.helm.release.';

/** The revision is the end of the name of a record. Without a name, most are records. */
function isRecord(name?: string): boolean {
  return name === undefined || /\.v\d+$/.test(name);
}

function whoStores(three: boolean): string {
  return three ? 'helm 3 stores the release itself, without Tiller. ' : '';
}

export const STORAGE_PHRASES: readonly Phrase[] = [
  {
    id: 'no-name-found',
    pattern: /no available release name found/,
    saidBy: 'Tiller, of an install without --name',
    hops: ['tiller->storage'],
    cause: 'Usually Tiller may not read its storage, and the search for a free name hides that.',
    certainty: 'likely',
    findings: ['tiller-list-failed'],
    rank: 'symptom',
    steps: (_groups, scene) => [
      PROBE,
      look('The list names the right that is missing.', 'helm ls'),
      setTillerAccount(scene),
    ],
  },
  {
    id: 'record-too-long',
    pattern:
      /(?:(?<kind>ConfigMap|Secret) \\?"(?<name>[^"\\\n]{1,253})\\?" )?is invalid: (?:data|\[\])?:? ?Too long(?:: must have at most (?<limit>\d+)(?: (?:characters|bytes))?)?/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ kind = '', name }) =>
      isRecord(name)
        ? `${whoStores(name?.startsWith(OF_HELM_3) === true)}The stored revision (chart, values and manifest, gzipped and in base64) is larger than one ConfigMap or Secret can be, 1 MiB. How large the release is on the wire says little: zeros compress well, archives do not.`
        : `The ${kind} ${name}, an object of the chart, is larger than one ConfigMap or Secret can be, 1 MiB. Tiller and its storage are not concerned.`,
    certainty: 'certain',
    findings: ['payload-not-tried', 'storage-near-limit'],
    steps: ({ name }) =>
      isRecord(name)
        ? [SIZE_OF_CHART, SMALLER_CHART]
        : [change('Let the chart keep less in this object, or spread it over several.')],
  },
  {
    id: 'install-not-recorded',
    // helm prints the name when the install has ended well, and then asks for the status.
    pattern:
      /\bNAME: {1,9}(?<release>[\w.-]{1,60})\s{1,9}(?:\S{20,40} (?:stderr F )?)?Error: getting deployed release \\?"[^"\\]{1,60}\\?": release: (?:\\?"[^"\\]{1,60}\\?" )?not found/,
    saidBy: 'helm, after an install',
    hops: ['tiller->storage'],
    cause: ({ release = '' }) =>
      `Tiller installed the objects of ${release}, and then found no record of ${release}: Tiller could not store the record, and says this in its log only. The namespace in which Tiller stores is missing, the record is too large, or Tiller may not write there.`,
    certainty: 'likely',
    findings: ['content-over-limit', 'tiller-list-failed'],
    steps: (_groups, scene) => [
      tillerLog(scene),
      SMALLER_CHART,
      look(
        'See which namespace TILLER_NAMESPACE names, and whether this namespace exists.',
        'kubectl get namespaces',
      ),
    ],
  },
  {
    id: 'release-not-recorded',
    pattern: /release: not found/,
    saidBy: 'an older Tiller',
    hops: ['tiller->storage', 'client->tiller'],
    cause:
      'Tiller holds no release of this name. Right after an install that succeeded: its record was too long to be stored, and only a warning in the log of Tiller says so.',
    certainty: 'likely',
    findings: [],
    steps: (_groups, scene) => [FIND_RELEASE, tillerLog(scene), SMALLER_CHART],
  },
  {
    id: 'request-too-large',
    pattern:
      /(?<three>Error: (?:create|update): failed to (?:create|update): )?(?:etcdserver: request is too large|Request entity too large: limit is (?<limit>\d+))/,
    saidBy: 'etcd or the Kubernetes API server, to the program that stores a release',
    hops: ['tiller->storage'],
    cause: ({ three }) =>
      `${whoStores(three !== undefined)}The stored revision, or an object of the chart, is larger than etcd (1.5 MiB) or the API server (3 MiB) takes in a request.`,
    certainty: 'likely',
    findings: ['payload-not-tried'],
    steps: [SIZE_OF_CHART, SMALLER_CHART],
  },
  {
    id: 'exceeded-quota',
    pattern:
      /(?:(?<![\w.])(?<resource>[\w.]{1,80}) \\?"(?<name>[^"\\\n]+)\\?" is forbidden: )?(?:exceeded quota: (?<quota>[\w.-]{1,80})(?:, requested: (?<requested>[^\n"\\]{1,120}))?|failed quota: (?<failed>[^\n"\\]{1,120}))|(?:configmaps|secrets) \\?"[^"\\\n]+\\?" is forbidden: exceeded quota/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ({ name = '' }) => [name.startsWith('tiller') ? 'cluster' : 'tiller->storage'],
    cause: ({ name, quota, requested, failed }) => {
      const which = quota === undefined ? 'A quota' : `The quota ${quota}`;
      const own = name?.startsWith('tiller') === true;
      if (failed !== undefined) {
        return `A quota of the namespace asks for limits that ${own ? "Tiller's pod does not set, so that Kubernetes does not make this pod" : 'the chart does not set'}: ${failed}.`;
      }
      if (own)
        return `${which} of the namespace does not leave room for Tiller's pod${requested === undefined ? '' : ` (asked for: ${requested})`}.`;
      return name === undefined || /\.v\d+$/.test(name)
        ? `${which} of Tiller's namespace is used up, and every stored revision is one object.`
        : `${which} of the namespace does not leave room for ${name}${requested === undefined ? '' : ` (asked for: ${requested})`}, an object of the chart.`;
    },
    certainty: 'certain',
    findings: ['payload-not-tried'],
    steps: (groups, scene) => [
      look('Read the quotas of all namespaces.', 'kubectl describe quota --all-namespaces'),
      ...(/\.v\d+$/.test(groups['name'] ?? '.v1') && groups['failed'] === undefined
        ? [countRecords(scene), keepFewer(scene), UNINSTALL]
        : []),
      change('Or raise the quota.'),
    ],
  },
  {
    id: 'no-deployed-release',
    pattern: /\\?"(?<release>[^"\\\n]{1,60})\\?" has no deployed releases/,
    saidBy: 'Tiller, of an upgrade',
    hops: ['tiller->storage'],
    cause: ({ release = '' }) =>
      `No stored revision of ${release} has the status DEPLOYED: the first install failed, or an earlier upgrade was cut off and left PENDING_UPGRADE.`,
    certainty: 'certain',
    findings: ['pending-releases-hidden'],
    steps: ({ release = 'NAME' }) => [
      look(
        'Read the revisions of the release and their statuses.',
        `helm history ${plain(release)} --max 10`,
      ),
      change(
        'Roll back to the last good revision. REVISION is its number in the history.',
        `helm rollback ${plain(release)} REVISION`,
      ),
      change(
        'If the first install failed, the release has no good revision: uninstall the release and install it again.',
      ),
    ],
  },
  {
    id: 'converter-finds-no-release',
    pattern: /Error: (?<release>[\w.-]{1,60}) has no deployed releases/,
    saidBy: 'the plugin 2to3 of helm 3',
    hops: ['client->kubernetes'],
    cause: ({ release = '' }) =>
      `The plugin finds no revision of ${release} with the status DEPLOYED where it looks: in ConfigMaps of kube-system, if its options name nothing else. Tiller was not asked.`,
    certainty: 'likely',
    findings: ['tiller-elsewhere'],
    steps: [
      look(
        'See in which namespace, and in which kind of object, Tiller stores.',
        STORED_EVERYWHERE,
      ),
      look('Name both: --tiller-ns NAMESPACE, and --release-storage configmaps or secrets.'),
    ],
  },
  {
    id: 'record-exists',
    pattern: /(?:configmaps|secrets) \\?"(?<record>[^"\\\n]{1,80}\.v\d+)\\?" already exists/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ record = '' }) =>
      `The record ${record} of this revision is stored already: another operation on the release ran at the same time, or two Tillers share the storage.`,
    certainty: 'likely',
    findings: ['tillers-several', 'tiller-answers-vary'],
    steps: [REVISIONS, PODS_EVERYWHERE],
  },
  {
    id: 'hook-failed',
    pattern:
      /[Jj]ob failed: BackoffLimitExceeded|pre-(?:install|upgrade|delete|rollback) hooks? failed(?! ?:)/,
    saidBy: 'Tiller, of an install or upgrade with a hook',
    hops: ['cluster'],
    cause:
      'A Job of the chart, run as a hook, failed in each of its tries. Tiller and Swift did their part.',
    certainty: 'certain',
    findings: [],
    steps: [
      look('Find the pods of the Job, and read their logs.', 'kubectl get pods --all-namespaces'),
    ],
  },
  {
    id: 'waited-in-vain',
    pattern: /timed out waiting for the condition/,
    saidBy: 'Tiller (or Helm 3 itself), of an install or upgrade with --wait or a hook',
    hops: ['cluster'],
    rank: 'symptom',
    cause:
      'The objects of the chart were made, and did not become ready, or a hook did not end, in the time of --timeout. Tiller and Swift did their part.',
    certainty: 'likely',
    findings: [],
    steps: [
      look(
        'Find the pods that are not ready, and read their events.',
        'kubectl get pods --all-namespaces',
      ),
      EVENTS,
    ],
  },
];

function plain(release: string): string {
  return /^[A-Za-z0-9][-\w.]{0,52}$/.test(release) ? release : 'NAME';
}
