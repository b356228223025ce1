// When a limit will be reached, at the rate at which the stored revisions came. It is an estimate: revisions that
// were deleted meanwhile are not known, and no cluster grows evenly.
import type { MeasuredRelease } from '../evidence/types.js';
import { askedFor } from '../predict/replay.js';
import type { HeadroomRow } from '../predict/headroom.js';
import type { SwiftRelease } from '../knowledge/types.js';
import { plural } from '../util/bytes.js';
import { largestOf } from '../util/largest.js';
import { lengthDelimitedBytes } from '../util/protobuf-size.js';
import type { Growth, Reached } from './types.js';

const MOST_DAYS = 90;
/** A shorter time shows a busy day, not a rate. */
const LEAST_DAYS = 7;
const LEAST_REVISIONS = 3;
const DAY_SECONDS = 24 * 60 * 60;
const DAYS_PER_WEEK = 7;

/** @param at when the sizes were measured, RFC 3339. @param rows the limits of the pair */
export function growthOf(
  stored: readonly MeasuredRelease[],
  swift: SwiftRelease,
  rows: readonly HeadroomRow[],
  at: string,
): Growth {
  const now = Date.parse(at) / 1000;
  const listed = askedFor(stored, swift);
  const ages = listed.flatMap(({ lastDeployedSeconds }) =>
    lastDeployedSeconds === undefined ? [] : [(now - lastDeployedSeconds) / DAY_SECONDS],
  );
  if (listed.length === 0) return unknown('the list of this pair holds no revision');
  if (ages.length < listed.length) {
    const without = listed.length - ages.length;
    return unknown(
      `${plural(without, 'stored revision has', 'stored revisions have')} no time of deployment`,
    );
  }
  const oldest = largestOf(ages);
  const days = Math.floor(Math.min(MOST_DAYS, oldest));
  if (days < LEAST_DAYS) {
    return unknown(
      `the oldest stored revision is ${plural(Math.floor(oldest), 'day')} old, and ${LEAST_DAYS} are needed`,
    );
  }
  const recent = listed.filter((_release, index) => {
    const age = ages[index] ?? Infinity;
    return age >= 0 && age <= days;
  });
  if (recent.length < LEAST_REVISIONS) {
    return unknown(
      `${plural(recent.length, 'revision')} of the last ${days} days ${recent.length === 1 ? 'is' : 'are'} too few`,
    );
  }
  const weeks = days / DAYS_PER_WEEK;
  const reaches = rows
    .flatMap((row) => reached(row, recent, weeks))
    .sort((a, b) => a.weeks - b.weeks);
  return { kind: 'estimate', days, revisions: recent.length, reaches };
}

function unknown(reason: string): Growth {
  return { kind: 'unknown', reason };
}

/** Nothing of a limit that is exceeded already, or that no more revisions come nearer to. */
function reached(
  { what, hop, used, limit, moreThatFit }: HeadroomRow,
  recent: readonly MeasuredRelease[],
  weeks: number,
): Reached[] {
  if (moreThatFit === null || used > limit) return [];
  const added = recent.reduce((sum, release) => sum + USE[what](release), 0);
  if (added === 0) return [];
  const perWeek = added / weeks;
  return [{ what, hop, limit, perWeek, weeks: Math.floor((limit - used) / perWeek) }];
}

const onTillersHop = ({ bytes }: MeasuredRelease) => lengthDelimitedBytes(bytes);
const inSwift = ({ summaryBytes }: MeasuredRelease) => lengthDelimitedBytes(summaryBytes);

/** What one more revision adds to each limit, in the unit of the limit. */
const USE: Record<HeadroomRow['what'], (release: MeasuredRelease) => number> = {
  'list message': onTillersHop,
  'whole list message': onTillersHop,
  'list answer': inSwift,
  'whole list answer': inSwift,
  'list length': () => 1,
  content: () => 0,
};
