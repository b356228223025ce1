// Which release Swift is: the declared one, or the only one that fits Swift's answers.
import type { Evidence } from '../../evidence/types.js';
import { describeReleases } from '../../knowledge/describe.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { findTiller } from '../../knowledge/versions.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck, type Step } from '../define.js';
import { grantList, refusedList, type RefusedList } from '../shared/grant.js';
import { swiftPods } from '../shared/swift-pods.js';
import { getSwift } from '../shared/swift-steps.js';
import { quoted } from '../shared/words.js';
import type { Shell } from '../shell.js';
import { look } from '../steps.js';

interface SwiftVersionFacts {
  readonly declared: string | null;
  readonly declaredBy?: 'flag' | 'image' | null;
  /** The releases that fit, in words: `0.7.0 to 0.10.0`; `none`. */
  readonly candidates: string;
  readonly clues: readonly string[];
  /** Of its pods, if the run saw them. */
  readonly images: readonly string[];
  /** Why the run did not see the pods that it asked for. */
  readonly unread?: string;
  /** The list of the pods, if RBAC refuses it. */
  readonly refused?: RefusedList;
  /** Whether the empty list that `versions` asks for would exclude some of the candidates. */
  readonly emptyListWouldTell: boolean;
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-version-unknown': SwiftVersionFacts;
    'swift-version-contradicted': SwiftVersionFacts;
  }
}

export const swiftVersionUnknown = defineCheck({
  group: 'versions',
  after: 'tiller-version-unknown',
  code: 'swift-version-unknown',
  findings: {
    'swift-version-unknown': {
      severity: 'warn',
      passTitle: 'The version of Swift is known',
      failTitle: ({ candidates }) =>
        candidates === 'none'
          ? 'Swift does not behave like any known version'
          : `The version of Swift is unknown; its answers match ${candidates}`,
      describe: ({ clues, candidates, emptyListWouldTell, ...known }, shell) => ({
        seen: [
          ...whatIsKnown(known),
          ...(clues.length === 0
            ? ['No answer distinguishes versions of Swift.']
            : sentences(clues)),
        ],
        certainty: candidates === 'none' ? 'possible' : 'certain',
        cause:
          candidates === 'none'
            ? 'These answers exclude every known version. Swift is a build from a branch, or another program changes the answers.'
            : 'Swift has no endpoint for its own version: /tiller/v2/version/json gives the version of its Tiller.',
        steps: [
          findOut(known, shell),
          ...(emptyListWouldTell
            ? [
                look(
                  'Or let swiftcheck send one more request (an empty list), whose answer excludes some of these versions.',
                  shell.swiftcheck(['versions']),
                ),
              ]
            : []),
        ],
      }),
      // With several images, one image does not speak for the Service.
      followsFrom: [{ causes: ['swift-images-differ'], certainty: 'certain' }],
    },
    'swift-version-contradicted': {
      severity: 'fail',
      passTitle: 'Swift behaves like the declared version',
      failTitle: ({ declared, declaredBy }) =>
        declaredBy === 'image'
          ? `Swift does not behave like the ${visible(String(declared))} of its image`
          : `Swift does not behave like the declared ${String(declared)}`,
      describe: ({ clues, candidates, declaredBy }, shell) => ({
        seen: sentences(clues),
        certainty: candidates === 'none' ? 'possible' : 'certain',
        cause:
          candidates === 'none'
            ? 'No known version answers like this.'
            : `Versions that answer like this: ${candidates}.`,
        steps: [
          look(
            declaredBy === 'image'
              ? "A tag can be moved to another build. Compare the digest of the pod's image with that of the published image, and give the version as --swift-version."
              : "Compare --swift-version with the image of Swift's pod. A tag can also be moved to another build.",
            getSwift(shell, 'pods', columns('.status.containerStatuses[*].imageID')),
          ),
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence, swift }, { raise, pass, unknown }) => {
    const facts = {
      declared: swift.declared,
      declaredBy: swift.declaredBy,
      candidates: describeReleases(swift.candidates),
      clues: swift.clues.map((clue) => clue.seen),
      ...whatPodsSay(evidence),
      emptyListWouldTell: emptyListWouldTell(evidence, swift.candidates),
    };
    if (swift.contradicted) return raise('swift-version-contradicted', facts, null);
    if (swift.declaredRelease || swift.candidates.length === 1) return pass(facts);
    if (swift.clues.length === 0 && swift.declared === null && !evidence.swift.tillerVersion.ok) {
      return unknown('Swift gave no answer.', "Swift's answer");
    }
    return raise('swift-version-unknown', facts, null);
  },
});

function whatPodsSay({
  cluster,
}: Evidence): Pick<SwiftVersionFacts, 'images' | 'unread' | 'refused'> {
  const found = swiftPods(cluster?.swift);
  if (!('reason' in found)) {
    return { images: [...new Set(found.pods.map(({ image }) => image))] };
  }
  const refused = refusedList(cluster?.swift?.pods);
  return {
    images: [],
    ...(found.asked && { unread: found.reason }),
    ...(refused && { refused }),
  };
}

type Known = Pick<SwiftVersionFacts, 'declared' | 'declaredBy' | 'images' | 'unread' | 'refused'>;

/** Why what names a version does not make it known. */
function whatIsKnown({ declared, declaredBy, images, unread }: Known): string[] {
  const [image, ...others] = images;
  if (declared !== null) {
    const by = declaredBy === 'image' ? "The image of Swift's pod names" : '--swift-version is';
    return [`${by} ${visible(declared)}. The matrix does not have this version.`];
  }
  if (unread !== undefined) return [`The run could not look at the image: ${quoted(unread)}.`];
  return image === undefined || others.length > 0
    ? []
    : [`The image of Swift's pod is ${quoted(image)}, which names no version.`];
}

function columns(image: string): string[] {
  return ['-o', `custom-columns=pod:.metadata.name,image:${image}`];
}

/** The image is read only if the run has not seen the one that there is. */
function findOut({ declared, images, refused }: Known, shell: Shell): Step {
  // The account of the run cannot read the pods with kubectl either.
  if (declared === null && refused) return grantList(shell, refused);
  if (declared === null && images.length !== 1) {
    return look(
      "Read the image tag of Swift's pod, and give it as --swift-version.",
      getSwift(shell, 'pods', columns('.spec.containers[*].image')),
    );
  }
  return look(
    'Find out which version the image was built from, and give this version as --swift-version. The matrix shows the known versions.',
    'swiftcheck matrix',
  );
}

/** Only a Tiller that sends no message for an empty list shows how versions of Swift differ. */
function emptyListWouldTell({ swift }: Evidence, candidates: readonly SwiftRelease[]): boolean {
  if (swift.pendingInstalls !== undefined || !swift.tillerVersion.ok) return false;
  const answers = new Set(candidates.map(({ emptyStream }) => JSON.stringify(emptyStream)));
  return (
    answers.size > 1 && findTiller(swift.tillerVersion.value.semVer)?.listDelivery === 'chunks'
  );
}

function sentences(clues: readonly string[]): string[] {
  return clues.map((clue) => `${clue.charAt(0).toUpperCase()}${clue.slice(1)}.`);
}
