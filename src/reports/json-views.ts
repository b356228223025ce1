// The path and the sizes of a judgement, as the JSON report has them.
import type { Hop } from '../evidence/observation.js';
import type { Bytes } from '../evidence/scalars.js';
import type { Judgement } from '../judge/judge.js';
import type { Limit } from '../views/limits.js';
import { hopsOf, pathOf, type HopState, type LargestMessage } from '../views/path.js';
import { chartData, type Bar, type BarGroup } from '../views/sizes.js';

/** Both `null`: there is no limit. */
interface JsonLimit {
  /** Inclusive. */
  readonly limitBytes: Bytes | null;
  /** Why the limit is not known. */
  readonly limitUnknown: string | null;
}

export interface JsonHop extends JsonLimit {
  readonly hop: Hop;
  readonly from: string;
  readonly to: string;
  readonly state: HopState;
  /** Whether no call was made that breaks here: `state` only follows from sizes and limits. */
  readonly predicted: boolean;
  /** The codes of the findings that mark the hop. */
  readonly findings: readonly string[];
  readonly largest: LargestMessage | null;
}

interface JsonGroup extends JsonLimit {
  /** The largest first. */
  readonly rows: readonly Bar[];
  readonly folded: BarGroup['folded'];
}

export interface JsonSizes {
  /** Each stored revision as the one answer that holds its content. */
  readonly revisions: JsonGroup;
  /** Whether every stored revision came. */
  readonly complete: boolean;
  /** The largest message that Swift gets of the list, and the answer that Swift makes of the list. */
  readonly list: readonly JsonGroup[];
  /** Why `list` is empty. */
  readonly listUnknown: string | null;
}

export function jsonPath(judgement: Judgement): JsonHop[] {
  return hopsOf(pathOf(judgement)).map(
    ({ hop, from, to, state, predicted, findings, limit, largest }) => ({
      ...{ hop, from, to, state, predicted, findings: findings.map(({ code }) => code) },
      ...limitForm(limit),
      largest,
    }),
  );
}

/** The rows of a report; what is smaller is folded. */
const MOST_ROWS = 20;

export function jsonSizes({ evidence, analysis }: Judgement): JsonSizes | null {
  const chart = evidence.command === 'versions' ? null : chartData(analysis, MOST_ROWS);
  if (!chart) return null;
  const { revisions, incomplete, lists } = chart;
  return {
    revisions: groupForm(revisions),
    complete: !incomplete,
    list: lists.kind === 'known' ? lists.groups.map(groupForm) : [],
    listUnknown: lists.kind === 'known' ? null : lists.why,
  };
}

function groupForm({ bars, limit, folded }: BarGroup): JsonGroup {
  return { ...limitForm(limit), rows: bars, folded };
}

function limitForm(limit: Limit): JsonLimit {
  return {
    limitBytes: limit.kind === 'bytes' ? limit.bytes : null,
    limitUnknown: limit.kind === 'unknown' ? limit.why : null,
  };
}
