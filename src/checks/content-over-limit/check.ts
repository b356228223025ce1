// Stored revisions whose content and history do not fit a hop of REST, each alone.
import { oversizedFacts, type OversizedFacts } from '../../analysis/largest.js';
import { swifts } from '../../knowledge/describe.js';
import { fits, unaryLimit } from '../../knowledge/limits.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { contentAnswerBytes } from '../../predict/sizes.js';
import { formatExactSize } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { largestSentence, namedOversized, oversizedMeasures } from '../shared/large-releases.js';

interface ContentFacts extends OversizedFacts {
  readonly limitBytes: number;
  /** The possible versions of Swift, in words. */
  readonly swift: string;
}

declare module '../define.js' {
  interface FindingFacts {
    'content-over-limit': ContentFacts;
  }
}

export const contentOverLimit = defineCheck({
  group: 'lists',
  after: 'list-differs',
  code: 'content-over-limit',
  findings: {
    'content-over-limit': {
      onHop: 'prediction',
      severity: 'warn',
      passTitle: 'No stored revision is too large by itself to be read through Swift',
      failTitle: (facts) =>
        `Content and history of ${namedOversized(facts)} cannot be read through Swift`,
      describe: ({ largest, swift, limitBytes }, shell) => ({
        seen: [largestSentence(largest)],
        certainty: 'certain',
        cause: `These calls return a whole release in one message, and Swift ${swift} accepts at most ${formatExactSize(limitBytes)} in one. GET releases/NAME/content/json and releases/NAME/json answer HTTP 403 with gRPC code 8.`,
        steps: [
          look(
            'Read the release without Swift: helm asks Tiller directly. NAME is the name of the release.',
            shell.helm(['get', 'NAME']),
          ),
          look(
            `Take unneeded files out of the chart (.helmignore), and upgrade the release. Swift ${swifts((release) => unaryLimit(release) === limitBytes)} has the same limit.`,
          ),
        ],
      }),
      measures: oversizedMeasures,
    },
  },
  needs: { stored: needs.stored, swiftReleases: needs.swiftReleases },
  run: (
    { swiftWords },
    { raise, pass, inconclusive },
    { stored: { releases, whole }, swiftReleases },
  ) => {
    const tooLargeFor = (swift: SwiftRelease) =>
      releases.filter((stored) => !fits(contentAnswerBytes(stored), unaryLimit(swift)));
    const [swift, ...others] = swiftReleases;
    const limitBytes = unaryLimit(swift);
    const tooLarge = tooLargeFor(swift);
    if (others.some((other) => tooLargeFor(other).length !== tooLarge.length)) {
      return inconclusive(
        `It depends on the version of Swift, which may be ${swiftWords}.`,
        "Swift's release",
      );
    }
    if (tooLarge.length === 0 && !whole) {
      return inconclusive('The direct list does not hold every release.', 'every release');
    }
    if (limitBytes === null || tooLarge.length === 0) return pass();
    const facts = oversizedFacts(tooLarge, contentAnswerBytes, whole);
    return raise(
      'content-over-limit',
      { limitBytes, swift: swiftWords, ...facts },
      // With the same limit on both hops the first hop refuses.
      swiftReleases.every((release) => release.tillerReceiveLimitBytes === limitBytes)
        ? 'swift->tiller'
        : 'gateway->swift',
    );
  },
});
