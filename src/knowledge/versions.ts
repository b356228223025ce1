// Version strings as found in the wild, and the release of the tables that each stands for.
// Functions by their files, as semver offers them: its index makes all of them.
import compare from 'semver/functions/compare.js';
import gte from 'semver/functions/gte.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { SWIFT_RELEASES } from './swift-releases.js';
import { TILLER_RELEASES } from './tiller-releases.js';
import type { SwiftRelease, TillerRelease } from './types.js';

export interface ParsedVersion {
  /** The string as it was found. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  /** `null` where the string names none, as in `v2.10`. */
  readonly patch: number | null;
  /** `rc.1`, `rancher2`; empty for a release. */
  readonly prerelease: string;
  /** What follows a `+`: `unreleased`, `icp`. */
  readonly build: string;
}

const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/** Reads `v0.12.1`, `2.10`, `v2.14.3-rancher1`, `v2.10+unreleased`; `null` for anything else. */
export function parseVersion(text: string): ParsedVersion | null {
  const match = VERSION.exec(text.trim());
  if (!match) return null;
  const [, major, minor, patch, prerelease, build] = match;
  return {
    text,
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? null : Number(patch),
    prerelease: prerelease ?? '',
    build: build ?? '',
  };
}

/** The release of the table with this very version; never the nearest one. */
export function findSwift(text: string): SwiftRelease | null {
  return find(SWIFT_RELEASES, text);
}

/**
 * The release of the table with this very version. Vendors' builds (`v2.14.3-rancher1`), builds from
 * a branch (`v2.10+unreleased`) and pre-releases are not the release that their number resembles.
 * Build metadata other than `unreleased` (`v2.7.3+icp`) names a rebuild of that release.
 */
export function findTiller(text: string): TillerRelease | null {
  return find(TILLER_RELEASES, text);
}

function find<R extends { readonly version: string }>(
  releases: readonly R[],
  text: string,
): R | null {
  const parsed = parseVersion(text);
  if (parsed?.patch == null || parsed.prerelease || parsed.build === 'unreleased') {
    return null;
  }
  const wanted = `${parsed.major}.${parsed.minor}.${parsed.patch}`;
  return releases.find((release) => release.version === wanted) ?? null;
}

/** Whether two strings name the same version: `v2.10.0` and `2.10.0` do. */
export function sameVersion(a: string, b: string): boolean {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return a === b;
  return bareVersion(left.text.trim()) === bareVersion(right.text.trim());
}

/** Without the leading `v`, otherwise as found: `2.14.3-rancher1`. */
export function bareVersion(text: string): string {
  return text.replace(/^v/, '');
}

/** Major and minor as `2.13`; releases of one line differ in their patch number only. */
export function lineOf(text: string): string | null {
  const parsed = parseVersion(text);
  return parsed && `${parsed.major}.${parsed.minor}`;
}

/** `releases` in ascending order of version. */
export function byVersion<R extends { readonly version: string }>(releases: readonly R[]): R[] {
  return [...releases].sort((a, b) => compare(a.version, b.version));
}

/** Whether `range` is one that semver reads, such as `>=0.11.1` or `2.13.x || 2.14.x`. */
export function isRange(range: string): boolean {
  return validRange(range) !== null;
}

/**
 * Whether a version lies within a range; `null` where it is none that has an order. A vendor's build of
 * a release (`v2.14.3-rancher1`) counts as that release, a build from a branch (`v2.10+unreleased`) has
 * no place in it.
 */
export function isWithin(text: string, range: string): boolean | null {
  const parsed = parseVersion(text);
  if (parsed?.patch == null || parsed.build === 'unreleased') return null;
  const { major, minor, patch, prerelease } = parsed;
  // What semver takes for a pre-release stands below the release that it names; a vendor's does not.
  const before = /^(alpha|beta|rc|pre)(?![a-z])/i.test(prerelease) ? `-${prerelease}` : '';
  return satisfies(`${major}.${minor}.${patch}${before}`, range, {
    includePrerelease: true,
  });
}

/**
 * The smallest step from `text` to a release within `range`: the last patch of the next line that is allowed, else the
 * newest release before; `null` if no known release is within it.
 */
export function nearestTiller(text: string, range: string): TillerRelease | null {
  const within = byVersion(TILLER_RELEASES).filter(({ version }) => isWithin(version, range));
  const from = parseVersion(text);
  if (!from) return null;
  const { major, minor, patch } = from;
  // Of the same number is what a pre-release or a vendor's build became, or was made of.
  const newer = within.filter(({ version }) => gte(version, `${major}.${minor}.${patch ?? 0}`));
  const line = newer[0] && lineOf(newer[0].version);
  return newer.filter(({ version }) => lineOf(version) === line).at(-1) ?? within.at(-1) ?? null;
}
