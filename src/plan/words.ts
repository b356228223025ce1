// What a plan says.
import { shownName } from '../checks/shared/words.js';
import type { Step } from '../checks/define.js';
import { TILLER_LIST_LIMIT } from '../knowledge/limits.js';
import type { Block, Item, Page } from '../reports/blocks.js';
import { formatCount, plural } from '../util/bytes.js';
import { timeWords } from '../util/time.js';
import { listWords, outlookItems, TABLE } from './outlook-words.js';
import { differencesIn } from './rehearsal.js';
import { shrinkBlocks } from './shrink-words.js';
import type {
  AnswerResult,
  Candidate,
  PlanPair,
  PlanReport,
  PlanStep,
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
