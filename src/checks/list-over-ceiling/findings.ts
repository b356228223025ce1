// A list is larger than the run takes. Tiller's list and Swift's alike.
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
    severity: 'warn',
    blocksVerdict: true,
    passTitle: 'The list is smaller than --ceiling',
    failTitle: () => 'The list is larger than --ceiling, so swiftcheck stopped reading the list',
    describe: (facts, shell) => ({
      seen: said(facts),
      certainty: 'certain',
      cause: 'swiftcheck limits its own memory (--ceiling). The list itself may be fine.',
      steps: [
        look(
          'Run swiftcheck again with a larger --ceiling.',
          shell.swiftcheck(['probe', '--ceiling', '1024M']),
        ),
      ],
    }),
  },
};
