// Findings about lists that are wrong, short, or an error where nothing is wrong.
import { formatCount, plural } from '../util/bytes.js';
import type { Entry } from './types.js';
import { fewer, keepFewer, type PlacedFacts } from '../checks/shared/tiller-commands.js';
import { STORAGE, told } from '../checks/shared/told.js';
import { IN_FRONT } from '../checks/shared/in-front.js';
import { answered, said, shownName, someNames } from '../checks/shared/words.js';

export interface TruncatedFacts extends PlacedFacts {
  readonly given: number;
  readonly total: number;
  readonly next: string;
}

export interface FirstMessageFacts {
  readonly shown: number;
  readonly sent: number;
  readonly messages: number;
}

export interface CorruptedFacts {
  /** Revisions that came more than once, as names. */
  readonly twice: readonly string[];
  /** How many of those that were counted are missing. */
  readonly missing: number;
  readonly count: number;
}

export interface DiffersFacts {
  readonly onlyDirect: readonly string[];
  readonly onlySwift: readonly string[];
  readonly shownBySwift: number;
  readonly shownDirectly: number;
}

export interface HiddenFacts {
  readonly names: readonly string[];
  readonly swift: string;
}

export interface DefaultNamespaceFacts {
  /** Releases in other namespaces, which the list leaves out. */
  readonly hidden: number;
  readonly namespaces: readonly string[];
  readonly swift: string;
}

export interface EmptyFacts {
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** Whether a direct list of all releases showed the same. */
  readonly verified: boolean;
}

export interface ListFailedFacts extends PlacedFacts {
  readonly message: string;
  readonly transportError?: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

export interface SwiftListFailedFacts extends ListFailedFacts {
  /** The answer says success and is no list. */
  readonly noList?: true;
}

export const LIST_FINDINGS = {
  'list-truncated': {
    severity: 'warn',
    holds: 'The list is complete: it is below the number at which Tiller cuts it',
    fails: ({ given, total }: TruncatedFacts) =>
      `The list ends at ${formatCount(given)} of ${plural(total, 'release')}`,
    explain: ({ given, total, next, tillerPlace }: TruncatedFacts) => ({
      seen: [`Tiller says: count ${given}, total ${total}, next "${shownName(next)}".`],
      certainty: 'measured',
      cause:
        'Tiller gives no more than that where a request sets no limit, and says so; Swift drops what it says, so through Swift the list ends silently.',
      next: [
        `All at once: ?all=true&limit=${total}; so large a list can exceed a size limit.`,
        `Or the next part: ?all=true&offset=${encodeURIComponent(next)} (without sort_by: this list was not sorted), and so on from where that ends. A part begins at the last revision of the name in offset; earlier ones that were not in the part before are in neither.`,
        ...fewer(tillerPlace),
      ],
    }),
  },
  'list-first-message-only': {
    severity: 'fail',
    holds: "Swift shows all messages of Tiller's list",
    fails: ({ shown, sent }: FirstMessageFacts) =>
      `Swift silently shows ${formatCount(shown)} of ${plural(sent, 'release')}`,
    explain: ({ shown, sent, messages }: FirstMessageFacts) => ({
      seen: [
        `Tiller sends ${formatCount(sent)} releases in ${formatCount(messages)} messages; Swift shows the ${formatCount(shown)} of the first.`,
      ],
      certainty: 'measured',
      cause: 'Swift 0.10.0 and older read only the first message of the list.',
      next: ['Move to Swift 0.11.1 or newer.', 'Until then list in parts that fit one message.'],
    }),
  },
  'list-corrupted': {
    severity: 'fail',
    holds: 'No release stands twice in the list',
    fails: ({ missing }: CorruptedFacts) =>
      `Tiller's list is wrong: ${plural(missing, 'release')} missing, others in their place twice`,
    explain: ({ twice, count }: CorruptedFacts) => ({
      seen: [`Twice: ${someNames(twice)}. Tiller still counts ${formatCount(count)}.`],
      certainty: 'measured',
      cause:
        'Tiller 2.9.0 to 2.10.0 overwrite one chunk of a list above 20.0 MiB with the next while it is being sent. No error is raised anywhere.',
      next: [
        'Upgrade Tiller to 2.11.0 or newer.',
        'Until then list in parts below 20.0 MiB (`helm ls --max N --offset NAME`).',
      ],
    }),
  },
  'list-differs': {
    severity: 'fail',
    holds: 'Both lists hold the same releases',
    fails: ({ onlyDirect, onlySwift }: DiffersFacts) =>
      `The two lists differ: ${formatCount(onlyDirect.length)} only in Tiller's, ${formatCount(onlySwift.length)} only in Swift's`,
    explain: ({ onlyDirect, onlySwift }: DiffersFacts) => ({
      seen: [
        ...(onlyDirect.length > 0 ? [`Only directly: ${someNames(onlyDirect)}.`] : []),
        ...(onlySwift.length > 0 ? [`Only through Swift: ${someNames(onlySwift)}.`] : []),
      ],
      certainty: 'likely',
      cause:
        'Swift talks to another Tiller, or a release was installed, upgraded or deleted between the two lists.',
      next: ['Run it again: a difference that stays is not a coincidence of time.'],
    }),
  },
  'pending-releases-hidden': {
    severity: 'warn',
    holds: "Swift's all=true includes releases that are pending",
    fails: ({ names }: HiddenFacts) =>
      `Swift's all=true leaves out ${plural(names.length, 'pending release')}`,
    explain: ({ names }: HiddenFacts) => ({
      seen: [`In Tiller's list only: ${someNames(names)}.`],
      certainty: 'measured',
      cause:
        'Swift 0.10.0 and older do not ask for PENDING_INSTALL, PENDING_UPGRADE and PENDING_ROLLBACK.',
      next: ['Ask for them: ?status_codes=PENDING_INSTALL (and the other two).'],
    }),
  },
  'default-namespace-only': {
    severity: 'fail',
    holds: 'Swift lists all namespaces',
    fails: ({ hidden }: DefaultNamespaceFacts) =>
      `Swift lists namespace default only and leaves out ${plural(hidden, 'release')}`,
    explain: ({ namespaces }: DefaultNamespaceFacts) => ({
      seen: [`Other namespaces with releases: ${someNames(namespaces)}.`],
      certainty: 'measured',
      cause: 'Swift 0.4.0 and older take a missing namespace for `default`.',
      next: ['Pass namespace=NAME, or move to Swift 0.5.0 or newer.'],
    }),
  },
  'empty-list-as-error': {
    severity: 'warn',
    holds: 'No empty list came as an error',
    fails: ({ verified }: EmptyFacts) =>
      verified
        ? 'Swift answers an empty list with an error: there are simply no releases'
        : 'Swift answers an empty list with an error',
    explain: (facts: EmptyFacts) => ({
      seen: [
        answered(facts),
        facts.verified
          ? 'The direct list holds no release that this list would show.'
          : 'The direct list does not show the same, so the list may be empty for another reason.',
      ],
      certainty: facts.verified ? 'measured' : 'likely',
      cause:
        'Tiller 2.9.0 and newer send no message at all for an empty list. Swift up to 0.10.0 reports that as EOF, 0.11.0 to 0.12.1 as a nil pointer.',
      next: ['Treat this answer as an empty list; no release of Swift cures it.'],
    }),
  },
  'client-refused': {
    severity: 'fail',
    holds: 'Tiller accepts the client version that it is given',
    fails: () => 'Tiller refuses the client for its version',
    explain: (facts: ListFailedFacts) => ({
      seen: said(facts),
      certainty: 'measured',
      cause:
        "Tiller compares the metadata key x-helm-api-client with its own version; a client's minor version must not be newer, and a pre-release must be the same.",
      next: ['Use a client of the version in the square brackets after "server".'],
    }),
  },
  'tiller-list-failed': {
    severity: 'fail',
    holds: 'Tiller lists its releases',
    fails: () => 'Tiller cannot list its releases',
    explain: (facts: ListFailedFacts) => ({
      seen: said(facts),
      ...(told(STORAGE, facts.message, facts.tillerPlace) ?? {
        certainty: 'measured',
        cause:
          'Tiller answers GetVersion but not the list. Usually the text is its own, about what it stores.',
        next: ['kubectl -n kube-system logs deploy/tiller-deploy'],
      }),
    }),
  },
  'swift-list-failed': {
    severity: 'fail',
    holds: 'Swift lists the releases',
    fails: ({ noList }: SwiftListFailedFacts) =>
      noList
        ? "The answer to Swift's list request is not a list"
        : 'Swift cannot list the releases',
    explain: (facts: SwiftListFailedFacts) => ({
      seen: said(facts),
      ...(facts.noList
        ? NO_LIST
        : (told(STORAGE, facts.message, facts.tillerPlace) ?? {
            certainty: 'measured',
            cause:
              "Swift passes on what Tiller or its own gateway said; the text is the other side's.",
            next: ['kubectl -n kube-system logs deploy/swift (wherever it runs)'],
          })),
    }),
  },
  'list-over-ceiling': {
    severity: 'warn',
    unexamined: true,
    holds: 'The list stayed below what this run takes',
    fails: () => 'The list was stopped: it is larger than this run takes',
    explain: (facts: ListFailedFacts) => ({
      seen: said(facts),
      certainty: 'measured',
      cause: 'swiftcheck bounds its own memory; the list itself may be fine.',
      next: ['Run it again with a higher --ceiling.'],
    }),
  },
  'tiller-slow': {
    severity: 'warn',
    unexamined: true,
    holds: 'Tiller answers in time',
    fails: () => "Tiller's answer did not come in time",
    explain: (facts: ListFailedFacts) => ({
      seen: said(facts),
      certainty: 'likely',
      cause:
        'Tiller is reached, but busy or far away. For every list, whatever its limit, it fetches and decodes all revisions that are stored; with thousands that takes many seconds.',
      next: [
        'Run it again with a longer --timeout and --max-time.',
        ...keepFewer(facts.tillerPlace),
      ],
    }),
  },
  'swift-slow': {
    severity: 'warn',
    unexamined: true,
    holds: 'Swift lists in time',
    fails: () => "Swift's list did not come in time",
    explain: (facts: ListFailedFacts) => ({
      seen: said(facts),
      certainty: 'likely',
      cause:
        'Swift waits for Tiller, and closes the connection 30 s after the request whatever it was doing.',
      next: ['Run it again with a longer --timeout (above 30 s there is nothing to win).'],
    }),
  },
} satisfies Record<string, Entry<never>>;

const NO_LIST = {
  certainty: 'likely',
  cause:
    'No release of Swift sends such an answer to a list request. Another server answers in place of Swift, or something on the way changes or cuts the answer.',
  next: IN_FRONT,
} as const;
