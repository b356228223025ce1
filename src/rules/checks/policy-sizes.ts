// What a policy asks of sizes: room below each limit, and no release above its own.
import { listLength, share, type HeadroomRow } from '../../predict/headroom.js';
import { askedFor } from '../../predict/replay.js';
import type { Analysis } from '../../analysis/analysis.js';
import { distinct, isWhole } from '../../analysis/compare.js';
import { headroomRows } from '../../analysis/headroom-rows.js';
import { oversizedFacts } from '../../analysis/largest.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

/** Whether each limit has the headroom that is asked for; what is over a limit has none. */
export const headroomKept: Rule = {
  code: 'headroom-too-small',
  needs: [],
  judge: (assessment) => {
    const { evidence, swiftWords, tiller } = assessment;
    const headroom = evidence.policy?.headroom;
    if (headroom === undefined) {
      return notApplicable('headroom-too-small', 'The policy asks for no headroom.');
    }
    const facts = {
      ...{ headroom, swift: swiftWords, tiller: tiller?.version ?? '' },
      ...tillerPlace(evidence),
    };
    const rows = headroomRows(assessment, (all) => withoutRoom(all, headroom));
    switch (rows.kind) {
      case 'untold': {
        // The one limit whose end is told by Tiller itself.
        const row = lengthPassed(assessment);
        return row
          ? raise('headroom-too-small', { ...facts, rows: [row] }, row.hop)
          : couldNotTell('headroom-too-small', rows.reason, rows.lacks);
      }
      case 'nothing-stored':
        return pass('headroom-too-small');
      case 'rows': {
        const [first] = rows.kept;
        return first
          ? raise('headroom-too-small', { ...facts, rows: rows.kept }, first.hop)
          : pass('headroom-too-small', { ...facts, rows: rows.all });
      }
    }
  },
};

/** The length of a list that Tiller ended, where each Swift that it may be asks for all of it. */
function lengthPassed({ stream, swift, tiller, otherTiller }: Analysis): HeadroomRow | null {
  if (!stream || !tiller || stream.failed || otherTiller !== null) return null;
  const { total, releases, next } = stream.list;
  const asksForAll = swift.releases.every(
    (release) => askedFor(releases, release).length === releases.length,
  );
  const ended = next !== '' && total > tiller.defaultListLimit;
  return ended && asksForAll ? listLength(total, tiller) : null;
}

function withoutRoom(rows: readonly HeadroomRow[], headroom: number): HeadroomRow[] {
  return rows
    .filter(({ used, limit }) => limit - used < headroom * limit)
    .sort((a, b) => share(b) - share(a));
}

/** Whether a stored revision is larger than the policy allows. */
export const releaseSize: Rule = {
  code: 'release-too-large',
  needs: [],
  judge: (assessment) => {
    const { evidence, stream } = assessment;
    const maxBytes = evidence.policy?.maxReleaseBytes;
    if (maxBytes === undefined) {
      return notApplicable('release-too-large', 'The policy names no largest release.');
    }
    if (!stream) {
      const missing = needs.directList.missing(assessment);
      return couldNotTell('release-too-large', missing ?? 'Nothing was listed.', 'direct list');
    }
    const tooLarge = distinct(stream.list.releases).filter(({ bytes }) => bytes > maxBytes);
    const whole = isWhole(stream);
    if (tooLarge.length > 0) {
      const facts = oversizedFacts(tooLarge, ({ bytes }) => bytes, whole);
      return raise('release-too-large', { maxBytes, ...facts, ...tillerPlace(evidence) }, null);
    }
    // What Tiller did not give, or overwrote, may be larger.
    return whole
      ? pass('release-too-large', { maxBytes })
      : couldNotTell(
          'release-too-large',
          'The direct list does not hold every release.',
          'every release',
        );
  },
};
