// What the other side said, looked up in the catalogue of texts: a finding and `explain` say the same of a text.
import { recognise } from '../../texts/recognise.js';
import type { Frame } from '../../texts/speech.js';
import { ANYWHERE } from '../../texts/steps.js';
import type { TextHop } from '../../texts/types.js';
import type { Explanation } from '../define.js';
import type { TillerPlace } from './tiller-commands.js';

/** Who speaks where the text does not say it, and the hops of which a finding takes a cause. */
interface Speaker {
  readonly frame: Frame;
  readonly hops: readonly TextHop[];
}

/** A list fails: Tiller does not reach what it stores, or another server answers in place of Swift. */
export const STORAGE: Speaker = {
  frame: 'rpc',
  hops: ['tiller->storage', 'cluster', 'swiftcheck->swift'],
};

/** Another server answers in place of Swift. */
export const IN_PLACE_OF_SWIFT: Speaker = { frame: 'curl', hops: ['swiftcheck->swift'] };

/** Swift looks for Tiller and does not find it: it asks the Kubernetes API on every call. */
export const SEARCH: Speaker = { frame: 'swiftBody', hops: ['swift->kubernetes'] };

/** Swift's gateway does not reach Swift's own server, which listens in the same pod. */
export const GATEWAY: Speaker = { frame: 'subConns', hops: ['gateway->swift'] };

/** A forwarded port names its own cause: of the kubelet, or of the API server about it. */
export const FORWARD: Speaker = {
  frame: 'portForward',
  hops: ['port-forward', 'api-server->kubelet', 'client->kubernetes'],
};

/** The service proxy of the API server does not reach what is behind the Service. */
export const SERVICE_PROXY: Speaker = { frame: 'serviceProxy', hops: ['api-server->swift'] };

/** What is known of a text; `null` where the text is not known, or is of another hop. */
export function told(
  { frame, hops }: Speaker,
  text: string,
  place?: TillerPlace,
): Pick<Explanation, 'cause' | 'certainty' | 'steps'> | null {
  const scene = { ...ANYWHERE, tillerNamespace: place?.namespace ?? null };
  const found = recognise(text, { speaker: frame, scene }).find((each) =>
    each.hops.every((hop) => hops.includes(hop)),
  );
  return found ? { cause: found.cause, certainty: found.certainty, steps: found.steps } : null;
}
