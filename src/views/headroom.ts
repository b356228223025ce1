// How much of each limit is used, as far as all versions that Swift may be agree on it.
import { headroomRows } from '../analysis/headroom-rows.js';
import type { Analysis } from '../analysis/analysis.js';
import { share, type HeadroomRow } from '../predict/headroom.js';

export interface Headroom extends HeadroomRow {
  /** The used part of the limit: 1 is all of it. Above 1 the limit is exceeded. */
  readonly share: number;
}

const KINDS: readonly HeadroomRow['what'][] = [
  'list message',
  'list answer',
  'whole list message',
  'whole list answer',
  'content',
  'list length',
];

/** The rows on which all versions agree that Swift may be, each by itself. */
export function headroomOf(analysis: Analysis): Headroom[] {
  return KINDS.flatMap((kind) => {
    const rows = headroomRows(analysis, (all) => all.filter(({ what }) => what === kind));
    return rows.kind === 'rows' ? rows.kept.map((row) => ({ ...row, share: share(row) })) : [];
  });
}
