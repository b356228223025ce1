// Whether something that passes is near the limit that will stop it.
import { headroomRows } from '../../analysis/headroom-rows.js';
import { share, type HeadroomRow } from '../../predict/headroom.js';
import { defineCheck } from '../define.js';
import { needs } from '../needs.js';
import {
  USES,
  limitSentence,
  percent,
  roomNext,
  rowMeasures,
  type HeadroomFacts,
} from '../shared/headroom.js';
import { placedRevision } from '../shared/words.js';

declare module '../define.js' {
  interface FindingFacts {
    'near-limit': HeadroomFacts;
  }
}

/** At four fifths there is room for about one more of what five of these take: time to act. */
export const NEAR = 0.8;

export const nearLimit = defineCheck({
  group: 'lists',
  after: 'content-over-limit',
  code: 'near-limit',
  findings: {
    'near-limit': {
      severity: 'warn',
      onHop: 'none',
      passTitle: 'Nothing that passes today is near a limit',
      failTitle: ({ rows: [first] }) =>
        first
          ? `${subject(first)} uses ${percent(share(first))} of ${USES[first.what][1]}`
          : 'A limit is near',
      describe: ({ rows, swift, tiller }, shell) => ({
        seen: rows.map(limitSentence),
        certainty: 'certain',
        cause: `The sizes are measured; the limits are those of Swift ${swift} and Tiller ${tiller}.${consequences(rows)}`,
        steps: roomNext(rows, shell),
      }),
      measures: rowMeasures,
    },
  },
  needs: { directList: needs.directList, swiftReleases: needs.swiftReleases },
  run: (analysis, { raise, pass, skip, unknown }) => {
    const { evidence, swiftWords, tiller, sizeError } = analysis;
    if (evidence.policy?.headroom !== undefined) {
      return skip('The headroom that the policy asks for is judged instead.');
    }
    const rows = headroomRows(analysis, nearest);
    switch (rows.kind) {
      case 'unknown':
        return unknown(rows.reason, rows.missing);
      case 'nothing-stored':
        return skip('Nothing is stored.');
      case 'rows': {
        const facts = { from: NEAR, swift: swiftWords, tiller: tiller?.version ?? '' };
        const [first] = rows.kept;
        if (first) return raise('near-limit', { ...facts, rows: rows.kept }, first.hop);
        return sizeError || rows.all.some(isOver)
          ? skip('A limit is exceeded; another check reports the limit.')
          : pass({ ...facts, rows: rows.all });
      }
    }
  },
});

function subject({ what, release }: HeadroomRow): string {
  return release ? `Release ${placedRevision(release)}` : USES[what][0];
}

/** What fails beyond the limit, each kind once. */
function consequences(rows: readonly HeadroomRow[]): string {
  const has = (test: (row: HeadroomRow) => boolean) => rows.some(test);
  return [
    has(({ what }) => what !== 'content' && what !== 'list length')
      ? ' With one more large release, or one more revision of each release, the whole list can fail.'
      : '',
    has(({ what }) => what === 'content')
      ? ' A revision that grows beyond the limit cannot be read through Swift, neither its content nor its history.'
      : '',
    has(({ what }) => what === 'list length')
      ? ' Beyond that length Tiller ends the list, and the list through Swift ends silently.'
      : '',
  ].join('');
}

function isOver({ used, limit }: HeadroomRow): boolean {
  return used > limit;
}

/** What is over its limit fails already, and has a finding of its own. */
function nearest(rows: readonly HeadroomRow[]): HeadroomRow[] {
  return rows
    .filter((row) => share(row) >= NEAR && !isOver(row))
    .sort((a, b) => share(b) - share(a));
}
