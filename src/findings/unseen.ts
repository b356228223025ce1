// Findings about answers that say success, and do not hold what a success holds.
import { formatCount, formatExactSize } from '../util/bytes.js';
import type { Entry } from './types.js';
import { IN_FRONT } from '../checks/shared/in-front.js';
import {
  disagreements,
  entries,
  headerWords,
  type IncompleteFacts,
} from '../checks/shared/list-header.js';
import { answered, someOf } from '../checks/shared/words.js';

export interface NotReturnedFacts {
  readonly sizeBytes: number;
  readonly endpoint: 'Tiller' | 'Swift';
  readonly message: string;
  readonly httpStatus?: number;
}

export const UNSEEN_FINDINGS = {
  'payload-not-returned': {
    severity: 'fail',
    holds: 'The payload of the asked size came back whole',
    fails: ({ sizeBytes, endpoint }: NotReturnedFacts) =>
      `The payload of ${formatExactSize(sizeBytes)} did not come back whole, though ${endpoint === 'Tiller' ? 'Tiller answered without an error' : 'the answer through Swift was HTTP 200'}`,
    explain: (facts: NotReturnedFacts) => ({
      seen: [answered(facts)],
      certainty: 'likely',
      cause:
        facts.endpoint === 'Tiller'
          ? 'Every release of Tiller answers a dry run with the release and its NOTES. Another server answers at this address, or something on the way changes the answer.'
          : 'Every release of Swift answers a dry run with the release and its NOTES. Another server answers in place of Swift, or something on the way changes or cuts the answer.',
      next:
        facts.endpoint === 'Tiller'
          ? [
              'Look at what stands between this machine and Tiller, such as a proxy or a service mesh.',
            ]
          : IN_FRONT,
    }),
  },
  'list-incomplete': {
    severity: 'fail',
    holds: "Tiller's count, total and next agree with its list",
    fails: ({ sent, headers }: IncompleteFacts) => {
      const [first, ...others] = headers;
      return first && others.length === 0 && first.count !== sent
        ? `Tiller announced ${entries(first.count)} and sent ${formatCount(sent)}`
        : "The numbers in Tiller's list disagree";
    },
    explain: (facts: IncompleteFacts) => ({
      seen: [
        `Tiller says: ${someOf(facts.headers.map(headerWords), 4)}. ${entries(facts.sent)} came.`,
        ...disagreements(facts),
      ],
      certainty: 'likely',
      cause:
        'No release of Tiller sends such a list. Something on the way dropped, added or changed messages, or another server answers at this address. Which releases are stored is not known.',
      next: [
        'Run it again: where the numbers still disagree, the fault is not a passing one.',
        'Ask Tiller without what stands between: kubectl -n NAMESPACE port-forward deploy/tiller-deploy 44134:44134, then --tiller 127.0.0.1:44134',
      ],
    }),
  },
} satisfies Record<string, Entry<never>>;
