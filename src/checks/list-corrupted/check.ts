// Whether a release stands more than once in Tiller's list.
import type { Analysis } from '../../analysis/analysis.js';
import { PROBED_LIST, computedWayOut } from '../../analysis/what-if.js';
import { tillers } from '../../knowledge/describe.js';
import { TILLER_MESSAGE_LIMIT } from '../../knowledge/limits.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';
import { setTillerImage } from '../shared/tiller-commands.js';
import { compareReleases, duplicates } from '../../analysis/compare.js';
import { distinctCount } from '../../evidence/identity.js';
import { predict } from '../../predict/predict.js';
import { inStorageOrder } from '../../predict/select.js';
import { formatCount, formatExactSize, plural } from '../../util/bytes.js';
import { largestOf } from '../../util/largest.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import { needs } from '../needs.js';
import { mayOverwrite } from '../shared/list-header.js';
import { describeRelease, someNames } from '../shared/words.js';

interface CorruptedFacts {
  /** Revisions that came more than once, as names. */
  readonly twice: readonly string[];
  /** Revisions that belong in their place, as names; `null`: which they are is not known. */
  readonly lost: readonly string[] | null;
  /** How many of those that were counted are missing. */
  readonly missing: number;
  readonly count: number;
  /** As many of the largest revision fit one message of Tiller; 0: not even one. */
  readonly fitting: number;
  /** A Tiller with which this very list is right; `null`: none is known. */
  readonly upgrade: string | null;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-corrupted': CorruptedFacts;
  }
}

/** The first of the line that does not overwrite chunks. */
const REPAIRED =
  TILLER_RELEASES.find(
    ({ listDelivery, chunkBufferReuse }) => listDelivery === 'chunks' && !chunkBufferReuse,
  ) ?? null;

export const listCorrupted = defineCheck({
  group: 'lists',
  after: 'list-over-send-limit',
  code: 'list-corrupted',
  findings: {
    'list-corrupted': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'The list contains no duplicates',
      failTitle: ({ missing }) =>
        `Tiller's list is wrong: ${plural(missing, 'revision')} missing, and as many duplicates`,
      describe: ({ twice, lost, count, fitting, upgrade }, shell) => ({
        seen: [
          `Twice: ${someNames(twice)}. Tiller still counts ${formatCount(count)}.`,
          ...(lost ? [`Missing, as a list in smaller parts shows: ${someNames(lost)}.`] : []),
        ],
        certainty: 'certain',
        cause: `Tiller ${tillers(({ chunkBufferReuse }) => chunkBufferReuse)} overwrites one chunk of a list above ${formatExactSize(TILLER_MESSAGE_LIMIT)} with the next chunk while it sends the first. No side reports an error.`,
        steps: [
          ...(upgrade === null
            ? []
            : [
                setTillerImage(
                  `Upgrade Tiller to a version that does not overwrite chunks (${tillers(({ chunkBufferReuse, listDelivery }) => listDelivery === 'chunks' && !chunkBufferReuse)}). See with \`swiftcheck matrix\` which Swift is documented for that version.`,
                  upgrade,
                  shell,
                ),
              ]),
          ...(fitting === 0
            ? [change('Shrink the charts of the largest releases, and upgrade these releases.')]
            : [
                look(
                  `Until then, list in parts below ${formatExactSize(TILLER_MESSAGE_LIMIT)}: --max is the number of revisions. The next part begins with --offset and the name that helm prints as next.`,
                  shell.helm(['ls', '--all', '--max', String(fitting)]),
                ),
              ]),
        ],
      }),
      measures: ({ missing }) => ({ 'revisions missing': missing }),
    },
  },
  needs: { directList: needs.directList },
  run: (analysis, { raise, pass, skip }, { directList }) => {
    const { stored } = analysis;
    const { releases, count } = directList;
    const twice = duplicates(releases);
    if (twice.length === 0) return pass();
    if (!mayOverwrite(directList, analysis)) {
      return skip('list-incomplete reports the duplicates: this list was not overwritten.');
    }
    // Each entry that stands once more stands in the place of another one.
    const missing = releases.length - distinctCount(releases);
    const largest = largestOf((stored?.releases ?? releases).map(({ bytes }) => bytes));
    const fitting = Math.floor(TILLER_MESSAGE_LIMIT / (largest + 100));
    // Without an order of its own a list is in that of the storage.
    const expected = stored?.whole ? inStorageOrder(stored.releases).slice(0, count) : null;
    const lost =
      expected && compareReleases(expected, releases).onlyLeft.map((each) => describeRelease(each));
    return raise(
      'list-corrupted',
      {
        twice: twice.map(describeRelease),
        lost,
        missing,
        count,
        fitting,
        upgrade: upgradeOf(analysis),
      },
      'swiftcheck->tiller',
    );
  },
});

/** The Tiller of the computed upgrade, so that all findings of a report offer the same one. */
function upgradeOf(analysis: Analysis): string | null {
  const { stored } = analysis;
  if (!stored?.whole) return REPAIRED?.version ?? null;
  const { tiller, both, documented } = computedWayOut(analysis)?.upgrades ?? {};
  const [release = REPAIRED] = [tiller, both, documented].flatMap((pair) => pair?.tiller ?? []);
  return release && predict(PROBED_LIST, null, release, stored.releases).failure === null
    ? release.version
    : null;
}
