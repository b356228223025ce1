// Whether a stored revision is larger than a policy allows.
import { oversizedFacts, type OversizedFacts } from '../../analysis/largest.js';
import { formatExactSize } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { change } from '../steps.js';
import { needs } from '../needs.js';
import { largestSentence, namedOversized, oversizedMeasures } from '../shared/large-releases.js';
import { limitHistory } from '../shared/tiller-commands.js';

interface TooLargeFacts extends OversizedFacts {
  readonly maxBytes: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'release-too-large': TooLargeFacts;
  }
}

export const releaseSize = defineCheck({
  group: 'policy',
  after: 'headroom-too-small',
  code: 'release-too-large',
  findings: {
    'release-too-large': {
      severity: 'fail',
      askedFor: true,
      onHop: 'none',
      passTitle: 'No stored revision is larger than the policy allows',
      failTitle: (facts) =>
        `The policy allows ${formatExactSize(facts.maxBytes)} for a release, and ${namedOversized(facts)} ${facts.count === 1 ? 'exceeds' : 'exceed'} that`,
      describe: ({ largest, maxBytes }, shell) => ({
        seen: [largestSentence(largest)],
        certainty: 'certain',
        cause: `The policy allows ${formatExactSize(maxBytes)} for one stored revision, as Tiller encodes it.`,
        steps: [
          change(
            'Take unneeded files out of the chart (.helmignore), shorten NOTES and values, and upgrade the release. Older revisions keep their size until a limit of the history deletes these revisions.',
          ),
          ...limitHistory(shell),
        ],
      }),
      measures: oversizedMeasures,
    },
  },
  needs: {},
  run: (analysis, { raise, pass, skip, unknown }) => {
    const { evidence } = analysis;
    const maxBytes = evidence.policy?.maxReleaseBytes;
    if (maxBytes === undefined) return skip('The policy has no limit for the size of a release.');
    const stored = needs.stored.read(analysis);
    if ('why' in stored) return unknown(stored.why ?? 'Nothing was listed.', 'direct list');
    const { releases, whole } = stored.value;
    const tooLarge = releases.filter(({ bytes }) => bytes > maxBytes);
    if (tooLarge.length > 0) {
      const facts = oversizedFacts(tooLarge, ({ bytes }) => bytes, whole);
      return raise('release-too-large', { maxBytes, ...facts }, null);
    }
    // What Tiller did not give, or overwrote, may be larger.
    return whole
      ? pass({ maxBytes })
      : unknown('The direct list does not hold every release.', 'every release');
  },
});
