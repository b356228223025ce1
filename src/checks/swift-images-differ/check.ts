// Whether all pods of Swift are the same build, by their images.
import { plural } from '../../util/bytes.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck, type Description } from '../define.js';
import { change, look } from '../steps.js';
import { deploymentOf } from '../shared/deployment.js';
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
        ...whyDifferent(images),
        steps: [
          change(whatToDo(images)),
          look('Then run swiftcheck again.', shell.swiftcheck(['probe'])),
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

type Images = ImagesFacts['images'];

/** The Deployments of the pods, by the names of the pods; `null`: a name does not show its Deployment. */
function deployments(images: Images): number | null {
  const names = images.flatMap(({ pods }) => pods.map(deploymentOf));
  return names.includes(null) ? null : new Set(names).size;
}

function whyDifferent(images: Images): Pick<Description, 'cause' | 'certainty'> {
  const chance =
    'Chance decides which pod answers a call, so limits and defects differ from call to call.';
  switch (deployments(images)) {
    case null:
      return {
        cause: `An update is in progress, or two Deployments stand behind one Service. ${chance}`,
        certainty: 'possible',
      };
    case 1:
      return {
        cause: `The pods are of one Deployment, so an update of it is in progress. ${chance}`,
        certainty: 'likely',
      };
    default:
      return {
        cause: `Several Deployments stand behind one Service. ${chance}`,
        certainty: 'certain',
      };
  }
}

function whatToDo(images: Images): string {
  switch (deployments(images)) {
    case null:
      return 'Finish the update, or separate the Deployments by their labels.';
    case 1:
      return 'Finish the update.';
    default:
      return 'Separate the Deployments by their labels.';
  }
}
