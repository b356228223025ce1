// Whether the list passed each hop, by what the error of a list that failed says.
import type { MeasuredRelease } from '../../evidence/types.js';
import type { Finding } from '../../findings/catalogue.js';
import type { ListOverLimitFacts } from '../../findings/sizes.js';
import type { Analysis } from '../../analysis/analysis.js';
import type { AttributedSize } from '../../analysis/attribute.js';
import { largestBy, partsOfSummary, partsOfRelease } from '../../analysis/largest.js';
import { couldNotTell, needs, pass, raise, type Rule } from '../rule.js';
import { wayOutSteps } from '../../checks/shared/way-out-words.js';
import { computedWayOut } from '../../analysis/what-if.js';

const HOP_UNKNOWN = 'Which hop refused the list is not known.';
const NOTHING_SENT = 'Tiller did not send the list, so that no hop behind it was tried.';
const NOTHING_ANSWERED =
  'Swift refused what came from Tiller, so that its own answer was not tried.';

export const receiveLimit: Rule = {
  code: 'list-over-receive-limit',
  needs: [needs.swiftListAnswer],
  judge: (assessment) => {
    const { sizeError } = assessment;
    if (sizeError?.hop === null) return couldNotTell('list-over-receive-limit', HOP_UNKNOWN, 'hop');
    if (sizeError?.size.direction === 'send') return notSent('list-over-receive-limit');
    if (sizeError?.hop !== 'swift->tiller') {
      return pass('list-over-receive-limit', {}, 'swift->tiller');
    }
    const largest = largestBy(listed(assessment), (release) => release.bytes, partsOfRelease);
    return raise('list-over-receive-limit', facts(assessment, sizeError, largest), 'swift->tiller');
  },
};

export const gatewayLimit: Rule = {
  code: 'list-over-gateway-limit',
  needs: [needs.swiftListAnswer],
  judge: (assessment) => {
    const { sizeError } = assessment;
    if (sizeError?.hop === null) return couldNotTell('list-over-gateway-limit', HOP_UNKNOWN, 'hop');
    if (sizeError?.size.direction === 'send') return notSent('list-over-gateway-limit');
    if (sizeError?.hop === 'swift->tiller') {
      return couldNotTell('list-over-gateway-limit', NOTHING_ANSWERED, 'list through Swift');
    }
    if (sizeError?.hop !== 'gateway->swift') {
      return pass('list-over-gateway-limit', {}, 'gateway->swift');
    }
    const largest = largestBy(
      listed(assessment),
      (release) => release.summaryBytes,
      partsOfSummary,
    );
    return raise(
      'list-over-gateway-limit',
      facts(assessment, sizeError, largest),
      'gateway->swift',
    );
  },
};

export const unknownLimit: Rule = {
  code: 'list-over-unknown-limit',
  needs: [needs.swiftListAnswer],
  judge: ({ sizeError, stream }) => {
    if (sizeError?.hop !== null) return pass('list-over-unknown-limit');
    const compared = stream !== null;
    return raise('list-over-unknown-limit', { ...numbers(sizeError), compared }, null);
  },
};

function notSent(code: 'list-over-receive-limit' | 'list-over-gateway-limit'): Finding {
  return couldNotTell(code, NOTHING_SENT, 'list through Swift');
}

function listed({ stream }: Analysis): readonly MeasuredRelease[] {
  return stream?.list.releases ?? [];
}

function numbers({ size, message, httpStatus, grpcCode }: AttributedSize) {
  return {
    messageBytes: size.messageBytes,
    limitBytes: size.limitBytes,
    message,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
}

function facts(
  assessment: Analysis,
  error: AttributedSize,
  largest: ListOverLimitFacts['largest'],
): ListOverLimitFacts {
  const way = computedWayOut(assessment);
  return {
    ...numbers(error),
    attributedBy: error.by,
    swift: assessment.swiftWords,
    wayOut: way ? wayOutSteps(way) : [],
    largest,
  };
}
