// Whether a release stands more than once in Tiller's list.
import { compareReleases, duplicates } from '../../analysis/compare.js';
import { distinct } from '../../evidence/identity.js';
import { inStorageOrder } from '../../predict/select.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { describeRelease, someNames } from '../shared/words.js';

interface CorruptedFacts {
  /** Revisions that came more than once, as names. */
  readonly twice: readonly string[];
  /** Revisions that belong in their place, as names; `null`: which they are is not known. */
  readonly lost: readonly string[] | null;
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
      describe: ({ twice, lost, count }) => ({
        seen: [
          `Twice: ${someNames(twice)}. Tiller still counts ${formatCount(count)}.`,
          ...(lost ? [`Missing, as a list in smaller parts shows: ${someNames(lost)}.`] : []),
        ],
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
  run: ({ stored }, { raise, pass }, { directList: { releases, count } }) => {
    const twice = duplicates(releases);
    if (twice.length === 0) return pass();
    // Each entry that stands once more stands in the place of another one.
    const missing = releases.length - distinct(releases).length;
    // Without an order of its own a list is in that of the storage.
    const expected = stored?.whole ? inStorageOrder(stored.releases).slice(0, count) : null;
    const lost =
      expected && compareReleases(expected, releases).onlyLeft.map((each) => describeRelease(each));
    return raise(
      'list-corrupted',
      { twice: twice.map(describeRelease), lost, missing, count },
      'swiftcheck->tiller',
    );
  },
});
