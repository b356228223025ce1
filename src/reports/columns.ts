// Text in the columns of a terminal, where some characters take two and others none.
import stringWidth from 'string-width';

/** The whole text, or as much of it as `width` columns hold, with `mark` where it was cut. */
export function cutTo(text: string, width: number, mark = '…'): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let room = width - stringWidth(mark);
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    room -= stringWidth(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept + mark;
}

/** The same, cut in its middle: names of releases often differ at their end only. */
export function cutMiddle(text: string, width: number, mark = '…'): string {
  if (stringWidth(text) <= width) return text;
  const room = width - stringWidth(mark);
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const tail = fitting(letters.toReversed(), Math.floor(room / 3)).reverse();
  const head = fitting(letters, room - stringWidth(tail.join('')));
  return [...head, mark, ...tail].join('');
}

/** As many of them, from the first on, as the columns hold. */
function fitting(letters: readonly string[], columns: number): string[] {
  let room = columns;
  const end = letters.findIndex((letter) => (room -= stringWidth(letter)) < 0);
  return letters.slice(0, end < 0 ? letters.length : end);
}

export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

export function widthOf(text: string): number {
  return stringWidth(text);
}
