// Why a pod is not ready, in words. Kubernetes' own reason is passed on; the cause is what it usually means.
import type { NotReady, NotReadyKind } from '../../evidence/cluster.js';
import { shorten, visible } from '../../util/safe-text.js';

interface Words {
  /** What the pod is, after its name. */
  readonly state: string;
  readonly cause: string;
  readonly steps: readonly string[];
}

const WORDS: Record<NotReadyKind, Words> = {
  terminating: {
    state: 'it is being ended',
    cause:
      'The pod is being deleted; another one takes its place if its Deployment is still there.',
    steps: [],
  },
  unschedulable: {
    state: 'no node takes it',
    cause: 'The scheduler finds no node for it: too little memory or CPU, taints, or a selector.',
    steps: [],
  },
  'image-pull': {
    state: 'its image cannot be pulled',
    cause:
      "The node does not get the image. Tiller's old home, gcr.io/kubernetes-helm, was removed in 2021; its images are at ghcr.io/helm/tiller.",
    steps: [],
  },
  'crash-loop': {
    state: 'it crashes',
    cause: 'The program starts and ends again; its log says why.',
    steps: ['kubectl logs --previous of that pod; `swiftcheck explain -` reads it.'],
  },
  'cannot-start': {
    state: 'its container cannot be started',
    cause:
      'Kubernetes cannot create the container: a Secret, ConfigMap or command that it names is not there.',
    steps: [],
  },
  starting: {
    state: 'it is starting',
    cause: 'It has only just been created, or waits for a volume or an init container.',
    steps: ['Wait, then run this again.'],
  },
  unready: {
    state: 'it runs, but its readiness check fails',
    cause:
      'The program runs and does not answer its readiness check, which for Tiller is HTTP on port 44135.',
    steps: ['kubectl logs of that pod; `swiftcheck explain -` reads it.'],
  },
  failed: {
    state: 'it has ended',
    cause: 'The pod was evicted or has ended, and nothing has replaced it yet.',
    steps: [],
  },
};

/** `its image cannot be pulled (ImagePullBackOff)`. */
export function notReadyWords({ kind, reason }: NotReady): string {
  const { state } = WORDS[kind];
  return reason === '' ? state : `${state} (${shorten(visible(reason), 60)})`;
}

export function notReadyCause({ kind }: NotReady): string {
  return WORDS[kind].cause;
}

/** The smallest step first; may be empty. */
export function notReadyNext({ kind }: NotReady): readonly string[] {
  return WORDS[kind].steps;
}
