// Findings about the search for Tiller in a cluster.
import { visible } from '../util/safe-text.js';
import { notReady, podLines, why, type PodState } from '../checks/shared/pods.js';
import { TILLER_IMAGE, setTillerImage } from '../checks/shared/tiller-commands.js';
import type { Entry } from './types.js';
import { quoted, someOf } from '../checks/shared/words.js';

export interface TillerSearchFacts {
  readonly namespace: string;
  /** Those that the title is about; empty where there is none. */
  readonly pods: readonly PodState[];
  /** Whether the other namespaces were looked at; a text: why not. */
  readonly elsewhere: true | string;
}

export interface ImageFacts {
  readonly pod: string;
  readonly image: string;
  readonly claimed: string;
  /** What GetVersion says. */
  readonly version: string;
}

const LABELS = 'app=helm,name=tiller';
const ALL_TILLERS = `kubectl get pods --all-namespaces -l ${LABELS} -o wide`;

export const TILLER_SEARCH_FINDINGS = {
  'tiller-missing': {
    severity: 'fail',
    unexamined: true,
    holds: 'Tiller has a pod in its namespace',
    fails: ({ namespace, elsewhere }: TillerSearchFacts) =>
      elsewhere === true
        ? 'There is no pod of Tiller in the cluster'
        : `There is no pod of Tiller in namespace ${namespace}`,
    explain: ({ namespace, elsewhere }: TillerSearchFacts) => ({
      seen: [
        `Namespace ${namespace}: no pod with the labels ${LABELS}.`,
        elsewhere === true
          ? 'All namespaces: none either.'
          : `Other namespaces could not be looked at: ${quoted(elsewhere)}.`,
      ],
      certainty: 'measured',
      cause:
        'Tiller is not installed in this cluster, is scaled to nothing, or runs without the labels that Helm gives it.',
      next: [
        `kubectl -n ${namespace} get deploy,pods --show-labels | grep -i tiller`,
        'Make sure that the cluster (--kube-context) and the namespace (--tiller-namespace) are those that are meant.',
      ],
    }),
  },
  'tiller-elsewhere': {
    severity: 'fail',
    unexamined: true,
    holds: 'Tiller is in the namespace where it was looked for',
    fails: ({ namespace, pods }: TillerSearchFacts) =>
      `Tiller is not in namespace ${namespace}, but in ${someOf(namespaces(pods))}`,
    explain: ({ namespace, pods }: TillerSearchFacts) => ({
      seen: [`Namespace ${namespace}: no pod with the labels ${LABELS}.`, ...podLines(pods)],
      certainty: 'measured',
      cause: 'Helm and swiftcheck look in one namespace: kube-system unless told otherwise.',
      next: [
        `Run it again with --tiller-namespace ${namespaces(pods)[0] ?? 'NAME'} (or TILLER_NAMESPACE).`,
      ],
    }),
  },
  'tiller-not-ready': {
    severity: 'fail',
    unexamined: true,
    holds: 'A pod of Tiller is ready',
    fails: ({ namespace, pods }: TillerSearchFacts) =>
      `No pod of Tiller in namespace ${namespace} is ready${why(pods)}`,
    explain: ({ namespace, pods }: TillerSearchFacts) => notReady(namespace, pods, otherImage),
  },
  'tillers-several': {
    severity: 'warn',
    nothingFails: true,
    holds: 'One Tiller is ready in its namespace',
    fails: ({ namespace, pods }: TillerSearchFacts) =>
      `Several Tillers (${pods.length}) are ready in namespace ${namespace}`,
    explain: ({ pods }: TillerSearchFacts) => ({
      seen: podLines(pods),
      certainty: 'measured',
      cause: `This run asked the first of them. Whoever goes through the Service meets any; two Tillers that write the same storage at once can spoil it, and of different releases they answer differently.`,
      next: [ALL_TILLERS, 'Scale Tiller to one replica, and remove the one that does not belong.'],
    }),
  },
  'tiller-image-differs': {
    severity: 'warn',
    nothingFails: true,
    holds: "Tiller's version is that of its image's tag",
    fails: ({ version, claimed }: ImageFacts) =>
      `Tiller says that it is ${visible(version)}; its image is tagged ${visible(claimed)}`,
    explain: ({ pod, image, version }: ImageFacts) => ({
      seen: [`Pod ${visible(pod)}: image ${quoted(image)}.`, `GetVersion: ${quoted(version)}.`],
      certainty: 'measured',
      cause:
        'The tag was moved to another build, or the image was built anew under it. What this report says of Tiller rests on what Tiller says of itself.',
      next: ['Compare the digest of the image with the published one; pin images by digest.'],
    }),
  },
} satisfies Record<string, Entry<never>>;

/** The same version from where the Helm project keeps its images; empty where it is asked for there. */
function otherImage({ namespace, name, image }: PodState): string[] {
  if (image.startsWith(TILLER_IMAGE)) return [];
  const tag = /:([^:@/]+)(?:@.*)?$/.exec(image)?.[1];
  const command = setTillerImage(tag, { namespace, pod: name, historyMax: null });
  return [`Name the image of the Helm project: ${command}.`];
}

function namespaces(pods: readonly PodState[]): string[] {
  return [...new Set(pods.map(({ namespace }) => visible(namespace)))];
}
