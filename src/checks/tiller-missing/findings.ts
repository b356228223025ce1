// The codes of a search that finds no Tiller to ask.
import { visible } from '../../util/safe-text.js';
import type { Definitions, Step } from '../define.js';
import type { Shell } from '../shell.js';
import { notReady, podLines, why, type PodState } from '../shared/pods.js';
import { TILLER_IMAGE, setTillerImage } from '../shared/tiller-commands.js';
import { TILLER_LABELS, type TillerSearchFacts } from '../shared/tiller-search.js';
import { quoted, someOf } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'tiller-missing': TillerSearchFacts;
    'tiller-elsewhere': TillerSearchFacts;
    'tiller-not-ready': TillerSearchFacts;
  }
}

export const NO_TILLER_FOUND = {
  'tiller-missing': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'Tiller has a pod in its namespace',
    failTitle: ({ namespace, elsewhere }) =>
      elsewhere === true
        ? 'There is no pod of Tiller in the cluster'
        : `There is no pod of Tiller in namespace ${namespace}`,
    describe: ({ namespace, elsewhere }) => ({
      seen: [
        `Namespace ${namespace}: no pod with the labels ${TILLER_LABELS}.`,
        elsewhere === true
          ? 'All namespaces: none either.'
          : `Other namespaces could not be looked at: ${quoted(elsewhere)}.`,
      ],
      certainty: 'certain',
      cause:
        'Tiller is not installed in this cluster, is scaled to nothing, or runs without the labels that Helm gives it.',
      steps: [
        `kubectl -n ${namespace} get deploy,pods --show-labels | grep -i tiller`,
        'Make sure that the cluster (--kube-context) and the namespace (--tiller-namespace) are those that are meant.',
      ],
    }),
  },
  'tiller-elsewhere': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'Tiller is in the namespace where it was looked for',
    failTitle: ({ namespace, pods }) =>
      `Tiller is not in namespace ${namespace}, but in ${someOf(namespaces(pods))}`,
    describe: ({ namespace, pods }) => ({
      seen: [`Namespace ${namespace}: no pod with the labels ${TILLER_LABELS}.`, ...podLines(pods)],
      certainty: 'certain',
      cause: 'Helm and swiftcheck look in one namespace: kube-system unless told otherwise.',
      steps: [
        `Run it again with --tiller-namespace ${namespaces(pods)[0] ?? 'NAME'} (or TILLER_NAMESPACE).`,
      ],
    }),
  },
  'tiller-not-ready': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'A pod of Tiller is ready',
    failTitle: ({ namespace, pods }) =>
      `No pod of Tiller in namespace ${namespace} is ready${why(pods)}`,
    describe: ({ namespace, pods }, shell) =>
      notReady(namespace, pods, (pod) => otherImage(pod, shell)),
  },
} satisfies Definitions<'tiller-missing' | 'tiller-elsewhere' | 'tiller-not-ready'>;

/** The same version from where the Helm project keeps its images; empty where the pod asks there. */
function otherImage({ namespace, name, image }: PodState, shell: Shell): Step[] {
  if (image.startsWith(TILLER_IMAGE)) return [];
  const tag = /:([^:@/]+)(?:@.*)?$/.exec(image)?.[1];
  const tiller = { namespace, pod: name, historyMax: null };
  return [setTillerImage('Name the image of the Helm project.', tag ?? null, { ...shell, tiller })];
}

function namespaces(pods: readonly PodState[]): string[] {
  return [...new Set(pods.map(({ namespace }) => visible(namespace)))];
}
