// Pods in the words of findings.
import type { NotReady } from '../../evidence/cluster.js';
import { shorten, visible } from '../../util/safe-text.js';
import type { Description, Step } from '../define.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';
import { notReadyCause, notReadySteps, notReadyWords, type Program } from './not-ready.js';
import { quoted, someOf } from './words.js';

export interface PodState {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly trouble: NotReady | null;
}

/** What has ended or ends says least: a pod that is to take its place is in other trouble. */
const ENDING: readonly unknown[] = ['terminating', 'failed'];

function tellingFirst(pods: readonly PodState[]): PodState[] {
  const ends = ({ trouble }: PodState) => Number(ENDING.includes(trouble?.kind));
  return pods.toSorted((a, b) => ends(a) - ends(b));
}

/** `: its image cannot be pulled (…)`; empty if no pod shows why. */
export function why(pods: readonly PodState[]): string {
  const troubles = new Set(
    tellingFirst(pods).flatMap(({ trouble }) => (trouble ? [notReadyWords(trouble)] : [])),
  );
  return troubles.size === 0 ? '' : `: ${someOf([...troubles], 3)}`;
}

/** A line each, of the first ten. */
export function podLines(pods: readonly PodState[]): string[] {
  const first = tellingFirst(pods).slice(0, 10);
  return first.map(({ namespace, name, image, trouble }) => {
    const state = trouble === null ? 'ready' : `${notReadyWords(trouble)}${inItsWords(trouble)}`;
    return `${visible(namespace)}/${visible(name)}, image ${quoted(image)}: ${state}.`;
  });
}

function inItsWords({ message }: NotReady): string {
  return message === '' ? '' : `, ${shorten(quoted(message), 300)}`;
}

/**
 * The words of a finding about pods that are all not ready.
 * @param pulled the steps if the first pod that shows why cannot pull its image
 */
export function notReady(
  program: Program,
  pods: readonly PodState[],
  shell: Shell,
  pulled: (pod: PodState) => readonly Step[] = () => [],
): Description {
  const telling = tellingFirst(pods);
  const shown = telling.find(({ trouble }) => trouble) ?? telling[0];
  const trouble = shown?.trouble;
  const { namespace, name } = shown ?? { namespace: 'NAMESPACE', name: 'POD' };
  return {
    seen: podLines(pods),
    ...(trouble
      ? notReadyCause(program, trouble, shown.image)
      : { cause: 'The status of the pods does not show why.', certainty: 'certain' }),
    steps: [
      ...(shown && trouble?.kind === 'image-pull' ? pulled(shown) : []),
      ...(trouble ? notReadySteps(program, trouble, namespace, name, shell) : []),
      look('Read the events of the pod.', shell.kubectl(namespace, ['describe', 'pod', name])),
    ],
  };
}
