// Whether Tiller can send the list, as seen directly or else through Swift.
import { readSizeError } from '../../knowledge/grpc-text.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { messageMeasures, sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { keepFewer, uninstall } from '../shared/tiller-commands.js';
import { answered } from '../shared/words.js';

interface SendLimitFacts extends SizeErrorFacts {
  /** Whether the direct list failed the same way. */
  readonly direct: boolean;
  /** Releases that came before the failure. */
  readonly listedBefore: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-over-send-limit': SendLimitFacts;
  }
}

export const listOverSendLimit = defineCheck({
  group: 'lists',
  after: 'swift-list-failed',
  code: 'list-over-send-limit',
  findings: {
    'list-over-send-limit': {
      severity: 'fail',
      passTitle: 'Tiller can send every message of the list',
      failTitle: ({ messageBytes, limitBytes }) =>
        `Tiller cannot send the list: ${formatExactSize(messageBytes)} against ${formatExactSize(limitBytes)}`,
      describe: (facts, shell) => ({
        seen: [
          answered(facts),
          facts.direct
            ? `The direct list fails the same way, after ${plural(facts.listedBefore, 'release')}.`
            : 'It came through Swift; a direct list was not made or did not fail.',
        ],
        certainty: 'certain',
        cause:
          'Tiller itself refuses to send a message above its limit. From 2.9.0 on a list is cut between releases, so a single release (or its framing at the very limit) is too large; before, the list as a whole is.',
        steps: [
          'Find it: `helm ls --max 1 --offset NAME` fails for it alone.',
          'Shrink its chart files, NOTES or values and upgrade it; with 2.8.1 and 2.8.2 upgrade Tiller to 2.9.0 or newer.',
          'A revision that is stored already stays too large, until a limit of the history deletes it.',
          ...keepFewer(shell),
          uninstall(shell),
        ],
      }),
      measures: messageMeasures,
    },
  },
  needs: { stream: needs.stream },
  run: ({ evidence, sizeError }, { raise, pass }, { stream }) => {
    const list = evidence.tiller.list;
    const failure = list && !list.ok ? list.failure : null;
    const direct = failure && readSizeError(failure.message);
    if (failure && direct?.direction === 'send') {
      return raise(
        'list-over-send-limit',
        {
          messageBytes: direct.messageBytes,
          limitBytes: direct.limitBytes,
          message: failure.message,
          ...(failure.grpcCode !== undefined && { grpcCode: failure.grpcCode }),
          direct: true,
          listedBefore: stream.list.releases.length,
        },
        'swiftcheck->tiller',
      );
    }
    if (sizeError?.size.direction !== 'send') return pass();
    return raise(
      'list-over-send-limit',
      {
        ...sizeErrorFacts(sizeError),
        direct: false,
        listedBefore: 0,
      },
      'swift->tiller',
    );
  },
});
