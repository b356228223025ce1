// A plan for the terminal, and as Markdown.
import { toAscii } from '../reports/ascii.js';
import { labelled, table, wrap } from '../reports/layout.js';
import { cell, commandBlock, instruction, prose } from '../reports/markdown-text.js';
import { paint } from '../reports/paint.js';
import { visible } from '../util/safe-text.js';
import type { PlanReport } from './types.js';
import { blocksOf, headWords, verdictWords, type Block } from './words.js';

export interface TextOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** Columns. */
  readonly width: number;
}

const MARGIN = 11;

export function planText(plan: PlanReport, { colour, ascii, width }: TextOptions): string {
  const ink = paint(colour);
  const blocks = blocksOf(plan).map(({ title, items, rows = [] }) => [
    ...wrap(title, width).map(ink.strong),
    ...table(rows, 2, 2, width),
    ...items.flatMap(({ label, text, command }) => [
      ...labelled(`  ${label}`, text, MARGIN, width),
      ...(command === undefined ? [] : [`${' '.repeat(MARGIN)}${ink.code(visible(command))}`]),
    ]),
  ]);
  const head = headWords(plan).flatMap((line) => wrap(line, width));
  const verdict = wrap(`${verdictWords(plan)} (exit ${plan.exitCode})`, width).map(ink.strong);
  const whole = [head, ...blocks, verdict].map((block) => block.join('\n')).join('\n\n');
  return `${ascii ? toAscii(whole) : whole}\n`;
}

export function planMarkdown(plan: PlanReport): string {
  const blocks = blocksOf(plan).flatMap((block) => markdownBlock(block));
  const head = headWords(plan).map(prose);
  return `${['## swiftcheck plan', ...head, `**${prose(verdictWords(plan))}**`, ...blocks].join('\n\n')}\n`;
}

function markdownBlock({ title, items, rows = [] }: Block): string[] {
  const [first = [], ...others] = rows;
  const lines = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const grid =
    rows.length === 0
      ? []
      : [
          [lines(first), `| ${first.map(() => '---').join(' | ')} |`, ...others.map(lines)].join(
            '\n',
          ),
        ];
  const list = items.map(({ label, text, command }) => {
    const item = `- ${label === '' ? '' : `${label}: `}${instruction(text)}`;
    return command === undefined
      ? item
      : [item, '', ...commandBlock(command).map((line) => `  ${line}`)].join('\n');
  });
  return [`### ${prose(title)}`, ...grid, ...(list.length === 0 ? [] : [list.join('\n')])];
}
