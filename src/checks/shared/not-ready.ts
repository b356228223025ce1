// Why a pod is not ready, in words. The reason is Kubernetes' own; the cause is what the reason usually means.
import type { NotReady, NotReadyKind } from '../../evidence/cluster.js';
import { shorten, visible } from '../../util/safe-text.js';
import type { Certainty, Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { TILLER_IMAGE } from './tiller-commands.js';
import { shownName } from './words.js';

interface Words {
  /** The state of the pod, after its name. */
  readonly state: string;
  readonly cause: string;
  readonly certainty: Certainty;
  readonly steps?: (namespace: string, pod: string, shell: Shell) => readonly Step[];
}

const EXPLAIN = 'Paste an error of the log into `swiftcheck explain`.';

const WORDS: Record<NotReadyKind, Words> = {
  terminating: {
    state: 'it is terminating',
    cause:
      'Kubernetes is deleting the pod. Another pod takes its place if its Deployment still exists.',
    certainty: 'certain',
  },
  unschedulable: {
    state: 'it cannot be scheduled',
    cause: 'No node can run the pod: memory or CPU is short, or taints or a selector exclude it.',
    certainty: 'possible',
  },
  'image-pull': {
    state: 'its image cannot be pulled',
    cause: `The node cannot pull the image. The images of Tiller at gcr.io/kubernetes-helm were removed in 2021; they are now at ${TILLER_IMAGE}.`,
    certainty: 'certain',
  },
  'crash-loop': {
    state: 'it crashes',
    cause: 'The container crashes after its start. Its log shows why.',
    certainty: 'certain',
    steps: (namespace, pod, { kubectl }) => [
      look(
        `Read the log of the container before its last restart. ${EXPLAIN}`,
        kubectl(namespace, ['logs', '--previous', pod]),
      ),
    ],
  },
  'cannot-start': {
    state: 'its container cannot be started',
    cause:
      'Kubernetes cannot create the container: a Secret, a ConfigMap or a command does not exist.',
    certainty: 'possible',
  },
  starting: {
    state: 'it is starting',
    cause: 'The pod is new, or it waits for a volume or an init container.',
    certainty: 'possible',
    steps: (_namespace, _pod, shell) => [
      look('Wait until the pod is ready, then run swiftcheck again.', shell.again([])),
    ],
  },
  unready: {
    state: 'it runs, but its readiness check fails',
    cause:
      'The program runs, but its readiness check fails. For Tiller this check is HTTP on port 44135.',
    certainty: 'certain',
    steps: (namespace, pod, { kubectl }) => [
      look(`Read the log of the pod. ${EXPLAIN}`, kubectl(namespace, ['logs', pod])),
    ],
  },
  failed: {
    state: 'it has ended',
    cause: 'The pod was evicted or has ended, and no other pod has replaced it yet.',
    certainty: 'possible',
  },
};

/** Containers that are not ready beside others that are; a name that says Tiller or Swift is the program itself. */
function sidecars({ containers = [] }: NotReady): string[] {
  const others = containers.filter((name) => !/tiller|swift/i.test(name));
  return others.length === containers.length ? others.map((name) => shownName(name)) : [];
}

function wasKilledForMemory({ kind, message }: NotReady): boolean {
  return kind === 'crash-loop' && message.startsWith('OOMKilled');
}

/** `its image cannot be pulled (ImagePullBackOff)`. */
export function notReadyWords(trouble: NotReady): string {
  const { kind, reason } = trouble;
  const { state } = WORDS[kind];
  const names = sidecars(trouble);
  if (names.length > 0) return `its container ${names.join(' and ')} is not ready`;
  if (wasKilledForMemory(trouble)) return `it is killed for its memory (${reason})`;
  return reason === '' ? state : `${state} (${shorten(visible(reason), 60)})`;
}

export function notReadyCause(trouble: NotReady): Pick<Words, 'cause' | 'certainty'> {
  const { cause, certainty } = WORDS[trouble.kind];
  const names = sidecars(trouble);
  if (names.length > 0) {
    return {
      cause: `The main container is ready, and the container ${names.join(' and ')} beside it is not. Kubernetes sends nothing to a pod as long as one container is not ready.`,
      certainty: 'certain',
    };
  }
  if (wasKilledForMemory(trouble)) {
    return {
      cause:
        'The container used more memory than its limit or its node has, and was killed. Its log does not show that. Tiller reads all stored revisions for each list, so its memory grows with their number and size.',
      certainty: 'certain',
    };
  }
  return { cause, certainty };
}

/** The smallest step first; may be empty. */
export function notReadySteps(
  trouble: NotReady,
  namespace: string,
  pod: string,
  shell: Shell,
): readonly Step[] {
  const [container] = trouble.containers ?? [];
  if (container !== undefined && sidecars(trouble).length > 0) {
    return [
      look(
        'Read the log of that container.',
        shell.kubectl(namespace, ['logs', pod, '-c', container]),
      ),
    ];
  }
  if (wasKilledForMemory(trouble)) {
    return [
      change(
        'Raise the memory limit of the container in its Deployment. For Tiller also keep fewer revisions of each release (`--history-max`), and uninstall releases that are no longer used.',
      ),
    ];
  }
  return WORDS[trouble.kind].steps?.(namespace, pod, shell) ?? [];
}
