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
  /** The cause if Kubernetes gives a message, which is certain. */
  readonly withMessage?: string;
  readonly certainty: Certainty;
  readonly steps?: (namespace: string, pod: string, shell: Shell) => readonly Step[];
}

export type Program = 'Tiller' | 'Swift';

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
    withMessage: 'No node can run the pod. The message of Kubernetes says why.',
    certainty: 'possible',
  },
  'image-pull': {
    state: 'its image cannot be pulled',
    cause: 'The node cannot pull the image.',
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
    withMessage: 'Kubernetes cannot create the container. Its message says why.',
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
    cause: 'The program runs, but its readiness check fails.',
    certainty: 'certain',
    steps: (namespace, pod, { kubectl }) => [
      look(`Read the log of the pod. ${EXPLAIN}`, kubectl(namespace, ['logs', pod])),
    ],
  },
  unreported: {
    state: 'it is not ready, and its containers do not show why',
    cause:
      'The last report of its node shows no fault of a container. Either the node does not report any more, or a readiness gate of the pod is not met.',
    certainty: 'possible',
    steps: (_namespace, _pod, { kubectl }) => [
      look('See whether the node of the pod is ready.', kubectl(null, ['get', 'nodes'])),
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

/** @param image of the pod */
export function notReadyCause(
  program: Program,
  trouble: NotReady,
  image: string,
): Pick<Words, 'cause' | 'certainty'> {
  const { cause, withMessage, certainty } = WORDS[trouble.kind];
  const names = sidecars(trouble);
  if (names.length > 0) {
    return {
      cause: `The main container is ready, and the container ${names.join(' and ')} beside it is not. Kubernetes sends nothing to a pod as long as one container is not ready.`,
      certainty: 'certain',
    };
  }
  if (wasKilledForMemory(trouble)) {
    return {
      cause: `The container used more memory than its limit or its node has, and was killed. Its log does not show that.${program === 'Tiller' ? ' Tiller reads all stored revisions for each list, so its memory grows with their number and size.' : ''}`,
      certainty: 'certain',
    };
  }
  if (withMessage !== undefined && trouble.message !== '')
    return { cause: withMessage, certainty: 'certain' };
  return { cause: [cause, ...more(program, trouble, image)].join(' '), certainty };
}

/** Where Helm's images were until 2021. */
const REMOVED = 'gcr.io/kubernetes-helm/';

function more(program: Program, { kind }: NotReady, image: string): string[] {
  if (kind === 'image-pull' && image.startsWith(REMOVED)) {
    return [
      `The images at ${REMOVED} were removed in 2021; those of Tiller are now at ${TILLER_IMAGE}.`,
    ];
  }
  return kind === 'unready' && program === 'Tiller' ? ['This check is HTTP on port 44135.'] : [];
}

/** The smallest step first; may be empty. */
export function notReadySteps(
  program: Program,
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
        program === 'Tiller'
          ? 'Raise the memory limit of the container in its Deployment. Also keep fewer revisions of each release (`--history-max`), and uninstall releases that are no longer used.'
          : 'Raise the memory limit of the container in its Deployment.',
      ),
    ];
  }
  return WORDS[trouble.kind].steps?.(namespace, pod, shell) ?? [];
}
