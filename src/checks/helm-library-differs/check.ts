// Whether the table of supported versions lists the Tiller line that a version of Swift was built for.
import { documentedPair } from '../../knowledge/pairs.js';
import { lineOf } from '../../knowledge/versions.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';

interface LibraryFacts {
  readonly swift: string;
  readonly documentedTiller: string;
  readonly helmLibrary: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'helm-library-differs': LibraryFacts;
  }
}

export const helmLibraryDiffers = defineCheck({
  group: 'versions',
  after: 'pair-undocumented',
  code: 'helm-library-differs',
  findings: {
    'helm-library-differs': {
      severity: 'warn',
      passTitle: 'Swift was built with the Helm library of the Tiller that it is documented for',
      failTitle: ({ swift, documentedTiller, helmLibrary }) =>
        `Swift ${swift} is documented for Tiller ${documentedTiller} but built with Helm ${helmLibrary}`,
      describe: () => ({
        seen: ['The sources of this version of Swift and its compatibility table say so.'],
        certainty: 'certain',
        cause:
          'The table is ahead of the build. This Swift does not know the fields that the newer Helm added, and drops them.',
        steps: [
          look('No action is needed. When you upgrade, prefer the next minor version of Swift.'),
        ],
      }),
    },
  },
  needs: { swiftReleases: needs.swiftReleases },
  run: (_analysis, { raise, pass, skip }, { swiftReleases: [release, ...others] }) => {
    if (others.length > 0) return skip('The version of Swift is not known exactly.');
    const documentedTiller = documentedPair(release)?.tiller ?? null;
    if (documentedTiller === null) {
      return skip('The table lists no Tiller for this version of Swift.');
    }
    const built = lineOf(release.helmLibrary);
    const lines = documentedTiller.split(/,\s*/).map((entry) => lineOf(entry.replace(/\.x$/, '')));
    const facts = { swift: release.version, documentedTiller, helmLibrary: release.helmLibrary };
    return lines.includes(built) ? pass(facts) : raise('helm-library-differs', facts, null);
  },
});
