// Stored revisions as bars against the limit of one answer, and the list against those on its way.
import { formatCount, formatExactSize, formatSize, plural } from '../../util/bytes.js';
import { limitWords, type Limit } from '../limits.js';
import { scaleOf, sizeChart, type Bar } from '../sizes.js';
import type { Part } from './report.js';
import { Heading, Scroll } from './words.js';

const MOST = 20;
const WIDTH = 920;
const LABELS = 250;
const NUMBERS = 150;
const ROW = 30;
const PLOT = WIDTH - LABELS - NUMBERS;

export function Sizes({ judgement, id, level, about }: Part) {
  const chart = sizeChart(judgement, MOST);
  if (!chart) return null;
  const scale = scaleOf(chart);
  return (
    <section>
      <Heading level={level}>Sizes against their limits</Heading>
      <p>
        Each stored revision as the one answer that holds it, against the least limit that such an
        answer meets on its way through Swift: {limitWords(chart.answerLimit)}. In lists chart files
        count on the way from Tiller, and no longer in the answer that Swift makes.
      </p>
      <Bars
        id={`${id}-revisions`}
        title="Stored revisions"
        bars={chart.revisions}
        scale={scale}
        about={about}
      />
      {chart.rest ? (
        <p class="faint">
          {plural(chart.rest.count, 'smaller revision')} not shown,{' '}
          {formatExactSize(chart.rest.bytes)} together.
        </p>
      ) : null}
      <Bars
        id={`${id}-lists`}
        title="The list as a whole"
        bars={chart.lists}
        scale={scale}
        about={about}
      />
      <details>
        <summary>The same as a table</summary>
        <Scroll label="Sizes as a table" about={about}>
          <table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Size</th>
                <th scope="col">Limit</th>
                <th scope="col">Used</th>
              </tr>
            </thead>
            <tbody>
              {[...chart.revisions, ...chart.lists].map((bar, index) => (
                <tr key={index} class={bar.over ? 'failing' : undefined}>
                  <th scope="row">{bar.label}</th>
                  <td class="number">{formatExactSize(bar.bytes)}</td>
                  <td class="number">{limitWords(bar.limit)}</td>
                  <td class="number">{used(bar)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </section>
  );
}

function Bars({
  id,
  title,
  bars,
  scale,
  about,
}: {
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly scale: number;
  readonly about: string;
}) {
  const height = bars.length * ROW + 34;
  const drawn = limitsOf(bars).filter((bytes) => bytes <= scale);
  const x = (bytes: number) => LABELS + (bytes / scale) * PLOT;
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
          {plural(bars.length, 'bar')}, of which{' '}
          {formatCount(bars.filter(({ over }) => over).length)} above the limit. The table below has
          the numbers.
        </desc>
        {bars.map((bar, index) => (
          <g key={index} class={bar.over ? 'bar over' : 'bar'}>
            <text x={LABELS - 12} y={34 + index * ROW + 14} text-anchor="end">
              {shortLabel(bar.label)}
            </text>
            <rect
              x={LABELS}
              y={34 + index * ROW + 2}
              // A trace of what is there at all.
              width={Math.max(2, x(bar.bytes) - LABELS)}
              height={ROW - 12}
              rx={3}
            />
            <text
              class="value"
              x={LABELS + PLOT + NUMBERS - 4}
              y={34 + index * ROW + 14}
              text-anchor="end"
            >
              {bar.over ? '✕ over, ' : ''}
              {formatSize(bar.bytes)}
            </text>
          </g>
        ))}
        {drawn.map((bytes) => (
          <g key={bytes} class="limit">
            <line x1={x(bytes)} x2={x(bytes)} y1={24} y2={height - 6} />
            <text
              x={x(bytes)}
              y={16}
              text-anchor={x(bytes) > LABELS + PLOT * 0.8 ? 'end' : 'middle'}
            >
              limit {formatSize(bytes)}
            </text>
          </g>
        ))}
      </svg>
    </Scroll>
  );
}

function limitsOf(bars: readonly { readonly limit: Limit }[]): number[] {
  return [
    ...new Set(bars.flatMap(({ limit }) => (limit.kind === 'bytes' ? [limit.bytes] : []))),
  ].sort((a, b) => a - b);
}

/** The table has it whole. */
function shortLabel(label: string): string {
  return label.length <= 34 ? label : `${label.slice(0, 20)}…${label.slice(-12)}`;
}

/** Never "100 %" of what is not exceeded, nor the other way round. */
function used({ bytes, limit }: Bar): string {
  if (limit.kind !== 'bytes') return '';
  const percent = (bytes / limit.bytes) * 100;
  return `${bytes > limit.bytes ? Math.ceil(percent) : Math.floor(percent)} %`;
}
