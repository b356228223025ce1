// A plan for the terminal, and as Markdown.
import { toAscii } from '../reports/ascii.js';
import { indented, labelled, table, textOf, wrap } from '../reports/layout.js';
import {
  cell,
  commandBlock,
  instruction,
  lines,
  marked,
  prose,
  type Markdown,
} from '../reports/markdown-text.js';
import { paint } from '../reports/paint.js';
import { visible, type Safe } from '../util/safe-text.js';
import type { PlanReport } from './types.js';
import { blocksOf, headWords, verdictWords, type Block, type Item } from './words.js';

export interface TextOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** Columns. */
  readonly width: number;
}

const MARGIN = 11;

export function planText(plan: PlanReport, { colour, ascii, width }: TextOptions): Safe {
  const ink = paint(colour);
  const blocks = blocksOf(plan).map(({ title, items, rows = [] }) => [
    ...wrap(title, width).map(ink.strong),
    ...table(rows, 2, 2, width),
    ...items.flatMap(({ label, text, command }) => [
      ...labelled(`  ${label}`, text, MARGIN, width),
      ...(command === undefined ? [] : [indented(ink.code(visible(command)), MARGIN)]),
    ]),
  ]);
  const head = headWords(plan).flatMap((line) => wrap(line, width));
  const verdict = wrap(`${verdictWords(plan)} (exit ${plan.exitCode})`, width).map(ink.strong);
  const whole = textOf([head, ...blocks, verdict]);
  return ascii ? toAscii(whole) : whole;
}

export function planMarkdown(plan: PlanReport): Markdown {
  const blocks = lines(
    [
      marked`## swiftcheck plan`,
      ...headWords(plan).map(prose),
      marked`**${prose(verdictWords(plan))}**`,
      ...blocksOf(plan).flatMap(markdownBlock),
    ],
    '\n\n',
  );
  return marked`${blocks}\n`;
}

function markdownBlock({ title, items, rows = [] }: Block): Markdown[] {
  const [first, ...others] = rows;
  const row = (cells: readonly Markdown[]) => marked`| ${lines(cells, ' | ')} |`;
  const grid = first
    ? [
        lines([
          row(first.map(cell)),
          row(first.map(() => marked`---`)),
          ...others.map((each) => row(each.map(cell))),
        ]),
      ]
    : [];
  return [
    marked`### ${prose(title)}`,
    ...grid,
    ...(items.length === 0 ? [] : [lines(items.map(markdownItem))]),
  ];
}

function markdownItem({ label, text, command }: Item): Markdown {
  const item = label === '' ? instruction(text) : marked`${prose(label)}: ${instruction(text)}`;
  if (command === undefined) return marked`- ${item}`;
  return lines([
    marked`- ${item}`,
    marked``,
    ...commandBlock(command).map((line) => marked`  ${line}`),
  ]);
}
