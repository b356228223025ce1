// Horizontal bars with the limit that they have in common.
import { formatSize, plural } from '../../util/bytes.js';
import { isOver, type BarGroup } from '../chart-data.js';
import { Scroll } from './words.js';

const WIDTH = 920;
const LABELS = 250;
const NUMBERS = 150;
const ROW = 30;
const TOP = 34;
const PLOT = WIDTH - LABELS - NUMBERS;

export function Bars({
  id,
  title,
  group: { bars, limit },
  scale,
  about,
}: {
  readonly id: string;
  readonly title: string;
  readonly group: BarGroup;
  /** Bytes that the whole width stands for: the same for all that is compared. */
  readonly scale: number;
  readonly about: string;
}) {
  const height = bars.length * ROW + TOP;
  const mark = limit.kind === 'bytes' ? limit.bytes : null;
  const x = (bytes: number) => LABELS + (bytes / scale) * PLOT;
  const over = bars.filter(({ bytes }) => isOver(bytes, limit)).length;
  return (
    <Scroll label={title} about={about}>
      <svg
        class="bars"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        style="min-width: 620px"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {plural(bars.length, 'bar')}, {over} above the limit. The table below has the numbers.
        </desc>
        {bars.map(({ label, bytes }, index) => {
          const y = TOP + index * ROW;
          return (
            <g key={index} class={isOver(bytes, limit) ? 'bar over' : 'bar'}>
              <text x={LABELS - 12} y={y + 14} text-anchor="end">
                {shortLabel(label)}
              </text>
              {/* At least a trace of what is there at all. */}
              <rect
                x={LABELS}
                y={y + 2}
                width={Math.max(2, x(bytes) - LABELS)}
                height={ROW - 12}
                rx={3}
              />
              <text class="value" x={WIDTH - 4} y={y + 14} text-anchor="end">
                {isOver(bytes, limit) ? '✕ over, ' : ''}
                {formatSize(bytes)}
              </text>
            </g>
          );
        })}
        {mark === null ? null : (
          <g class="limit">
            <line x1={x(mark)} x2={x(mark)} y1={24} y2={height - 6} />
            <text x={x(mark)} y={16} text-anchor={x(mark) > LABELS + PLOT * 0.8 ? 'end' : 'middle'}>
              limit {formatSize(mark)}
            </text>
          </g>
        )}
      </svg>
    </Scroll>
  );
}

/** The table has it whole. */
function shortLabel(label: string): string {
  return label.length <= 34 ? label : `${label.slice(0, 20)}…${label.slice(-12)}`;
}

/** What the largest bar or limit of these takes, in bytes. */
export function scaleOf(groups: readonly BarGroup[]): number {
  return Math.max(
    1,
    ...groups.flatMap(({ bars, limit }) => [
      ...bars.map(({ bytes }) => bytes),
      limit.kind === 'bytes' ? limit.bytes : 0,
    ]),
  );
}
