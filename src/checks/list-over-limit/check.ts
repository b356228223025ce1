// Whether the list passed each hop, by what the error of a list that failed says.
import { largestBy, partsOfRelease, partsOfSummary } from '../../analysis/largest.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { decidingProbes } from '../shared/deciding-probes.js';
import { largestSentence } from '../shared/large-releases.js';
import { messageMeasures, sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { answered } from '../shared/words.js';
import { listOverLimitFacts, listedReleases, type ListOverLimitFacts } from './facts.js';
import { NOT_PERMISSIONS, against, certaintyOf } from './words.js';

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

const HOP_UNKNOWN = 'Which hop refused the list is not known.';
const NOTHING_SENT = 'Tiller did not send the list, so that no hop behind it was tried.';
const NOTHING_ANSWERED =
  'Swift refused what came from Tiller, so that its own answer was not tried.';

export const listOverReceiveLimit = defineCheck({
  group: 'lists',
  after: 'list-corrupted',
  code: 'list-over-receive-limit',
  findings: {
    'list-over-receive-limit': {
      severity: 'fail',
      passTitle: 'Every list message of Tiller fits what Swift takes from it',
      failTitle: ({ messageBytes, limitBytes }) =>
        `The list is too large for Swift's way to Tiller: ${against(messageBytes, limitBytes)}`,
      describe: (facts) => ({
        seen: [answered(facts), largestSentence(facts.largest)],
        certainty: certaintyOf(facts.attributedBy),
        cause:
          (facts.attributedBy === 'number'
            ? 'The first number is exactly the size of the message that Tiller sends, so Swift refuses it as it arrives from Tiller. '
            : `Swift ${facts.swift} refuses such a message as it arrives from Tiller. `) +
          NOT_PERMISSIONS,
        steps: [
          ...(facts.wayOut.length > 0
            ? facts.wayOut
            : [
                'Move to Swift 0.11.1 (documented for Tiller 2.13.0): 0.11.0 and newer take 20.0 MiB from Tiller.',
                'Until then list in parts, with limit=N&sort_by=NAME&offset=NAME, or namespace=NAME; no part may hold more than the limit.',
              ]),
          '`helm ls` asks Tiller directly and is not affected.',
        ],
      }),
      measures: messageMeasures,
    },
  },
  needs: { swiftListAnswer: needs.swiftListAnswer },
  run: (analysis, { raise, pass, inconclusive }) => {
    const { sizeError } = analysis;
    if (sizeError?.hop === null) return inconclusive(HOP_UNKNOWN, 'hop');
    if (sizeError?.size.direction === 'send') {
      return inconclusive(NOTHING_SENT, 'list through Swift');
    }
    if (sizeError?.hop !== 'swift->tiller') return pass({}, 'swift->tiller');
    const largest = largestBy(listedReleases(analysis), ({ bytes }) => bytes, partsOfRelease);
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
      passTitle: "Swift's own answer fits the hop from its gateway",
      failTitle: ({ messageBytes, limitBytes }) =>
        `The list is too large inside Swift: ${against(messageBytes, limitBytes)}`,
      describe: (facts) => ({
        seen: [answered(facts), largestSentence(facts.largest)],
        certainty: certaintyOf(facts.attributedBy),
        cause:
          (facts.attributedBy === 'number'
            ? "The first number is exactly the size of the answer that Swift builds from the list (names, NOTES, chart metadata, values), so Swift's HTTP gateway refuses it on the hop from Swift's own gRPC server. "
            : `Swift ${facts.swift} takes such a message from Tiller; its HTTP gateway refuses it on the hop from Swift's own gRPC server. `) +
          NOT_PERMISSIONS,
        steps: [
          ...(facts.wayOut.length > 0
            ? facts.wayOut
            : ['List in parts, with limit=N&sort_by=NAME&offset=NAME, or namespace=NAME.']),
          'Shorten NOTES and values of the largest releases: chart files do not count on this hop.',
          'No release of Swift from 0.7.0 on raises this limit; gRPC to Tiller directly is not affected.',
        ],
      }),
      measures: messageMeasures,
    },
  },
  needs: { swiftListAnswer: needs.swiftListAnswer },
  run: (analysis, { raise, pass, inconclusive }) => {
    const { sizeError } = analysis;
    if (sizeError?.hop === null) return inconclusive(HOP_UNKNOWN, 'hop');
    if (sizeError?.size.direction === 'send') {
      return inconclusive(NOTHING_SENT, 'list through Swift');
    }
    if (sizeError?.hop === 'swift->tiller') {
      return inconclusive(NOTHING_ANSWERED, 'list through Swift');
    }
    if (sizeError?.hop !== 'gateway->swift') return pass({}, 'gateway->swift');
    const largest = largestBy(
      listedReleases(analysis),
      ({ summaryBytes }) => summaryBytes,
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
      passTitle: 'No hop refused the list for its size',
      failTitle: ({ messageBytes, limitBytes }) =>
        `The list is too large for a hop: ${against(messageBytes, limitBytes)}`,
      describe: (facts) => ({
        seen: [answered(facts)],
        certainty: 'certain',
        cause: facts.compared
          ? `Which hop is not known: the first number equals neither a message that Tiller sends nor the answer that Swift builds, and Swift's release does not tell. ${NOT_PERMISSIONS}`
          : `Which hop is not known: there is no direct list to compare the first number with, and Swift's release does not tell. ${NOT_PERMISSIONS}`,
        steps: decidingProbes(facts),
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
