// The pair against Swift's own table. If the version of Swift is not known, all possible versions must agree.
import { describeReleases } from '../../knowledge/describe.js';
import { documentedPair, isDocumented, swiftsDocumentedFor } from '../../knowledge/pairs.js';
import type { SwiftRelease } from '../../knowledge/types.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { someOf } from '../shared/words.js';

interface UndocumentedFacts {
  /** The version, or the possible versions, of Swift. */
  readonly swift: string;
  /** Whether that is one version, and not each that Swift may be. */
  readonly exact: boolean;
  readonly tiller: string;
  /** The Tiller that the table names for that Swift; `null`: the table names none. */
  readonly documentedTiller: string | null;
  /** Versions of Swift that the table lists for that Tiller. */
  readonly documentedSwifts: readonly string[];
  /** It lists another patch version of that Tiller for them. */
  readonly byLine?: true;
}

declare module '../define.js' {
  interface FindingFacts {
    'pair-undocumented': UndocumentedFacts;
  }
}

const TABLE = "Swift's compatibility table";

export const pairUndocumented = defineCheck({
  group: 'versions',
  after: 'swift-version-unknown',
  code: 'pair-undocumented',
  findings: {
    'pair-undocumented': {
      severity: 'warn',
      onHop: 'none',
      passTitle: `${TABLE} lists this pair`,
      failTitle: ({ swift, tiller, exact }) =>
        exact
          ? `Swift ${swift} is not documented for Tiller ${tiller}`
          : `None of the possible versions of Swift is documented for Tiller ${tiller}`,
      describe: ({ swift, tiller, exact, documentedTiller, documentedSwifts, byLine }) => ({
        seen: [
          ...(exact ? [] : [`This Swift may be ${swift}.`]),
          documentedTiller === null
            ? `${TABLE} lists no Tiller for Swift ${swift}.`
            : `${TABLE} lists Tiller ${documentedTiller} for Swift ${swift}.`,
        ],
        // Answers that a proxy changed can mislead.
        certainty: exact ? 'certain' : 'likely',
        cause:
          'Nothing enforces the table: Tiller accepts every version of Swift. A mismatch shows only in the behaviour of the pair, which the other findings report.',
        steps: [
          documentedSwifts.length > 0
            ? look(
                `The table lists Swift ${someOf(documentedSwifts)} for ${byLine ? 'the line of ' : ''}Tiller ${tiller}.`,
              )
            : look(
                `The table lists no Swift for Tiller ${tiller}. See the documented pairs.`,
                'swiftcheck matrix',
              ),
        ],
      }),
      measures: ({ swift, tiller }) => ({ [`Swift ${swift}, Tiller ${tiller}`]: 1 }),
      followsFrom: [
        {
          // Swift's pair is the one with its own Tiller.
          causes: ['tillers-differ'],
          certainty: 'certain',
          when: (_cause, _own, { analysis: { evidence, swift } }) => {
            const { tillerVersion } = evidence.swift;
            return (
              tillerVersion.ok &&
              swift.releases.every((release) => isInTable(release, tillerVersion.value.semVer))
            );
          },
        },
      ],
    },
  },
  needs: {
    tiller: needs.anyTillerVersion,
    releases: needs.swiftReleases,
    known: needs.swiftKnownAtAll,
  },
  run: ({ swiftWords }, { raise, pass, unknown }, { tiller, releases }) => {
    const documented = releases.filter((release) => isInTable(release, tiller));
    const named = new Set(releases.flatMap((release) => documentedPair(release)?.tiller ?? []));
    const facts = {
      swift: swiftWords,
      exact: releases.length === 1,
      tiller,
      documentedTiller: named.size === 0 ? null : [...named].join(', '),
    };
    if (documented.length === releases.length) return pass(facts);
    if (documented.length > 0) {
      return unknown(
        `Swift may be ${swiftWords}; of these the table lists ${describeReleases(documented)} for Tiller ${tiller}.`,
        "Swift's release",
      );
    }
    const listed = swiftsDocumentedFor(tiller);
    const documentedSwifts = listed.map(({ version }) => version);
    const byLine = listed.some((release) => isDocumented(release, tiller) === 'line');
    return raise(
      'pair-undocumented',
      { ...facts, documentedSwifts, ...(byLine && { byLine }) },
      'swift->tiller',
    );
  },
});

function isInTable(release: SwiftRelease, tiller: string): boolean {
  return ['exact', 'line'].includes(isDocumented(release, tiller));
}
