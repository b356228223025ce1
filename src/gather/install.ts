// A payload of a chosen size by a throwaway release: does what the incident did, and takes it back. Only a
// release that holds the mark of this run is purged, because a name alone proves nothing.
import type { TillerWay } from '../evidence/throwaway.js';
import type { StoredBy } from '../evidence/types.js';
import type { Empty, Observation } from '../evidence/observation.js';
import type { InstallPayload, TillerVersion } from '../evidence/types.js';
import { GrpcCode, readSizeError } from '../knowledge/grpc-text.js';
import { mapValue, notAttempted, observe } from '../net/observe.js';
import { withVersion } from './payload.js';
import type { Run } from '../net/run.js';
import {
  isWithoutObjects,
  ofRelease,
  purgeMarked,
  releaseIn,
  storedNotes,
} from './stored-release.js';
import { installRequest, newThrowaway, type Throwaway } from './throwaway.js';
import type { TillerCalls } from './unfound.js';

const HOP = 'swiftcheck->tiller';

export interface InstallTask {
  readonly run: Run;
  readonly tiller: TillerCalls;
  readonly version: Observation<TillerVersion>;
  /** Bytes of the chart file. */
  readonly sizeBytes: number;
  readonly way: TillerWay;
}

/**
 * Installs a throwaway release with a chart file where `agreed` says so, does `meanwhile`, and purges that
 * release: at every end, also when `meanwhile` throws or the run is over or interrupted. `meanwhile` is not
 * done if nothing was sent to Tiller.
 */
export async function withInstalled(
  task: InstallTask,
  agreed: (throwaway: Throwaway) => Promise<boolean>,
  meanwhile: () => Promise<InstallPayload['whileStored']>,
): Promise<InstallPayload> {
  const { sizeBytes, version } = task;
  const throwaway = newThrowaway();
  const request = { sent: false };
  const installed = await withVersion(version, async (clientVersion) =>
    (await agreed(throwaway))
      ? install(task, throwaway, clientVersion, () => (request.sent = true))
      : { ok: false, ms: 0, failure: notAttempted(HOP, 'The install was not confirmed.') },
  );
  const tried = { kind: 'install', sizeBytes, releaseName: throwaway.name, installed } as const;
  if (!request.sent || !version.ok) return { ...tried, purged: unpurged('Nothing was installed.') };
  let rest: Rest | undefined;
  const takeBack = async (): Promise<Rest> => {
    rest = await purge(task, throwaway, version.value.semVer, isSettled(installed));
    if (needsNoHand(rest)) task.run.options.onThrowaway?.(null);
    return rest;
  };
  try {
    const whileStored = await meanwhile();
    return { ...tried, ...(whileStored && { whileStored }), ...(await takeBack()) };
  } finally {
    if (!rest) await takeBack();
  }
}

async function install(
  { run, tiller, sizeBytes, way }: InstallTask,
  throwaway: Throwaway,
  clientVersion: string,
  onSent: () => void,
): Promise<Observation<Empty>> {
  const { name } = throwaway;
  // A release whose owner could not be read back could not be purged either.
  const before = await lookAt(run, tiller, throwaway, clientVersion);
  if (!before.ok) return { ok: false, ms: before.ms, failure: before.failure };
  if (before.value !== 'none') {
    const message = `A release named ${name} is stored already, so nothing was installed.`;
    return { ok: false, ms: before.ms, failure: notAttempted(HOP, message) };
  }
  return observe(run, 'Tiller InstallRelease', HOP, async () => {
    onSent();
    run.options.onThrowaway?.({ name, way });
    try {
      // Not broken off with the run: Tiller would store the release all the same, after the purge.
      const change = run.forChange();
      const request = installRequest(throwaway, sizeBytes);
      const { message } = await tiller.unary('InstallRelease', request, clientVersion, change);
      ofRelease(releaseIn(message), name);
    } catch (error) {
      // Tiller has stored the release as FAILED, as intended.
      if (!isWithoutObjects(error)) throw error;
    }
    return { value: {} };
  });
}

/** What became of a release that was sent. */
type Rest = Pick<InstallPayload, 'stored' | 'purged'>;

/** `settled`: Tiller is done with the install, so that what is not stored will not be. */
async function purge(
  { run, tiller }: InstallTask,
  throwaway: Throwaway,
  clientVersion: string,
  settled: boolean,
): Promise<Rest> {
  const cleanup = run.forCleanup();
  const { name } = throwaway;
  const stored = await lookAt(cleanup, tiller, throwaway, clientVersion);
  if (!stored.ok) {
    const message = 'Not tried: whether the stored release is the one of this run is not known.';
    return { stored, purged: unpurged(message) };
  }
  if (stored.value === 'another') {
    const message = `Not tried: the release named ${name} is not the one that this run sent.`;
    return { stored, purged: unpurged(message) };
  }
  if (stored.value === 'none') {
    const { ms } = stored;
    if (settled) return { stored, purged: { ok: true, ms, value: {} } };
    const message =
      'Tiller does not store the release now, but may store it later: how the install ended is not known.';
    return { stored, purged: { ok: false, ms, failure: { hop: HOP, kind: 'no-answer', message } } };
  }
  const isOurs = (notes: string) => notes === throwaway.notes;
  return { stored, purged: await purgeMarked(cleanup, tiller, name, clientVersion, isOurs) };
}

/** Which release is stored under the name of the throwaway release. */
async function lookAt(
  run: Run,
  tiller: TillerCalls,
  { name, notes }: Throwaway,
  clientVersion: string,
): Promise<Observation<StoredBy>> {
  const stored = await storedNotes(run, tiller, name, clientVersion);
  return mapValue(stored, (found) => {
    if (found === null) return 'none';
    return found === notes ? 'this-run' : 'another';
  });
}

function unpurged(reason: string): Observation<Empty> {
  return { ok: false, ms: 0, failure: notAttempted(HOP, reason) };
}

/** The release is gone, or it is not the one of this run. */
function needsNoHand({ stored, purged }: Rest): boolean {
  return purged.ok || (stored?.ok === true && stored.value === 'another');
}

/** Whether Tiller itself ended an install; a transport or a proxy can end the call while Tiller goes on. */
function isSettled(installed: Observation<Empty>): boolean {
  if (installed.ok) return true;
  // Only a status that Tiller gave has a code.
  const { grpcCode, message } = installed.failure;
  const isSize = grpcCode === GrpcCode.RESOURCE_EXHAUSTED && readSizeError(message) !== null;
  return isSize || grpcCode === GrpcCode.UNKNOWN || grpcCode === GrpcCode.UNIMPLEMENTED;
}
