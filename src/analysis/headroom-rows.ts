// How much of each limit is used, where all that Swift may be agree on it.
import type { Evidence } from '../evidence/types.js';
import type { EvidenceKey } from './missing.js';
import { headroom, type HeadroomRow } from '../predict/headroom.js';
import type { MeasuredStream } from '../predict/replay.js';
import type { Analysis } from './analysis.js';
import { duplicates } from './compare.js';

export type HeadroomRows =
  | { readonly kind: 'rows'; readonly all: readonly HeadroomRow[]; readonly kept: HeadroomRow[] }
  | { readonly kind: 'nothing-stored' }
  | { readonly kind: 'untold'; readonly reason: string; readonly missing: EvidenceKey };

/** Every limit, and of them those that `keep` is about, the nearest first. */
export function headroomRows(
  { evidence, stream, swift, swiftWords, tiller, otherTiller }: Analysis,
  keep: (rows: readonly HeadroomRow[]) => HeadroomRow[],
): HeadroomRows {
  if (!stream || !tiller) {
    return untold('Tiller is no release whose limits are known.', "Tiller's release");
  }
  if (otherTiller !== null) {
    return untold(
      `Swift talks to another Tiller, ${otherTiller}, whose releases are not known.`,
      'every release',
    );
  }
  if (duplicates(stream.list.releases).length > 0) {
    return untold('The direct list came wrong, so sizes cannot be added up.', 'every release');
  }
  const lasting = withoutThrowaway(stream, evidence);
  if (!stream.failed && lasting.list.releases.length === 0) return { kind: 'nothing-stored' };
  const all = swift.releases.map((release) => headroom(lasting, release, tiller));
  const [first] = all;
  if (!first || all.includes(null)) {
    return untold('The direct list does not tell all that Swift would get.', 'every release');
  }
  const kept = keep(first);
  if (all.some((rows) => JSON.stringify(keep(rows ?? [])) !== JSON.stringify(kept))) {
    return untold(`It depends on Swift's release, which may be ${swiftWords}.`, "Swift's release");
  }
  return { kind: 'rows', all: first, kept };
}

function untold(reason: string, missing: EvidenceKey): HeadroomRows {
  return { kind: 'untold', reason, missing };
}

/** Without the release of --install, which is purged by now. */
function withoutThrowaway(stream: MeasuredStream, { payload }: Evidence): MeasuredStream {
  if (payload?.kind !== 'install') return stream;
  const releases = stream.list.releases.filter(({ name }) => name !== payload.releaseName);
  return { ...stream, list: { ...stream.list, releases } };
}
