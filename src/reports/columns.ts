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

export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

export function widthOf(text: string): number {
  return stringWidth(text);
}
