import type { Evidence } from '../../evidence/types.js';
import { describeReleases } from '../../knowledge/describe.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { findTiller } from '../../knowledge/versions.js';
import { pass, raise, couldNotTell, type Rule } from '../rule.js';

/** Which release Swift is: declared, or the only one that fits its answers. */
export const swiftVersion: Rule = {
  code: 'swift-version-unknown',
  needs: [],
  judge: ({ evidence, swift }) => {
    const facts = {
      declared: swift.declared,
      declaredBy: swift.declaredBy,
      candidates: describeReleases(swift.candidates),
      clues: swift.clues.map((clue) => clue.seen),
      emptyListWouldTell: emptyListWouldTell(evidence, swift.candidates),
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

/** Only a Tiller that sends no message for an empty list brings out how releases of Swift differ. */
function emptyListWouldTell({ swift }: Evidence, candidates: readonly SwiftRelease[]): boolean {
  if (swift.pendingInstalls !== undefined || !swift.tillerVersion.ok) return false;
  const answers = new Set(candidates.map(({ emptyStream }) => JSON.stringify(emptyStream)));
  return (
    answers.size > 1 && findTiller(swift.tillerVersion.value.semVer)?.listDelivery === 'chunks'
  );
}
