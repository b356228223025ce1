// What other releases would do with the releases at hand: one row for each line of releases, two
// if a line changed its behaviour.
import type { Count } from '../evidence/scalars.js';
import { SWIFT_RELEASES } from '../knowledge/swift-releases.js';
import { TILLER_RELEASES } from '../knowledge/tiller-releases.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import { byVersion, lineOf } from '../knowledge/versions.js';
import { groupByName } from './group.js';
import { swiftKind, tillerKind } from './kinds.js';
import { predict } from './predict.js';
import type { ListRequest, Prediction, StoredRelease } from './types.js';
import { unreadableContents, unreadableHistories } from './unreadable.js';

export type ListOutcome =
  | 'ok'
  /** An error; the prediction says on which hop and with which numbers. */
  | 'fails'
  /** Fewer releases than asked for, without an error. */
  | 'short'
  /** Releases twice and others missing, without an error. */
  | 'wrong';

export interface WhatIfRow<R> {
  /** The releases of the line that this row is about, oldest first. */
  readonly releases: readonly R[];
  readonly outcome: ListOutcome;
  readonly list: Prediction;
  /** How many answers fail, of how many there are. */
  readonly unreadable: Unreadable;
}

export interface Unreadable {
  /** Stored revisions whose content cannot be read. */
  readonly contents: Count;
  readonly revisions: Count;
  /** Releases whose whole history cannot be read in one answer. */
  readonly histories: Count;
  readonly names: Count;
}

/** Every line of Swift in front of `tiller`. */
export function whatIfSwift(
  request: ListRequest,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): WhatIfRow<SwiftRelease>[] {
  return rows(SWIFT_RELEASES, swiftKind, (swift) => [swift, tiller], request, stored);
}

/** `swift` in front of every line of Tiller. */
export function whatIfTiller(
  request: ListRequest,
  swift: SwiftRelease,
  stored: readonly StoredRelease[],
): WhatIfRow<TillerRelease>[] {
  return rows(TILLER_RELEASES, tillerKind, (tiller) => [swift, tiller], request, stored);
}

export function outcomeOf({ failure, flaws }: Prediction): ListOutcome {
  if (failure) return 'fails';
  if (flaws.includes('chunks-overwritten')) return 'wrong';
  return flaws.length > 0 ? 'short' : 'ok';
}

function rows<R extends { readonly version: string }>(
  releases: readonly R[],
  kind: (release: R) => string,
  pair: (release: R) => readonly [SwiftRelease, TillerRelease],
  request: ListRequest,
  stored: readonly StoredRelease[],
): WhatIfRow<R>[] {
  const alike = new Map<string, [R, ...R[]]>();
  for (const release of byVersion(releases)) {
    const key = `${lineOf(release.version)} ${kind(release)}`;
    const others = alike.get(key);
    if (others) others.push(release);
    else alike.set(key, [release]);
  }
  return [...alike.values()].map((group) => {
    const [swift, tiller] = pair(group[0]);
    const list = predict(request, swift, tiller, stored);
    return {
      releases: group,
      outcome: outcomeOf(list),
      list,
      unreadable: unreadable(swift, tiller, stored),
    };
  });
}

function unreadable(
  swift: SwiftRelease,
  tiller: TillerRelease,
  stored: readonly StoredRelease[],
): Unreadable {
  return {
    contents: unreadableContents(swift, tiller, stored).length,
    revisions: stored.length,
    histories: unreadableHistories(swift, tiller, stored).length,
    names: groupByName(stored).length,
  };
}
