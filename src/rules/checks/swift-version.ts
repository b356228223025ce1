import { describeReleases } from '../../findings/words.js';
import { pass, raise, couldNotTell, type Rule } from '../rule.js';

/** Which release Swift is: declared, or the only one that fits its answers. */
export const swiftVersion: Rule = {
  code: 'swift-version-unknown',
  needs: [],
  judge: ({ evidence, swift }) => {
    const facts = {
      declared: swift.declared,
      candidates: describeReleases(swift.candidates),
      clues: swift.clues.map((clue) => clue.seen),
      askedEmptyList: evidence.swift.pendingInstalls !== undefined,
    };
    if (swift.contradicted) {
      return raise('swift-version-contradicted', facts, null);
    }
    if (swift.declaredRelease || swift.candidates.length === 1) {
      return pass('swift-version-unknown', facts);
    }
    if (swift.clues.length === 0 && swift.declared === null && !evidence.swift.tillerVersion.ok) {
      return couldNotTell(
        'swift-version-unknown',
        'Swift gave no answer to go by.',
        "Swift's answer",
      );
    }
    return raise('swift-version-unknown', facts, null);
  },
};
