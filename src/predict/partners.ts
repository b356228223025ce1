// Which Swift goes with a Tiller, and which Tiller with a Swift, if nothing is known of the releases: judged by
// sample lists, and ranked as upgrades are.
import type { MeasuredRelease } from '../evidence/types.js';
import type { SwiftRelease, TillerRelease } from '../knowledge/types.js';
import type { ListRequest } from './types.js';
import { best, isNamed, passes, type Pair } from './upgrades.js';

const MEBIBYTE = 1024 * 1024;

const ALL: ListRequest = { kind: 'list', all: true };

/** Sizes of a sample list: under the limit of gRPC, over it, and over the limit of Tiller. */
const SAMPLE_BYTES = [3 * MEBIBYTE, 16 * MEBIBYTE, 24 * MEBIBYTE] as const;

export interface Partner extends Pair {
  /** For each sample, whether its list passes. */
  readonly lists: readonly { readonly bytes: number; readonly passes: boolean }[];
}

/** The documented pair, then the one that lists more, if there is such; the one to run comes first. */
export function partners(pairs: readonly (readonly [SwiftRelease, TillerRelease])[]): Partner[] {
  const listed = new Map<string, number>();
  const tier = (swift: SwiftRelease, tiller: TillerRelease) => {
    const key = `${swift.version} ${tiller.version}`;
    const known = listed.get(key) ?? score(swift, tiller);
    listed.set(key, known);
    return known;
  };
  const most = Math.max(...pairs.map(([swift, tiller]) => tier(swift, tiller)));
  const any = best(pairs, () => true);
  const named = any && isNamed(any) ? any : null;
  const capable = best(pairs, (swift, tiller) => tier(swift, tiller) === most);
  const isEnough = named && tier(named.swift, named.tiller) === most;
  return [named, isEnough ? null : capable]
    .filter((pair) => pair !== null)
    .map((pair) => ({ ...pair, lists: judged(pair.swift, pair.tiller) }));
}

/** How many of the samples pass, and one more where releases that wait are listed as well. */
function score(swift: SwiftRelease, tiller: TillerRelease): number {
  const waiting = sample(MEBIBYTE).map((release): MeasuredRelease => ({
    ...release,
    status: 'PENDING_UPGRADE',
  }));
  const samples = judged(swift, tiller).filter((one) => one.passes).length;
  return samples + (passes(ALL, swift, tiller, waiting) ? 1 : 0);
}

function judged(swift: SwiftRelease, tiller: TillerRelease): Partner['lists'] {
  return SAMPLE_BYTES.map((bytes) => ({
    bytes,
    passes: passes(ALL, swift, tiller, sample(bytes)),
  }));
}

/** Eight releases that take so many bytes in all, in two namespaces, with small summaries. */
function sample(bytes: number): MeasuredRelease[] {
  const each = bytes / 8;
  return Array.from({ length: 8 }, (_each, index) => ({
    name: `sample-${index}`,
    namespace: index % 2 === 0 ? 'default' : 'other',
    revision: 1,
    status: 'DEPLOYED',
    ...{ bytes: each, summaryBytes: 200, infoBytes: 100 },
    parts: {
      ...{ notesBytes: 0, configBytes: 0, manifestBytes: 0, hooksBytes: 0 },
      ...{ chartMetadataBytes: 0, chartTemplatesBytes: 0, chartValuesBytes: 0 },
      ...{ chartFilesBytes: each - 400, chartDependenciesBytes: 0 },
    },
  }));
}
