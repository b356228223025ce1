// Pages of findings in the terminal. They keep to a small part of Markdown, which a test sees to:
// headings, paragraphs, lists without nesting, code spans, links to other pages.
import type { PageGroup } from '../checks/registry.js';
import { formed, type Safe } from '../util/safe-text.js';
import { labelled, table, textOf, wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';

/** Stands for a space within a code span while lines are broken: what is to be copied stays whole. */
const UNBROKEN = '\u00a0';

/** The page for 80 columns: headings strong, paragraphs and items wrapped, links as their text. */
export function renderPage(markdown: string, ink: Paint): Safe {
  return textOf(blocksOf(markdown).map((block) => renderBlock(block, ink)));
}

/** Text with code spans in lines: a span is never broken, even where it is longer than the width. */
export function prose(label: string, text: string, margin: number, ink: Paint): Safe[] {
  const whole = text.replace(/`[^`]+`/g, (span) => span.replace(/ /g, UNBROKEN));
  return labelled(label, whole, margin).map((line) =>
    formed(line, (shown) =>
      shown.replace(/`[^`]+`/g, (span) => ink.code(span)).replaceAll(UNBROKEN, ' '),
    ),
  );
}

/** Every code beside its statement, by group. */
export function renderIndex(groups: readonly PageGroup[], ink: Paint): Safe {
  const margin =
    4 + Math.max(...groups.flatMap(({ codes }) => codes.map(({ code }) => code.length)));
  const blocks = groups.map(({ title, codes }) => [
    ink.strong(title),
    ...codes.flatMap(({ code, statement }) => prose(`  ${code}`, statement, margin, ink)),
  ]);
  const usage = table(
    [
      ['swiftcheck explain CODE', 'prints the page of a finding'],
      ["swiftcheck explain 'TEXT'", 'says what an error text means'],
    ],
    0,
  );
  return textOf([...blocks, usage]);
}

function blocksOf(markdown: string): string[] {
  return markdown.trim().split(/\n{2,}/);
}

function itemsOf(block: string): string[] {
  return block.split(/\n(?=(?:-|\d+\.) )/);
}

function renderBlock(block: string, ink: Paint): Safe[] {
  const heading = /^#+ (.*)$/.exec(block);
  if (heading) return wrap(heading[1] ?? '', WIDTH).map((line) => ink.strong(line));
  return itemsOf(block).flatMap((item) => {
    const [, marker, text] = /^(-|\d+\.) ([\s\S]*)$/.exec(item) ?? [];
    return marker === undefined || text === undefined
      ? prose('', inline(item), 0, ink)
      : prose(marker, inline(text), marker.length + 1, ink);
  });
}

/** On one line, of a link its text. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .trim();
}
