// Whether the list through Swift holds the releases of every namespace.
import { RELEASE_STATUSES } from '../../evidence/types.js';
import { hiddenNamespaces } from '../../analysis/swift-shows.js';
import { swifts } from '../../knowledge/describe.js';
import type { ListRequest } from '../../predict/types.js';
import { plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { passingQuery } from '../shared/passing-query.js';
import { someNames } from '../shared/words.js';

interface DefaultNamespaceFacts {
  /** Releases in other namespaces, which the list leaves out. */
  readonly hidden: number;
  readonly namespaces: readonly string[];
  readonly swift: string;
  /** The query for a list of one of these namespaces; `null`: each of these lists fails. */
  readonly query: string | null;
}

declare module '../define.js' {
  interface FindingFacts {
    'default-namespace-only': DefaultNamespaceFacts;
  }
}

export const defaultNamespaceOnly = defineCheck({
  group: 'lists',
  after: 'list-first-message-only',
  code: 'default-namespace-only',
  findings: {
    'default-namespace-only': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: 'Swift lists all namespaces',
      failTitle: ({ hidden }) =>
        `Swift lists namespace default only and leaves out ${plural(hidden, 'revision')}`,
      describe: ({ namespaces, query }, shell) => ({
        seen: [`Other namespaces with releases: ${someNames(namespaces)}.`],
        certainty: 'certain',
        cause: `Swift ${swifts((release) => release.unsetNamespaceMeans === 'default')} lists namespace default if a request names no namespace.`,
        steps: [
          look(
            `Find the version of Swift to upgrade to. Swift ${swifts((release) => release.unsetNamespaceMeans === 'all namespaces')} lists all namespaces. The command shows the versions with which this list passes.`,
            shell.swiftcheck(['plan']),
          ),
          ...(query === null
            ? []
            : [
                look(
                  'Until then, list each of these namespaces by its name.',
                  shell.swift(`/tiller/v2/releases/json${query}`),
                ),
              ]),
        ],
      }),
      measures: ({ hidden }) => ({ 'revisions hidden': hidden }),
    },
  },
  needs: { stream: needs.stream, swiftList: needs.swiftList },
  run: (analysis, { raise, pass, skip }, { stream: { list }, swiftList }) => {
    const { swift, swiftWords } = analysis;
    if (list.releases.every(({ namespace }) => namespace === 'default')) {
      return skip('No other namespace holds a release.');
    }
    const hidden = hiddenNamespaces(list, swiftList, swift);
    if (hidden.length === 0) return pass();
    const namespaces = [...new Set(hidden.map(({ namespace }) => namespace))].sort();
    const query = passingQuery(analysis, [
      ...namespaces.map((namespace): ListRequest => ({ kind: 'list', all: true, namespace })),
      // This Swift's `all` leaves out some statuses.
      ...namespaces.map((namespace): ListRequest => ({
        kind: 'list',
        statusCodes: RELEASE_STATUSES,
        namespace,
      })),
    ]);
    return raise(
      'default-namespace-only',
      { hidden: hidden.length, namespaces, swift: swiftWords, query },
      'swift->tiller',
    );
  },
});
