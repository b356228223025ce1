// Pages of findings in the terminal. They keep to a small part of Markdown, which a test sees to.
import { labelled, wrap, WIDTH } from './layout.js';
import type { Paint } from './paint.js';

/** The page for 80 columns: headings strong, paragraphs and items wrapped, links as their text. */
export function renderPage(markdown: string, ink: Paint): string {
  return `${blocksOf(markdown)
    .map((block) => renderBlock(block, ink).join('\n'))
    .join('\n\n')}\n`;
}

function blocksOf(markdown: string): string[] {
  return markdown.trim().split(/\n{2,}/);
}

function renderBlock(block: string, ink: Paint): string[] {
  const heading = /^#+ (.*)$/.exec(block);
  if (heading) return [ink.strong(heading[1] ?? '')];
  const items = block.split(/\n(?=(?:-|\d+\.) )/);
  if (!/^(?:-|\d+\.) /.test(items[0] ?? '')) return wrap(inline(block), WIDTH);
  return items.flatMap((item) => {
    const [, marker = '', text = ''] = /^(-|\d+\.) ([\s\S]*)$/.exec(item) ?? [];
    return labelled(marker, inline(text), marker.length + 1);
  });
}

/** One line: of a link its text, of a code span what it holds. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .trim();
}
