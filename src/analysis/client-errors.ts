// Calls that ended with an error of swiftcheck itself.
import type { Failure } from '../evidence/observation.js';

/** The client errors of every observation, wherever it stands; what was answered holds none. */
export function clientErrors(part: unknown): Failure[] {
  if (typeof part !== 'object' || part === null) return [];
  if (!('ok' in part)) return Object.values(part).flatMap(clientErrors);
  const { failure } = part as { failure?: Failure };
  return failure?.kind === 'client-error' ? [failure] : [];
}
