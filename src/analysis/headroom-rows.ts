// How much of each limit is used, where all that Swift may be agree on it.
import type { EvidenceKey } from './missing.js';
import { headroom, type HeadroomRow } from '../predict/headroom.js';
import { firstOfEachKind, swiftKind } from '../predict/kinds.js';
import type { TillerRelease } from '../knowledge/types.js';
import type { Analysis } from './analysis.js';
import { duplicates } from './compare.js';
import type { Stored } from './stored.js';

export type HeadroomRows =
  | { readonly kind: 'rows'; readonly all: readonly HeadroomRow[]; readonly kept: HeadroomRow[] }
  | { readonly kind: 'nothing-stored' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly missing: EvidenceKey };

/** Every limit, and of them those that `keep` is about, the nearest first. */
export function headroomRows(
  analysis: Analysis,
  keep: (rows: readonly HeadroomRow[]) => HeadroomRow[],
): HeadroomRows {
  const { stream, stored, swiftWords, tiller, otherTiller } = analysis;
  if (!stream || !stored || !tiller) {
    return notKnown(
      'The version of Tiller is not in the tables of swiftcheck.',
      "Tiller's release",
    );
  }
  if (otherTiller !== null) {
    return notKnown(
      `Swift talks to another Tiller, ${otherTiller}, and its releases are unknown.`,
      'every release',
    );
  }
  if (!stored.whole) {
    return notKnown(
      duplicates(stream.list.releases).length > 0
        ? 'The direct list is wrong, so its sizes cannot be added.'
        : 'The direct list does not hold every revision.',
      'every release',
    );
  }
  const [first, ...others] = rowsOfEachKind(analysis, stored, tiller);
  if (stored.releases.length === 0) return { kind: 'nothing-stored' };
  if (!first) return notKnown('The version of Swift is unknown.', "Swift's release");
  const kept = keep(first);
  if (others.some((rows) => JSON.stringify(keep(rows)) !== JSON.stringify(kept))) {
    return notKnown(
      `It depends on the version of Swift, which may be ${swiftWords}.`,
      "Swift's release",
    );
  }
  return { kind: 'rows', all: first, kept };
}

const rowsKnown = new WeakMap<Analysis, readonly HeadroomRow[][]>();

/** Every limit for each kind of Swift that it may be; asked for once for each row. */
function rowsOfEachKind(
  analysis: Analysis,
  stored: Stored,
  tiller: TillerRelease,
): readonly HeadroomRow[][] {
  const known = rowsKnown.get(analysis);
  if (known) return known;
  const rows = firstOfEachKind(analysis.swift.releases, swiftKind).map((release) =>
    headroom(stored.releases, release, tiller),
  );
  rowsKnown.set(analysis, rows);
  return rows;
}

function notKnown(reason: string, missing: EvidenceKey): HeadroomRows {
  return { kind: 'unknown', reason, missing };
}
