// Whether the list is whole: as Tiller says, and as the numbers of Tiller agree with the list.
import { revisionKey } from '../../evidence/identity.js';
import type { ReleaseIdentity } from '../../evidence/types.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
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
        cause: `Without a limit in the request, Tiller returns at most ${formatCount(facts.given)} revisions and says that there are more. Swift drops that notice, so the list through Swift ends silently.`,
        steps: [...completeSteps(facts, shell), ...fewer(shell)],
      }),
      measures: ({ total, given }) => ({ 'revisions left out': total - given }),
    },
    'list-incomplete': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: "Tiller's list agrees with its count, total and next, and its entries are sound",
      failTitle: ({ sent, headers, twice, unnamed }) => {
        const [first, ...others] = headers;
        if (first && others.length === 0 && first.count !== sent) {
          return `Tiller announced ${entries(first.count)} and sent ${formatCount(sent)}`;
        }
        return twice.length + unnamed > 0
          ? "Tiller's list has entries that no Tiller sends"
          : "The numbers in Tiller's list disagree";
      },
      describe: (facts, shell) => ({
        seen: [
          `Tiller says: ${someOf(facts.headers.map(headerWords), 4)}. ${entries(facts.sent)} came.`,
          ...disagreements(facts),
        ],
        certainty: 'possible',
        cause: `No known version of Tiller sends a list like this. ${
          shell.forwarded.tiller
            ? 'The forwarded port leads to the pod itself, so the program in the pod is another build, or another program.'
            : 'Something between this machine and Tiller dropped, added or changed messages, or another server answers at this address.'
        } Which revisions are stored is not known.`,
        steps: [
          look(
            'Run swiftcheck again. If the list is still wrong, the fault is permanent.',
            shell.swiftcheck(['probe']),
          ),
          ...(shell.forwarded.tiller
            ? []
            : [
                look(
                  'Or reach Tiller without what stands between: forward its port, and run swiftcheck with --tiller 127.0.0.1:44134. tiller-deploy is the default name of its Deployment.',
                  shell.kubectl(shell.tiller?.namespace ?? 'kube-system', [
                    ...['port-forward', 'deployment/tiller-deploy', '44134:44134'],
                  ]),
                ),
              ]),
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
      shown: analysis.swiftList ? shownOf(analysis.swiftList.releases, total) : null,
      ...wholeListFacts(analysis, directList),
    };
    return raise('list-truncated', facts, 'swiftcheck->tiller');
  },
});

/** How many revisions a list shows, each once; `null` if these are not fewer than Tiller stores. */
function shownOf(releases: readonly ReleaseIdentity[], total: number): number | null {
  const { size } = new Set(releases.map(revisionKey));
  return size < total ? size : null;
}
