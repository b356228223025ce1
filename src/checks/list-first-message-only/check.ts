// Whether Swift shows more than the first message of Tiller's list.
import { showsFirstMessageOnly } from '../../analysis/swift-shows.js';
import { formatCount, plural } from '../../util/bytes.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';

interface FirstMessageFacts {
  readonly shown: number;
  readonly sent: number;
  readonly messages: number;
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
        `Swift silently shows ${formatCount(shown)} of ${plural(sent, 'release')}`,
      describe: ({ shown, sent, messages }) => ({
        seen: [
          `Tiller sends ${formatCount(sent)} releases in ${formatCount(messages)} messages; Swift shows the ${formatCount(shown)} of the first.`,
        ],
        certainty: 'certain',
        cause: 'Swift 0.10.0 and older read only the first message of the list.',
        steps: ['Move to Swift 0.11.1 or newer.', 'Until then list in parts that fit one message.'],
      }),
      measures: ({ sent, shown }) => ({ 'revisions left out': sent - shown }),
    },
  },
  needs: { directList: needs.directList, swiftList: needs.swiftList },
  run: (_analysis, { raise, pass, notApplicable }, { directList, swiftList }) => {
    if (directList.messages.length < 2) {
      return notApplicable('Tiller sends the list in one message.');
    }
    if (!showsFirstMessageOnly(directList, swiftList)) return pass();
    return raise(
      'list-first-message-only',
      {
        shown: swiftList.releases.length,
        sent: directList.releases.length,
        messages: directList.messages.length,
      },
      'swift->tiller',
    );
  },
});
