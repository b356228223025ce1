// Whether all pods of Swift are the same build, by their images.
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
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
      onHop: 'none',
      passTitle: 'All pods of Swift run the same image',
      failTitle: ({ service, images }) =>
        `The pods of Swift's Service ${service} run ${plural(images.length, 'different image')}`,
      describe: ({ images }, shell) => ({
        seen: images.map(({ image, pods }) => `${quoted(image)}: ${someOf(pods.map(visible), 3)}.`),
        certainty: 'possible',
        cause:
          'An update is in progress, or two Deployments stand behind one Service. Chance decides which pod answers a call, so limits and defects differ from call to call.',
        steps: [
          look(
            'Finish the update, or separate the Deployments by their labels. Then run swiftcheck again.',
            shell.swiftcheck(['probe']),
          ),
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
