// Whether Swift answers an empty list with an error.
import { swifts, tillers } from '../../knowledge/describe.js';
import { hiddenNamespaces } from '../../analysis/swift-shows.js';
import { isEmptyStreamError } from '../../knowledge/swift-errors.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { answered } from '../shared/words.js';

interface EmptyFacts {
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
  /** Whether the direct list failed, so that it cannot be compared with. */
  readonly directFailed: boolean;
  /** Whether a direct list of all releases showed the same. */
  readonly verified: boolean;
}

declare module '../define.js' {
  interface FindingFacts {
    'empty-list-as-error': EmptyFacts;
  }
}

export const emptyListAsError = defineCheck({
  group: 'lists',
  after: 'pending-releases-hidden',
  code: 'empty-list-as-error',
  findings: {
    'empty-list-as-error': {
      onHop: 'warning',
      severity: 'warn',
      passTitle: 'Swift did not answer an empty list with an error',
      failTitle: ({ verified }) =>
        verified
          ? 'Swift answers an empty list with an error; Tiller stores no release'
          : 'Swift answers an empty list with an error',
      describe: (facts, shell) => ({
        seen: [
          answered(facts),
          facts.verified
            ? 'The direct list holds no releases either.'
            : 'The direct list does not show the same, so the list may be empty for another reason.',
        ],
        certainty: facts.verified ? 'certain' : 'likely',
        cause: `Tiller ${tillers(({ listDelivery }) => listDelivery === 'chunks')} sends no message for an empty list. Swift ${swifts(({ emptyStream }) => emptyStream.message === facts.message)} reports the missing message with this text.`,
        steps: [
          look(
            facts.verified
              ? 'Treat this answer as an empty list. In front of this Tiller, every known version of Swift gives an error like this.'
              : 'Compare with the list of Tiller before you treat this answer as an empty list.',
            facts.verified || facts.directFailed ? undefined : shell.helm(['ls', '--all']),
          ),
        ],
      }),
      // The direct list is that of another Tiller.
      followsFrom: [
        {
          causes: ['tillers-differ', 'tiller-answers-vary'],
          certainty: 'likely',
          when: (_cause, own) => !own.facts.verified,
        },
      ],
    },
  },
  needs: { list: needs.swiftListAnswer },
  run: ({ evidence, stream, swift, swiftList }, { raise, pass, skip }, { list }) => {
    if (list.ok || !isEmptyStreamError(list.failure)) return pass();
    // The list is empty for what Swift asks for, which is a finding of its own.
    if (stream && swiftList && hiddenNamespaces(stream.list, swiftList, swift).length > 0) {
      return skip('Swift lists namespace default only, which holds no release.');
    }
    const { message, httpStatus, grpcCode } = list.failure;
    const tillerList = evidence.tiller.list;
    return raise(
      'empty-list-as-error',
      {
        message,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(grpcCode !== undefined && { grpcCode }),
        directFailed: tillerList?.ok === false,
        verified: stream?.failed === false && stream.list.releases.length === 0,
      },
      'swift->tiller',
    );
  },
});
