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
    examples: [
      'Error: configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
      'configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list resource "configmaps" in API group "" in the namespace "kube-system"',
      'User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system". (get configmaps)',
    ],
    not: ['pods is forbidden: User "jane" cannot list resource "pods" in API group ""'],
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
    examples: ['Error: no available release name found'],
    saidBy: 'Tiller, of an install without --name',
    hops: ['tiller->storage'],
    cause: 'Usually Tiller may not read its storage, and the search for a free name hides that.',
    certainty: 'likely',
    findings: ['tiller-list-failed'],
    checks: [PROBE],
    next: ['Read what the list says, and mend the rights of the service account.'],
  },
  {
    id: 'services-forbidden-to-swift',
    ...SEARCH.servicesForbidden,
    examples: [
      '{"code":2,"message":"failed to detect tiller address: services is forbidden: User \\"system:serviceaccount:kube-system:swift\\" cannot list resource \\"services\\" in API group \\"\\" at the cluster scope"}',
    ],
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
    examples: [
      'Error: pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "kube-system"',
    ],
    saidBy: 'the Kubernetes API, to the caller (helm, or Swift with the kubeconfig connector)',
    hops: ['swift->kubernetes', 'port-forward'],
    findings: ['swift-cannot-reach-tiller', 'tiller-unreachable'],
    checks: ['kubectl auth can-i list pods -n kube-system', 'swiftcheck rbac'],
  },
  {
    id: 'proxy-forbidden-by-rbac',
    pattern:
      /"kind":\s*"Status".*"reason":\s*"Forbidden"|services \\?"[^"\\]+\\?" is forbidden: User \\?"[^"\\]+\\?" cannot \w+ (?:resource \\?")?services\/proxy/,
    examples: [
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"services \\"helm-api:http\\" is forbidden: User \\"jane\\" cannot get resource \\"services/proxy\\" in API group \\"\\" in the namespace \\"kube-system\\"","reason":"Forbidden","code":403}',
    ],
    not: [
      '{"code":8,"message":"grpc: received message larger than max (4639744 vs. 4194304)"}',
      'services "web" is forbidden: User "system:serviceaccount:kube-system:tiller" cannot get resource "services" in API group "" in the namespace "dev"',
    ],
    saidBy: 'the Kubernetes API server',
    hops: ['swiftcheck->swift'],
    cause:
      "RBAC refuses the way to Swift: the answer is an object of kind Status. Swift's own 403 has a gRPC code instead, and means a size.",
    certainty: 'follows from the release',
    findings: ['forbidden-by-rbac'],
    checks: ['kubectl auth can-i get services/proxy -n kube-system'],
    next: ['Grant get on services/proxy of that Service.'],
  },
  {
    id: 'tiller-without-api-credentials',
    ...STORAGE.withoutCredentials,
    examples: [
      'Error: Get http://localhost:8080/api/v1/namespaces/kube-system/configmaps?labelSelector=OWNER%!D(MISSING)TILLER: dial tcp 127.0.0.1:8080: connect: connection refused',
    ],
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
    examples: [
      'ConfigMap "harbor.v1" is invalid: data: Too long: must have at most 1048576 characters',
      'Secret "harbor.v1" is invalid: []: Too long: must have at most 1048576 characters',
      'warning: Failed to record release harbor: ConfigMap "harbor.v1" is invalid: data: Too long: must have at most 1048576 characters',
    ],
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause:
      'The stored revision (chart, values and manifest, gzipped and in base64) is larger than one ConfigMap or Secret can be, 1 MiB. How large the release is on the wire says little: zeros compress well, archives do not.',
    certainty: 'follows from the release',
    findings: ['payload-not-tried'],
    checks: ['helm package CHART; ls -l CHART-VERSION.tgz', SIZES],
    next: ['Name archives and other large files in .helmignore; split the chart.'],
  },
  {
    id: 'release-not-recorded',
    pattern: /release: not found/,
    examples: ['Error: release: not found'],
    not: ['Error: release: "harbor" not found'],
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
    next: ['Compare the name with the list; take large files out of the chart (.helmignore).'],
  },
  {
    id: 'request-too-large',
    pattern: /etcdserver: request is too large|Request entity too large: limit is (?<limit>\d+)/,
    examples: ['etcdserver: request is too large', 'Request entity too large: limit is 3145728'],
    saidBy: 'etcd or the Kubernetes API server, to Tiller',
    hops: ['tiller->storage'],
    cause:
      'The stored revision is larger than etcd (1.5 MiB) or the API server (3 MiB) takes in a request.',
    certainty: 'likely',
    findings: ['payload-not-tried'],
    checks: ['helm package CHART; ls -l CHART-VERSION.tgz'],
    next: ['Take large files out of the chart (.helmignore).'],
  },
  {
    id: 'exceeded-quota',
    pattern: /(?:configmaps|secrets) \\?"[^"\\]+\\?" is forbidden: exceeded quota/,
    examples: [
      'configmaps "harbor.v1" is forbidden: exceeded quota: objects, requested: configmaps=1',
    ],
    saidBy: 'the Kubernetes API, to Tiller',
    hops: ['tiller->storage'],
    cause: 'Every revision is one object, and the namespace has used up its quota of them.',
    certainty: 'follows from the release',
    findings: ['payload-not-tried'],
    checks: [SIZES, 'kubectl -n kube-system describe quota'],
    next: [...fewer(), 'Or raise the quota.'],
  },
  {
    id: 'init-resource-not-found',
    pattern: /error installing: the server could not find the requested resource/,
    examples: ['Error: error installing: the server could not find the requested resource'],
    saidBy: 'helm init',
    hops: ['cluster'],
    cause:
      'helm 2.14.3 and older asks for an API of Deployments that Kubernetes 1.16 and newer no longer has.',
    certainty: 'likely',
    findings: [],
    checks: ['kubectl version', 'helm version --client'],
    next: ['Use helm 2.16 or newer.'],
  },
  {
    id: 'tiller-cannot-initialize',
    pattern: /Cannot initialize Kubernetes connection: /,
    examples: [
      'Cannot initialize Kubernetes connection: the server has asked for the client to provide credentials',
    ],
    saidBy: "Tiller's log",
    hops: ['tiller->storage'],
    cause: "The API server does not accept the token of Tiller's service account.",
    certainty: 'follows from the release',
    findings: ['tiller-unreachable'],
    checks: ['kubectl -n kube-system logs deploy/tiller-deploy --tail=20'],
    next: ["Delete the token's Secret so that it is made anew, and restart Tiller."],
  },
];
