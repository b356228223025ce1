// What a call for all revisions through Swift would come to, where Tiller ends the list.
import type { Analysis } from '../../analysis/analysis.js';
import { computedWayOut, PROBED_LIST } from '../../analysis/what-if.js';
import type { Hop } from '../../evidence/observation.js';
import type { DirectList } from '../../evidence/types.js';
import { isWithinLimit, TILLER_MESSAGE_LIMIT } from '../../knowledge/limits.js';
import { predict } from '../../predict/predict.js';
import { askForAll } from '../../predict/way-out.js';
import { wayOutFacts, type WayOutFacts } from '../shared/way-out-words.js';

export interface PredictedSize {
  readonly hop: Hop;
  readonly bytes: number;
  readonly limitBytes: number;
}

export interface WholeListFacts {
  /**
   * The list with a limit that names all revisions: `passes` and `fails` are computed from every revision;
   * `likely-fails` from the mean size of those that were listed.
   */
  readonly whole: 'passes' | 'fails' | 'likely-fails' | 'unknown';
  /** The message that does not fit; `null` if none is known. */
  readonly tooLarge: PredictedSize | null;
  /** Steps computed for these very revisions; `null` where they could not be. */
  readonly wayOut: WayOutFacts | null;
}

export function wholeListFacts(analysis: Analysis, plain: DirectList): WholeListFacts {
  const { stored, swift, tiller, otherTiller } = analysis;
  if (!tiller || swift.releases.length === 0 || otherTiller !== null) {
    return { whole: 'unknown', tooLarge: null, wayOut: null };
  }
  if (!stored?.whole) return byMeanSize(analysis, plain);
  const request = askForAll(PROBED_LIST, tiller, stored.releases);
  const outcomes = swift.releases.map((release) =>
    predict(request, release, tiller, stored.releases),
  );
  const [first, ...others] = outcomes;
  const passing = outcomes.filter(({ failure, flaws }) => !failure && flaws.length === 0).length;
  const way = computedWayOut(analysis);
  const [release] = swift.releases;
  const size = first?.failure?.size;
  const same = others.every(({ failure }) => failure?.message === first?.failure?.message);
  return {
    whole: passing === outcomes.length ? 'passes' : passing === 0 ? 'fails' : 'unknown',
    tooLarge:
      passing === 0 && same && size && first.failure.hop && first.failure.limitBytes !== undefined
        ? { hop: first.failure.hop, bytes: size.bytes, limitBytes: first.failure.limitBytes }
        : null,
    wayOut: way && release ? wayOutFacts(way, release, tiller) : null,
  };
}

/** The revisions that did not come can be larger or smaller. */
function byMeanSize({ swift, tiller }: Analysis, plain: DirectList): WholeListFacts {
  const share = plain.total / Math.max(1, plain.releases.length);
  const sum = (sizes: readonly number[]) => sizes.reduce((all, bytes) => all + bytes, 0);
  const message = Math.round(sum(plain.messages.map(({ bytes }) => bytes)) * share);
  // What is longer comes in several.
  const largest =
    tiller?.listDelivery === 'chunks' ? Math.min(message, TILLER_MESSAGE_LIMIT) : message;
  const answer = Math.round(sum(plain.releases.map(({ summaryBytes }) => summaryBytes)) * share);
  const found = swift.releases.map((release): PredictedSize | null => {
    const { tillerReceiveLimitBytes: receive, gatewayReceiveLimitBytes: gateway } = release;
    if (receive !== null && !isWithinLimit(largest, receive)) {
      return { hop: 'swift->tiller', bytes: largest, limitBytes: receive };
    }
    return gateway !== null && !isWithinLimit(answer, gateway)
      ? { hop: 'gateway->swift', bytes: answer, limitBytes: gateway }
      : null;
  });
  const [first = null] = found;
  const all = found.every((each) => each !== null);
  return { whole: all ? 'likely-fails' : 'unknown', tooLarge: all ? first : null, wayOut: null };
}
