// Titled blocks of labelled lines and tables, for the terminal and as Markdown: the form of the commands that print
// another thing than a judgement.
import { visible, type Safe } from '../util/safe-text.js';
import { toAscii } from './ascii.js';
import { indented, labelled, table, textOf, wrap } from './layout.js';
import {
  cell,
  commandBlock,
  instruction,
  lines,
  marked,
  prose,
  type Markdown,
} from './markdown-text.js';
import { paint } from './paint.js';

/** A line with a label, and a command below it. Without a label it continues what the last label names. */
export interface Item {
  readonly label: string;
  readonly text: string;
  readonly command?: string;
}

export interface Block {
  readonly title: string;
  /** The first row is the head. */
  readonly rows?: readonly (readonly string[])[];
  readonly items: readonly Item[];
}

export interface Page {
  /** The title of the Markdown. */
  readonly title: string;
  readonly head: readonly string[];
  readonly blocks: readonly Block[];
  /** The result in one sentence: the last line of the text, the first one of the Markdown. */
  readonly verdict: string;
  readonly exitCode: number;
}

export interface PageOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** Columns. */
  readonly width: number;
}

const MARGIN = 11;

export function pageText(page: Page, { colour, ascii, width }: PageOptions): Safe {
  const ink = paint(colour);
  const blocks = page.blocks.map(({ title, items, rows = [] }) => [
    ...wrap(title, width).map(ink.strong),
    ...table(rows, 2, 2, width),
    ...items.flatMap(({ label, text, command }) => [
      ...labelled(`  ${label}`, text, MARGIN, width),
      ...(command === undefined ? [] : [indented(ink.code(visible(command)), MARGIN)]),
    ]),
  ]);
  const head = page.head.flatMap((line) => wrap(line, width));
  const verdict = wrap(`${page.verdict} (exit ${page.exitCode})`, width).map(ink.strong);
  const whole = textOf([head, ...blocks, verdict]);
  return ascii ? toAscii(whole) : whole;
}

export function pageMarkdown({ title, head, blocks, verdict }: Page): Markdown {
  const parts = lines(
    [
      marked`## ${prose(title)}`,
      ...head.map(prose),
      marked`**${prose(verdict)}**`,
      ...blocks.flatMap(markdownBlock),
    ],
    '\n\n',
  );
  return marked`${parts}\n`;
}

function markdownBlock({ title, items, rows = [] }: Block): Markdown[] {
  const [first, ...others] = rows;
  const row = (cells: readonly Markdown[]) => marked`| ${lines(cells, ' | ')} |`;
  const grid = first && [
    row(first.map(cell)),
    row(first.map(() => marked`---`)),
    ...others.map((each) => row(each.map(cell))),
  ];
  return [
    marked`### ${prose(title)}`,
    ...(grid ? [lines(grid)] : []),
    ...(items.length === 0 ? [] : [lines(eachLabelled(items).map(markdownItem))]),
  ];
}

/** In a list of its own each line needs the label that the text shows once. */
function eachLabelled(items: readonly Item[]): Item[] {
  let last = '';
  return items.map((item) => {
    last = item.label || last;
    return { ...item, label: last };
  });
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
