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
        // The limit of the entries has no option.
        facts.message.includes('--ceiling')
          ? look(
              'Run swiftcheck again with a larger --ceiling. 1024M is an example.',
              shell.swiftcheck(['probe', '--ceiling', '1024M']),
            )
          : look(
              'List a part of the releases without Swift. helm asks Tiller directly.',
              shell.helm(['ls', '--all', '--max', '256']),
            ),
      ],
    }),
  },
};
