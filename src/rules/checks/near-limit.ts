import { share, type HeadroomRow } from '../../predict/headroom.js';
import { headroomRows } from '../../analysis/headroom-rows.js';
import { couldNotTell, needs, notApplicable, pass, raise, type Rule } from '../rule.js';
import { tillerPlace } from '../../checks/shared/tiller-place.js';

/** At four fifths there is room for about one more of what five of these take: time to act. */
export const NEAR = 0.8;

/** Whether something that passes is near the limit that will stop it. */
export const nearLimit: Rule = {
  code: 'near-limit',
  needs: [needs.directList, needs.swiftReleases],
  judge: (assessment) => {
    const { evidence, swiftWords, tiller } = assessment;
    if (evidence.policy?.headroom !== undefined) {
      return notApplicable(
        'near-limit',
        'The headroom that the policy asks for is judged instead.',
      );
    }
    const rows = headroomRows(assessment, nearest);
    switch (rows.kind) {
      case 'untold':
        return couldNotTell('near-limit', rows.reason, rows.lacks);
      case 'nothing-stored':
        return notApplicable('near-limit', 'Nothing is stored.');
      case 'rows': {
        const facts = {
          ...{ from: NEAR, swift: swiftWords, tiller: tiller?.version ?? '' },
          ...tillerPlace(evidence),
        };
        const [first] = rows.kept;
        return first
          ? raise('near-limit', { ...facts, rows: rows.kept }, first.hop)
          : pass('near-limit', { ...facts, rows: rows.all });
      }
    }
  },
};

/** What is over its limit fails already, and has a finding of its own. */
function nearest(rows: readonly HeadroomRow[]): HeadroomRow[] {
  return rows
    .filter((row) => share(row) >= NEAR && row.used <= row.limit)
    .sort((a, b) => share(b) - share(a));
}
