// Stored revisions whose content and history do not fit a hop of REST, each alone.
import { oversizedFacts, type OversizedFacts } from '../../analysis/largest.js';
import type { Hop } from '../../evidence/observation.js';
import { swifts } from '../../knowledge/describe.js';
import { isWithinLimit, unaryLimit } from '../../knowledge/limits.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { contentAnswerBytes } from '../../predict/sizes.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import { defineCheck, type Step } from '../define.js';
import type { Shell } from '../shell.js';
import { change, look } from '../steps.js';
import { needs } from '../needs.js';
import { isOne, namedOversized, oversizedMeasures, sizes } from '../shared/large-releases.js';

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
      describe: (facts, shell) => ({
        seen: [answerSizes(facts)],
        certainty: 'certain',
        cause: `These calls return a whole release in one message, and Swift ${facts.swift} accepts at most ${formatExactSize(facts.limitBytes)} in one. GET releases/NAME/content/json and releases/NAME/json answer HTTP 403 with gRPC code 8.`,
        steps: [
          readDirectly(facts, shell),
          change(
            `Take unneeded files out of the chart (.helmignore), and upgrade the release. Swift ${swifts((release) => unaryLimit(release) === facts.limitBytes)} has the same limit.`,
          ),
        ],
      }),
      measures: oversizedMeasures,
    },
  },
  needs: { stored: needs.stored, swiftReleases: needs.swiftReleases },
  run: (
    { swiftWords },
    { raise, pass, unknown },
    { stored: { releases, whole }, swiftReleases },
  ) => {
    const tooLargeFor = (swift: SwiftRelease) =>
      releases.filter((stored) => !isWithinLimit(contentAnswerBytes(stored), unaryLimit(swift)));
    const [swift, ...others] = swiftReleases;
    const limitBytes = unaryLimit(swift);
    const tooLarge = tooLargeFor(swift);
    if (others.some((other) => tooLargeFor(other).length !== tooLarge.length)) {
      return unknown(
        `It depends on the version of Swift, which may be ${swiftWords}.`,
        "Swift's release",
      );
    }
    if (tooLarge.length === 0 && !whole) {
      return unknown('The direct list does not hold every release.', 'every release');
    }
    if (limitBytes === null || tooLarge.length === 0) return pass();
    const facts = oversizedFacts(tooLarge, contentAnswerBytes, whole);
    return raise(
      'content-over-limit',
      { limitBytes, swift: swiftWords, ...facts },
      refusingHop(swiftReleases, limitBytes),
    );
  },
});

/** With the same limit on both hops the first hop refuses; `null`: it depends on the version. */
function refusingHop(swiftReleases: readonly SwiftRelease[], limitBytes: number): Hop | null {
  const hops = new Set<Hop>(
    swiftReleases.map(({ tillerReceiveLimitBytes }) =>
      tillerReceiveLimitBytes === limitBytes ? 'swift->tiller' : 'gateway->swift',
    ),
  );
  const [hop = null] = hops;
  return hops.size === 1 ? hop : null;
}

/** An answer is a few bytes larger than the release in it. */
function answerSizes(facts: ContentFacts): string {
  const [first] = facts.largest;
  return first && isOne(facts)
    ? `Its answer takes ${plural(first.bytes, 'byte')} with framing, mostly ${first.mostly}.`
    : `The largest answers, with framing: ${sizes(facts.largest)}.`;
}

function readDirectly(facts: ContentFacts, shell: Shell): Step {
  const [first] = facts.largest;
  // As Tiller allows it; nothing else reaches a command line.
  return first && isOne(facts) && /^[a-z0-9][-.a-z0-9]*$/.test(first.name)
    ? look(
        'Read it without Swift. helm asks Tiller directly.',
        shell.helm(['get', first.name, '--revision', String(first.revision)]),
      )
    : look(
        'Read each without Swift; NAME is its name. helm asks Tiller directly.',
        shell.helm(['get', 'NAME']),
      );
}
