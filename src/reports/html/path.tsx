// The way of a call as a diagram, and its numbers as a table.
import { formatExactSize, formatSize } from '../../util/bytes.js';
import { limitWords } from '../chart-data.js';
import { pathOf, type HopFacts } from '../path.js';
import { Arrow, Station, STATION_WIDTH } from './path-parts.js';
import type { Part } from './report.js';
import { Heading, Scroll } from './words.js';

const GAP = 150;
const STEP = STATION_WIDTH + GAP;
const TOP = 76;
const BOTTOM = 176;

export function Path({ judgement, id, level, about }: Part) {
  const { viaSwift, direct } = pathOf(judgement);
  const stations = ['swiftcheck', ...viaSwift.map(({ to }) => to)];
  const width = stations.length * STATION_WIDTH + (stations.length - 1) * GAP + 8;
  const broken = [...viaSwift, ...direct].filter(({ failing }) => failing.length > 0);
  const [straight] = direct;
  return (
    <section>
      <Heading level={level}>The path</Heading>
      <Scroll label="Diagram of the path" about={about}>
        <svg
          class="path"
          viewBox={`0 0 ${width} 224`}
          role="img"
          aria-labelledby={`${id}-path-title ${id}-path-desc`}
          style={`min-width: ${Math.round(width * 0.72)}px`}
        >
          <title id={`${id}-path-title`}>
            The path of a call through Swift, and directly to Tiller
          </title>
          <desc id={`${id}-path-desc`}>
            {broken.length === 0
              ? 'No hop fails.'
              : `Failing: ${broken.map(({ from, to }) => `${from} to ${to}`).join(', ')}.`}{' '}
            The table below has each hop with its limit and largest message.
          </desc>
          {stations.map((name, index) => (
            <Station key={name} name={name} x={4 + index * STEP} y={TOP} />
          ))}
          {viaSwift.map((hop, index) => (
            <Arrow
              key={hop.hop}
              d={`M ${4 + index * STEP + STATION_WIDTH} ${TOP} H ${4 + (index + 1) * STEP - 9}`}
              middle={[4 + index * STEP + STATION_WIDTH + GAP / 2, TOP]}
              failing={hop.failing.length > 0}
              above={hop.limit.kind === 'bytes' ? `limit ${formatSize(hop.limit.bytes)}` : ''}
              below={largestShort(hop)}
            />
          ))}
          {straight ? (
            <Arrow
              d={`M ${4 + STATION_WIDTH / 2} ${TOP + 24} V ${BOTTOM - 14} Q ${4 + STATION_WIDTH / 2} ${BOTTOM} ${18 + STATION_WIDTH / 2} ${BOTTOM} H ${width - STATION_WIDTH / 2 - 18} Q ${width - 4 - STATION_WIDTH / 2} ${BOTTOM} ${width - 4 - STATION_WIDTH / 2} ${BOTTOM - 14} V ${TOP + 33}`}
              middle={[width / 2, BOTTOM]}
              failing={straight.failing.length > 0}
              above={`direct, as helm does${straight.limit.kind === 'bytes' ? `: limit ${formatSize(straight.limit.bytes)}` : ''}`}
              below={largestShort(straight)}
            />
          ) : null}
        </svg>
      </Scroll>
      <HopTable hops={[...viaSwift, ...direct]} about={about} />
    </section>
  );
}

function HopTable({ hops, about }: { readonly hops: readonly HopFacts[]; readonly about: string }) {
  return (
    <Scroll label="Hops with their limits" about={about}>
      <table>
        <caption>Each hop, its limit for one message, and the largest message seen on it</caption>
        <thead>
          <tr>
            <th scope="col">Hop</th>
            <th scope="col">State</th>
            <th scope="col">Limit</th>
            <th scope="col">Largest message</th>
          </tr>
        </thead>
        <tbody>
          {hops.map((hop) => (
            <tr key={hop.hop} class={hop.failing.length > 0 ? 'failing' : undefined}>
              <th scope="row">
                {hop.from} → {hop.to}
              </th>
              <td>{state(hop)}</td>
              <td class="number">{limitWords(hop.limit)}</td>
              <td class="number">{largestWords(hop)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function state({ failing }: HopFacts): string {
  if (failing.length === 0) return 'no failure found';
  return `✕ fails: ${failing.map(({ code }) => code).join(', ')}`;
}

function largestShort({ largest }: HopFacts): string {
  if (!largest) return '';
  return largest.how === 'refused'
    ? `refused ${formatSize(largest.bytes)}`
    : `largest ${formatSize(largest.bytes)}`;
}

function largestWords({ largest }: HopFacts): string {
  return largest ? `${formatExactSize(largest.bytes)}, ${largest.how}` : 'none seen';
}
