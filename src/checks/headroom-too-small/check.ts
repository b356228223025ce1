// Whether each limit has the headroom that a policy asks for.
import type { Analysis } from '../../analysis/analysis.js';
import { headroomRows } from '../../analysis/headroom-rows.js';
import { listLength, share, type HeadroomRow } from '../../predict/headroom.js';
import { askedFor } from '../../predict/replay.js';
import { defineCheck } from '../define.js';
import {
  USES,
  exactPercent,
  freePercent,
  limitSentence,
  percent,
  roomNext,
  rowMeasures,
  type HeadroomFacts,
} from '../shared/headroom.js';

interface TooNearFacts extends Omit<HeadroomFacts, 'from'> {
  /** The share that has to stay free, such as 0.2. */
  readonly headroom: number;
}

declare module '../define.js' {
  interface FindingFacts {
    'headroom-too-small': TooNearFacts;
  }
}

/** A limit that is exceeded has no headroom. */
export const headroomKept = defineCheck({
  group: 'policy',
  after: 'pair-not-allowed',
  code: 'headroom-too-small',
  findings: {
    'headroom-too-small': {
      severity: 'fail',
      askedFor: true,
      onHop: 'none',
      passTitle: 'Every limit has the headroom that the policy asks for',
      failTitle: ({ rows: [first], headroom }) => {
        if (!first) return 'A limit is too near';
        const [subject, limit] = USES[first.what];
        const much =
          share(first) > 1 ? `takes ${percent(share(first))}` : `leaves ${freePercent(first)}`;
        return `${subject} ${much} of ${limit}, and ${exactPercent(headroom)} has to stay free`;
      },
      describe: ({ rows, swift, tiller, headroom }, shell) => ({
        seen: rows.map(limitSentence),
        certainty: 'certain',
        cause: `The sizes are measured; the limits are those of Swift ${swift} and Tiller ${tiller}. The policy asks that ${exactPercent(headroom)} of each stay free.`,
        steps: roomNext(rows, shell),
      }),
      measures: rowMeasures,
      followsFrom: [
        {
          // What is over its limit has no headroom either.
          causes: ['list-over-receive-limit', 'list-over-gateway-limit', 'content-over-limit'],
          certainty: 'certain',
          when: (_cause, { facts: { rows } }) => rows.every(({ used, limit }) => used > limit),
        },
      ],
    },
  },
  needs: {},
  run: (analysis, { raise, pass, skip, unknown }) => {
    const { evidence, swiftWords, tiller } = analysis;
    const headroom = evidence.policy?.headroom;
    if (headroom === undefined) return skip('The policy asks for no headroom.');
    const facts = { headroom, swift: swiftWords, tiller: tiller?.version ?? '' };
    const rows = headroomRows(analysis, (all) => withoutRoom(all, headroom));
    switch (rows.kind) {
      case 'unknown': {
        // Tiller itself says where it ended the list, so the length alone is known.
        const row = lengthPassed(analysis);
        return row
          ? raise('headroom-too-small', { ...facts, rows: [row] }, row.hop)
          : unknown(rows.reason, rows.missing);
      }
      case 'nothing-stored':
        return pass();
      case 'rows': {
        const [first] = rows.kept;
        return first
          ? raise('headroom-too-small', { ...facts, rows: rows.kept }, first.hop)
          : pass({ ...facts, rows: rows.all });
      }
    }
  },
});

/** The length of a list that Tiller ended, where each release that Swift may be asks for the whole list. */
function lengthPassed({ stream, swift, tiller, otherTiller }: Analysis): HeadroomRow | null {
  if (!stream || !tiller || stream.failed || otherTiller !== null) return null;
  const { total, releases, next } = stream.list;
  const asksForAll = swift.releases.every(
    (release) => askedFor(releases, release).length === releases.length,
  );
  const ended = next !== '' && total > tiller.defaultListLimit;
  return ended && asksForAll ? listLength(total, tiller) : null;
}

function withoutRoom(rows: readonly HeadroomRow[], headroom: number): HeadroomRow[] {
  return rows
    .filter(({ used, limit }) => limit - used < headroom * limit)
    .sort((a, b) => share(b) - share(a));
}
