// Whether the releases that run are those that a policy allows.
import type { Analysis } from '../../analysis/analysis.js';
import { isWithin, nearestTiller } from '../../knowledge/versions.js';
import { visible } from '../../util/safe-text.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { plainShell } from '../shell.js';
import { change, look } from '../steps.js';
import { setTillerImage } from '../shared/tiller-commands.js';

interface NotAllowedFacts {
  /** The range that is allowed. */
  readonly allowed: string;
  /** The release, or the releases that the program may be, in words. */
  readonly found: string;
}

interface TillerNotAllowedFacts extends NotAllowedFacts {
  /** Whether it is not the Tiller that was asked directly: where that other one is, the run does not know. */
  readonly other: boolean;
  /** An allowed release, the nearest to what was found; `null`: no known release is allowed. */
  readonly nearest: string | null;
}

interface PairNotAllowedFacts {
  readonly swift: string;
  readonly tiller: string;
  /** `Swift 0.11.1 in front of Tiller ~2.13.0`, in the policy's order. */
  readonly allowed: readonly string[];
}

declare module '../define.js' {
  interface FindingFacts {
    'swift-release-not-allowed': NotAllowedFacts;
    'tiller-release-not-allowed': TillerNotAllowedFacts;
    'pair-not-allowed': PairNotAllowedFacts;
  }
}

const UNKNOWN_TILLER = 'The version of Tiller is unknown, directly and through Swift.';

/** Whether the version of Swift, or each possible version, is within the range. */
export const swiftAllowed = defineCheck({
  group: 'policy',
  after: null,
  code: 'swift-release-not-allowed',
  findings: {
    'swift-release-not-allowed': {
      severity: 'fail',
      askedFor: true,
      onHop: 'none',
      passTitle: 'The policy allows the version of Swift',
      failTitle: ({ found, allowed }) =>
        `Swift ${visible(found)} is not within ${visible(allowed)}`,
      describe: ({ found, allowed }) => ({
        seen: [`Swift is ${found}; the policy asks for ${allowed}.`],
        certainty: 'certain',
        cause: 'The policy lists the versions of Swift that may run here.',
        steps: [
          look(
            `Choose a version of Swift within ${allowed}. See which Tiller each version is documented for.`,
            'swiftcheck matrix',
          ),
        ],
      }),
      measures: ({ found }) => ({ [found]: 1 }),
    },
  },
  needs: {},
  run: (analysis, { raise, pass, skip, unknown }) => {
    const allowed = analysis.evidence.policy?.require?.swift;
    if (allowed === undefined) return skip('The policy has no range for Swift.');
    const verdict = verdictOnSwift(analysis, (swift) => isWithin(swift, allowed) === true);
    if (typeof verdict === 'string') return unknown(verdict, "Swift's release");
    const facts = { allowed, found: analysis.swiftWords };
    return verdict ? pass(facts) : raise('swift-release-not-allowed', facts, null);
  },
});

/** Whether the version that Tiller gives is within the range. */
export const tillerAllowed = defineCheck({
  group: 'policy',
  after: 'swift-release-not-allowed',
  code: 'tiller-release-not-allowed',
  findings: {
    'tiller-release-not-allowed': {
      severity: 'fail',
      askedFor: true,
      onHop: 'none',
      passTitle: 'The policy allows the version of Tiller',
      failTitle: ({ found, allowed }) =>
        `Tiller ${visible(found)} is not within ${visible(allowed)}`,
      describe: ({ found, allowed, nearest, other }, shell) => ({
        seen: [`Tiller reports version ${found}; the policy asks for ${allowed}.`],
        certainty: 'certain',
        cause: 'The policy lists the versions of Tiller that may run here.',
        steps: [
          setTillerImage(
            `Run a version of Tiller within ${allowed}.`,
            nearest,
            other ? plainShell() : shell,
          ),
          look(
            'Swift has to fit that Tiller. See which Swift is documented for each version.',
            'swiftcheck matrix',
          ),
        ],
      }),
      measures: ({ found }) => ({ [found]: 1 }),
    },
  },
  needs: {},
  run: ({ evidence, tillerVersion, otherTiller }, { raise, pass, skip, unknown }) => {
    const allowed = evidence.policy?.require?.tiller;
    if (allowed === undefined) return skip('The policy has no range for Tiller.');
    if (tillerVersion === null) return unknown(UNKNOWN_TILLER, "Tiller's version");
    // If there are two Tillers, each has to be allowed.
    const all = otherTiller === null ? [tillerVersion] : [tillerVersion, otherTiller];
    const refused = all.find((version) => isWithin(version, allowed) === false);
    if (refused !== undefined) {
      const nearest = nearestTiller(refused, allowed)?.version ?? null;
      const facts = { allowed, found: refused, nearest, other: refused !== tillerVersion };
      return raise('tiller-release-not-allowed', facts, null);
    }
    const unordered = all.find((version) => isWithin(version, allowed) === null);
    return unordered === undefined
      ? pass({ allowed, found: tillerVersion })
      : unknown(outOfOrder(unordered), "Tiller's release");
  },
});

/** Whether Swift and the Tiller that Swift talks to are one of the pairs. */
export const pairAllowed = defineCheck({
  group: 'policy',
  after: 'tiller-release-not-allowed',
  code: 'pair-not-allowed',
  findings: {
    'pair-not-allowed': {
      severity: 'fail',
      askedFor: true,
      onHop: 'none',
      passTitle: 'The policy allows the pair of Swift and Tiller',
      failTitle: ({ swift, tiller }) =>
        `The policy does not allow Swift ${visible(swift)} with Tiller ${visible(tiller)}`,
      describe: ({ allowed, swift, tiller }) => ({
        seen: [`Swift ${swift}, Tiller ${tiller}; allowed: ${allowed.join('; ')}.`],
        certainty: 'certain',
        cause: 'The policy lists the pairs that may run here.',
        steps: [change(`Change Swift, Tiller or both to an allowed pair: ${allowed.join('; ')}.`)],
      }),
      measures: ({ swift, tiller }) => ({ [`Swift ${swift}, Tiller ${tiller}`]: 1 }),
    },
  },
  needs: {},
  run: (analysis, { raise, pass, skip, unknown }) => {
    const pairs = analysis.evidence.policy?.require?.pairs ?? [];
    if (pairs.length === 0) return skip('The policy has no pairs.');
    const { tillerVersion, otherTiller, swiftWords: swift } = analysis;
    const tiller = otherTiller ?? tillerVersion;
    if (tiller === null) return unknown(UNKNOWN_TILLER, "Tiller's version");
    // The range `*` takes every version with a place in the order.
    if (isWithin(tiller, '*') === null) {
      return unknown(outOfOrder(tiller), "Tiller's release");
    }
    const allowed = pairs.map((pair) => `Swift ${pair.swift} in front of Tiller ${pair.tiller}`);
    const facts = { swift, tiller, allowed };
    const fits = pairs.filter((pair) => isWithin(tiller, pair.tiller) === true);
    // If no pair has this Tiller, no Swift would do.
    if (fits.length === 0) return raise('pair-not-allowed', facts, 'swift->tiller');
    const verdict = verdictOnSwift(analysis, (version) =>
      fits.some((pair) => isWithin(version, pair.swift) === true),
    );
    if (typeof verdict === 'string') return unknown(verdict, "Swift's release");
    return verdict ? pass(facts) : raise('pair-not-allowed', facts, 'swift->tiller');
  },
});

/** Whether each release that Swift may be is allowed, or none is; a text: why the verdict is open. */
function verdictOnSwift(
  analysis: Analysis,
  allows: (version: string) => boolean,
): boolean | string {
  for (const { read } of [needs.swiftReleases, needs.swiftKnownAtAll]) {
    const found = read(analysis);
    if ('why' in found && found.why !== null) return found.why;
  }
  const verdicts = new Set(analysis.swift.releases.map(({ version }) => allows(version)));
  return verdicts.size === 1
    ? verdicts.has(true)
    : `It depends on the version of Swift, which may be ${analysis.swiftWords}.`;
}

function outOfOrder(version: string): string {
  return `Tiller says that it is ${version}, which has no place in the order of versions.`;
}
