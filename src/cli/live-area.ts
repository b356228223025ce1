// Lines at the end of what a terminal shows, which are drawn again and again.

/** Lines at the end of what stderr shows. Nothing else may be written while they are there. */
export interface LiveArea {
  /** Draws these lines, none of them as wide as the terminal, in the place of the last ones. */
  readonly update: (lines: readonly string[]) => void;
  readonly clear: () => void;
  readonly columns: () => number;
}

/** What is written between the two is shown at once; a terminal that does not know them ignores them. */
const TOGETHER = '\u001B[?2026h';
const TOGETHER_END = '\u001B[?2026l';
const UP = '\u001B[1A';
const ERASE_LINE = '\u001B[2K';

/** Of a terminal that does not say how many it has. */
const ROWS = 24;

type Terminal = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows'>;

export function liveArea(terminal: Terminal): LiveArea {
  let drawn: readonly string[] = [];
  const update = (lines: readonly string[]) => {
    // What has left the screen at its upper end cannot be erased. The cursor stands on a line of its own.
    const rows = terminal.rows > 0 ? terminal.rows : ROWS;
    const fitting = lines.slice(-Math.max(1, rows - 1));
    if (fitting.join('\n') === drawn.join('\n')) return;
    const erased = `\r${`${UP}${ERASE_LINE}`.repeat(drawn.length)}`;
    const frame = fitting.map((line) => `${line}\n`).join('');
    terminal.write(`${TOGETHER}${erased}${frame}${TOGETHER_END}`);
    drawn = fitting;
  };
  return { update, clear: () => update([]), columns: () => terminal.columns };
}
