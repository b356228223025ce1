// Horizontal bars with the limit that they have in common.
import { percent } from '../../checks/shared/headroom.js';
import { formatCount, formatExactSize, plural } from '../../util/bytes.js';
import type { Bar, BarGroup } from '../../views/sizes.js';
import { cutMiddle } from '../layout.js';
import { Scroll } from './words.js';
import { Fragment, h } from './element.js';

interface Layout {
  readonly kind: 'wide' | 'narrow';
  readonly width: number;
  /** The left and right end of the bars. */
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** How far below the top of its row a bar is. */
  readonly drop: number;
  readonly label: { readonly x: number; readonly anchor: 'start' | 'end'; readonly most: number };
}

/** The label before its bar, the size behind it. */
const WIDE: Layout = {
  ...{ kind: 'wide', width: 1060, from: 230, to: 800, row: 30, drop: 2 },
  label: { x: 218, anchor: 'end', most: 22 },
};
/** Both above it. */
const NARROW: Layout = {
  ...{ kind: 'narrow', width: 350, from: 2, to: 348, row: 46, drop: 22 },
  label: { x: 0, anchor: 'start', most: 15 },
};
const TOP = 34;
const BAR_HEIGHT = 18;
/** Half of what the words of a limit take. */
const HALF_LIMIT = 115;

interface BarsProps {
  readonly title: string;
  readonly group: BarGroup;
  /** Bytes that the whole width stands for: the same for all that is compared. */
  readonly scale: number;
  readonly about: string;
}

export function Bars(props: BarsProps) {
  return (
    <>
      <div class="wide">
        <Scroll label={props.title} about={props.about}>
          <Drawing layout={WIDE} {...props} />
        </Scroll>
      </div>
      <div class="narrow">
        <Drawing layout={NARROW} {...props} />
      </div>
    </>
  );
}

function Drawing({
  layout,
  title,
  group: { bars, limit },
  scale,
}: BarsProps & { readonly layout: Layout }) {
  const { width, from, to, row, drop, label } = layout;
  const height = bars.length * row + TOP;
  const x = (bytes: number) => from + (bytes / scale) * (to - from);
  /** Over each bar alone, where the words stand above it. */
  const marks = (at: number) =>
    bars.map((_, index) => `M ${at} ${TOP + index * row + drop - 3} v ${BAR_HEIGHT + 6}`).join(' ');
  const over = bars.filter(({ state }) => state === 'over').length;
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}: ${plural(bars.length, 'bar')}, ${over} above the limit. The table below has the numbers.`}
      style={layout.kind === 'wide' ? 'min-width: 620px' : undefined}
    >
      {bars.map((bar, index) => {
        const y = TOP + index * row;
        return (
          <g key={index} class={`bar ${bar.state}`}>
            <text x={label.x} y={y + 14} text-anchor={label.anchor}>
              {/* The table has it whole. */}
              {cutMiddle(bar.label, label.most)}
            </text>
            {/* At least a trace of what is there at all. */}
            <rect
              x={from}
              y={y + drop}
              width={Math.max(2, x(bar.bytes) - from)}
              height={BAR_HEIGHT}
              rx={3}
            />
            <text class="value" x={width - 2} y={y + 14} text-anchor="end">
              {formatCount(bar.bytes)} bytes{usedWords(bar, layout)}
            </text>
          </g>
        );
      })}
      {limit.kind === 'bytes' ? (
        <g class="limit">
          <path
            d={
              layout.kind === 'wide'
                ? `M ${x(limit.bytes)} 24 V ${height - 6}`
                : marks(x(limit.bytes))
            }
          />
          <text x={x(limit.bytes)} y={16} text-anchor={anchorAt(x(limit.bytes), width)}>
            limit {formatExactSize(limit.bytes)}
          </text>
        </g>
      ) : null}
    </svg>
  );
}

const SYMBOLS = { ok: '', near: '▲ ', over: '✕ ' } as const;

/** In a narrow layout, only the table shows how far a size is over its limit. */
function usedWords({ used, state }: Bar, { kind }: Layout): string {
  if (used === null) return '';
  const share = kind === 'narrow' && state === 'over' ? 'over' : percent(used);
  return `, ${SYMBOLS[state]}${share}`;
}

/** So that the words stay within the drawing. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < HALF_LIMIT) return 'start';
  return x + HALF_LIMIT > width ? 'end' : 'middle';
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
