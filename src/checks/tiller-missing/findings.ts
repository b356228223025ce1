// The codes of a search without a Tiller to ask.
import { visible } from '../../util/safe-text.js';
import type { Definitions, Step } from '../define.js';
import { grantList } from '../shared/grant.js';
import { notReady, podLines, why, type PodState } from '../shared/pods.js';
import { TILLER_IMAGE, setTillerImage } from '../shared/tiller-commands.js';
import { TILLER_LABELS, type TillerSearchFacts } from '../shared/tiller-search.js';
import { quoted, someOf } from '../shared/words.js';
import type { Command, Shell } from '../shell.js';
import { look } from '../steps.js';

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
        ? 'No pod in the cluster has the labels of Tiller'
        : `No pod in namespace ${namespace} has the labels of Tiller`,
    describe: ({ namespace, elsewhere, refused, viaSwift }, shell) => ({
      seen: [
        `Namespace ${namespace} has no pod with the labels ${TILLER_LABELS}.`,
        elsewhere === true
          ? 'The other namespaces have no such pod either.'
          : `The run could not look in other namespaces: ${quoted(elsewhere)}.`,
      ],
      certainty: 'possible',
      cause: `${
        viaSwift === undefined
          ? 'Tiller is not installed in this cluster, its Deployment has no replicas, or its pod has other labels'
          : `Swift reaches a Tiller ${visible(viaSwift)}, so that Tiller runs: its pod has other labels, or it runs outside this cluster`
      }${elsewhere === true ? '' : ', or it runs in another namespace'}.`,
      steps: [
        ...(refused ? [] : [lookForTiller(shell)]),
        look(
          'Check that `--kube-context` is the cluster and `--tiller-namespace` the namespace of Tiller.',
        ),
        ...(refused ? [grantList(shell, refused)] : []),
        look('If Tiller has other labels, give its address with `--tiller HOST:PORT`.'),
      ],
    }),
  },
  'tiller-elsewhere': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'Tiller is in the namespace of `--tiller-namespace`',
    failTitle: ({ namespace, pods }) =>
      `Tiller is not in namespace ${namespace}, but in ${someOf(namespaces(pods))}`,
    describe: ({ namespace, pods }, shell) => ({
      seen: [
        `Namespace ${namespace} has no pod with the labels ${TILLER_LABELS}.`,
        ...podLines(pods),
      ],
      certainty: 'certain',
      cause:
        'Helm and swiftcheck look in one namespace: that of `--tiller-namespace` or TILLER_NAMESPACE, otherwise kube-system.',
      steps: namespaces(pods)
        .slice(0, 3)
        .map((each) =>
          look(`Check the Tiller in namespace ${each}.`, shell.again(['--tiller-namespace', each])),
        ),
    }),
  },
  'tiller-not-ready': {
    severity: 'fail',
    blocksVerdict: true,
    passTitle: 'A pod of Tiller is ready',
    failTitle: ({ namespace, pods }) =>
      `No pod of Tiller in namespace ${namespace} is ready${why(pods)}`,
    describe: ({ pods, viaSwift }, shell) => {
      const words = notReady('Tiller', pods, shell, (pod) => otherImage(pod, shell));
      if (viaSwift === undefined) return words;
      const reached = `Swift reaches a Tiller ${visible(viaSwift)} all the same: one of these pods answers, or Swift has another Tiller.`;
      return { ...words, seen: [...words.seen, reached] };
    },
  },
} satisfies Definitions<'tiller-missing' | 'tiller-elsewhere' | 'tiller-not-ready'>;

/** The same version from the Helm project's own images; empty if the pod already asks there. */
function otherImage({ namespace, name, image }: PodState, shell: Shell): Step[] {
  if (image.startsWith(TILLER_IMAGE)) return [];
  const tag = /:([^:@/]+)(?:@.*)?$/.exec(image)?.[1];
  const tiller = { namespace, pod: name, historyMax: null };
  return [
    setTillerImage(
      'Use the image of the Helm project. Kubernetes then replaces the pod.',
      tag ?? null,
      {
        ...shell,
        tiller,
      },
    ),
  ];
}

function lookForTiller({ kubectl }: Shell): Step {
  return look(
    'Look for Tiller among the Deployments and pods.',
    pipedToGrep(kubectl(null, ['get', 'deployments,pods', '--all-namespaces', '--show-labels'])),
  );
}

function pipedToGrep(command: Command): Command {
  return { ...command, line: `${command.line} | grep -i tiller` };
}

function namespaces(pods: readonly PodState[]): string[] {
  return [...new Set(pods.map(({ namespace }) => visible(namespace)))];
}
