import { documentedPair } from '../../knowledge/pairs.js';
import { lineOf } from '../../knowledge/versions.js';
import { needs, notApplicable, pass, raise, type Rule } from '../rule.js';

/** Whether the table names the Tiller line that a release was built for. */
export const helmLibrary: Rule = {
  code: 'helm-library-differs',
  needs: [needs.swiftReleases],
  judge: ({ swift }) => {
    const [release, ...others] = swift.releases;
    if (!release || others.length > 0) {
      return notApplicable('helm-library-differs', "Swift's release is not known exactly.");
    }
    const documentedTiller = documentedPair(release)?.tiller ?? null;
    if (documentedTiller === null) {
      return notApplicable('helm-library-differs', 'The table names no Tiller for this release.');
    }
    const built = lineOf(release.helmLibrary);
    const lines = documentedTiller.split(/,\s*/).map((entry) => lineOf(entry.replace(/\.x$/, '')));
    const facts = { swift: release.version, documentedTiller, helmLibrary: release.helmLibrary };
    return lines.includes(built)
      ? pass('helm-library-differs', facts)
      : raise('helm-library-differs', facts, null);
  },
};
