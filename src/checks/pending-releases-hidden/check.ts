// Whether the list through Swift holds the releases that are pending.
import { swifts } from '../../knowledge/describe.js';
import { hiddenPending } from '../../analysis/swift-shows.js';
import { isPending } from '../../predict/replay.js';
import type { ListRequest } from '../../predict/types.js';
import { plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { passingQuery } from '../shared/passing-query.js';
import { describeRelease, someNames } from '../shared/words.js';

interface HiddenFacts {
  readonly names: readonly string[];
  readonly swift: string;
  /** The query of a list of the pending releases; `null`: no list of these passes. */
  readonly query: string | null;
}

declare module '../define.js' {
  interface FindingFacts {
    'pending-releases-hidden': HiddenFacts;
  }
}

const PENDING: ListRequest = {
  kind: 'list',
  statusCodes: ['PENDING_INSTALL', 'PENDING_UPGRADE', 'PENDING_ROLLBACK'],
};

export const pendingReleasesHidden = defineCheck({
  group: 'lists',
  after: 'default-namespace-only',
  code: 'pending-releases-hidden',
  findings: {
    'pending-releases-hidden': {
      onHop: 'warning',
      severity: 'warn',
      passTitle: "Swift's all=true includes releases that are pending",
      failTitle: ({ names }) =>
        `Swift's all=true leaves out ${plural(names.length, 'pending release')}`,
      describe: ({ names, query }, shell) => ({
        seen: [`Only in Tiller's list: ${someNames(names)}.`],
        certainty: 'certain',
        cause: `With all=true, Swift ${swifts((release) => !release.allIncludesPendingStatuses)} does not ask Tiller for PENDING_INSTALL, PENDING_UPGRADE and PENDING_ROLLBACK.`,
        steps: [
          ...(query === null
            ? []
            : [
                look(
                  'List the pending releases by their statuses.',
                  shell.swift(`/tiller/v2/releases/json${query}`),
                ),
              ]),
          look(
            `${query === null ? 'See' : 'Or see'} to which Swift to upgrade: with all=true, Swift ${swifts((release) => release.allIncludesPendingStatuses)} lists pending releases. See which of these is documented for your Tiller.`,
            'swiftcheck matrix',
          ),
        ],
      }),
      measures: ({ names }) => Object.fromEntries(names.map((name) => [name, 1])),
    },
  },
  needs: { directList: needs.directList, swiftList: needs.swiftList },
  run: (analysis, { raise, pass, skip }, { directList, swiftList }) => {
    const { swift, swiftWords } = analysis;
    if (!directList.releases.some(isPending)) return skip('No release is pending.');
    const hidden = hiddenPending(directList, swiftList, swift);
    if (hidden.length === 0) return pass();
    const query = passingQuery(analysis, [
      PENDING,
      ...hidden.map(({ namespace }) => ({ ...PENDING, namespace })),
    ]);
    return raise(
      'pending-releases-hidden',
      { names: hidden.map(describeRelease), swift: swiftWords, query },
      'swift->tiller',
    );
  },
});
