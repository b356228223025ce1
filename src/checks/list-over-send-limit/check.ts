// Whether Tiller can send the list, as seen directly or else through Swift.
import { tillers } from '../../knowledge/describe.js';
import { readSizeError } from '../../knowledge/grpc-text.js';
import { TILLER_RELEASES } from '../../knowledge/tiller-releases.js';
import type { TillerRelease } from '../../knowledge/types.js';
import { findTiller } from '../../knowledge/versions.js';
import { formatExactSize, plural } from '../../util/bytes.js';
import { defineCheck, type Certainty, type Step } from '../define.js';
import { change, look } from '../steps.js';
import type { Shell } from '../shell.js';
import { needs, NOT_GATHERED } from '../needs.js';
import { messageMeasures, sizeErrorFacts, type SizeErrorFacts } from '../shared/size-error.js';
import { keepFewer, uninstall } from '../shared/tiller-commands.js';
import { tillerPods } from '../shared/tiller-steps.js';
import { answered } from '../shared/words.js';

interface SendLimitFacts extends SizeErrorFacts {
  /** Whether the direct list failed with the same error. */
  readonly direct: boolean;
  /** Tiller sent its list in this run, without Swift. */
  readonly listedDirectly?: true;
  /** Tiller was not asked for its list without Swift. */
  readonly unasked?: true;
  /** Releases that came before the failure. */
  readonly listedBefore: number;
  /** Version of the Tiller of the list; `null`: not a known one. */
  readonly tiller: string | null;
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
            ? `The direct list fails with this error, after ${plural(facts.listedBefore, 'revision')}.`
            : `The error came through Swift. ${ofDirectList(facts)}`,
        ],
        ...whyTooLarge(facts),
        steps: facts.listedDirectly
          ? [
              look(
                'Run swiftcheck again: a release may have been stored or deleted between the two lists. If Tiller sends the direct list then, too, Swift probably uses another Tiller.',
                shell.again([]),
              ),
              tillerPods('Look at all pods of Tiller.', shell),
              largestRecords(shell),
            ]
          : [largestRecords(shell), ...shrink(facts, shell)],
      }),
      measures: messageMeasures,
    },
  },
  needs: {},
  run: (analysis, { raise, pass, unknown }) => {
    const { evidence, sizeError, tiller, otherTiller, stream } = analysis;
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
          listedBefore: stream?.list.releases.length ?? 0,
          tiller: tiller?.version ?? null,
        },
        'swiftcheck->tiller',
      );
    }
    if (sizeError?.size.direction !== 'send') {
      const direct = needs.stream.read(analysis);
      return 'why' in direct ? unknown(direct.why ?? NOT_GATHERED, needs.stream.key) : pass();
    }
    return raise(
      'list-over-send-limit',
      {
        ...sizeErrorFacts(sizeError),
        direct: false,
        ...(list?.ok && otherTiller === null && { listedDirectly: true as const }),
        ...((!list || failure?.kind === 'not-attempted') && { unasked: true as const }),
        listedBefore: 0,
        tiller: through?.version ?? null,
      },
      'swift->tiller',
    );
  },
});

function ofDirectList({ listedDirectly, unasked }: SendLimitFacts): string {
  if (unasked) return 'There is no direct list.';
  return listedDirectly
    ? 'Tiller sent its direct list in this run.'
    : 'The direct list did not fail with this error.';
}

const CUTS = change(
  `If no revision alone is above the limit, upgrade Tiller: Tiller ${tillers(({ listDelivery, chunkBufferReuse }) => listDelivery === 'chunks' && !chunkBufferReuse)} cuts a list into messages below the limit.`,
);

function sendsOneMessage({ tiller }: SendLimitFacts): boolean {
  return tiller !== null && findTiller(tiller)?.listDelivery !== 'chunks';
}

/** More than the framing of a full part comes to: five bytes for each revision. */
const MOST_FRAMING_BYTES = 1024 * 1024;

interface Why {
  readonly certainty: Certainty;
  readonly says: string;
}

/** What is too large, by how that version sends a list. */
function whyOf({ listDelivery, chunkBufferReuse }: TillerRelease, excessBytes: number): Why {
  if (listDelivery !== 'chunks') {
    const says = 'sends the list in one message, so the whole list is too large.';
    return { certainty: 'certain', says };
  }
  if (chunkBufferReuse) {
    const says =
      'cuts a list between revisions, and overwrites revisions of a part with those of the next part. One revision alone is too large, or those of two parts together are.';
    return { certainty: 'likely', says };
  }
  return excessBytes > MOST_FRAMING_BYTES
    ? {
        certainty: 'certain',
        says: 'cuts a list between revisions, so one revision alone is too large.',
      }
    : {
        certainty: 'likely',
        says: 'cuts a list between revisions. One revision alone is too large, or a part that is filled to the limit exceeds the limit by its framing.',
      };
}

/** By the version that answered; by each version where that is not known. */
function whyTooLarge({ tiller, messageBytes, limitBytes }: SendLimitFacts) {
  const excess = messageBytes - limitBytes;
  const refuses = 'Tiller refuses to send a message above its limit.';
  const known = tiller === null ? null : findTiller(tiller);
  if (known) {
    const { says, certainty } = whyOf(known, excess);
    return { certainty, cause: `${refuses} Tiller ${known.version} ${says}` };
  }
  const bounded = TILLER_RELEASES.filter(({ sendLimitBytes }) => sendLimitBytes !== null);
  const all = new Set(bounded.map((release) => whyOf(release, excess).says));
  const each = [...all].map((says) => {
    const which = tillers(
      (release) => release.sendLimitBytes !== null && whyOf(release, excess).says === says,
    );
    return `Tiller ${which} ${says}`;
  });
  return { certainty: 'likely' as const, cause: [refuses, ...each].join(' ') };
}

function shrink(facts: SendLimitFacts, shell: Shell): Step[] {
  return [
    change(
      'Shrink chart files, NOTES or values of their releases, and upgrade the releases. A stored revision keeps its size until a limit of the history deletes that revision.',
    ),
    ...keepFewer(shell),
    ...(sendsOneMessage(facts) ? [CUTS] : []),
    uninstall(shell),
  ];
}

/** The records by their length, which is that of the compressed revision. */
function largestRecords({ kubectl, tiller }: Shell): Step {
  const records = kubectl(tiller?.namespace ?? 'kube-system', [
    ...['get', tiller?.storage ?? 'configmaps', '-l', 'OWNER=TILLER', '-o'],
    'go-template={{range .items}}{{len .data.release}} {{.metadata.name}}{{"\\n"}}{{end}}',
  ]);
  return look(
    `Find large revisions among what Tiller stores: the last lines of the output are the longest records.${tiller?.storage === undefined ? ' Without --storage, Tiller stores ConfigMaps; with --storage=secret, name secrets in their place.' : ''}`,
    { ...records, line: `${records.line} | sort -n | tail -3` },
  );
}
