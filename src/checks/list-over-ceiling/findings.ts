// A list is larger than swiftcheck reads: Tiller's list, or Swift's.
import type { Definitions } from '../define.js';
import { look } from '../steps.js';
import type { FailureFacts } from '../shared/failure-facts.js';
import { said } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'list-over-ceiling': FailureFacts;
  }
}

export const LIST_OVER_CEILING: Definitions<'list-over-ceiling'> = {
  'list-over-ceiling': {
    onHop: 'warning',
    severity: 'warn',
    blocksVerdict: true,
    passTitle: 'The list is not larger than swiftcheck reads',
    failTitle: () => 'The list is larger than swiftcheck reads in this run',
    describe: (facts, shell) => ({
      seen: said(facts),
      certainty: 'certain',
      cause: 'swiftcheck limits its own memory. The list itself may be fine.',
      steps: [
        look(
          'If the line above names --ceiling, run swiftcheck again with a larger --ceiling.',
          shell.swiftcheck(['probe', '--ceiling', '1024M']),
        ),
      ],
    }),
  },
};
