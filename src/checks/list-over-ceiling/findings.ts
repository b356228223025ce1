// A list is larger than the run takes. Tiller's list and Swift's alike.
import type { Definitions } from '../define.js';
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
    passTitle: 'The list stayed below what this run takes',
    failTitle: () => 'The list was stopped: it is larger than this run takes',
    describe: (facts) => ({
      seen: said(facts),
      certainty: 'certain',
      cause: 'swiftcheck bounds its own memory; the list itself may be fine.',
      steps: ['Where the line above names --ceiling, run it again with a higher one.'],
    }),
  },
};
