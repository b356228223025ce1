import type { Evidence } from '../../evidence/types.js';
import { headroom, share, type HeadroomRow } from '../../predict/headroom.js';
import type { MeasuredStream } from '../../predict/replay.js';
import { duplicates } from '../compare.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';

/** At four fifths there is room for about one more of what five of these take: time to act. */
export const NEAR = 0.8;

/** Whether something that passes is near the limit that will stop it. */
export const nearLimit: Rule = {
  code: 'near-limit',
  needs: [needs.directList, needs.swiftReleases],
  judge: ({ evidence, stream, swift, swiftWords, tiller }) => {
    if (!stream || !tiller) {
      return couldNotTell(
        'near-limit',
        'Tiller is no release whose limits are known.',
        "Tiller's release",
      );
    }
    if (duplicates(stream.list.releases).length > 0) {
      return couldNotTell(
        'near-limit',
        'The direct list came wrong, so sizes cannot be added up.',
        'every release',
      );
    }
    const lasting = withoutThrowaway(stream, evidence);
    if (lasting.list.releases.length === 0)
      return notApplicable('near-limit', 'Nothing is stored.');
    const all = swift.releases.map((release) => headroom(lasting, release, tiller));
    const [first] = all;
    if (!first || all.includes(null)) {
      return couldNotTell(
        'near-limit',
        'The direct list does not tell all that Swift would get.',
        'every release',
      );
    }
    const facts = { from: NEAR, swift: swiftWords, tiller: tiller.version };
    const near = nearest(first);
    if (all.some((rows) => keyOf(nearest(rows ?? [])) !== keyOf(near))) {
      return couldNotTell(
        'near-limit',
        `It depends on Swift's release, which may be ${swiftWords}.`,
        "Swift's release",
      );
    }
    return near[0]
      ? raise('near-limit', { ...facts, rows: near }, near[0].hop)
      : pass('near-limit', { ...facts, rows: first });
  },
};

/** What is over its limit fails already, and has a finding of its own. */
function nearest(rows: readonly HeadroomRow[]): HeadroomRow[] {
  return rows
    .filter((row) => share(row) >= NEAR && row.used <= row.limit)
    .sort((a, b) => share(b) - share(a));
}

function keyOf(rows: readonly HeadroomRow[]): string {
  return JSON.stringify(rows);
}

/** Without the release of --install, which is purged by now. */
function withoutThrowaway(stream: MeasuredStream, { payload }: Evidence): MeasuredStream {
  if (payload?.kind !== 'install') return stream;
  const releases = stream.list.releases.filter(({ name }) => name !== payload.releaseName);
  return { ...stream, list: { ...stream.list, releases } };
}
