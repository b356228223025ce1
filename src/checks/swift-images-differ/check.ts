// Whether all pods of Swift are the same build, as far as their images tell.
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { withoutPods } from '../shared/swift-arguments.js';
import { swiftPods } from '../shared/swift-pods.js';
import { quoted, someOf } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'swift-images-differ': ImagesFacts;
  }
}

interface ImagesFacts {
  readonly service: string;
  /** Each with the names of its pods. */
  readonly images: readonly { readonly image: string; readonly pods: readonly string[] }[];
}

export const swiftImagesDiffer = defineCheck({
  group: 'cluster',
  after: 'tiller-image-differs',
  code: 'swift-images-differ',
  findings: {
    'swift-images-differ': {
      severity: 'warn',
      advisory: true,
      passTitle: 'All pods of Swift run the same image',
      failTitle: ({ service, images }) =>
        `The pods of Swift's Service ${service} run ${plural(images.length, 'different image')}`,
      describe: ({ images }) => ({
        seen: images.map(({ image, pods }) => `${quoted(image)}: ${someOf(pods.map(visible), 3)}.`),
        certainty: 'certain',
        cause:
          'Which of them answers a call is chance, so limits and defects come and go: an update that is under way, or two Deployments behind one Service.',
        steps: [
          'Finish the update, or separate the Deployments by their labels; then run this again.',
        ],
      }),
    },
  },
  needs: {},
  run: ({ evidence: { cluster } }, verdicts) => {
    const found = swiftPods(cluster?.swift);
    if ('reason' in found) return withoutPods(found, verdicts);
    const { service, pods } = found;
    const byImage = new Map<string, string[]>();
    for (const { image, name } of pods) byImage.set(image, [...(byImage.get(image) ?? []), name]);
    const images = [...byImage].map(([image, names]) => ({ image, pods: names }));
    return images.length > 1
      ? verdicts.raise('swift-images-differ', { service, images }, null)
      : verdicts.pass();
  },
});
