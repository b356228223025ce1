// Which pod is Tiller, among those that carry its labels.
import type { NotReady, TillerPodFacts } from '../evidence/cluster.js';
import { TILLER_PORT } from '../knowledge/ports.js';
import { imageBaseName, imageClaim, type ImageClaim } from './images.js';
import { notReady } from './not-ready.js';
import type { Container, Pod } from './pods.js';
import { readTillerSettings } from './tiller-settings.js';

/** The labels that Helm gives Tiller's pods. */
export const TILLER_SELECTOR = 'app=helm,name=tiller';

export interface TillerPod {
  readonly pod: Pod;
  /** What the image of Tiller's container says. */
  readonly claim: ImageClaim;
  /** `null`: ready. */
  readonly trouble: NotReady | null;
}

export type TillerSelection =
  | { readonly kind: 'ready'; readonly tiller: TillerPod }
  | { readonly kind: 'none-ready' }
  /** None in the namespace; these are in others. */
  | { readonly kind: 'elsewhere'; readonly tillers: readonly TillerPod[] }
  /** `everywhere`: whether the other namespaces were looked at. */
  | { readonly kind: 'none'; readonly everywhere: boolean };

/**
 * The first ready pod of the namespace with Tiller's labels, as Helm takes it.
 * @param elsewhere the pods of all namespaces; `null` where they could not be listed
 */
export function selectTiller(
  pods: readonly Pod[],
  namespace: string,
  elsewhere: readonly Pod[] | null,
): TillerSelection {
  const here = pods.filter((pod) => pod.namespace === namespace).map(tillerPod);
  const tiller = here.find(({ trouble }) => trouble === null);
  if (tiller) return { kind: 'ready', tiller };
  if (here.length > 0) return { kind: 'none-ready' };
  const away = (elsewhere ?? []).filter((pod) => pod.namespace !== namespace).map(tillerPod);
  if (away.length > 0) return { kind: 'elsewhere', tillers: away };
  return { kind: 'none', everywhere: elsewhere !== null };
}

export function tillerFacts(pod: Pod): TillerPodFacts {
  const { claim, trouble } = tillerPod(pod);
  const { namespace, name } = pod;
  return {
    ...{ namespace, name, image: claim.image, claimedVersion: claim.version, trouble },
    settings: readTillerSettings(tillerContainer(pod)),
  };
}

function tillerPod(pod: Pod): TillerPod {
  const image = tillerContainer(pod)?.image ?? '';
  return { pod, claim: imageClaim(image), trouble: notReady(pod) };
}

/** Beside sidecars: by its image, its name, its port; otherwise the first. */
function tillerContainer({ containers }: Pod): Container | undefined {
  return (
    containers.find(({ image }) => imageBaseName(image) === 'tiller') ??
    containers.find(({ name }) => name === 'tiller') ??
    containers.find(({ ports }) => ports.some(({ port }) => port === TILLER_PORT)) ??
    containers[0]
  );
}
