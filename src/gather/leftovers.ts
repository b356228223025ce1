// Throwaway releases that a run of `probe --install` left behind: found by their name, known by their mark.
import type { Empty, Observation } from '../evidence/observation.js';
import { isThrowawayName } from '../evidence/throwaway.js';
import type { MeasuredRelease } from '../evidence/types.js';
import { ObservationFailed, mapValue, notAttempted, observe } from '../net/observe.js';
import type { Run } from '../net/run.js';
import { shorten, visible } from '../util/safe-text.js';
import { purgeMarked, storedNotes } from './stored-release.js';
import { isMarked } from './throwaway.js';
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

/**
 * The latest revision of each. One revision a message: of several together, Tiller can send too much for a message, and
 * Tiller 2.9.0 to 2.10.0 overwrites parts of a long list while it sends the list.
 */
async function listNamed(tiller: TillerCalls, clientVersion: string): Promise<MeasuredRelease[]> {
  const latest = new Map<string, MeasuredRelease>();
  const places = new Set<string>();
  let offset = '';
  do {
    const { releases, next } = await tiller.list(clientVersion, () => undefined, {
      ...{ filter: FILTER, limit: 1, sort_by: 'NAME' },
      ...(offset !== '' && { offset }),
    });
    for (const release of releases) {
      const revision = latest.get(release.name)?.revision ?? 0;
      if (isThrowawayName(release.name) && release.revision > revision) {
        latest.set(release.name, release);
      }
    }
    if (places.has(next)) {
      const message = `Tiller's list goes on at ${shorten(visible(next), 80)}, a place where it was before.`;
      throw new ObservationFailed({ hop: HOP, kind: 'wrong-answer', message });
    }
    places.add(next);
    offset = next;
  } while (offset !== '');
  return [...latest.values()];
}
