// The evidence that checks need, each with its value or with why it is missing.
import type { Analysis } from '../analysis/analysis.js';
import type { Stored } from '../analysis/stored.js';
import type { EvidenceKey } from '../analysis/missing.js';
import type { Observation } from '../evidence/observation.js';
import type { DirectList, SwiftList } from '../evidence/types.js';
import type { SwiftRelease } from '../knowledge/types.js';
import type { MeasuredStream } from '../predict/replay.js';

/** `why` is `null` if the command does not gather the evidence. */
type Found<T> = { readonly value: T } | { readonly why: string | null };

/** If the command does not gather the evidence. */
export const NOT_GATHERED = 'This command does not gather what it needs.';

export interface Need<T> {
  readonly key: EvidenceKey;
  readonly read: (analysis: Analysis) => Found<T>;
}

export type Needs = Readonly<Record<string, Need<unknown>>>;

/** The values that needs hand over, under the same names. */
export type Given<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Need<infer T> ? T : never;
};

function need<T>(key: EvidenceKey, read: Need<T>['read']): Need<T> {
  return { key, read };
}

function observed<T>(what: string, observation: Observation<T> | undefined): Found<T> {
  if (!observation) return { why: null };
  return observation.ok
    ? { value: observation.value }
    : { why: `${what}: ${observation.failure.message}` };
}

/** A list through Swift that came, or Swift's own error in its place. */
export type SwiftListAnswer = NonNullable<Analysis['evidence']['swift']['list']>;

export const needs = {
  tillerVersion: need("Tiller's version", ({ evidence }) =>
    observed("Tiller's version is not known", evidence.tiller.version),
  ),
  swiftTillerVersion: need("Swift's answer", ({ evidence }) =>
    observed('Swift did not give the version of its Tiller', evidence.swift.tillerVersion),
  ),
  /** Tiller's version from either side, without a leading `v`. */
  anyTillerVersion: need<string>("Tiller's version", ({ tillerVersion }) =>
    tillerVersion === null
      ? { why: 'The version of Tiller is unknown, directly and through Swift.' }
      : { value: tillerVersion },
  ),
  directList: need<DirectList>('direct list', ({ evidence }) =>
    observed('There is no direct list', evidence.tiller.list),
  ),
  /** A direct list, or what came of one before Tiller ended it with an error. */
  stream: need<MeasuredStream>('direct list', ({ evidence, stream }) => {
    if (stream) return { value: stream };
    const found = observed('There is no direct list', evidence.tiller.list);
    return 'why' in found ? found : { why: null };
  }),
  /** What Tiller stores, as far as direct lists show. */
  stored: need<Stored>('direct list', ({ evidence, stored }) => {
    if (stored) return { value: stored };
    const found = observed('There is no direct list', evidence.tiller.list);
    return 'why' in found ? found : { why: null };
  }),
  swiftList: need<SwiftList>('list through Swift', ({ evidence, swiftList }) => {
    if (swiftList) return { value: swiftList };
    const found = observed('There is no list through Swift', evidence.swift.list);
    return 'why' in found ? found : { why: null };
  }),
  /** An answer of Swift to the list, be it an error. */
  swiftListAnswer: need<SwiftListAnswer>('list through Swift', ({ evidence: { swift } }) => {
    const { list } = swift;
    if (!list) return { why: null };
    if (list.ok || list.failure.kind === 'swift-error') return { value: list };
    return { why: `Swift did not answer the list request: ${list.failure.message}` };
  }),
  /** An answer that differs between versions of Swift, or a declared version. */
  swiftKnownAtAll: need<true>("Swift's release", ({ swift }) =>
    swift.clues.length === 0 && swift.declaredRelease === null
      ? {
          why: 'The version of Swift is unknown: none of its answers differs between versions.',
        }
      : { value: true },
  ),
  /** The possible versions of Swift: at least one. */
  swiftReleases: need<readonly [SwiftRelease, ...SwiftRelease[]]>(
    "Swift's release",
    ({ swift: { releases } }) => {
      const [first, ...others] = releases;
      return first
        ? { value: [first, ...others] }
        : { why: 'Swift does not behave like any known version.' };
    },
  ),
};
