// Events of a pod that does not run: what `kubectl describe` and `kubectl get events` show.
import { change, describeTiller, EVENTS, look, ofTiller, tillerLogBefore } from '../steps.js';
import type { Phrase } from '../types.js';

function event(rest: Pick<Phrase, 'id' | 'pattern' | 'cause' | 'steps'> & Partial<Phrase>): Phrase {
  return {
    saidBy: 'Kubernetes, in the events of a pod',
    hops: ['cluster'],
    certainty: 'certain',
    findings: ['tiller-not-ready', 'swift-not-ready'],
    ...rest,
  };
}

export const POD_EVENT_PHRASES: readonly Phrase[] = [
  event({
    id: 'image-not-pulled',
    pattern:
      /(?:Failed to pull image|Back-off pulling image) \\?"(?!\S*kubernetes-helm\/tiller)(?<image>[^"\\\n]{1,300})\\?"(?::[^\n]{0,300}?(?<reason>not found|manifest unknown|unauthorized|pull access denied|toomanyrequests|no such host|i\/o timeout|x509: [^\n"]{1,80}))?|\b(?:ErrImagePull|ImagePullBackOff|InvalidImageName)\b|is waiting to start: (?:trying and failing to pull image|image can't be pulled)/,
    cause: ({ image, reason }) =>
      `The node cannot pull the image${image === undefined ? '' : ` ${image}`}${reason === undefined ? '' : `: ${reason}`}. The registry, the name, the tag or the credentials are wrong, or the node does not reach the registry.`,
    steps: [
      EVENTS,
      change(
        'Correct the image of the Deployment, or give the pod credentials (imagePullSecrets).',
      ),
    ],
  }),
  event({
    id: 'volume-missing',
    pattern:
      /MountVolume\.SetUp failed for volume \\{0,3}"(?<volume>[^"\\\n]{1,120})\\{0,3}" ?(?:\(UniqueName: [^\n]{1,300}?\) ?)?(?:pod [^\n]{1,300}?\(UID: [^)\n]{1,80}\) ?)?: (?:references non-existent \w+ key: (?<key>[^\n"]{1,120})|(?<kind>secrets?|configmaps?) \\{0,3}"(?<name>[^"\\\n]{1,253})\\{0,3}" (?:not found|is forbidden)[^\n"]{0,120}|(?<reason>[^\n"]{1,160}))|\bkubelet\b[^\n]{0,80} Error: (?<kind_env>secret|configmap) \\{0,3}"(?<name_env>[^"\\\n]{1,253})\\{0,3}" not found|couldn't find key (?<key_env>[^\s"]{1,253}) in (?:Secret|ConfigMap) /,
    cause: ({ volume, kind, name, key, reason }) =>
      volume === undefined
        ? `The container takes values of its environment from a Secret or ConfigMap that ${name === undefined ? `has no key ${key ?? ''}` : `is not there: ${kind ?? ''} ${name}`}. The container does not start.`
        : name === undefined
          ? `The volume ${volume} of the pod cannot be mounted: ${key === undefined ? (reason ?? '') : `its Secret or ConfigMap has no key ${key}`}. The container does not start.`
          : `The pod mounts the ${kind?.startsWith('s') === true ? 'Secret' : 'ConfigMap'} ${name} (volume ${volume}), and its namespace has none of this name. The container does not start.`,
    steps: (_groups, scene) => [
      look(
        'See which Secrets the namespace of Tiller has; helm init names that of its certificates tiller-secret.',
        ofTiller(scene, 'get', 'secrets'),
      ),
      change('Make the Secret with these keys, or take the volume out of the Deployment.'),
    ],
  }),
  event({
    id: 'pod-not-scheduled',
    pattern:
      /(?:0\/\d{1,6} nodes are available: (?<reason>[^\n]{1,200}))|no nodes available to schedule pods|pod has unbound immediate PersistentVolumeClaims/,
    cause: ({ reason }) =>
      `The pod cannot be scheduled${reason === undefined ? '' : `: ${reason.replace(/\.+$/, '')}`}.`,
    steps: [
      look('Look at the nodes and their taints.', 'kubectl describe nodes'),
      change('Add room, or let the pod ask for less memory or CPU, or tolerate the taint.'),
    ],
  }),
  event({
    id: 'sandbox-not-made',
    pattern:
      /(?:Failed (?:to )?create pod sandbox|\b(?:RunPodSandbox|ListPodSandbox|PodSandboxStatus|CreateContainer|StartContainer|ListContainers|ContainerStatus) from runtime service failed)(?:: |\\?" err=\\?")rpc error: code = \w+ desc = (?<reason>[^\n"]{1,200})/,
    saidBy: 'the kubelet, of the container runtime of its node',
    cause: ({ reason = '' }) =>
      `The container runtime of the node did not do for the kubelet what the pod needs to start: ${reason.replace(/[.\s]+$/, '')}. The gRPC in the text is that between kubelet and runtime, not that of Tiller.`,
    certainty: 'likely',
    steps: (_groups, scene) => [
      describeTiller(scene),
      look('See which nodes are ready.', 'kubectl get nodes -o wide'),
    ],
  }),
  event({
    id: 'root-not-allowed',
    pattern:
      /container has runAsNonRoot and image (?:will run as root|has non-numeric user \((?<user>[^)\n]{1,60})\))/,
    saidBy: 'the kubelet, which does not start the container',
    cause: ({ user }) =>
      `The pod may not run as root, by its securityContext or by a policy of the cluster, and ${user === undefined ? 'its image runs as root' : `its image names the user ${user} without a number, so that the kubelet does not know`}. The container was not started, so it has no log.`,
    steps: (_groups, scene) => [
      describeTiller(scene),
      change(
        'Set runAsUser to a number in the securityContext of the Deployment; Tiller and Swift need no root. Or let the policy allow root for this pod.',
      ),
    ],
  }),
  event({
    id: 'pod-evicted',
    pattern:
      /The node (?:was low on resource: (?<resource>[\w-]{1,60})|had condition: \[?(?<condition>\w{1,60}))/,
    saidBy: 'the kubelet, in the events of a pod',
    cause: ({ resource, condition = '' }) =>
      `${
        resource === undefined
          ? `The kubelet did not take the pod, because its node has the condition ${condition}.`
          : `The kubelet ended the pod, because its node was short of a resource (${resource}).`
      } A Deployment makes another pod in its place, which starts if a node has room for it.`,
    steps: ({ resource }, scene) => [
      look('See which nodes are under pressure.', 'kubectl describe nodes'),
      describeTiller(scene),
      // The order of pkg/kubelet/eviction.
      ...(resource === 'memory'
        ? [
            change(
              'Let the Deployment request the memory that the program uses. The kubelet first ends the pods that use more than they request.',
            ),
          ]
        : []),
    ],
  }),
  event({
    id: 'image-for-another-machine',
    pattern: /exec format error/,
    saidBy: 'the container runtime of the node, or the kernel',
    cause:
      'The program in the image is for another kind of processor than that of the node, as amd64 on ARM. The container does not start.',
    certainty: 'likely',
    steps: [
      look('See the label kubernetes.io/arch of the nodes.', 'kubectl get nodes --show-labels'),
      change(
        'Use an image for this architecture, or let the pod run on other nodes (nodeSelector).',
      ),
    ],
  }),
  event({
    id: 'container-not-started',
    pattern:
      /container \\?"(?<container>[\w.-]{1,63})\\?" in pod \\?"(?<pod>[^"\\\n]{1,253})\\?" is waiting to start: (?!trying and failing to pull|image can't be)(?<state>[^\n"]{1,120})|previous terminated container \\?"(?<container_before>[\w.-]{1,63})\\?" in pod \\?"(?<pod_before>[^"\\\n]{1,253})\\?" not found/,
    saidBy: 'the Kubernetes API server, to kubectl logs',
    rank: 'symptom',
    cause: ({ container = '', pod = '', state }) =>
      state === undefined
        ? `The pod ${pod} keeps no earlier container ${container}: the container did not restart, or its node removed the earlier one. The log of the present container is there.`
        : `The container ${container} of the pod ${pod} did not start yet (${state}), so it has no log. The events of the pod say what it waits for.`,
    steps: (_groups, scene) => [describeTiller(scene)],
  }),
  event({
    id: 'container-restarts',
    pattern: /Back-off restarting failed container|\bCrashLoopBackOff\b/,
    rank: 'symptom',
    cause:
      'The container ends soon after each start, and Kubernetes waits before it starts the container again. The last state of the container and its log before the restart say why.',
    steps: (_groups, scene) => [describeTiller(scene), tillerLogBefore(scene)],
  }),
  event({
    id: 'killed-by-liveness',
    pattern:
      /[Cc]ontainer \\?"?(?<container>[\w.-]{1,63})\\?"? (?:is unhealthy, it will be killed|failed liveness probe, will be restarted)/,
    saidBy: 'the kubelet, in the events of a pod',
    hops: ['kubelet->tiller'],
    rank: 'symptom',
    cause: ({ container = '' }) =>
      `The kubelet restarts the container ${container}, because its liveness check failed several times. The check says why: no answer in time, or nothing listens.`,
    steps: (_groups, scene) => [describeTiller(scene), tillerLogBefore(scene)],
  }),
  event({
    id: 'check-answered-with-error',
    pattern:
      /(?:Readiness|Liveness|Startup) probe failed: HTTP probe failed with statuscode: (?<status>\d{3})/,
    saidBy: 'the kubelet, in the events of a pod',
    hops: ['kubelet->tiller'],
    cause: ({ status = '' }) =>
      `The kubelet reached the pod, and its check was answered with HTTP ${status}. Tiller answers its checks on port 44135 with 200 as long as it runs, so another container answered, such as a sidecar, or the check names another path.`,
    certainty: 'likely',
    findings: ['tiller-not-ready', 'swift-not-ready'],
    steps: (_groups, scene) => [describeTiller(scene)],
  }),
];
