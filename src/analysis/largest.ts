// Which releases are large, and which part of each makes them so.
import type { MeasuredRelease, ReleaseParts } from '../evidence/types.js';

export interface SizedRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly bytes: number;
  /** The part that is largest, in words: `chart files`. */
  readonly mostly: string;
}

/** Stored revisions that are too large by themselves. */
export interface OversizedFacts {
  readonly count: number;
  /** Whether the list held every revision; if not, there may be others. */
  readonly whole: boolean;
  /** The largest of them, at most three. */
  readonly largest: readonly SizedRelease[];
  /** All of them by release, each with its largest revision, in bytes. */
  readonly releases: readonly { readonly name: string; readonly bytes: number }[];
}

const PART_NAMES: Record<keyof ReleaseParts, string> = {
  notesBytes: 'NOTES',
  configBytes: 'values',
  manifestBytes: 'manifest',
  hooksBytes: 'hooks',
  chartMetadataBytes: 'chart metadata',
  chartTemplatesBytes: 'chart templates',
  chartValuesBytes: "the chart's default values",
  chartFilesBytes: 'chart files',
  chartDependenciesBytes: 'dependencies of the chart',
};

type Part = keyof ReleaseParts;

export const partsOfRelease = Object.keys(PART_NAMES) as readonly Part[];

/** What of a release Swift puts into its list. */
export const partsOfSummary: readonly Part[] = ['notesBytes', 'configBytes', 'chartMetadataBytes'];

/** Releases that are smaller than this share of the largest are not worth a word. */
const WORTH_NAMING = 0.01;

/** The largest, at most three. */
export function largestBy(
  releases: readonly MeasuredRelease[],
  bytesOf: (release: MeasuredRelease) => number,
  parts: readonly Part[],
): SizedRelease[] {
  const sorted = [...releases].sort((a, b) => bytesOf(b) - bytesOf(a));
  const least = sorted[0] ? bytesOf(sorted[0]) * WORTH_NAMING : 0;
  return sorted
    .filter((release) => bytesOf(release) >= least)
    .slice(0, 3)
    .map((release) => ({
      name: release.name,
      namespace: release.namespace,
      revision: release.revision,
      bytes: bytesOf(release),
      mostly: largestPart(release.parts, parts),
    }));
}

/** @param isWhole whether the list they are from held every revision */
export function oversizedFacts(
  tooLarge: readonly MeasuredRelease[],
  bytesOf: (release: MeasuredRelease) => number,
  isWhole: boolean,
): OversizedFacts {
  const largestOf = new Map<string, number>();
  for (const release of tooLarge) {
    const most = Math.max(largestOf.get(release.name) ?? 0, bytesOf(release));
    largestOf.set(release.name, most);
  }
  return {
    count: tooLarge.length,
    whole: isWhole,
    largest: largestBy(tooLarge, bytesOf, partsOfRelease),
    releases: [...largestOf].map(([name, bytes]) => ({ name, bytes })),
  };
}

function largestPart(sizes: ReleaseParts, parts: readonly Part[]): string {
  const [first = 'manifestBytes', ...others] = parts;
  return PART_NAMES[
    others.reduce((most, part) => (sizes[part] > sizes[most] ? part : most), first)
  ];
}
