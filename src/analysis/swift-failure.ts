// Whether Swift was reached.
import type { Failure } from '../evidence/observation.js';
import type { Evidence } from '../evidence/types.js';

/** Why Swift was not reached; `null` where it answered, be it with an error of its own. */
export function swiftFailure(swift: Evidence['swift']): Failure | null {
  const { tillerVersion, liveness } = swift;
  if (tillerVersion.ok || tillerVersion.failure.kind === 'swift-error') return null;
  // Silence where the gateway itself answers is not Swift's absence but its Tiller's.
  if (liveness.ok && isSilence(tillerVersion.failure)) return null;
  return tillerVersion.failure;
}

export function isSilence({ kind }: Failure): boolean {
  return kind === 'timeout' || kind === 'no-answer' || kind === 'closed';
}
