// The sizes of what is stored and listed, as bars beside the limits that they are held against.
import { percent } from '../checks/shared/headroom.js';
import type { Judgement } from '../judge/judge.js';
import { formatCount, formatExactSize, formatSize } from '../util/bytes.js';
import { toAscii } from './ascii.js';
import { drawBar, markAt, type Scale } from './chart-plot.js';
import type { Limit } from '../views/limits.js';
import { WORTH_DRAWING, chartData, type Bar, type BarGroup, type Chart } from '../views/sizes.js';
import { joined, safe, visible, type Safe } from '../util/safe-text.js';
import { cutMiddle, indented, labelled, padTo, widthOf, wrap } from './layout.js';
import type { Paint } from './paint.js';
import type { RenderOptions } from './types.js';

const INDENT = 4;
/** Between the columns. */
const GAP = 2;
/** ` 100 %`, ` over`. */
const NOTE = 6;

type Options = Pick<RenderOptions, 'ascii' | 'width'>;

/** Empty if no list came, or it holds nothing. */
export function chartLines(
  { evidence, analysis }: Judgement,
  options: Options,
  ink: Paint,
): Safe[] {
  const chart = evidence.command === 'versions' ? null : chartData(analysis);
  if (!chart) return [];
  const title = ink.strong('Sizes of messages, and their limits, in bytes');
  const { largest, smallestLimit } = chart;
  if (largest !== null && smallestLimit !== null && largest < smallestLimit * WORTH_DRAWING) {
    const all = `All sizes are below 1 % of the smallest limit, ${formatExactSize(smallestLimit)}.`;
    return [title, ...labelled('', all, 2, options.width)];
  }
  return [title, ...drawn(chart, options, ink)];
}

function drawn({ revisions, incomplete, lists }: Chart, options: Options, ink: Paint): Safe[] {
  const which = incomplete ? 'Stored revisions, as far as they came' : 'Stored revisions';
  const blocks: { heading: string; groups: readonly BarGroup[] }[] = [
    {
      heading: `${which}, each as one answer through Swift (content, history)`,
      groups: [revisions],
    },
    lists.kind === 'known'
      ? {
          heading: "The list through Swift: largest message from Tiller, Swift's answer (computed)",
          groups: lists.groups,
        }
      : { heading: `No chart of the list through Swift: ${lists.why}.`, groups: [] },
  ];
  const bars = blocks.flatMap(({ groups }) => groups.flatMap((group) => group.bars));
  return blocks.flatMap(({ heading, groups }) => [
    ...wrap(heading, options.width - 2).map((line) => indented(line, 2)),
    ...blockLines(groups, columnsFor(bars, groups, options), options, ink),
  ]);
}

/** Where the columns are. */
interface Columns {
  readonly label: number;
  readonly bytes: number;
  /** Where bars begin. */
  readonly start: number;
  readonly scale: Scale;
}

/** The same for all bars; each block of them has a scale of its own. */
function columnsFor(
  bars: readonly Bar[],
  groups: readonly BarGroup[],
  { width, ascii }: Options,
): Columns {
  const shown = bars.map(({ label }) => widthOf(ascii ? toAscii(label) : label));
  const label = Math.min(Math.max(...shown), Math.floor(width * 0.3));
  const bytes = Math.max(...bars.map((bar) => formatCount(bar.bytes).length));
  const start = INDENT + label + GAP + bytes + GAP;
  const most = Math.max(
    1,
    ...groups.flatMap((group) => group.bars.map((bar) => bar.bytes)),
    ...groups.map(({ limit }) => (limit.kind === 'bytes' ? limit.bytes : 0)),
  );
  // The mark takes a column of its own.
  return { label, bytes, start, scale: { cells: width - start - 1 - NOTE, most, ascii } };
}

/** Bars with the same limit have one line for it. */
function blockLines(
  groups: readonly BarGroup[],
  columns: Columns,
  { width }: Options,
  ink: Paint,
): Safe[] {
  return groups.flatMap((group, index) => [
    ...group.bars.map((bar) => barLine(bar, group.limit, columns, ink)),
    ...foldedLines(group, width),
    ...(sameLimit(group.limit, groups[index + 1]?.limit)
      ? []
      : limitLines(group.limit, columns, width)),
  ]);
}

const OUTCOMES = { ok: 'pass', near: 'warn', over: 'fail' } as const;

function barLine(bar: Bar, limit: Limit, columns: Columns, ink: Paint): Safe {
  const { label, bytes, used, state } = bar;
  const { scale } = columns;
  const name = scale.ascii
    ? cutMiddle(toAscii(label), columns.label, '...')
    : cutMiddle(label, columns.label);
  const worth = used !== null && used >= WORTH_DRAWING;
  const note = state === 'over' ? ' over' : worth ? ` ${percent(used)}` : '';
  const drawn = drawBar(bar, limit, scale) + note;
  return joined([
    safe`${' '.repeat(INDENT)}${padTo(name, columns.label + GAP)}`,
    safe`${formatCount(bytes).padStart(columns.bytes)}${' '.repeat(GAP)}`,
    used === null ? visible(drawn) : ink.outcome(OUTCOMES[state], drawn),
  ]);
}

function foldedLines({ folded }: BarGroup, width: number): Safe[] {
  if (!folded) return [];
  const { count, bytes, over } = folded;
  const words = over === 0 ? '' : `, ${formatCount(over)} of them over the limit`;
  const text = `and ${formatCount(count)} more, ${formatSize(bytes)} together${words}`;
  return labelled('', text, INDENT, width);
}

function limitLines(limit: Limit, { start, scale }: Columns, width: number): Safe[] {
  switch (limit.kind) {
    case 'none':
      return [safe`${' '.repeat(start)}no limit`];
    case 'unknown':
      return labelled('', `No limit is drawn: ${limit.why}.`, INDENT, width);
    case 'bytes': {
      const text = `limit ${formatExactSize(limit.bytes)}`;
      const at = start + markAt(limit.bytes, scale);
      const [before, after] = scale.ascii ? ['|', '|'] : ['┘', '└'];
      return text.length + INDENT < at
        ? [safe`${text.padStart(at - 1)} ${before}`]
        : [safe`${' '.repeat(at)}${after} ${text}`];
    }
  }
}

function sameLimit(limit: Limit, next: Limit | undefined): boolean {
  return next !== undefined && JSON.stringify(limit) === JSON.stringify(next);
}
