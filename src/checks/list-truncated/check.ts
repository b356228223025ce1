// Whether the list is whole: as Tiller says, and as the numbers of Tiller agree with the list.
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import {
  disagreements,
  entries,
  headerWords,
  incompleteFacts,
  type IncompleteFacts,
} from '../shared/list-header.js';
import { fewer } from '../shared/tiller-commands.js';
import { someOf } from '../shared/words.js';
import { completeSteps, truncationSeen, type TruncatedFacts } from './words.js';
import { wholeListFacts } from './whole-list.js';

declare module '../define.js' {
  interface FindingFacts {
    'list-truncated': TruncatedFacts;
    'list-incomplete': IncompleteFacts;
  }
}

export const listTruncated = defineCheck({
  group: 'lists',
  after: 'list-over-unknown-limit',
  code: 'list-truncated',
  findings: {
    'list-truncated': {
      severity: 'fail',
      // The answers come; what they lack is the finding.
      onHop: 'warning',
      passTitle: 'The list is complete: it is below the number at which Tiller cuts it',
      failTitle: ({ given, total, shown }) =>
        shown === null
          ? `Tiller ends the list at ${formatCount(given)} of ${plural(total, 'stored revision')}`
          : `Swift shows ${formatCount(shown)} of ${plural(total, 'stored revision')}, and does not say so`,
      describe: (facts, shell) => ({
        seen: truncationSeen(facts),
        certainty: 'certain',
        cause:
          'Tiller gives no more than that where a request sets no limit, and says so; Swift drops what it says, so through Swift the list ends silently.',
        steps: [...completeSteps(facts, shell), ...fewer(shell)],
      }),
      measures: ({ total, given }) => ({ 'revisions left out': total - given }),
    },
    'list-incomplete': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: "Tiller's count, total and next agree with its list",
      failTitle: ({ sent, headers }) => {
        const [first, ...others] = headers;
        return first && others.length === 0 && first.count !== sent
          ? `Tiller announced ${entries(first.count)} and sent ${formatCount(sent)}`
          : "The numbers in Tiller's list disagree";
      },
      describe: (facts) => ({
        seen: [
          `Tiller says: ${someOf(facts.headers.map(headerWords), 4)}. ${entries(facts.sent)} came.`,
          ...disagreements(facts),
        ],
        certainty: 'likely',
        cause:
          'No release of Tiller sends such a list. Something on the way dropped, added or changed messages, or another server answers at this address. Which releases are stored is not known.',
        steps: [
          'Run it again: where the numbers still disagree, the fault is not a passing one.',
          'Ask Tiller without what stands between: kubectl -n NAMESPACE port-forward deploy/tiller-deploy 44134:44134, then --tiller 127.0.0.1:44134',
        ],
      }),
    },
  },
  needs: { directList: needs.directList },
  run: (analysis, { raise, pass }, { directList }) => {
    const contradiction = incompleteFacts(directList, analysis);
    if (contradiction) return raise('list-incomplete', contradiction, 'swiftcheck->tiller');
    const { count, total, next } = directList;
    if (next === '') return pass({ given: count, total });
    const facts = {
      ...{ given: count, total, next, swift: analysis.swiftWords },
      shown: analysis.swiftList?.releases.length ?? null,
      ...wholeListFacts(analysis, directList),
    };
    return raise('list-truncated', facts, 'swiftcheck->tiller');
  },
});
