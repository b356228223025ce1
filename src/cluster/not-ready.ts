// Why a pod is not ready, as far as its status shows.
import type { NotReady, NotReadyKind } from '../evidence/cluster.js';
import { shorten } from '../util/safe-text.js';
import type { Pod } from './pods.js';
import { own } from '../util/own.js';

const WAITING: Readonly<Record<string, NotReadyKind>> = {
  ErrImagePull: 'image-pull',
  ImagePullBackOff: 'image-pull',
  InvalidImageName: 'image-pull',
  ErrImageNeverPull: 'image-pull',
  ImageInspectError: 'image-pull',
  RegistryUnavailable: 'image-pull',
  CrashLoopBackOff: 'crash-loop',
  ContainerCreating: 'starting',
  PodInitializing: 'starting',
};

const LONGEST_MESSAGE = 500;

/** `null` for a pod that is ready and stays. */
export function notReady(pod: Pod): NotReady | null {
  const why = reasonOf(pod);
  return why && { ...why, message: shorten(why.message, LONGEST_MESSAGE) };
}

function reasonOf(pod: Pod): NotReady | null {
  if (pod.terminating) return { kind: 'terminating', reason: 'Terminating', message: '' };
  if (pod.ready) return null;
  if (pod.phase === 'Failed' || pod.phase === 'Succeeded') {
    return { kind: 'failed', reason: pod.reason || pod.phase, message: pod.message };
  }
  if (pod.unscheduled !== null) {
    return { kind: 'unschedulable', reason: 'Unschedulable', message: pod.unscheduled };
  }
  const containers = [...pod.initContainers, ...pod.containers];
  // A container that waits only for another one says less than that other one.
  const waiting = containers
    .flatMap((container) => (container.waiting ? [{ container, ...container.waiting }] : []))
    .sort((a, b) => Number(isWait(a.reason)) - Number(isWait(b.reason)))[0];
  if (waiting) {
    const kind = own(WAITING, waiting.reason) ?? 'cannot-start';
    const { lastEnd } = waiting.container;
    // Why it crashed says more than that it is waiting to crash again.
    return kind === 'crash-loop' && lastEnd
      ? { kind, reason: waiting.reason, message: lastEndWords(lastEnd) }
      : { kind, reason: waiting.reason, message: waiting.message };
  }
  if (pod.phase === 'Running') {
    const names = pod.containers.filter(({ ready }) => !ready).map(({ name }) => name);
    // The controller of nodes marks a pod alone; the states of its containers stay as the node reported them.
    if (names.length === 0 && pod.containers.length > 0) return unreported(pod);
    const some = names.length > 0 && names.length < pod.containers.length;
    return { kind: 'unready', reason: '', message: '', ...(some && { containers: names }) };
  }
  // Kubernetes up to 1.12 calls a pod so whose node is lost.
  if (pod.phase === 'Unknown') return unreported(pod);
  return { kind: 'starting', reason: pod.phase, message: '' };
}

function unreported({ reason, message }: Pod): NotReady {
  return { kind: 'unreported', reason, message };
}

function isWait(reason: string): boolean {
  return own(WAITING, reason) === 'starting';
}

function lastEndWords({ reason, exitCode }: { reason: string; exitCode: number }): string {
  return reason === '' ? `exit code ${exitCode}` : `${reason}, exit code ${exitCode}`;
}
