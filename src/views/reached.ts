// How far the calls of a run came. A hop that no call reached is not known to work.
import { swiftFailure } from '../analysis/swift-failure.js';
import type { Hop } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';
import type { Judgement } from '../judge/judge.js';

/** The hops of a call through Swift, in order. */
const VIA_SWIFT: readonly Hop[] = [
  'swiftcheck->api-server',
  'swiftcheck->swift',
  'gateway->swift',
  'swift->tiller',
];

/** Whether a call of this run came to the end of the hop, whatever it brought back. */
export function wasReached(hop: Hop, judgement: Judgement): boolean {
  if (hop === 'swiftcheck->tiller') return tillerAnswered(judgement.evidence);
  const index = VIA_SWIFT.indexOf(hop);
  return index >= 0 && index < hopsPassed(judgement);
}

/** How many hops of VIA_SWIFT some call passed. */
function hopsPassed({ evidence, analysis: { swiftList, sizeError }, findings }: Judgement): number {
  const { swift, payload } = evidence;
  const throughAll =
    swift.tillerVersion.ok ||
    swiftList !== null ||
    swift.pendingInstalls?.ok === true ||
    (payload?.kind === 'dry-run' && payload.viaSwift.ok) ||
    // The gateway refused what Swift had made of Tiller's messages.
    sizeError?.hop === 'gateway->swift';
  if (throughAll) return 4;
  // Swift's own words about its call to Tiller came through the gateway.
  const inSwiftsWords =
    swift.tillerVersion.failure.kind === 'swift-error' &&
    findings.some(
      ({ code, outcome }) => code === 'swift-cannot-reach-tiller' && outcome === 'fail',
    );
  if (inSwiftsWords || sizeError?.hop === 'swift->tiller') return 3;
  if (swiftFailure(swift) === null) return 2;
  return apiServerAnswered(evidence) ? 1 : 0;
}

function apiServerAnswered({ swift, cluster }: Evidence): boolean {
  return (
    (swift.target.viaApiServer &&
      [swift.liveness, swift.tillerVersion].some(
        (call) => call.http ?? (!call.ok && call.failure.kind === 'kubernetes-status'),
      )) ||
    cluster?.tiller?.pods.ok === true ||
    cluster?.swift?.services.ok === true
  );
}

function tillerAnswered({ tiller: { version, list } }: Evidence): boolean {
  return [version, list].some(
    (call) =>
      call && (call.ok || call.partial !== undefined || call.failure.kind === 'grpc-status'),
  );
}
