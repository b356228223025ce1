// Whether Swift was reached.
import type { Failure, Observation } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';

type FailedObservation = Extract<Observation<unknown>, { ok: false }>;

/** Why Swift was not reached; `null` where it answered, be it with an error of its own. */
export function swiftFailure(swift: Evidence['swift']): Failure | null {
  const { tillerVersion, liveness } = swift;
  if (tillerVersion.ok || tillerVersion.failure.kind === 'swift-error') return null;
  // Silence where the gateway itself answers is not Swift's absence but its Tiller's.
  if (liveness.ok && isSilence(tillerVersion)) return null;
  return tillerVersion.failure;
}

/** Swift closes a connection 30 s after the request, whatever it was doing; what ends sooner broke. */
const CLOSES_AFTER_MS = 28_000;

/** Whether nothing was heard for so long that what Swift waits for is slow. */
export function isSilence({
  failure: { kind },
  ms,
}: Pick<FailedObservation, 'failure' | 'ms'>): boolean {
  return kind === 'timeout' || kind === 'no-answer' || (kind === 'closed' && ms >= CLOSES_AFTER_MS);
}
