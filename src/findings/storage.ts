// Findings about what Tiller stores in the cluster.
import type { RecordSize, StorageKind, StoredElsewhere } from '../evidence/cluster.js';
import type { ReleaseIdentity } from '../evidence/types.js';
import { formatCount, formatExactSize, plural } from '../util/bytes.js';
import { visible } from '../util/safe-text.js';
import { keepFewer, type PlacedFacts } from '../checks/shared/tiller-commands.js';
import type { Entry } from './types.js';
import { describeRelease, shownName, someOf } from '../checks/shared/words.js';

export interface NearStorageFacts {
  readonly kind: StorageKind;
  readonly limitBytes: number;
  /** The largest first. */
  readonly records: readonly RecordSize[];
}

export interface HistoryFacts extends PlacedFacts {
  /** All of them. */
  readonly revisions: number;
  /** Those with the longest history first. */
  readonly releases: readonly { readonly release: string; readonly revisions: number }[];
}

export interface DriverFacts {
  readonly namespace: string;
  /** `--storage`. */
  readonly driver: string;
  readonly kind: StorageKind;
  readonly records: number;
}

export interface StoredElsewhereFacts {
  readonly namespace: string;
  readonly elsewhere: readonly StoredElsewhere[];
}

export interface UnreadableFacts {
  readonly kind: StorageKind;
  /** Stored, and not in the direct list. */
  readonly records: readonly Pick<ReleaseIdentity, 'name' | 'revision'>[];
}

const KIND: Record<StorageKind, string> = { configmaps: 'ConfigMaps', secrets: 'Secrets' };

export const STORAGE_FINDINGS = {
  'storage-driver-differs': {
    severity: 'fail',
    holds: 'Tiller stores where its records are',
    fails: ({ kind, driver }: DriverFacts) =>
      `The records of releases are ${KIND[kind]}, and Tiller runs with --storage=${visible(driver)}`,
    explain: ({ namespace, kind, driver, records }: DriverFacts) => ({
      seen: [
        `Namespace ${namespace}: ${plural(records, 'record')} of Tiller as ${KIND[kind]}, none as --storage=${visible(driver)} would keep them.`,
      ],
      certainty: 'likely',
      cause:
        'Tiller was installed or started with another storage than before: it shows no release, though they run, and an install of the same name fails or doubles them.',
      next: [
        `Start Tiller with --storage=${kind === 'secrets' ? 'secret' : 'configmap'}, as its records were made.`,
        `kubectl -n ${namespace} get ${kind} -l OWNER=TILLER`,
      ],
    }),
  },
  'storage-elsewhere': {
    severity: 'warn',
    nothingFails: true,
    holds: "Tiller's records are in its own namespace",
    fails: ({ namespace, elsewhere }: StoredElsewhereFacts) =>
      `Namespace ${namespace} holds no record of Tiller, but ${someOf(namespaces(elsewhere))} does`,
    explain: ({ elsewhere }: StoredElsewhereFacts) => ({
      seen: elsewhere
        .slice(0, 10)
        .map(
          ({ namespace, kind, records }) =>
            `Namespace ${visible(namespace)}: ${plural(records, 'record')} as ${KIND[kind]}.`,
        ),
      certainty: 'likely',
      cause:
        'They belong to another Tiller, which may be there no more; or this one was moved to another namespace (TILLER_NAMESPACE) without them. This Tiller shows none of them.',
      next: [
        'kubectl get pods --all-namespaces -l app=helm,name=tiller',
        'Where they are those that are missed: run Tiller with TILLER_NAMESPACE set to that namespace.',
      ],
    }),
  },
  'storage-near-limit': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Every stored revision is well below what Kubernetes stores in one object',
    fails: ({ records, limitBytes }: NearStorageFacts) =>
      `${capital(plural(records.length, 'stored revision'))} near the ${formatExactSize(limitBytes)} that one object may hold`,
    explain: ({ records, kind }: NearStorageFacts) => ({
      seen: records
        .slice(0, 5)
        .map(
          ({ release, revision, bytes }) =>
            `${named({ release, revision })}: ${formatExactSize(bytes)}.`,
        ),
      certainty: 'measured',
      cause: `Tiller stores a revision, compressed, as one of its ${KIND[kind]}. Over the limit the next upgrade fails with \`data: Too long: must have at most 1048576\`.`,
      next: [
        'Keep files out of the chart that it does not need (.helmignore), archives above all: they do not compress.',
        'Split the chart.',
      ],
    }),
  },
  'history-unbounded': {
    severity: 'warn',
    nothingFails: true,
    holds: 'The history of releases is bounded, or short',
    fails: ({ revisions }: HistoryFacts) =>
      `Tiller keeps all revisions: it stores ${formatCount(revisions)} of them`,
    explain: ({ releases, tillerPlace }: HistoryFacts) => ({
      seen: [
        `The longest: ${someOf(releases.map(({ release, revisions }) => `${shownName(release)} with ${formatCount(revisions)}`))}.`,
        'Tiller runs without --history-max, or with 0, and without TILLER_HISTORY_MAX.',
      ],
      certainty: 'measured',
      cause:
        'Every list makes Tiller fetch and decode every stored revision, whatever is asked for: it takes longer and needs more memory with each upgrade.',
      next: keepFewer(tillerPlace),
    }),
  },
  'record-unreadable': {
    severity: 'warn',
    nothingFails: true,
    holds: 'Tiller lists every revision that is stored',
    fails: ({ records }: UnreadableFacts) =>
      `${capital(plural(records.length, 'stored revision'))} missing from Tiller's own list`,
    explain: ({ records, kind }: UnreadableFacts) => ({
      seen: [`Stored as ${KIND[kind]}, not listed: ${someOf(records.map(describeRelease))}.`],
      certainty: 'likely',
      cause:
        'Tiller leaves out a record that it cannot decode, without a word to the caller; its log says `failed to decode release`. A release that came or went between the two looks reads the same.',
      next: [
        'kubectl -n kube-system logs deploy/tiller-deploy | grep decode',
        'Run it again; if it stays, repair or delete the record.',
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;

function namespaces(elsewhere: readonly StoredElsewhere[]): string[] {
  return [...new Set(elsewhere.map(({ namespace }) => visible(namespace)))];
}

function named({ release, revision }: Pick<RecordSize, 'release' | 'revision'>): string {
  return describeRelease({ name: release, revision });
}

/** A title begins with a capital, where the number is written out. */
function capital(count: string): string {
  return count === '1 stored revision'
    ? 'A stored revision is'
    : `Stored revisions (${count.replace(/ .*/, '')}) are`;
}
