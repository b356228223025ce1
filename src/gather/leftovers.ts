// Throwaway releases that a run of `probe --install` left behind: found by their name, known by their mark.
import type { Empty, Failure, Observation } from '../evidence/observation.js';
import { isThrowawayName } from '../evidence/throwaway.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { readSizeError } from '../knowledge/grpc-text.js';
import { ObservationFailed, mapValue, notAttempted, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { purgeMarked, storedNotes } from './stored-release.js';
import { isMarked } from './throwaway.js';
import type { AskedPart } from './tiller-client.js';
import type { TillerCalls } from './unfound.js';

const HOP = 'swiftcheck->tiller';
const FILTER = '^swiftcheck-probe-[0-9a-f]{16}$';

export interface Leftover {
  readonly release: MeasuredRelease;
  /** Whether it holds the mark of swiftcheck, which no other release holds. */
  readonly marked: Observation<boolean>;
}

export interface Leftovers {
  readonly clientVersion: string;
  readonly found: readonly Leftover[];
}

/** Only reads. */
export async function findLeftovers(
  run: Run,
  tiller: TillerCalls,
): Promise<Observation<Leftovers>> {
  const version = await observe(run, 'Tiller GetVersion', HOP, async () => ({
    value: await tiller.getVersion(),
  }));
  if (!version.ok) return { ok: false, ms: version.ms, failure: version.failure };
  const clientVersion = version.value.semVer;
  const named = await observe(run, 'Tiller ListReleases of throwaway releases', HOP, async () => ({
    value: await listNamed(tiller, clientVersion),
  }));
  if (!named.ok) return { ok: false, ms: named.ms, failure: named.failure };
  const found: Leftover[] = [];
  for (const release of named.value) {
    found.push({ release, marked: await isOfSwiftcheck(run, tiller, release, clientVersion) });
  }
  return { ok: true, ms: named.ms, value: { clientVersion, found } };
}

/** Looks at the mark again, and purges only a release that holds the mark. */
export async function removeLeftover(
  run: Run,
  tiller: TillerCalls,
  { release }: Leftover,
  clientVersion: string,
): Promise<Observation<Empty>> {
  const marked = await isOfSwiftcheck(run, tiller, release, clientVersion);
  if (!marked.ok) return { ok: false, ms: marked.ms, failure: marked.failure };
  if (!marked.value) {
    const message = 'The release is not one of swiftcheck any more.';
    return { ok: false, ms: marked.ms, failure: notAttempted(HOP, message) };
  }
  const { name } = release;
  return purgeMarked(run, tiller, name, clientVersion, (notes) => isMarked(name, notes));
}

/** swiftcheck stores one revision: another client changed a release that has more. */
async function isOfSwiftcheck(
  run: Run,
  tiller: TillerCalls,
  { name, revision }: MeasuredRelease,
  clientVersion: string,
): Promise<Observation<boolean>> {
  const notes = await storedNotes(run, tiller, name, clientVersion);
  return mapValue(notes, (text) => revision === 1 && text !== null && isMarked(name, text));
}

/** The latest revision of each. */
async function listNamed(tiller: TillerCalls, clientVersion: string): Promise<MeasuredRelease[]> {
  const list = (asked: AskedPart) =>
    tiller.list(clientVersion, () => undefined, { filter: FILTER, ...asked });
  const latest = new Map<string, MeasuredRelease>();
  const keep = (releases: readonly MeasuredRelease[]) => {
    for (const release of releases) {
      const revision = latest.get(release.name)?.revision ?? 0;
      if (isThrowawayName(release.name) && release.revision > revision) {
        latest.set(release.name, release);
      }
    }
  };
  try {
    keep((await list({})).releases);
  } catch (error) {
    if (!(error instanceof ObservationFailed) || !isTooLarge(error.failure)) throw error;
    // Together they are more than Tiller sends in one message; each by itself is not.
    let offset: string | undefined;
    do {
      const part = await list({
        limit: 1,
        sort_by: 'NAME',
        ...(offset !== undefined && { offset }),
      });
      keep(part.releases);
      offset = part.next === offset || part.next === '' ? undefined : part.next;
    } while (offset !== undefined);
  }
  return [...latest.values()];
}

function isTooLarge({ message }: Failure): boolean {
  return readSizeError(message) !== null;
}
