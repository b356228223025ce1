// What a plan says.
import { freePercent } from '../checks/shared/headroom.js';
import { shownName, someOf } from '../checks/shared/words.js';
import type { Step } from '../checks/define.js';
import { TILLER_LIST_LIMIT } from '../knowledge/limits.js';
import type { Documented } from '../knowledge/pairs.js';
import type { Flaw } from '../predict/types.js';
import type { Block, Item, Page } from '../reports/blocks.js';
import { amountWords, LIMIT_NAMES } from '../reports/headroom-words.js';
import { formatCount, formatExactSize, formatSize, plural } from '../util/bytes.js';
import { timeWords } from '../util/time.js';
import type { Headroom } from '../views/headroom.js';
import { differencesIn } from './rehearsal.js';
import { shrinkBlocks } from './shrink-words.js';
import type {
  AnswerResult,
  Candidate,
  Growth,
  ListOutlook,
  Outlook,
  PlanPair,
  PlanReport,
  PlanStep,
  Reached,
  RehearsedList,
  Rehearsal,
} from './types.js';

export function planPage(plan: PlanReport): Page {
  return {
    title: 'swiftcheck plan',
    head: headWords(plan),
    blocks: blocksOf(plan),
    verdict: verdictWords(plan),
    exitCode: plan.exitCode,
  };
}

/** The first lines of a plan. */
function headWords({ evidence, present }: PlanReport): string[] {
  const { startedAt, lab, context, revisions } = evidence;
  const where = context === null ? '' : ` of context ${shownName(context)}`;
  return [
    ...(lab
      ? [
          `LAB RUN: the releases are those of the lab, data set ${lab.data}. The plan says nothing about a cluster.`,
        ]
      : []),
    present
      ? `Plan for ${pairWords(present)} and ${plural(revisions, 'stored revision')}${where}, from the probe of ${timeWords(startedAt)}. Every result is computed for these releases.`
      : `From the run of ${timeWords(startedAt)}${where}.`,
  ];
}

/** The result in one sentence. */
function verdictWords(plan: PlanReport): string {
  const { missing, present, candidates, steps } = plan;
  if (!present) return `There is no plan. ${missing ?? ''}`;
  const [best] = candidates;
  const wrong = differencesOf(plan);
  const rehearsed =
    plan.rehearsals === undefined
      ? ''
      : wrong === 0
        ? ' The rehearsal gave what was predicted.'
        : ` The rehearsal differs from the prediction in ${plural(wrong, 'result')}: this is a defect of swiftcheck.`;
  if (best) {
    const lists = present.list.outcome === 'ok' ? 'every answer passes' : 'the list passes';
    return `${plural(steps.length, 'step')} to ${pairWords(best)}, with which ${lists}.${rehearsed}`;
  }
  if (present.list.outcome === 'ok') {
    const { limit } = present.list;
    const asked =
      limit === null
        ? 'the list passes'
        : `the list passes if it is asked for with limit=${limit}; without a limit every version of Tiller ends the list at ${formatCount(TILLER_LIST_LIMIT)} revisions`;
    return `No step is needed for ${pairWords(present)}: ${asked}.${rehearsed}`;
  }
  return `The list passes with none of the versions that were considered.${rehearsed}`;
}

function differencesOf({ rehearsals = [] }: PlanReport): number {
  return rehearsals.reduce((sum, one) => sum + differencesIn(one).length, 0);
}

function blocksOf(plan: PlanReport): Block[] {
  const { present, candidates, steps, rehearsals } = plan;
  if (!present) return [];
  const last = steps.at(-1)?.after ?? present;
  const revisions = plan.evidence.revisions;
  return [
    { title: `Now: ${pairWords(present)}`, items: outlookItems(present, revisions) },
    ...steps.map((step, index) => ({
      title: `Step ${index + 1} of ${steps.length}: ${stepName(step)}`,
      items: stepItems(step, revisions),
    })),
    ...(steps.length === 0
      ? []
      : [
          {
            title: `After: ${pairWords(last)}`,
            items: [
              ...outlookItems(last, revisions),
              ...(plan.compare ? [stepItem('compare', plan.compare)] : []),
            ],
          },
        ]),
    ...shrinkBlocks(last),
    ...candidateBlocks(candidates),
    ...(rehearsals ? [rehearsalBlock(rehearsals)] : []),
  ];
}

function pairWords({ swift, tiller }: PlanPair): string {
  return `Swift ${swift} with Tiller ${tiller}`;
}

function stepName({ change, from, to }: PlanStep): string {
  return `${change === 'swift' ? 'Swift' : 'Tiller'} ${from} to ${to}`;
}

const TABLE: Record<Documented, string> = {
  exact: 'documented',
  line: 'documented for another patch of the line',
  no: 'not documented',
  silent: 'not documented',
};

function outlookItems(outlook: Outlook, revisions: number): Item[] {
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

function listWords({ outcome, flaws, limit, revisions, ...rest }: ListOutlook): string {
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
  const calls =
    pages === 0 ? 'no call holds any revision' : `${plural(pages, 'call')} with ${parameters}`;
  const holds = pages === 0 ? '' : pages === 1 ? ' holds' : ' hold';
  if (unpaged === 0) return `${calls}${holds} every revision`;
  if (pages === 0) return calls;
  return `${calls}${holds} all but ${plural(unpaged, 'revision')}`;
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

function stepItems({ apply, wait, check, undo, after }: PlanStep, revisions: number): Item[] {
  const { contents } = after;
  const read =
    contents.length === 0
      ? ''
      : `; the content of ${formatCount(contents.length)} of ${plural(revisions, 'revision')} cannot be read`;
  return [
    stepItem('do', apply),
    stepItem('wait', wait),
    stepItem('check', check),
    { label: 'expect', text: `the list ${listWords(after.list)}${read}` },
    stepItem('undo', undo),
  ];
}

function stepItem(label: string, { text, command, changes }: Step): Item {
  return {
    label,
    text: changes ? `${text} (changes the cluster)` : text,
    ...(command !== undefined && { command }),
  };
}

function candidateBlocks(candidates: readonly Candidate[]): Block[] {
  if (candidates.length < 2) return [];
  const rows = candidates.map(({ swift, tiller, documented, changes, downgrade, ...rest }) => [
    swift,
    tiller,
    rest.list.outcome === 'ok' ? 'passes' : rest.list.outcome,
    formatCount(rest.contents.length),
    String(changes),
    `${TABLE[documented]}${downgrade ? ', older' : ''}`,
  ]);
  return [
    {
      title: 'Pairs with which the list passes, the best first',
      items: [],
      rows: [['Swift', 'Tiller', 'list', 'unreadable', 'changes', 'table'], ...rows],
    },
  ];
}

function rehearsalBlock(rehearsals: readonly Rehearsal[]): Block {
  const rows = rehearsals.flatMap(({ swift, tiller, answers, ...list }) =>
    [{ call: 'list', ...list }, ...answers].map(({ call, predicted, rehearsed, differences }) => [
      ...[swift, tiller, call, resultWords(predicted), resultWords(rehearsed)],
      differences.length === 0 ? 'same' : 'DIFFERENT',
    ]),
  );
  return {
    title: 'Rehearsal: the same sizes in the lab, over real sockets',
    rows: [['Swift', 'Tiller', 'call', 'predicted', 'rehearsed', ''], ...rows],
    items: [
      {
        label: 'asked',
        text: 'The list; of all contents, and of all histories, the largest that passes and the smallest that fails.',
      },
      ...rehearsals.flatMap((one) => [
        ...differencesIn(one).map((text) => ({
          label: 'differs',
          text: `${pairWords(one)}: ${text}`,
        })),
        {
          label: 'probe',
          text: `${pairWords(one)}: exit code ${one.exitCode}${one.findings.length === 0 ? '' : `, ${one.findings.join(', ')}`}`,
        },
      ]),
    ],
  };
}

/** `code 8, 4,195,325 B`, or what came. */
function resultWords({ grpcCode, message, ...rest }: AnswerResult | RehearsedList): string {
  if (message === null) return 'revisions' in rest ? plural(rest.revisions, 'revision') : 'passes';
  if (rest.httpStatus === null) return 'no answer';
  const [, bytes] = /\((\d+) vs/.exec(message) ?? [];
  const size = bytes === undefined ? '' : `, ${formatCount(Number(bytes))} B`;
  return `code ${grpcCode}${size}`;
}
