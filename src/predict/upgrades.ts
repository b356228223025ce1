// The smallest step up to releases that answer a list completely and rightly.
import { isDocumented, type Documented } from '../knowledge/pairs.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { byVersion } from '../knowledge/versions.js';
import { firstOfEachKind, swiftKind, tillerKind } from './kinds.js';
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
  /** Both anew; looked for only where neither alone is enough. */
  readonly both: Pair | null;
  /** The smallest step to a pair of Swift's own table, where none of the above is one. */
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

/** The smallest newer releases with which the list passes; the present pair is not considered. */
export function smallestUpgrades(
  request: ListRequest,
  present: { readonly swift: SwiftRelease; readonly tiller: TillerRelease },
  stored: readonly StoredRelease[],
): Upgrades {
  const swifts = firstOfEachKind(newer(SWIFT_RELEASES, present.swift), swiftKind);
  const tillers = firstOfEachKind(newer(TILLER_RELEASES, present.tiller), tillerKind);
  const first = (tries: readonly (readonly [SwiftRelease, TillerRelease])[]): Pair | null => {
    const found = tries.find(([swift, tiller]) => passes(request, swift, tiller, stored));
    if (!found) return null;
    const [swift, tiller] = found;
    return { swift, tiller, documented: isDocumented(swift, tiller.version) };
  };
  const swift = first(swifts.map((each) => [each, present.tiller]));
  const tiller = first(tillers.map((each) => [present.swift, each]));
  const both =
    swift || tiller
      ? null
      : first(swifts.flatMap((each) => tillers.map((t) => [each, t] as const)));
  const named = [swift, tiller, both].some((pair) => pair && isNamed(pair));
  const documented = named ? null : first(documentedPairs(present));
  return { swift, tiller, both, documented };
}

/** Whether Swift's table names the pair, or another patch release of its line. */
export function isNamed({ documented }: Pair): boolean {
  return documented === 'exact' || documented === 'line';
}

/** The rows of Swift's table in which neither release is older than the present one. */
function documentedPairs(present: {
  readonly swift: SwiftRelease;
  readonly tiller: TillerRelease;
}) {
  const tillers = [present.tiller, ...newer(TILLER_RELEASES, present.tiller)];
  const listed = [present.swift, ...newer(SWIFT_RELEASES, present.swift)].filter(
    ({ documentedTiller }) => documentedTiller !== null,
  );
  return listed.flatMap((swift) =>
    tillers
      .filter((tiller) => isDocumented(swift, tiller.version) === 'exact')
      .map((tiller) => [swift, tiller] as const),
  );
}

function newer<R extends { readonly version: string }>(releases: readonly R[], present: R): R[] {
  const sorted = byVersion(releases);
  return sorted.slice(sorted.findIndex(({ version }) => version === present.version) + 1);
}
