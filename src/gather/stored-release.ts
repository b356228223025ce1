// What Tiller stores under the name of a throwaway release, and how that is purged.
import type { Empty, Observation } from '../evidence/observation.js';
import { GrpcCode } from '../knowledge/grpc-text.js';
import { ObservationFailed, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import type { TillerCalls } from './unfound.js';

const HOP = 'swiftcheck->tiller';

/** The NOTES of the latest revision; `null`: Tiller stores no release of this name. */
export function storedNotes(
  run: Run,
  tiller: TillerCalls,
  name: string,
  clientVersion: string,
): Promise<Observation<string | null>> {
  const request = { name, version: 0 };
  return observe(run, 'Tiller GetReleaseStatus', HOP, async () => {
    try {
      const { message } = await tiller.unary('GetReleaseStatus', request, clientVersion, run);
      return { value: notesOf(message as ReleaseAnswer, name) };
    } catch (error) {
      if (isNotStored(error, name)) return { value: null };
      // Tiller has no status of a release without objects while that install goes on, or was cut off.
      if (!isWithoutObjects(error)) throw error;
    }
    try {
      const { message } = await tiller.unary('GetReleaseContent', request, clientVersion, run);
      return { value: notesOf(releaseIn(message), name) };
    } catch (error) {
      if (isNotStored(error, name)) return { value: null };
      throw error;
    }
  });
}

/** Purges a release that was seen to be one of swiftcheck. @param isOurs of its NOTES */
export async function purgeMarked(
  run: Run,
  tiller: TillerCalls,
  name: string,
  clientVersion: string,
  isOurs: (notes: string) => boolean,
): Promise<Observation<Empty>> {
  const request = { name, purge: true, disable_hooks: true };
  const purged = await observe(run, 'Tiller UninstallRelease (purge)', HOP, async () => {
    const { message } = await tiller.unary('UninstallRelease', request, clientVersion, run);
    ofRelease(releaseIn(message), name);
    return { value: {} };
  });
  if (purged.ok) return purged;
  // Tiller purges before it finds that the answer, which holds the release, is too large to send; and an
  // answer can be lost.
  const after = await storedNotes(run, tiller, name, clientVersion);
  const isGone = after.ok && (after.value === null || !isOurs(after.value));
  return isGone ? { ok: true, ms: purged.ms, value: {} } : purged;
}

interface ReleaseAnswer {
  readonly name: string;
  readonly info: { readonly status: { readonly notes: string } | null } | null;
}

/** @throws ObservationFailed where the answer is about no such release */
function notesOf(answer: ReleaseAnswer | null, name: string): string {
  return ofRelease(answer, name).info?.status?.notes ?? '';
}

/** Of the answers to GetReleaseContent, InstallRelease and UninstallRelease. */
export function releaseIn(message: unknown): ReleaseAnswer | null {
  return (message as { release: ReleaseAnswer | null }).release;
}

/** @throws ObservationFailed where the answer is about no such release: then it says nothing about this one */
export function ofRelease(answer: ReleaseAnswer | null, name: string): ReleaseAnswer {
  if (answer?.name === name) return answer;
  const message = `Tiller was asked for the release ${name} and answered with another release or with none.`;
  throw new ObservationFailed({ hop: HOP, kind: 'other-protocol', message });
}

export function isWithoutObjects(error: unknown): boolean {
  return error instanceof ObservationFailed && error.failure.message.endsWith('no objects visited');
}

/** Tiller's words for a name under which nothing is stored; before 2.4 without the name at the end. */
function isNotStored(error: unknown, name: string): boolean {
  if (!(error instanceof ObservationFailed) || error.failure.grpcCode !== GrpcCode.UNKNOWN)
    return false;
  const { message } = error.failure;
  return message.endsWith(`release: "${name}" not found`) || message.endsWith('release: not found');
}
