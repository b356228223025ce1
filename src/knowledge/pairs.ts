// The Swift project's own table of pairs. It lists one release of Swift per line (0.7.3 stands for
// 0.7.0 to 0.7.3) and names the Tiller that the line is meant for.
import { SWIFT_RELEASES } from './swift-releases.js';
import type { SwiftRelease } from './types.js';
import { lineOf, parseVersion } from './versions.js';

export interface DocumentedPair {
  /** The release of Swift that the table names. */
  readonly swift: string;
  /** The Tiller as the table writes it: `2.13.0`, or `2.5.x, 2.6.x`. */
  readonly tiller: string;
}

/** The table, oldest first. */
export const DOCUMENTED_PAIRS: readonly DocumentedPair[] = SWIFT_RELEASES.flatMap((release) =>
  release.documentedTiller === null
    ? []
    : [{ swift: release.version, tiller: release.documentedTiller }],
);

/** The table's row for a release: its own, or that of its line. `null`: the table is silent. */
export function documentedPair(release: SwiftRelease): DocumentedPair | null {
  return (
    DOCUMENTED_PAIRS.find((pair) => pair.swift === release.version) ??
    DOCUMENTED_PAIRS.findLast((pair) => lineOf(pair.swift) === lineOf(release.version)) ??
    null
  );
}

/** "exact": the table names this very Tiller. "line": another patch release of its line. */
export type Documented = 'exact' | 'line' | 'no' | 'silent';

/** Whether Swift's table names this Tiller (a version string) for this release of Swift. */
export function isDocumented(release: SwiftRelease, tiller: string): Documented {
  const pair = documentedPair(release);
  if (!pair) return 'silent';
  const version = parseVersion(tiller);
  if (!version) return 'no';
  const line = `${version.major}.${version.minor}`;
  for (const entry of pair.tiller.split(/,\s*/)) {
    if (entry === `${line}.x`) return 'exact';
    if (lineOf(entry) !== line) continue;
    return parseVersion(entry)?.patch === version.patch && !version.prerelease ? 'exact' : 'line';
  }
  return 'no';
}

/** Swift releases whose row of the table names this Tiller or another patch release of its line. */
export function swiftsDocumentedFor(tiller: string): SwiftRelease[] {
  return SWIFT_RELEASES.filter((release) =>
    ['exact', 'line'].includes(isDocumented(release, tiller)),
  );
}
