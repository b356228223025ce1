// Releases in words.
import { SWIFT_RELEASES } from './swift-releases.js';
import type { SwiftRelease } from './types.js';

/** Versions in the order of the table, runs shortened: `0.6.0, 0.11.0 to 0.12.1`. */
export function describeReleases(releases: readonly SwiftRelease[]): string {
  return describeRuns(
    SWIFT_RELEASES,
    releases.map((release) => release.version),
  );
}

/** `versions` as runs within `table`, both in the table's order; `none` where there are none. */
export function describeRuns(
  table: readonly { readonly version: string }[],
  versions: readonly string[],
): string {
  const wanted = new Set(versions);
  const runs: string[][] = [];
  let open = false;
  for (const { version } of table) {
    if (wanted.has(version)) {
      if (open) runs.at(-1)?.push(version);
      else runs.push([version]);
    }
    open = wanted.has(version);
  }
  return runs.map((run) => describeRun(run)).join(', ') || 'none';
}

function describeRun(run: readonly string[]): string {
  if (run.length < 3) return run.join(', ');
  return `${run[0] ?? ''} to ${run.at(-1) ?? ''}`;
}
