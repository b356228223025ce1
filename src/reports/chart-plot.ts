// One bar on a linear scale of bytes, with a mark where the limit is.
import type { Bar } from '../views/sizes.js';
import type { Limit } from '../views/limits.js';

/** The place of bars: `cells` columns for `most` bytes, and one more for the mark of a limit. */
export interface Scale {
  readonly cells: number;
  readonly most: number;
  readonly ascii: boolean;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * The column of a limit's mark, from 0 on. What is over the limit by a byte still reaches beyond it, so
 * there is a cell left behind the mark of one that is exceeded.
 */
export function markAt(limitBytes: number, { cells, most }: Scale): number {
  const at = Math.round((limitBytes / most) * cells);
  return Math.max(1, Math.min(at, limitBytes < most ? cells - 1 : cells));
}

/** The bar, at most `scale.cells + 1` columns wide. */
export function drawBar(
  { bytes, state }: Pick<Bar, 'bytes' | 'state'>,
  limit: Limit,
  scale: Scale,
): string {
  const { cells, most, ascii } = scale;
  const length = (bytes / most) * cells;
  if (limit.kind !== 'bytes') return run(length, cells, ascii).trimEnd();
  const mark = markAt(limit.bytes, scale);
  const stroke = ascii ? '|' : '│';
  if (state !== 'over') return run(Math.min(length, mark), mark, ascii) + stroke;
  const beyond = run(length - (limit.bytes / most) * cells, cells - mark, ascii).trimEnd();
  return run(mark, mark, ascii) + stroke + beyond;
}

/** A bar of `length` in `cells` columns: of anything but nothing at least a mark can be seen. */
function run(length: number, cells: number, ascii: boolean): string {
  if (length === 0) return ' '.repeat(cells);
  if (ascii) {
    const whole = Math.round(length);
    return (whole === 0 ? '.' : '#'.repeat(Math.min(whole, cells))).padEnd(cells);
  }
  const eighths = Math.min(Math.max(1, Math.round(length * 8)), cells * 8);
  const whole = Math.floor(eighths / 8);
  return ('█'.repeat(whole) + (EIGHTHS[eighths % 8] ?? '')).padEnd(cells);
}
