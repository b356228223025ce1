// Which hops the speaker leaves of those that a phrase has.
import { hasAny, tillerSpeaks, type Frame } from './speech.js';
import type { TextHop } from './types.js';

/** Which of `hops` the speaker leaves. */
export function narrowed(hops: readonly TextHop[], frames: ReadonlySet<Frame>): readonly TextHop[] {
  const only = (hop: TextHop): readonly TextHop[] | null => (hops.includes(hop) ? [hop] : null);
  const calls = isOfCalls(hops);
  if (calls && frames.has('goProxy')) return ['swiftcheck->swift'];
  const ofTiller = hops.every((hop) => hop === 'tiller->storage' || OF_CALLS.has(hop));
  if (ofTiller && frames.has('helm3')) return ['client->kubernetes'];
  return (
    (tillerSpeaks(frames) ? only('tiller->storage') : null) ??
    (hasAny(frames, 'kubectl', 'helmInit', 'helm3') && !hops.includes('api-server->kubelet')
      ? only('client->kubernetes')
      : null) ??
    (frames.has('swiftBody') ? only('swift->kubernetes') : null) ??
    // A status of gRPC has the words of its server, not those of a client.
    (hasAny(frames, 'rpc', 'swiftBody') ? only('tiller->storage') : null) ??
    (hasAny(frames, 'helm', 'kubernetesClient') && hops.includes('swift->kubernetes')
      ? only('client->kubernetes')
      : null) ??
    (calls && frames.has('swiftBody') ? saidToSwift(hops) : null) ??
    (calls && hasAny(frames, 'helm', 'operator', 'otherGrpc') ? only('client->tiller') : null) ??
    hops
  );
}

/** The hops of a call to Tiller, directly and through Swift. */
const OF_CALLS: ReadonlySet<TextHop> = new Set([
  ...(['client->tiller', 'swift->tiller'] as const),
  ...(['gateway->swift', 'swiftcheck->swift'] as const),
]);

export function isOfCalls(hops: readonly TextHop[]): boolean {
  return hops.every((hop) => OF_CALLS.has(hop));
}

/** What stands in Swift's answer was said to Swift, and not to a caller of Tiller or of Swift. */
function saidToSwift(hops: readonly TextHop[]): readonly TextHop[] | null {
  const inside = hops.filter((hop) => hop === 'swift->tiller' || hop === 'gateway->swift');
  return inside.length > 0 ? inside : null;
}
