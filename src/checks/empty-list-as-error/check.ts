// Whether Swift answers an empty list with an error.
import { isEmptyStreamError } from '../../knowledge/swift-errors.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import { answered } from '../shared/words.js';

interface EmptyFacts {
  readonly message: string;
  readonly httpStatus?: number;
  readonly grpcCode?: number;
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
      passTitle: 'No empty list came as an error',
      failTitle: ({ verified }) =>
        verified
          ? 'Swift answers an empty list with an error: there are simply no releases'
          : 'Swift answers an empty list with an error',
      describe: (facts) => ({
        seen: [
          answered(facts),
          facts.verified
            ? 'The direct list holds no release that this list would show.'
            : 'The direct list does not show the same, so the list may be empty for another reason.',
        ],
        certainty: facts.verified ? 'certain' : 'likely',
        cause:
          'Tiller 2.9.0 and newer send no message at all for an empty list. Swift up to 0.10.0 reports that as EOF, 0.11.0 to 0.12.1 as a nil pointer.',
        steps: ['Treat this answer as an empty list; no release of Swift cures it.'],
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
  run: ({ stream }, { raise, pass }, { list }) => {
    if (list.ok || !isEmptyStreamError(list.failure)) return pass();
    const { message, httpStatus, grpcCode } = list.failure;
    return raise(
      'empty-list-as-error',
      {
        message,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(grpcCode !== undefined && { grpcCode }),
        verified: stream?.failed === false && stream.list.releases.length === 0,
      },
      'swift->tiller',
    );
  },
});
