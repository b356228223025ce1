// What a plan says of a pair: its list, contents and histories, and what is left of the limits.
import { freePercent } from '../checks/shared/headroom.js';
import { shownName, someOf } from '../checks/shared/words.js';
import type { Documented } from '../knowledge/pairs.js';
import type { Flaw } from '../predict/types.js';
import type { Item } from '../reports/blocks.js';
import { amountWords, LIMIT_NAMES } from '../reports/headroom-words.js';
import { formatCount, formatExactSize, formatSize, plural } from '../util/bytes.js';
import type { Headroom } from '../views/headroom.js';
import type { Growth, ListOutlook, Outlook, Reached } from './types.js';

/** What Swift's compatibility table says of a pair. */
export const TABLE: Record<Documented, string> = {
  exact: 'documented',
  line: 'documented for another patch of the line',
  no: 'not documented',
  silent: 'not documented',
};

/** The present pair, or the pair after the steps. */
export function outlookItems(outlook: Outlook, revisions: number): Item[] {
  const { list, contents, histories } = outlook;
  return [
    { label: 'pair', text: `${TABLE[outlook.documented]} in Swift's compatibility table` },
    { label: 'list', text: listWords(list) },
    {
      label: 'content',
      text:
        contents.length === 0
          ? 'each stored revision can be read'
          : `${formatCount(contents.length)} of ${plural(revisions, 'stored revision')} cannot be read`,
    },
    {
      label: 'history',
      text:
        histories.length === 0
          ? 'each history can be read in one answer'
          : `${plural(histories.length, 'history', 'histories')} cannot be read in one answer: ${someOf(histories.map(({ name }) => shownName(name)))}`,
    },
    ...(list.outcome === 'ok' ? [] : [{ label: 'paging', text: pagingWords(list) }]),
    ...headroomItems(outlook),
    { label: 'growth', text: growthWords(outlook.growth) },
  ];
}

const FLAWS: Record<Flaw, string> = {
  'default-limit': 'Tiller ends the list at its own limit',
  'first-message-only': 'Swift reads only the first of several messages',
  'chunks-overwritten': 'Tiller overwrites parts of the list, without an error',
  'pending-left-out': 'Swift leaves out pending releases',
  'default-namespace-only': 'Swift lists namespace default only',
};

export function listWords({ outcome, flaws, limit, revisions, ...rest }: ListOutlook): string {
  const asked = limit === null ? '' : ` with limit=${limit}`;
  if (outcome === 'ok') return `passes${asked}: ${plural(revisions, 'revision')}`;
  if (outcome !== 'fails') {
    const words = outcome === 'wrong' ? 'is wrong' : 'is incomplete';
    return `${words}${asked}: ${flaws.map((flaw) => FLAWS[flaw]).join('; ')}`;
  }
  const { bytes, limitBytes, hop, httpStatus, grpcCode } = rest;
  const codes = `HTTP ${httpStatus ?? '?'}, gRPC code ${grpcCode}`;
  if (bytes === null || limitBytes === null) {
    return `fails${asked}: ${[codes, ...flaws.map((flaw) => FLAWS[flaw])].join('; ')}`;
  }
  const where = hop === 'gateway->swift' ? 'inside Swift' : 'from Tiller to Swift';
  return `fails${asked}: ${formatExactSize(bytes)} ${where}, ${formatCount(bytes - limitBytes)} over ${formatExactSize(limitBytes)} (${codes})`;
}

function pagingWords({ pages, unpaged, flaws }: ListOutlook): string {
  if (pages === 0 && unpaged === 0) return 'nothing is stored';
  const parameters = [
    ...(flaws.includes('default-namespace-only') ? ['namespace='] : []),
    ...(flaws.includes('pending-left-out') ? ['status_codes='] : []),
    'limit=',
  ].join(', ');
  // A page ends between two releases; a call for fewer revisions of one release can pass.
  if (pages === 0) return 'no call holds all revisions of a release';
  const holds = `${plural(pages, 'call')} with ${parameters} ${pages === 1 ? 'holds' : 'hold'}`;
  return `${holds} ${unpaged === 0 ? 'every revision' : `all but ${plural(unpaged, 'revision')}`}`;
}

/** What is left of each limit that is not exceeded; the others stand beside what they stop. */
function headroomItems({ headroom }: Outlook): Item[] {
  return headroom
    .filter(({ share }) => share <= 1)
    .toSorted((a, b) => b.share - a.share)
    .map((row, index) => ({
      label: index === 0 ? 'headroom' : '',
      text: `${LIMIT_NAMES[row.what]}: ${freeWords(row)} of ${amountWords(row.what, row.limit)} free`,
    }));
}

/** As a share, because a size of three digits hides the little that is used or left. */
function freeWords(row: Headroom): string {
  return row.what === 'list length' ? formatCount(row.limit - row.used) : freePercent(row);
}

const MOST_WEEKS = 520;

function growthWords(growth: Growth): string {
  if (growth.kind === 'unknown') return `not estimated: ${growth.reason}`;
  const { days, revisions, reaches } = growth;
  const basis = `estimate from ${plural(revisions, 'revision')} of the last ${days} days`;
  const [first] = reaches;
  if (!first || first.weeks > MOST_WEEKS) return `no limit is reached within 10 years (${basis})`;
  return `at this rate ${reachedWords(first)} (${basis})`;
}

function reachedWords({ what, limit, weeks }: Reached): string {
  const when = weeks === 0 ? 'within a week' : `in about ${plural(weeks, 'week')}`;
  if (what === 'list length') {
    return `the list passes ${formatCount(limit)} revisions, at which Tiller ends it, ${when}`;
  }
  const where = what.endsWith('answer') ? 'inside Swift' : 'from Tiller to Swift';
  return `the list passes ${formatSize(limit)} ${where} ${when}`;
}
