// What makes releases large, so that something can be made smaller.
import type { Hop } from '../evidence/observation.js';
import type { ReleaseParts } from '../evidence/types.js';
import type { StoredRelease } from './types.js';

export type Part = keyof ReleaseParts;

export interface LargeRelease {
  readonly release: StoredRelease;
  /** What it takes of the message on the hop. */
  readonly bytes: number;
  /** Its parts in that message that make up a tenth of it or more, largest first. */
  readonly parts: readonly { readonly part: Part; readonly bytes: number }[];
}

/** Inside Swift a list holds summaries: charts come without files, templates and values. */
const IN_SUMMARIES: readonly Part[] = ['notesBytes', 'configBytes', 'chartMetadataBytes'];
const ALL: readonly Part[] = [
  ...IN_SUMMARIES,
  'manifestBytes',
  'hooksBytes',
  'chartTemplatesBytes',
  'chartValuesBytes',
  'chartFilesBytes',
  'chartDependenciesBytes',
];

/** The releases that take most of a list's messages on `hop`, largest first, at most `most`. */
export function largestReleases(
  releases: readonly StoredRelease[],
  hop: Hop,
  most: number,
): LargeRelease[] {
  const summaries = hop === 'gateway->swift';
  const counted = summaries ? IN_SUMMARIES : ALL;
  return releases
    .map((release) => ({ release, bytes: summaries ? release.summaryBytes : release.bytes }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .map(({ release, bytes }) => ({
      release,
      bytes,
      parts: counted
        .map((part) => ({ part, bytes: release.parts[part] }))
        .filter((each) => each.bytes > 0 && each.bytes * 10 >= bytes)
        .sort((a, b) => b.bytes - a.bytes),
    }));
}
