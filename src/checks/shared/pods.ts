// Pods in the words of findings.
import type { NotReady } from '../../evidence/cluster.js';
import { shorten, visible } from '../../util/safe-text.js';
import { notReadyCause, notReadyNext, notReadyWords } from './not-ready.js';
import type { Description, Step } from '../../checks/define.js';
import { quoted, someOf } from './words.js';

export interface PodState {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly trouble: NotReady | null;
}

/** `: its image cannot be pulled (…)`; empty where no pod says why. */
export function why(pods: readonly PodState[]): string {
  const troubles = new Set(
    pods.flatMap(({ trouble }) => (trouble ? [notReadyWords(trouble)] : [])),
  );
  return troubles.size === 0 ? '' : `: ${someOf([...troubles], 3)}`;
}

/** A line each, of the first ten. */
export function podLines(pods: readonly PodState[]): string[] {
  return pods.slice(0, 10).map(({ namespace, name, image, trouble }) => {
    const state = trouble === null ? 'ready' : `${notReadyWords(trouble)}${told(trouble)}`;
    return `${visible(namespace)}/${visible(name)}, image ${quoted(image)}: ${state}.`;
  });
}

function told({ message }: NotReady): string {
  return message === '' ? '' : `, ${shorten(quoted(message), 300)}`;
}

/**
 * What there is to say of pods of which none is ready.
 * @param pulled what to do where the first that says why cannot pull its image
 */
export function notReady(
  namespace: string,
  pods: readonly PodState[],
  pulled: (pod: PodState) => readonly Step[] = () => [],
): Description {
  const troubled = pods.find((pod) => pod.trouble);
  const trouble = troubled?.trouble ?? null;
  const pod = pods[0] ? visible(pods[0].name) : 'POD';
  return {
    seen: podLines(pods),
    certainty: 'certain',
    cause: trouble ? notReadyCause(trouble) : 'No pod says why.',
    steps: [
      ...(troubled && trouble?.kind === 'image-pull' ? pulled(troubled) : []),
      ...(trouble ? notReadyNext(trouble) : []),
      `kubectl -n ${visible(namespace)} describe pod ${pod}`,
    ],
  };
}
