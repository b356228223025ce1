// What the findings of a list over a known limit of Swift are made of.
import type { Analysis } from '../../analysis/analysis.js';
import type { AttributedBy, AttributedSize } from '../../analysis/attribute.js';
import type { SizedRelease } from '../../analysis/largest.js';
import { computedWayOut } from '../../analysis/what-if.js';
import type { MeasuredRelease } from '../../evidence/types.js';
import { sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import {
  isWithinLimit,
  TILLER_MESSAGE_LIMIT as HELM_RECEIVE_LIMIT,
} from '../../knowledge/limits.js';
import { isWhole } from '../../analysis/compare.js';
import { replayList } from '../../predict/replay.js';
import { wayOutFacts, type WayOutFacts } from '../shared/way-out-words.js';

export interface ListOverLimitFacts extends SizeErrorFacts {
  readonly attributedBy: AttributedBy;
  /** The possible versions of Swift, in words. */
  readonly swift: string;
  /** Computed for this very list; `null`: it could not be. */
  readonly wayOut: WayOutFacts | null;
  /** Whether the direct list of this run held every revision, each once, in messages that helm takes. */
  readonly directWhole: boolean;
  /** Each possible Swift would have accepted the direct list: what Swift rejected is another list. */
  readonly directPasses: boolean;
  /** The largest entries of the list with their framing, at most three. */
  readonly largest: readonly SizedRelease[];
}

export function listOverLimitFacts(
  analysis: Analysis,
  error: AttributedSize,
  largest: readonly SizedRelease[],
): ListOverLimitFacts {
  const { stream, tiller, swift } = analysis;
  const [release] = swift.releases;
  const way = computedWayOut(analysis);
  return {
    ...sizeErrorFacts(error),
    attributedBy: error.by,
    swift: analysis.swiftWords,
    wayOut: way && release && tiller ? wayOutFacts(way, release, tiller) : null,
    directWhole:
      stream !== null &&
      isWhole(stream) &&
      stream.list.messages.every(({ bytes }) => isWithinLimit(bytes, HELM_RECEIVE_LIMIT)),
    directPasses:
      error.by === 'release' &&
      stream !== null &&
      swift.releases.every((each) => {
        const kind = replayList(stream, each, tiller)?.kind;
        return kind === 'releases' || kind === 'empty-stream';
      }),
    largest,
  };
}

/** As far as a direct list came. */
export function listedReleases({ stream }: Analysis): readonly MeasuredRelease[] {
  return stream?.list.releases ?? [];
}
