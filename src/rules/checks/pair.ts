import { documentedPair, isDocumented, swiftsDocumentedFor } from '../../knowledge/pairs.js';
import { describeReleases } from '../../knowledge/describe.js';
import { couldNotTell, needs, pass, raise, type Rule } from '../rule.js';

/** The pair against Swift's own table. Where the release is not known, all that it may be must agree. */
export const pair: Rule = {
  code: 'pair-documented',
  needs: [needs.anyTillerVersion, needs.swiftReleases, needs.swiftKnownAtAll],
  judge: ({ tillerVersion, swift, swiftWords }) => {
    const tiller = tillerVersion ?? '';
    const documented = swift.releases.filter((release) =>
      ['exact', 'line'].includes(isDocumented(release, tiller)),
    );
    const named = new Set(
      swift.releases.flatMap((release) => documentedPair(release)?.tiller ?? []),
    );
    const facts = {
      swift: swiftWords,
      tiller,
      documentedTiller: named.size === 0 ? null : [...named].join(', '),
    };
    if (documented.length === swift.releases.length) return pass('pair-documented', facts);
    if (documented.length > 0) {
      return couldNotTell(
        'pair-documented',
        `Swift may be ${swiftWords}; of these the table names ${describeReleases(documented)} for Tiller ${tiller}.`,
        "Swift's release",
      );
    }
    const documentedSwifts = swiftsDocumentedFor(tiller).map((release) => release.version);
    return raise('pair-undocumented', { ...facts, documentedSwifts }, 'swift->tiller');
  },
};
