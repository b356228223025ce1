// Releases in words.
import { SWIFT_RELEASES } from './swift-releases.js';
import { TILLER_RELEASES } from './tiller-releases.js';
import type { SwiftRelease, TillerRelease } from './types.js';

/** The versions of Swift that do something, in words: `0.7.0 to 0.10.0`; `none`. */
export function swifts(does: (release: SwiftRelease) => boolean): string {
  return describeReleases(SWIFT_RELEASES.filter(does));
}

/** The same of Tiller: `2.9.0 to 2.10.0`. */
export function tillers(does: (release: TillerRelease) => boolean): string {
  return describeRuns(
    TILLER_RELEASES,
    TILLER_RELEASES.filter(does).map(({ version }) => version),
  );
}

/** Versions in the order of the table, runs shortened: `0.6.0, 0.11.0 to 0.12.1`. */
export function describeReleases(releases: readonly SwiftRelease[]): string {
  return describeRuns(
    SWIFT_RELEASES,
    releases.map((release) => release.version),
  );
}

/** `versions` as runs within `table`, both in the table's order; `none` if there are none. */
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
