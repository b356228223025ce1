// Releases by what they do, in words, for causes: no text here names a version on its own account.
import { describeReleases, describeRuns } from '../knowledge/describe.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';

/** `0.7.0 to 0.10.0`; `none`. */
export function swifts(does: (release: SwiftRelease) => boolean): string {
  return describeReleases(SWIFT_RELEASES.filter(does));
}

/** `2.9.0 to 2.10.0`; `none`. */
export function tillers(does: (release: TillerRelease) => boolean): string {
  return describeRuns(
    TILLER_RELEASES,
    TILLER_RELEASES.filter(does).map(({ version }) => version),
  );
}
