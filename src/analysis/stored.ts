// What Tiller stores, as far as it was listed.
import { distinct } from '../evidence/identity.js';
import type { Evidence, MeasuredRelease } from '../evidence/types.js';
import type { MeasuredStream } from '../predict/replay.js';
import { isWhole } from './compare.js';

export interface Stored {
  /** Each revision once; without the throwaway release of --install, which is purged by now. */
  readonly releases: readonly MeasuredRelease[];
  /** Whether it is every revision that Tiller counts. */
  readonly whole: boolean;
}

/** From the plain list and, where that list lacks some, from the full one. `null`: there is no list. */
export function storedRevisions(
  { tiller: { fullList }, payload }: Evidence,
  stream: MeasuredStream | null,
): Stored | null {
  if (!stream) return null;
  const full = fullList && (fullList.ok ? fullList.value : fullList.partial);
  const whole = fullList?.ok === true && fullList.value.releases.length === fullList.value.total;
  const listed = stream.list.releases;
  const releases = distinct(
    whole ? fullList.value.releases : full ? [...listed, ...full.releases] : listed,
  );
  const throwaway = payload?.kind === 'install' ? payload.releaseName : null;
  return {
    releases: throwaway === null ? releases : releases.filter(({ name }) => name !== throwaway),
    whole: whole || isWhole(stream),
  };
}
