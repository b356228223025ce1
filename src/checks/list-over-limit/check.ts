// Whether the list passed each hop, by what the error of a list that failed says.
import type { Analysis } from '../../analysis/analysis.js';
import type { EvidenceKey } from '../../analysis/missing.js';
import { largestBy, partsOfRelease, partsOfSummary } from '../../analysis/largest.js';
import { defineCheck, type Step } from '../define.js';
import { needs } from '../needs.js';
import { isWithinLimit } from '../../knowledge/limits.js';
import { lengthDelimitedBytes } from '../../util/protobuf-size.js';
import { swifts } from '../../knowledge/describe.js';
import { change, look } from '../steps.js';
import { wayOutSteps } from '../shared/way-out-words.js';
import { decidingProbes } from '../shared/deciding-probes.js';
import { largestSentence } from '../shared/large-releases.js';
import { messageMeasures, sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { answered } from '../shared/words.js';
import { listOverLimitFacts, listedReleases, type ListOverLimitFacts } from './facts.js';
import { NOT_PERMISSIONS, certaintyOf, directStep, ofAnotherList, overBy } from './words.js';

interface UnknownHopFacts extends SizeErrorFacts {
  /** Whether there was a direct list to compare the number with. */
  readonly compared: boolean;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-over-receive-limit': ListOverLimitFacts;
    'list-over-gateway-limit': ListOverLimitFacts;
    'list-over-unknown-limit': UnknownHopFacts;
  }
}

const HOP_UNKNOWN = 'The hop that rejected the list is not known.';
const NOTHING_SENT = 'Tiller did not send the list, so the hops after Tiller were not tried.';
const NOTHING_ANSWERED =
  'Swift rejected the message of Tiller, so the answer of Swift was not tried.';

export const listOverReceiveLimit = defineCheck({
  group: 'lists',
  after: 'list-corrupted',
  code: 'list-over-receive-limit',
  findings: {
    'list-over-receive-limit': {
      severity: 'fail',
      passTitle: 'Swift accepts every list message of Tiller',
      failTitle: ({ messageBytes, limitBytes }) =>
        `Swift cannot receive the list from Tiller: ${overBy(messageBytes, limitBytes)}`,
      describe: (facts, shell) => ({
        seen: [answered(facts), largestSentence(facts.largest, 'The largest entries')],
        certainty: certaintyOf(facts.attributedBy),
        cause:
          (facts.attributedBy === 'number'
            ? 'Tiller sent a message of exactly that size, and Swift rejected it. '
            : `Swift ${facts.swift} rejects a message of that size from Tiller. `) +
          NOT_PERMISSIONS,
        steps: [
          ...(facts.wayOut ? wayOutSteps(facts.wayOut, shell) : accepting(facts.messageBytes)),
          ...directStep(facts, shell),
        ],
        ...(facts.directPasses && ofAnotherList(facts, shell)),
      }),
      measures: messageMeasures,
    },
  },
  needs: { swiftListAnswer: needs.swiftListAnswer },
  run: (analysis, { raise, pass, unknown }) => {
    const { sizeError } = analysis;
    const untried = whyUntried(sizeError);
    if (untried) return unknown(...untried);
    if (sizeError?.hop !== 'swift->tiller') return pass({}, 'swift->tiller');
    const largest = largestBy(
      listedReleases(analysis),
      ({ bytes }) => lengthDelimitedBytes(bytes),
      partsOfRelease,
    );
    return raise(
      'list-over-receive-limit',
      listOverLimitFacts(analysis, sizeError, largest),
      'swift->tiller',
    );
  },
});

export const listOverGatewayLimit = defineCheck({
  group: 'lists',
  after: 'list-over-receive-limit',
  code: 'list-over-gateway-limit',
  findings: {
    'list-over-gateway-limit': {
      severity: 'fail',
      passTitle: "Swift's gateway accepts the answer that Swift builds",
      failTitle: ({ messageBytes, limitBytes }) =>
        `Swift's answer is too large for its own gateway: ${overBy(messageBytes, limitBytes)}`,
      describe: (facts, shell) => ({
        seen: [answered(facts), largestSentence(facts.largest, 'The largest entries')],
        certainty: certaintyOf(facts.attributedBy),
        cause:
          (facts.attributedBy === 'number'
            ? "Swift builds an answer of exactly that size from the list (names, NOTES, chart metadata, values), and Swift's own HTTP gateway rejected it. "
            : `Swift ${facts.swift} accepts a message of that size from Tiller, but its HTTP gateway rejects the answer of its own gRPC server. `) +
          NOT_PERMISSIONS,
        steps: [
          ...(facts.wayOut ? wayOutSteps(facts.wayOut, shell) : []),
          change(
            'Shorten NOTES and values of the largest releases, and upgrade these releases. Chart files do not count on this hop.',
          ),
          ...directStep(facts, shell),
        ],
        ...(facts.directPasses && ofAnotherList(facts, shell)),
      }),
      measures: messageMeasures,
    },
  },
  needs: { swiftListAnswer: needs.swiftListAnswer },
  run: (analysis, { raise, pass, unknown }) => {
    const { sizeError } = analysis;
    const untried = whyUntried(sizeError);
    if (untried) return unknown(...untried);
    if (sizeError?.hop === 'swift->tiller') {
      return unknown(NOTHING_ANSWERED, 'list through Swift');
    }
    if (sizeError?.hop !== 'gateway->swift') return pass({}, 'gateway->swift');
    const largest = largestBy(
      listedReleases(analysis),
      ({ summaryBytes }) => lengthDelimitedBytes(summaryBytes),
      partsOfSummary,
    );
    return raise(
      'list-over-gateway-limit',
      listOverLimitFacts(analysis, sizeError, largest),
      'gateway->swift',
    );
  },
});

export const listOverUnknownLimit = defineCheck({
  group: 'lists',
  after: 'list-over-gateway-limit',
  code: 'list-over-unknown-limit',
  findings: {
    'list-over-unknown-limit': {
      severity: 'fail',
      passTitle: 'The hop that rejected the list is known, or no hop rejected it',
      failTitle: ({ messageBytes, limitBytes }) =>
        `A hop rejected the list for its size: ${overBy(messageBytes, limitBytes)}`,
      describe: (facts, shell) => ({
        seen: [answered(facts)],
        certainty: 'certain',
        cause: facts.compared
          ? `The hop is not known: the number in the error is the size neither of a message of Tiller nor of the answer that Swift builds, and the version of Swift does not decide. ${NOT_PERMISSIONS}`
          : `The hop is not known: there is no direct list to compare the number in the error with, and the version of Swift does not decide. ${NOT_PERMISSIONS}`,
        steps: decidingProbes(facts, shell),
      }),
      measures: messageMeasures,
    },
  },
  needs: { swiftListAnswer: needs.swiftListAnswer },
  run: ({ sizeError, stream }, { raise, pass }) => {
    if (sizeError?.hop !== null) return pass();
    const compared = stream !== null;
    return raise('list-over-unknown-limit', { ...sizeErrorFacts(sizeError), compared }, null);
  },
});

/** Why the error says nothing of the hops between Tiller and Swift; `null`: these hops were tried. */
function whyUntried(error: Analysis['sizeError']): readonly [string, EvidenceKey] | null {
  if (error?.hop === null) return [HOP_UNKNOWN, 'hop'];
  return error?.size.direction === 'send' ? [NOTHING_SENT, 'list through Swift'] : null;
}

/**
 * If upgrades and pages cannot be computed: by the size of the message alone. The oldest versions have no limit, and those
 * of one namespace are no remedy.
 */
function accepting(messageBytes: number): Step[] {
  const versions = swifts(
    ({ unsetNamespaceMeans, tillerReceiveLimitBytes }) =>
      unsetNamespaceMeans !== 'default' && isWithinLimit(messageBytes, tillerReceiveLimitBytes),
  );
  return [
    look(
      `Choose a Swift that accepts a message of that size from Tiller (${versions}). See which of these is documented for your Tiller.`,
      'swiftcheck matrix',
    ),
  ];
}
