// Prints pages in the format that was asked for.
import { pageMarkdown, pageText, type Page } from '../reports/blocks.js';
import { columns, useAscii, useColour, type Writer } from './writer.js';

export interface PageFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly color: boolean;
  readonly ascii?: boolean;
}

/** @param data what the JSON holds */
export function printPages(
  pages: readonly Page[],
  data: object,
  { format, color, ascii }: PageFlags,
  writer: Writer,
): void {
  if (format === 'json') {
    writer.out(`${JSON.stringify(data, null, 2)}\n`);
    return;
  }
  const options = {
    colour: useColour(color, process.env, writer.outIsTerminal),
    ascii: useAscii(ascii === true, process.env),
    width: columns(writer),
  };
  const print = (page: Page): string =>
    format === 'markdown' ? pageMarkdown(page) : pageText(page, options);
  writer.out(pages.map(print).join('\n'));
}
