// Texts about Tiller's storage and its start: the hop from Tiller to the Kubernetes API.
import {
  change,
  keepFewer,
  look,
  ofTiller,
  PROBE,
  setTillerAccount,
  setTillerImage,
  tillerLog,
  UNINSTALL,
} from '../steps.js';
import type { Scene, Phrase } from '../types.js';

const PACKAGE = look(
  'See how large the chart is. CHART is its folder.',
  'helm package CHART && ls -l *.tgz',
);
const SMALLER = change('Name archives and other large files of the chart in .helmignore; or split the chart.');

function countRecords(scene: Scene) {
  return look(
    'Count the stored revisions.',
    ofTiller(scene, 'get', 'configmaps,secrets', '-l', 'OWNER=TILLER', '-o', 'name'),
  );
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
    id: 'tiller-without-api-credentials',
    pattern:
      /Get \\?"?http:\/\/localhost:8080\/api\/v1\/namespaces\/[^/\s]+\/(?:configmaps|secrets)[^\n]{0,160}?(?:refused|$)/,
    saidBy: 'Tiller',
    hops: ['tiller->storage'],
    cause:
      "Tiller's pod has no credentials for the Kubernetes API and falls back to localhost:8080: helm 2.9.0 mounts no token without --service-account, or Tiller runs outside the cluster.",
    certainty: 'certain',
    findings: ['tiller-list-failed', 'swift-list-failed'],
    steps: (_groups, scene) => [
      look(
        'See whether the Deployment mounts a token, and which account it names.',
        ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
      ),
      setTillerAccount(scene),
      change(
        'Where helm 2.9.0 made the Deployment, let it mount the token. Tiller restarts.',
        ofTiller(
          scene,
          ...['patch', 'deployment/tiller-deploy', '-p'],
          '{"spec":{"template":{"spec":{"automountServiceAccountToken":true}}}}',
        ),
      ),
    ],
  },
  {
    id: 'record-too-long',
    pattern:
      /is invalid: (?:data|\[\])?:? ?Too long: must have at most (?<limit>\d+)(?: (?:characters|bytes))?/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause:
      'The stored revision (chart, values and manifest, gzipped and in base64) is larger than one ConfigMap or Secret can be, 1 MiB. How large the release is on the wire says little: zeros compress well, archives do not.',
    certainty: 'certain',
    findings: ['payload-not-tried', 'storage-near-limit'],
    steps: [PACKAGE, SMALLER],
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
    steps: (_groups, scene) => [
      look('Look for the name among all releases. NAME is the release.', 'helm ls --all NAME'),
      tillerLog(scene),
      SMALLER,
    ],
  },
  {
    id: 'request-too-large',
    pattern: /etcdserver: request is too large|Request entity too large: limit is (?<limit>\d+)/,
    saidBy: 'etcd or the Kubernetes API server, to Tiller',
    hops: ['tiller->storage'],
    cause:
      'The stored revision is larger than etcd (1.5 MiB) or the API server (3 MiB) takes in a request.',
    certainty: 'likely',
    findings: ['payload-not-tried'],
    steps: [PACKAGE, SMALLER],
  },
  {
    id: 'exceeded-quota',
    pattern:
      /(?:(?<![\w.])(?<resource>[\w.]{1,80}) \\?"(?<name>[^"\\\n]+)\\?" is forbidden: )?(?:exceeded quota: (?<quota>[\w.-]{1,80})(?:, requested: (?<requested>[^\n"\\]{1,120}))?|failed quota: (?<failed>[^\n"\\]{1,120}))|(?:configmaps|secrets) \\?"[^"\\\n]+\\?" is forbidden: exceeded quota/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: ({ name, quota, requested, failed }) => {
      const which = quota === undefined ? 'A quota' : `The quota ${quota}`;
      if (failed !== undefined) {
        return `A quota of the namespace asks for limits that the chart does not set: ${failed}. Tiller and its storage are not concerned.`;
      }
      return name === undefined || /\.v\d+$/.test(name)
        ? `${which} of Tiller's namespace is used up, and every stored revision is one object.`
        : `${which} of the namespace does not leave room for ${name}${requested === undefined ? '' : ` (asked for: ${requested})`}, an object of the chart.`;
    },
    certainty: 'certain',
    findings: ['payload-not-tried'],
    steps: (groups, scene) => [
      look(
        'Read the quotas of all namespaces.',
        'kubectl describe quota --all-namespaces',
      ),
      ...(/\.v\d+$/.test(groups['name'] ?? '.v1') && groups['failed'] === undefined
        ? [countRecords(scene), keepFewer(scene), UNINSTALL]
        : []),
      change('Or raise the quota.'),
    ],
  },
  {
    id: 'init-resource-not-found',
    pattern: /error installing: the server could not find the requested resource/,
    saidBy: 'helm init',
    hops: ['client->kubernetes'],
    cause:
      'helm 2.14.3 and older asks for an API of Deployments that Kubernetes 1.16 and newer no longer has.',
    certainty: 'likely',
    findings: [],
    steps: [
      look('Compare the versions of cluster and helm.', 'kubectl version && helm version --client'),
      change('Use helm 2.16 or newer.'),
    ],
  },
  {
    id: 'tiller-token-unreadable',
    pattern:
      /open (?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/(?<file>token|ca\.crt|namespace): (?<reason>permission denied|no such file or directory)/,
    saidBy: "the log of Tiller (or of Swift, where the log is Swift's)",
    hops: ['cluster'],
    cause: ({ file = '', reason }) =>
      reason === 'permission denied'
        ? `The program may not read the file ${file} of its own service account: it runs as a user for whom the file is closed. Nothing was sent to the Kubernetes API.`
        : `The pod has no file ${file} of a service account: no token is mounted (automountServiceAccountToken is false, or the pod has no account). Nothing was sent to the Kubernetes API.`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'tiller-not-ready'],
    steps: ({ reason }, scene) => [
      look(
        'Read securityContext, serviceAccountName and automountServiceAccountToken of the Deployment.',
        ofTiller(scene, 'get', 'deployment/tiller-deploy', '-o', 'yaml'),
      ),
      reason === 'permission denied'
        ? change(
            'Set fsGroup in the securityContext of the pod, so that the mounted files belong to a group of its user; or drop runAsUser. Tiller restarts.',
          )
        : change('Let the Deployment mount the token of its service account. Tiller restarts.'),
    ],
  },
  {
    id: 'auth-provider-missing',
    pattern: /No Auth Provider found for name \\?"(?<provider>[^"\\\n]{1,40})\\?"/,
    saidBy: 'the program that read the kubeconfig (Tiller, Swift or helm)',
    hops: ['cluster'],
    cause: ({ provider = '' }) =>
      `The kubeconfig asks for the auth provider ${provider}, and this program is built without it. Nothing was sent to the Kubernetes API.`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'credentials-unavailable'],
    steps: [
      change(
        'Give the program a kubeconfig with a token or a client certificate. Tiller and Swift need no kubeconfig where they run in the cluster with a service account.',
      ),
    ],
  },
  {
    id: 'exec-plugin-failed',
    pattern:
      /getting credentials: exec(?::| plugin)[^\n]{0,160}|exec: \\?"(?<program>aws-iam-authenticator|aws|gke-gcloud-auth-plugin|kubelogin|heptio-authenticator-aws|gcloud|az)\\?": executable file not found/,
    saidBy: 'the program that read the kubeconfig',
    hops: ['client->kubernetes'],
    cause:
      'The kubeconfig gets its credentials from another program, and this program is missing or failed. The API server was not asked.',
    certainty: 'certain',
    findings: ['credentials-unavailable'],
    steps: [
      look('Read which program the kubeconfig names.', 'kubectl config view --minify'),
      change('Install this program, or log in with it.'),
    ],
  },
  {
    id: 'tiller-cannot-initialize',
    pattern:
      /Cannot initialize Kubernetes connection: (?!open |No Auth Provider|Get |x509|dial )(?<reason>[^\n"]{1,160})/,
    saidBy: "Tiller's log",
    hops: ['tiller->storage'],
    cause: ({ reason = '' }) =>
      reason.startsWith('the server has asked for the client to provide credentials')
        ? "The API server does not accept the token of Tiller's service account."
        : `Tiller does not get a connection to the Kubernetes API: ${reason}`,
    certainty: 'certain',
    findings: ['tiller-unreachable', 'tiller-not-ready'],
    steps: ({ reason = '' }, scene) => [
      tillerLog(scene),
      ...(reason.startsWith('the server has asked')
        ? [
            change(
              "Delete the Secret of the token, so that Kubernetes makes another, and restart Tiller's pod.",
            ),
          ]
        : []),
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
      look('Read the revisions of the release and their statuses.', `helm history ${plain(release)} --max 10`),
      change(
        'Roll back to the last good revision. REVISION is its number in the history.',
        `helm rollback ${plain(release)} REVISION`,
      ),
      look(
        'Where the first install failed, the release has no good revision: uninstall the release and install it again.',
      ),
    ],
  },
  {
    id: 'waited-in-vain',
    pattern: /timed out waiting for the condition/,
    saidBy: 'Tiller, of an install or upgrade with --wait or a hook',
    hops: ['cluster'],
    rank: 'symptom',
    cause:
      'The objects of the chart were made, and did not become ready, or a hook did not end, in the time of --timeout. Tiller and Swift did their part.',
    certainty: 'likely',
    findings: [],
    steps: [
      look('Find the pods that are not ready, and read their events.', 'kubectl get pods --all-namespaces'),
      look('Read the events of all namespaces.', 'kubectl get events --all-namespaces --sort-by=.lastTimestamp'),
    ],
  },
  {
    id: 'tiller-newer',
    pattern: /current Tiller version is newer|current Tiller version \S{1,40} is newer/,
    saidBy: 'helm init --upgrade',
    hops: ['client->tiller'],
    cause: 'Tiller is newer than this helm, and helm init does not downgrade Tiller without --force-upgrade.',
    certainty: 'certain',
    findings: ['client-refused'],
    steps: (_groups, scene) => [
      look('Compare both versions.', 'helm version'),
      change('Use the helm of the version of Tiller.'),
      setTillerImage(scene),
    ],
  },
];

function plain(release: string): string {
  return /^[A-Za-z0-9][-\w.]{0,52}$/.test(release) ? release : 'NAME';
}
