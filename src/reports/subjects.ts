// The versions that a judgement is about, as far as they are known.
import { describeReleases } from '../knowledge/describe.js';
import { shownName } from '../checks/shared/words.js';
import type { Judgement } from '../judge/judge.js';

export function tillerLabel({ analysis: { tillerVersion } }: Judgement): string {
  return tillerVersion === null ? 'unknown' : shownName(tillerVersion);
}

/** Without a clue every release fits. */
export function swiftLabel({ analysis: { swift } }: Judgement): string {
  const known = swift.declaredRelease !== null || swift.clues.length > 0;
  return known && swift.releases.length > 0 ? describeReleases(swift.releases) : 'unknown';
}
