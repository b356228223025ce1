// Texts about Tiller's storage and its rights: the hop from Tiller to the Kubernetes API.
import { fewer } from '../checks/shared/tiller-commands.js';
import { SEARCH, STORAGE } from '../checks/shared/told.js';
import type { Signature } from './types.js';

const PROBE = 'swiftcheck probe --tiller HOST:44134 --swift URL';
const SIZES =
  'kubectl -n kube-system get configmaps -l OWNER=TILLER -o custom-columns=NAME:.metadata.name --no-headers | wc -l';

export const STORAGE_SIGNATURES: readonly Signature[] = [
  {
    id: 'tiller-may-not-list-storage',
    ...STORAGE.mayNotList,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    findings: ['tiller-list-failed', 'swift-list-failed'],
    checks: [
      PROBE,
      'kubectl auth can-i list configmaps -n NAMESPACE --as=system:serviceaccount:NAMESPACE:NAME',
    ],
  },
  {
    id: 'no-name-found',
    pattern: /no available release name found/,
    saidBy: 'Tiller, of an install without --name',
    hops: ['tiller->storage'],
    cause: 'Usually Tiller may not read its storage, and the search for a free name hides that.',
    certainty: 'likely',
    findings: ['tiller-list-failed'],
    checks: [PROBE],
    steps: ['Read what the list says, and mend the rights of the service account.'],
  },
  {
    id: 'services-forbidden-to-swift',
    ...SEARCH.servicesForbidden,
    saidBy: 'the Kubernetes API, to Swift',
    hops: ['swift->kubernetes'],
    findings: ['swift-cannot-reach-tiller'],
    checks: [
      'kubectl auth can-i list services --all-namespaces --as=system:serviceaccount:NAMESPACE:NAME',
    ],
  },
  {
    id: 'pods-forbidden-to-caller',
    ...SEARCH.podsForbidden,
    saidBy: 'the Kubernetes API, to the caller (helm, or Swift with the kubeconfig connector)',
    hops: ['swift->kubernetes', 'port-forward'],
    findings: ['swift-cannot-reach-tiller', 'tiller-unreachable'],
    checks: ['kubectl auth can-i list pods -n kube-system', 'swiftcheck rbac'],
  },
  {
    id: 'proxy-forbidden-by-rbac',
    pattern:
      /"kind":\s*"Status".*"reason":\s*"Forbidden"|services \\?"[^"\\]+\\?" is forbidden: User \\?"[^"\\]+\\?" cannot \w+ (?:resource \\?")?services\/proxy/,
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      "RBAC refuses the way to Swift: the answer is an object of kind Status. Swift's own 403 has a gRPC code instead, and means a size.",
    certainty: 'certain',
    findings: ['forbidden-by-rbac'],
    checks: ['kubectl auth can-i get services/proxy -n kube-system'],
    steps: ['Grant get on services/proxy of that Service.'],
  },
  {
    id: 'tiller-without-api-credentials',
    ...STORAGE.withoutCredentials,
    saidBy: 'Tiller',
    hops: ['tiller->storage'],
    findings: ['tiller-list-failed'],
    checks: [
      'kubectl -n kube-system get deploy tiller-deploy -o jsonpath={.spec.template.spec.automountServiceAccountToken}',
      PROBE,
    ],
  },
  {
    id: 'record-too-long',
    pattern: /is invalid: (?:data|\[\])?:? ?Too long: must have at most (?<limit>\d+)/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause:
      'The stored revision (chart, values and manifest, gzipped and in base64) is larger than one ConfigMap or Secret can be, 1 MiB. How large the release is on the wire says little: zeros compress well, archives do not.',
    certainty: 'certain',
    findings: ['payload-not-tried'],
    checks: ['helm package CHART; ls -l CHART-VERSION.tgz', SIZES],
    steps: ['Name archives and other large files in .helmignore; split the chart.'],
  },
  {
    id: 'release-not-recorded',
    pattern: /release: not found/,
    saidBy: 'an older Tiller',
    hops: ['tiller->storage', 'client->tiller'],
    cause:
      'Tiller holds no such release. Right after an install that succeeded: its record was too long to be stored, and nothing but a warning in the log of Tiller told so.',
    certainty: 'likely',
    findings: [],
    checks: [
      'helm ls --all NAME',
      'kubectl -n kube-system logs deploy/tiller-deploy | grep "Failed to record"',
    ],
    steps: ['Compare the name with the list; take large files out of the chart (.helmignore).'],
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
    checks: ['helm package CHART; ls -l CHART-VERSION.tgz'],
    steps: ['Take large files out of the chart (.helmignore).'],
  },
  {
    id: 'exceeded-quota',
    pattern: /(?:configmaps|secrets) \\?"[^"\\]+\\?" is forbidden: exceeded quota/,
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: 'Every revision is one object, and the namespace has used up its quota of them.',
    certainty: 'certain',
    findings: ['payload-not-tried'],
    checks: [SIZES, 'kubectl -n kube-system describe quota'],
    steps: [...fewer(), 'Or raise the quota.'],
  },
  {
    id: 'init-resource-not-found',
    pattern: /error installing: the server could not find the requested resource/,
    saidBy: 'helm init',
    hops: ['cluster'],
    cause:
      'helm 2.14.3 and older asks for an API of Deployments that Kubernetes 1.16 and newer no longer has.',
    certainty: 'likely',
    findings: [],
    checks: ['kubectl version', 'helm version --client'],
    steps: ['Use helm 2.16 or newer.'],
  },
  {
    id: 'tiller-cannot-initialize',
    pattern: /Cannot initialize Kubernetes connection: /,
    saidBy: "Tiller's log",
    hops: ['tiller->storage'],
    cause: "The API server does not accept the token of Tiller's service account.",
    certainty: 'certain',
    findings: ['tiller-unreachable'],
    checks: ['kubectl -n kube-system logs deploy/tiller-deploy --tail=20'],
    steps: ["Delete the token's Secret so that it is made anew, and restart Tiller."],
  },
];
