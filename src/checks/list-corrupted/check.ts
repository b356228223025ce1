// Whether a release stands more than once in Tiller's list.
import { distinct, duplicates } from '../../analysis/compare.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { describeRelease, someNames } from '../shared/words.js';

interface CorruptedFacts {
  /** Revisions that came more than once, as names. */
  readonly twice: readonly string[];
  /** How many of those that were counted are missing. */
  readonly missing: number;
  readonly count: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-corrupted': CorruptedFacts;
  }
}

export const listCorrupted = defineCheck({
  group: 'lists',
  after: 'list-over-send-limit',
  code: 'list-corrupted',
  findings: {
    'list-corrupted': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'No release stands twice in the list',
      failTitle: ({ missing }) =>
        `Tiller's list is wrong: ${plural(missing, 'release')} missing, others in their place twice`,
      describe: ({ twice, count }) => ({
        seen: [`Twice: ${someNames(twice)}. Tiller still counts ${formatCount(count)}.`],
        certainty: 'certain',
        cause:
          'Tiller 2.9.0 to 2.10.0 overwrite one chunk of a list above 20.0 MiB with the next while it is being sent. No error is raised anywhere.',
        steps: [
          'Upgrade Tiller to 2.11.0 or newer.',
          'Until then list in parts below 20.0 MiB (`helm ls --max N --offset NAME`).',
        ],
      }),
      measures: ({ missing }) => ({ 'revisions missing': missing }),
    },
  },
  needs: { directList: needs.directList },
  run: (_analysis, { raise, pass }, { directList: { releases, count } }) => {
    const twice = duplicates(releases);
    if (twice.length === 0) return pass();
    // Each entry that stands once more stands in the place of another one.
    const missing = releases.length - distinct(releases).length;
    return raise(
      'list-corrupted',
      { twice: twice.map(describeRelease), missing, count },
      'swiftcheck->tiller',
    );
  },
});
