// Versions to move to, with which a list is answered completely and rightly.
import { isDocumented, type Documented } from '../knowledge/pairs.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { byVersion, lineOf } from '../knowledge/versions.js';
import { swiftKind, tillerKind } from './kinds.js';
import { predict } from './predict.js';
import type { ListRequest, StoredRelease } from './types.js';

/** A pair to move to. One that is not documented may still work: nothing enforces the table. */
export interface Pair {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
  readonly documented: Documented;
}

export interface Upgrades {
  /** Another Swift in front of the present Tiller. */
  readonly swift: Pair | null;
  /** The present Swift in front of another Tiller. */
  readonly tiller: Pair | null;
  /** Both; looked for only where neither alone is enough. */
  readonly both: Pair | null;
  /** The nearest pair of Swift's own table, if none of the above is one. */
  readonly documented: Pair | null;
}

export function passes(
  request: ListRequest,
  swift: SwiftRelease,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): boolean {
  const { failure, flaws } = predict(request, swift, tiller, stored);
  return failure === null && flaws.length === 0;
}

/**
 * The newer versions with which the list passes; the present pair is not considered. Documented pairs come
 * first, then the nearest line, and of a line its newest patch.
 */
export function bestUpgrades(
  request: ListRequest,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  stored: readonly StoredRelease[],
): Upgrades {
  return nearestPairs(
    (swift, tiller) => passes(request, swift, tiller, stored),
    present,
    newer(SWIFT_RELEASES, present.swift),
    newer(TILLER_RELEASES, present.tiller),
  );
}

/** The same among all other versions, the newer ones before the older ones. @param passing what is wanted of a pair */
export function bestChanges(
  passing: Passing,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
): Upgrades {
  return nearestPairs(
    passing,
    present,
    others(SWIFT_RELEASES, present.swift),
    others(TILLER_RELEASES, present.tiller),
  );
}

function nearestPairs(
  wanted: Passing,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  swifts: readonly SwiftRelease[],
  tillers: readonly TillerRelease[],
): Upgrades {
  const passing = remembered(wanted);
  const swift = best(
    swifts.map((each) => [each, present.tiller]),
    passing,
  );
  const tiller = best(
    tillers.map((each) => [present.swift, each]),
    passing,
  );
  const both =
    swift || tiller
      ? null
      : best(
          swifts.flatMap((each) => tillers.map((other) => [each, other] as const)),
          passing,
        );
  const named = [swift, tiller, both].some((pair) => pair && isNamed(pair));
  const documented = named ? null : best(documentedPairs(present, swifts, tillers), passing);
  return { swift, tiller, both, documented };
}

/** Whether Swift's table lists the pair, or another patch of its line. */
export function isNamed({ documented }: Pick<Pair, 'documented'>): boolean {
  return documented === 'exact' || documented === 'line';
}

type Tried = readonly [SwiftRelease, TillerRelease];
export type Passing = (swift: SwiftRelease, tiller: TillerRelease) => boolean;

/** The one to take of those that pass. @param tries the nearest first */
export function best(tries: readonly Tried[], passing: Passing): Pair | null {
  const pairs = tries
    .map(([swift, tiller]) => ({ swift, tiller, documented: isDocumented(swift, tiller.version) }))
    .filter(({ swift, tiller }) => passing(swift, tiller));
  const first = pairs.find(isNamed) ?? pairs[0];
  if (!first) return null;
  const line = pairs.filter((pair) => sameLines(pair, first) && isNamed(pair) === isNamed(first));
  // The table lists one patch of a line; where it lists none of these, the newest is taken.
  return line.findLast(({ documented }) => documented === 'exact') ?? line.at(-1) ?? first;
}

function sameLines(a: Pair, b: Pair): boolean {
  return (
    lineOf(a.swift.version) === lineOf(b.swift.version) &&
    lineOf(a.tiller.version) === lineOf(b.tiller.version)
  );
}

/** Versions of one kind give the same answers, so one of them is enough. */
function remembered(passing: Passing): Passing {
  const known = new Map<string, boolean>();
  return (swift, tiller) => {
    const key = `${swiftKind(swift)} ${tillerKind(tiller)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = passing(swift, tiller);
    known.set(key, found);
    return found;
  };
}

/** The rows of Swift's table with these versions and the present ones. */
function documentedPairs(
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  swifts: readonly SwiftRelease[],
  tillers: readonly TillerRelease[],
): Tried[] {
  const listed = [present.swift, ...swifts].filter(
    ({ documentedTiller }) => documentedTiller !== null,
  );
  return listed.flatMap((swift) =>
    [present.tiller, ...tillers]
      .filter((tiller) => isDocumented(swift, tiller.version) === 'exact')
      .map((tiller) => [swift, tiller] as const),
  );
}

function newer<R extends { readonly version: string }>(releases: readonly R[], present: R): R[] {
  const sorted = byVersion(releases);
  return sorted.slice(placeOf(sorted, present) + 1);
}

/** The newer ones, then the older ones from the nearest line on; of a line the oldest patch first. */
function others<R extends { readonly version: string }>(releases: readonly R[], present: R): R[] {
  const sorted = byVersion(releases);
  const place = placeOf(sorted, present);
  const older = sorted.slice(0, place);
  const lines = [...new Set(older.map(({ version }) => lineOf(version)))].reverse();
  return [
    ...sorted.slice(place + 1),
    ...lines.flatMap((line) => older.filter(({ version }) => lineOf(version) === line)),
  ];
}

function placeOf<R extends { readonly version: string }>(sorted: readonly R[], present: R): number {
  return sorted.findIndex(({ version }) => version === present.version);
}
