// Whether Swift shows more than the first message of Tiller's list.
import { swifts } from '../../knowledge/describe.js';
import { showsFirstMessageOnly } from '../../analysis/swift-shows.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { look } from '../steps.js';
import { needs } from '../needs.js';
import { passingQuery } from '../shared/passing-query.js';

interface FirstMessageFacts {
  readonly shown: number;
  readonly sent: number;
  readonly messages: number;
  /** The query of a part that comes in one message; `null`: no such part passes. */
  readonly query: string | null;
}

declare module '../define.js' {
  interface FindingFacts {
    'list-first-message-only': FirstMessageFacts;
  }
}

export const listFirstMessageOnly = defineCheck({
  group: 'lists',
  after: 'list-truncated',
  code: 'list-first-message-only',
  findings: {
    'list-first-message-only': {
      onHop: 'warning',
      severity: 'fail',
      passTitle: "Swift shows all messages of Tiller's list",
      failTitle: ({ shown, sent }) =>
        `Swift shows ${formatCount(shown)} of ${plural(sent, 'revision')}, and does not say so`,
      describe: ({ shown, sent, messages, query }, shell) => ({
        seen: [
          `Tiller sends ${formatCount(sent)} revisions in ${formatCount(messages)} messages. Swift shows the ${formatCount(shown)} of the first message.`,
        ],
        certainty: 'certain',
        cause: `Swift ${swifts((release) => !release.readsWholeListStream)} reads only the first message of a list.`,
        steps: [
          look(
            `Find the version of Swift to upgrade to. Swift ${swifts((release) => release.readsWholeListStream)} reads all messages. The command shows the versions with which this list passes.`,
            shell.swiftcheck(['plan']),
          ),
          ...(query === null
            ? []
            : [
                look(
                  'Until then, list in parts that come in one message, such as this one. The next part begins with an offset.',
                  shell.swift(`/tiller/v2/releases/json${query}`),
                ),
              ]),
        ],
      }),
      measures: ({ sent, shown }) => ({ 'revisions left out': sent - shown }),
    },
  },
  needs: { directList: needs.directList, swiftList: needs.swiftList },
  run: (analysis, { raise, pass, skip }, { directList, swiftList }) => {
    if (directList.messages.length < 2) {
      return skip('Tiller sends the list in one message.');
    }
    if (!showsFirstMessageOnly(directList, swiftList)) return pass();
    return raise(
      'list-first-message-only',
      {
        shown: swiftList.releases.length,
        sent: directList.releases.length,
        messages: directList.messages.length,
        query: passingQuery(
          analysis,
          // In the order of names the first part can be larger.
          [1, 2, 4].map((part) => ({
            ...{ kind: 'list', all: true, sortBy: 'NAME' },
            limit: Math.max(1, Math.floor(swiftList.releases.length / part)),
          })),
        ),
      },
      'swift->tiller',
    );
  },
});
