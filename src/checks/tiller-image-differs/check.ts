// Whether Tiller is the version that the tag of its image names.
import { sameVersion } from '../../knowledge/versions.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { TILLER_GIVEN } from '../shared/tiller-search.js';
import { quoted } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'tiller-image-differs': ImageFacts;
  }
}

interface ImageFacts {
  readonly pod: string;
  readonly image: string;
  readonly claimed: string;
  /** As GetVersion has it. */
  readonly version: string;
}

export const tillerImageDiffers = defineCheck({
  group: 'cluster',
  after: 'swift-not-ready',
  code: 'tiller-image-differs',
  findings: {
    'tiller-image-differs': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Tiller reports the version of its image tag',
      failTitle: ({ version, claimed }) =>
        `Tiller reports version ${visible(version)}, and its image is tagged ${visible(claimed)}`,
      describe: ({ pod, image, version }) => ({
        seen: [`Pod ${visible(pod)}: image ${quoted(image)}.`, `GetVersion: ${quoted(version)}.`],
        certainty: 'certain',
        cause:
          'The image behind the tag is another build than the tag says. This report relies on the version that Tiller reports.',
        steps: [
          look(
            'Compare the digest of the image with that of the published image. Pin images by digest.',
          ),
        ],
      }),
    },
  },
  // Tiller's version is no need: without a tag that names a version there is nothing to judge.
  needs: {},
  run: ({ evidence: { cluster, tiller } }, { raise, pass, skip, unknown }) => {
    const search = cluster?.tiller;
    if (!search) return skip(TILLER_GIVEN);
    const pods = search.pods.ok ? search.pods.value : [];
    const pod = pods.find(({ name }) => name === search.chosen);
    if (!pod) return skip('No pod of Tiller was asked.');
    const { name, image, claimedVersion: claimed } = pod;
    if (claimed === null) return skip(`The image ${image} names no version.`);
    if (!tiller.version.ok) {
      const { message } = tiller.version.failure;
      return unknown(`Tiller's version is not known: ${message}`, "Tiller's version");
    }
    const version = tiller.version.value.semVer;
    const facts = { pod: name, image, claimed, version };
    return sameVersion(claimed, version) ? pass(facts) : raise('tiller-image-differs', facts, null);
  },
});
