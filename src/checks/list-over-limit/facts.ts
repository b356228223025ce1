// What the findings of a list over a known limit of Swift are made of.
import type { Analysis } from '../../analysis/analysis.js';
import type { AttributedBy, AttributedSize } from '../../analysis/attribute.js';
import type { SizedRelease } from '../../analysis/largest.js';
import { computedWayOut } from '../../analysis/what-if.js';
import type { MeasuredRelease } from '../../evidence/types.js';
import { sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { wayOutSteps } from '../shared/way-out-words.js';

export interface ListOverLimitFacts extends SizeErrorFacts {
  readonly attributedBy: AttributedBy;
  /** The releases that Swift may be, in words. */
  readonly swift: string;
  /** Steps computed for this very list; empty where they could not be. */
  readonly wayOut: readonly string[];
  /** The largest releases in the list, at most three. */
  readonly largest: readonly SizedRelease[];
}

export function listOverLimitFacts(
  analysis: Analysis,
  error: AttributedSize,
  largest: readonly SizedRelease[],
): ListOverLimitFacts {
  const way = computedWayOut(analysis);
  return {
    ...sizeErrorFacts(error),
    attributedBy: error.by,
    swift: analysis.swiftWords,
    wayOut: way ? wayOutSteps(way) : [],
    largest,
  };
}

/** As far as a direct list came. */
export function listedReleases({ stream }: Analysis): readonly MeasuredRelease[] {
  return stream?.list.releases ?? [];
}
