// Findings about what a policy insists on.
import type { Ignore } from '../evidence/policy.js';
import { share } from '../predict/headroom.js';
import { formatExactSize, plural } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import {
  USES,
  exactPercent,
  freePercent,
  limitSentence,
  percent,
  roomNext,
  type HeadroomFacts,
} from '../checks/shared/headroom.js';
import type { OversizedFacts } from '../analysis/largest.js';
import { largestSentence, oversized } from '../checks/shared/large-releases.js';
import { keepFewer, setTillerImage, type PlacedFacts } from '../checks/shared/tiller-commands.js';
import type { Entry } from './types.js';
import { quoted } from '../checks/shared/words.js';

export interface TooNearFacts extends Omit<HeadroomFacts, 'from'> {
  /** The share that has to stay free, such as 0.2. */
  readonly headroom: number;
}

export interface TooLargeFacts extends OversizedFacts, PlacedFacts {
  readonly maxBytes: number;
}

export interface NotAllowedFacts {
  /** The range that is allowed. */
  readonly allowed: string;
  /** The release, or the releases that it may be, in words. */
  readonly found: string;
}

export interface TillerNotAllowedFacts extends NotAllowedFacts, PlacedFacts {
  /** A release that is allowed, the nearest to what was found; `null`: none that is known is. */
  readonly nearest: string | null;
}

export interface PairNotAllowedFacts {
  readonly swift: string;
  readonly tiller: string;
  /** `Swift 0.11.1 in front of Tiller ~2.13.0`, in the policy's order. */
  readonly allowed: readonly string[];
}

export interface ExpiredFacts {
  readonly entries: readonly Ignore[];
}

export const POLICY_FINDINGS = {
  'headroom-too-small': {
    severity: 'fail',
    demanded: true,
    nothingFails: true,
    holds: 'Every limit has the headroom that the policy asks for',
    fails: ({ rows: [first], headroom }: TooNearFacts) => {
      if (!first) return 'A limit is too near';
      const [subject, limit] = USES[first.what];
      const much =
        share(first) > 1 ? `takes ${percent(share(first))}` : `leaves ${freePercent(first)}`;
      return `${subject} ${much} of ${limit}, and ${exactPercent(headroom)} has to stay free`;
    },
    explain: ({ rows, swift, tiller, headroom, tillerPlace }: TooNearFacts) => ({
      seen: rows.map(limitSentence),
      certainty: 'follows from the release',
      cause: `The sizes are measured; the limits are those of Swift ${swift} and Tiller ${tiller}. The policy asks that ${exactPercent(headroom)} of each stay free.`,
      next: roomNext(rows, tillerPlace),
    }),
  },
  'release-too-large': {
    severity: 'fail',
    demanded: true,
    nothingFails: true,
    holds: 'No stored revision is larger than the policy allows',
    fails: (facts: TooLargeFacts) =>
      `The policy allows a release ${formatExactSize(facts.maxBytes)}, and ${oversized(facts)} ${facts.count === 1 ? 'is' : 'are'} larger`,
    explain: ({ largest, maxBytes, tillerPlace }: TooLargeFacts) => ({
      seen: [largestSentence(largest)],
      certainty: 'measured',
      cause: `The policy allows ${formatExactSize(maxBytes)} for one stored revision, as Tiller encodes it.`,
      next: [
        'Take files out of the chart that it does not need (.helmignore), shorten NOTES and values, and upgrade the release.',
        'Older revisions stay as large as they are, until a limit of the history deletes them.',
        ...keepFewer(tillerPlace),
      ],
    }),
  },
  'swift-release-not-allowed': {
    severity: 'fail',
    demanded: true,
    nothingFails: true,
    holds: "Swift's release is one that the policy allows",
    fails: ({ found, allowed }: NotAllowedFacts) =>
      `Swift ${visible(found)} is not within ${visible(allowed)}`,
    explain: ({ found, allowed }: NotAllowedFacts) => ({
      seen: [`Swift is ${found}; the policy asks for ${allowed}.`],
      certainty: 'follows from the release',
      cause: 'The policy names the releases of Swift that may run here.',
      next: [
        'Move Swift to a release within that range; swiftcheck matrix shows which Tiller each is documented for.',
      ],
    }),
  },
  'tiller-release-not-allowed': {
    severity: 'fail',
    demanded: true,
    nothingFails: true,
    holds: "Tiller's release is one that the policy allows",
    fails: ({ found, allowed }: TillerNotAllowedFacts) =>
      `Tiller ${visible(found)} is not within ${visible(allowed)}`,
    explain: ({ found, allowed, nearest, tillerPlace }: TillerNotAllowedFacts) => ({
      seen: [`Tiller says that it is ${found}; the policy asks for ${allowed}.`],
      certainty: 'measured',
      cause: 'The policy names the releases of Tiller that may run here.',
      next: [
        `Move Tiller to a release within that range${nearest === null ? '' : `, such as ${nearest}`}: ${setTillerImage(nearest, tillerPlace)}.`,
        'Swift has to fit that Tiller: `swiftcheck matrix` shows which Swift is documented for each.',
      ],
    }),
  },
  'pair-not-allowed': {
    severity: 'fail',
    demanded: true,
    nothingFails: true,
    holds: 'Swift and Tiller are a pair that the policy allows',
    fails: ({ swift, tiller }: PairNotAllowedFacts) =>
      `Swift ${visible(swift)} in front of Tiller ${visible(tiller)} is no pair that the policy allows`,
    explain: ({ allowed, swift, tiller }: PairNotAllowedFacts) => ({
      seen: [`Swift ${swift}, Tiller ${tiller}; allowed: ${allowed.join('; ')}.`],
      certainty: 'follows from the release',
      cause: 'The policy names the pairs that may run here.',
      next: ['Move Swift, Tiller or both to one of these pairs.'],
    }),
  },
  'ignore-expired': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Nothing that the policy ignores has expired',
    fails: ({ entries }: ExpiredFacts) =>
      `Of what the policy ignores ${plural(entries.length, 'entry has', 'entries have')} expired`,
    explain: ({ entries }: ExpiredFacts) => ({
      seen: entries.map(
        ({ code, expires, reason }) =>
          `${code} was ignored until ${expires} and counts again where it is raised; the reason was: ${quoted(reason)}`,
      ),
      certainty: 'measured',
      cause: 'What is ignored is accepted for a time only.',
      next: ['Mend what was accepted, or agree on a new date and write it into the policy.'],
    }),
  },
} satisfies Record<string, Entry<never>>;
