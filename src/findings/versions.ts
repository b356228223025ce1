// Findings about which releases run and whether they fit.
import { plural } from '../util/bytes.js';
import { shorten, visible } from '../util/safe-text.js';
import { quoted, shownName, someOf } from '../checks/shared/words.js';
import type { Entry } from './types.js';

export interface PairFacts {
  /** The release, or the releases that Swift may be. */
  readonly swift: string;
  readonly tiller: string;
  /** The Tiller that the table names for that Swift; `null`: it names none. */
  readonly documentedTiller: string | null;
}

export interface UndocumentedFacts extends PairFacts {
  /** Releases of Swift that the table names for that Tiller. */
  readonly documentedSwifts: readonly string[];
}

export interface SwiftVersionFacts {
  readonly declared: string | null;
  readonly declaredBy?: 'flag' | 'image' | null;
  /** The releases that fit, in words: `0.7.0 to 0.10.0`; `none`. */
  readonly candidates: string;
  readonly clues: readonly string[];
  /** Whether the empty list that `versions` asks for would tell some of the candidates apart. */
  readonly emptyListWouldTell: boolean;
}

export interface TillersFacts {
  readonly direct: string;
  readonly viaSwift: string;
  /** Swift's --tiller-endpoint, where its pod names one. */
  readonly endpoint?: string;
}

export interface LibraryFacts {
  readonly swift: string;
  readonly documentedTiller: string;
  readonly helmLibrary: string;
}

export interface BehaviourFacts {
  /** `Tiller 2.13.0`. */
  readonly release: string;
  readonly expected: string;
  readonly seen: string;
}

export interface TillerVersionFacts {
  readonly tiller: string;
}

export interface TallyFacts {
  /** `null` where the call failed. */
  readonly version: string | null;
  readonly gitCommit: string | null;
  readonly failure: string | null;
  /** How many calls were answered so. */
  readonly times: number;
}

export interface VaryFacts {
  readonly asked: number;
  /** The most frequent first. */
  readonly tally: readonly TallyFacts[];
}

const TABLE = "Swift's own table of supported versions";

export const VERSION_FINDINGS = {
  'pair-documented': {
    severity: 'warn',
    holds: `${TABLE} names this pair`,
    fails: ({ swift, tiller }: PairFacts) => `Swift ${swift} is documented for Tiller ${tiller}`,
    explain: () => ({ seen: [], cause: '', certainty: 'measured', next: [] }),
  },
  'pair-undocumented': {
    severity: 'warn',
    nothingFails: true,
    holds: `${TABLE} names this pair`,
    fails: ({ swift, tiller }: UndocumentedFacts) =>
      `Swift ${swift} is not documented for Tiller ${tiller}`,
    explain: ({ tiller, documentedTiller, documentedSwifts }: UndocumentedFacts) => ({
      seen: [
        documentedTiller === null
          ? `${TABLE} names no Tiller for this line of Swift.`
          : `${TABLE} names Tiller ${documentedTiller} for it.`,
      ],
      certainty: 'follows from the release',
      cause:
        'Nothing enforces the table: Tiller accepts every Swift, so a pair that does not fit shows in its behaviour only.',
      next: [
        documentedSwifts.length > 0
          ? `For Tiller ${tiller} the table names Swift ${someOf(documentedSwifts)}.`
          : `The table names no Swift for Tiller ${tiller}: choose a pair of the table (swiftcheck matrix).`,
      ],
    }),
  },
  'swift-version-unknown': {
    severity: 'warn',
    holds: "Swift's release is known",
    fails: ({ candidates }: SwiftVersionFacts) =>
      candidates === 'none'
        ? 'Swift behaves like no release that swiftcheck knows'
        : `Swift's release is not known; its answers fit ${candidates}`,
    explain: ({ clues, candidates, emptyListWouldTell }: SwiftVersionFacts) => ({
      seen: clues.length === 0 ? ['No answer told releases of Swift apart.'] : sentences(clues),
      certainty: 'measured',
      cause:
        candidates === 'none'
          ? 'Each release is excluded by one of these. It may be a build from a branch, or another program between may change the answers.'
          : 'Swift has no endpoint for its own version: /tiller/v2/version/json is that of its Tiller.',
      next: [
        "Read the image tag of Swift's pod and pass it as --swift-version.",
        ...(emptyListWouldTell
          ? [
              '`swiftcheck versions` asks for one more (empty) list, which tells 0.10.0 and older from 0.11.0 and newer.',
            ]
          : []),
      ],
    }),
  },
  'swift-version-contradicted': {
    severity: 'fail',
    holds: 'Swift behaves like the release that was declared',
    fails: ({ declared, declaredBy }: SwiftVersionFacts) =>
      declaredBy === 'image'
        ? `Swift does not behave like the ${visible(String(declared))} of its image`
        : `Swift does not behave like the declared ${String(declared)}`,
    explain: ({ clues, candidates, declaredBy }: SwiftVersionFacts) => ({
      seen: sentences(clues),
      certainty: 'measured',
      cause:
        candidates === 'none'
          ? 'No release that swiftcheck knows answers like this.'
          : `Releases that answer like this: ${candidates}.`,
      next: [
        declaredBy === 'image'
          ? "A tag can be moved to another build: compare the digest of the pod's image (status.containerStatuses) with the published one, and give the release as --swift-version."
          : "Compare --swift-version with the image tag of Swift's pod; a tag can also be moved to another build.",
      ],
    }),
  },
  'tillers-differ': {
    severity: 'fail',
    holds: 'Swift talks to a Tiller of the version that was probed',
    fails: ({ direct, viaSwift }: TillersFacts) =>
      `Swift talks to another Tiller: ${viaSwift}, not ${direct}`,
    explain: ({ direct, viaSwift, endpoint }: TillersFacts) => ({
      seen: [
        `GetVersion, asked directly: ${quoted(direct)}.`,
        `/tiller/v2/version/json, through Swift: ${quoted(viaSwift)}.`,
        ...(endpoint === undefined
          ? []
          : [`Swift's pod runs with --connector=direct --tiller-endpoint=${shownName(endpoint)}.`]),
      ],
      certainty: 'likely',
      cause:
        'Swift finds its Tiller by label or by --tiller-endpoint; that is not the address given here, or two Tillers stand behind one address.',
      next: [
        'kubectl get pods --all-namespaces -l app=helm,name=tiller',
        "Compare Swift's --connector and --tiller-endpoint with --tiller (HELM_HOST).",
      ],
    }),
  },
  'tiller-answers-vary': {
    severity: 'fail',
    holds: 'Each connection of this run met the same version of Tiller',
    fails: ({ asked }: VaryFacts) =>
      `Tiller answers differently from one connection to the next (${asked} were made)`,
    explain: ({ tally }: VaryFacts) => ({
      seen: tally.map(
        ({ version, gitCommit, failure, times }) =>
          `${plural(times, 'time')}: ${
            version === null
              ? (failure ?? 'no answer')
              : `${quoted(version)}${gitCommit === null || gitCommit === '' ? '' : `, commit ${shorten(visible(gitCommit), 12)}`}`
          }`,
      ),
      certainty: 'likely',
      cause:
        'Several Tillers stand behind this address, usually two Deployments whose pods carry the labels app=helm,name=tiller of one Service; or Tiller was replaced or restarted during the run. Which one answers a call is chance, and each may hold other releases.',
      next: [
        'kubectl -n kube-system get endpoints tiller-deploy',
        'kubectl get pods --all-namespaces -l app=helm,name=tiller',
        'Remove the one that does not belong there, then run this again.',
      ],
    }),
  },
  'tiller-version-unknown': {
    severity: 'warn',
    holds: 'Tiller is a release that swiftcheck knows',
    fails: ({ tiller }: TillerVersionFacts) => `Tiller ${tiller} is not in swiftcheck's tables`,
    explain: ({ tiller }: TillerVersionFacts) => ({
      seen: [`GetVersion: ${quoted(tiller)}.`],
      certainty: 'follows from the release',
      cause: 'What rests on the release of Tiller is therefore not judged; what was measured is.',
      next: ['swiftcheck matrix lists the releases that it knows.'],
    }),
  },
  'tiller-fork': {
    severity: 'warn',
    holds: 'Tiller is a release that swiftcheck knows',
    fails: ({ tiller }: TillerVersionFacts) =>
      `Tiller ${tiller} is not a release of the Helm project`,
    explain: ({ tiller }: TillerVersionFacts) => ({
      seen: [`GetVersion: ${quoted(tiller)}.`],
      certainty: 'follows from the release',
      cause:
        "A pre-release or a vendor's build may behave unlike the release that its number resembles, and may refuse every client but its own.",
      next: ['Compare it with the release of the same number before relying on either.'],
    }),
  },
  'behaviour-contradicts-knowledge': {
    severity: 'warn',
    holds: 'Both programs behave like the releases that they claim to be',
    fails: ({ release }: BehaviourFacts) =>
      `${release} does not behave like the release that it claims to be`,
    explain: ({ expected, seen }: BehaviourFacts) => ({
      seen: [`Expected: ${expected}. Seen: ${seen}.`],
      certainty: 'measured',
      cause:
        'A build that was patched or moved to another tag, another program in between, or a gap in what swiftcheck knows. What follows from the release alone may be wrong here.',
      next: ['Compare the image with the published one; report it if they are the same.'],
    }),
  },
  'helm-library-differs': {
    severity: 'warn',
    holds: 'Swift was built with the Helm library of the Tiller that it is documented for',
    fails: ({ swift, documentedTiller, helmLibrary }: LibraryFacts) =>
      `Swift ${swift} is documented for Tiller ${documentedTiller} but built with Helm ${helmLibrary}`,
    explain: () => ({
      seen: ["Read from the sources of the release and from the Swift project's table."],
      certainty: 'follows from the release',
      cause:
        'The table is ahead of the build: this Swift does not know what came with the newer Helm, and drops it.',
      next: ['Nothing has to be done for it; prefer the next line of Swift when upgrading.'],
    }),
  },
} satisfies Record<string, Entry<never>>;

function sentences(clues: readonly string[]): string[] {
  return clues.map((clue) => `${clue.charAt(0).toUpperCase()}${clue.slice(1)}.`);
}
