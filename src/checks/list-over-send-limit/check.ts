// Whether Tiller can send the list, as seen directly or else through Swift.
import { tillers } from '../../knowledge/describe.js';
import { readSizeError } from '../../knowledge/grpc-text.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';
import type { TillerRelease } from '../../knowledge/types.js';
import { findTiller } from '../../knowledge/versions.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { change, look } from '../steps.js';
import type { Command, Shell } from '../shell.js';
import { needs } from '../needs.js';
import { messageMeasures, sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { keepFewer, uninstall } from '../shared/tiller-commands.js';
import { answered } from '../shared/words.js';

interface SendLimitFacts extends SizeErrorFacts {
  /** Whether the direct list failed with the same error. */
  readonly direct: boolean;
  /** Releases that came before the failure. */
  readonly listedBefore: number;
  /** How the Tiller of the list sends a list; `null`: its version is not known. */
  readonly delivery: TillerRelease['listDelivery'] | null;
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
        `Tiller cannot send the list: a message of ${plural(messageBytes, 'byte')}, and Tiller's limit is ${formatExactSize(limitBytes)}`,
      describe: (facts, shell) => ({
        seen: [
          answered(facts),
          facts.direct
            ? `The direct list fails with the same error, after ${plural(facts.listedBefore, 'revision')}.`
            : 'The error came through Swift. The direct list did not fail with this error.',
        ],
        certainty: isOneCause(facts) ? 'certain' : 'possible',
        cause: `Tiller refuses to send a message above its limit. ${tooLarge(facts)}`,
        steps: [
          look(
            `Find the largest revisions among what Tiller stores: the last lines of the output are the longest records.${shell.tiller?.storage === undefined ? ' Without --storage, Tiller stores ConfigMaps; with --storage=secret, name secrets in their place.' : ''}`,
            largestRecords(shell),
          ),
          change(
            'Shrink chart files, NOTES or values of a large release, and upgrade the release. The stored revision stays as large until a limit of the history deletes that revision.',
          ),
          ...keepFewer(shell),
          ...(facts.delivery === 'one message' ? [CUTS] : []),
          uninstall(shell),
        ],
      }),
      measures: messageMeasures,
    },
  },
  needs: { stream: needs.stream },
  run: ({ evidence, sizeError, tiller, otherTiller }, { raise, pass }, { stream }) => {
    const through = otherTiller === null ? tiller : findTiller(otherTiller);
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
          delivery: tiller?.listDelivery ?? null,
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
        delivery: through?.listDelivery ?? null,
        listedBefore: 0,
      },
      'swift->tiller',
    );
  },
});

const CHUNKS = tillers(({ listDelivery }) => listDelivery === 'chunks');
const ONE_MESSAGE = tillers(
  ({ listDelivery, sendLimitBytes }) => listDelivery !== 'chunks' && sendLimitBytes !== null,
);
const CUTS = change(
  `If no revision alone is above the limit, upgrade Tiller: Tiller ${tillers(({ listDelivery, chunkBufferReuse }) => listDelivery === 'chunks' && !chunkBufferReuse)} cuts a list into messages below the limit.`,
);

/** Tag and length of each entry, which Tiller does not count, in a list without a limit. */
const FRAMING = 6 * Math.max(...TILLER_RELEASES.map(({ defaultListLimit }) => defaultListLimit));

function isAlone({ messageBytes, limitBytes }: SendLimitFacts): boolean {
  return messageBytes - limitBytes > FRAMING;
}

function isOneCause(facts: SendLimitFacts): boolean {
  return facts.delivery === 'one message' || (facts.delivery === 'chunks' && isAlone(facts));
}

function tooLarge(facts: SendLimitFacts): string {
  const { delivery } = facts;
  const alone = isAlone(facts)
    ? 'one revision alone is too large'
    : 'one revision alone is too large, or a full message is by its framing';
  const chunks = `Tiller ${CHUNKS} cuts a list between revisions, so ${alone}.`;
  const whole = `Tiller ${ONE_MESSAGE} sends the list in one message, so the whole list is too large.`;
  if (delivery === null) return `${chunks} ${whole}`;
  return delivery === 'chunks' ? chunks : whole;
}

/** The records by their length, which is that of the compressed revision. */
function largestRecords({ kubectl, tiller }: Shell): Command {
  const records = kubectl(tiller?.namespace ?? 'kube-system', [
    ...['get', tiller?.storage ?? 'configmaps', '-l', 'OWNER=TILLER', '-o'],
    'go-template={{range .items}}{{len .data.release}} {{.metadata.name}}{{"\\n"}}{{end}}',
  ]);
  return { ...records, line: `${records.line} | sort -n | tail -3` };
}
