// Lines of text at a given width, counted in the columns of a terminal: some characters take two of them,
// others none. What takes a text makes it visible, and what it gives may be shown.
import stringWidth from 'fast-string-width';
import { formed, joined, visible, type Safe } from '../util/safe-text.js';

/** The width of text for no particular terminal. */
export const WIDTH = 80;
/** Longer lines of prose are hard to read. */
const WIDEST = 100;

/** The width for prose on a terminal with so many columns. */
export function proseWidth(columns: number): number {
  return Math.min(Math.max(columns, 40), WIDEST);
}

export function widthOf(text: string): number {
  return stringWidth(text);
}

export function padTo(text: string, width: number): Safe {
  return formed(text, (whole) => whole + ' '.repeat(Math.max(0, width - stringWidth(whole))));
}

/** The line, further to the right. */
export function indented(line: Safe, columns: number): Safe {
  return joined([visible(' '.repeat(columns)), line]);
}

/** The whole text, or as much of it as `width` columns hold, with `mark` where it was cut. */
export function cutTo(text: string, width: number, mark = '…'): Safe {
  return formed(text, (whole) => cut(whole, width, mark, 0));
}

/** The same, cut in its middle: names of releases often differ at their end only. */
export function cutMiddle(text: string, width: number, mark = '…'): Safe {
  return formed(text, (whole) => cut(whole, width, mark, 1 / 3));
}

/** Head, mark and tail in `width` columns; of those for text the tail has at most the share `tailShare`. */
function cut(text: string, width: number, mark: string, tailShare: number): string {
  if (stringWidth(text) <= width) return text;
  const room = width - stringWidth(mark);
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const tail = fitting(letters.toReversed(), Math.floor(room * tailShare)).reverse();
  const head = fitting(letters, room - stringWidth(tail.join('')));
  return [...head, mark, ...tail].join('');
}

/** As many of them, from the first on, as the columns hold. */
function fitting(letters: readonly string[], columns: number): string[] {
  let room = columns;
  const end = letters.findIndex((letter) => (room -= stringWidth(letter)) < 0);
  return letters.slice(0, end < 0 ? letters.length : end);
}

/** A space between two words, but not between a number and its unit. */
const BREAK = /(?<!\d) | (?!(?:%|[KMG]iB|B|ms|s)(?![\p{L}\d]))/u;

/** Breaks a text at spaces. A word longer than the width stands alone, unbroken: it can be copied. */
export function wrap(text: string, width: number): Safe[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of visible(text).split(BREAK)) {
    const more = stringWidth(word);
    if (line !== '' && used + 1 + more > width) {
      lines.push(line);
      line = '';
    }
    used = line === '' ? more : used + 1 + more;
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map(visible);
}

/** Blocks of lines with an empty line between them. Ends with a line break. */
export function textOf(blocks: readonly (readonly Safe[])[]): Safe {
  const shown = blocks.filter((block) => block.length > 0).map((block) => joined(block, '\n'));
  return joined([joined(shown, '\n\n'), END], '\n');
}

/** Joined as the last line, it is a line break at the end. */
export const END = visible('');

/** A label in the margin with a wrapped text beside it. */
export function labelled(label: string, text: string, margin: number, width = WIDTH): Safe[] {
  return wrap(text, width - margin).map((line, index) =>
    joined([padTo(index === 0 ? label : '', margin), line]),
  );
}

/** Rows of cells, each column as wide as its widest cell; the last one is wrapped at `width`. */
export function table(
  rows: readonly (readonly string[])[],
  indent = 2,
  gap = 3,
  width = Infinity,
): Safe[] {
  const cells = rows.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
    });
  }
  return cells.flatMap((row) => {
    const before = row
      .slice(0, -1)
      .map((cell, column) => padTo(cell, (widths[column] ?? 0) + gap))
      .join('');
    const margin = indent + stringWidth(before);
    return labelled(' '.repeat(indent) + before, row.at(-1) ?? '', margin, width).map((line) =>
      formed(line, (text) => text.trimEnd()),
    );
  });
}
