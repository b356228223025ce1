// The way of a call as a diagram, and its numbers as a table.
import { formatExactSize } from '../../util/bytes.js';
import { limitWords } from '../chart-data.js';
import { pathOf, type HopFacts, type Path } from '../path.js';
import { across } from './path-across.js';
import { down } from './path-down.js';
import { Drawing, isBroken, type Layout } from './path-parts.js';
import type { Part } from './report.js';
import { Heading, Scroll, Table } from './words.js';

export function PathSection({ judgement, level, about }: Part) {
  const path = pathOf(judgement);
  const hops = [...path.viaSwift, path.direct];
  return (
    <section>
      <Heading level={level}>The path</Heading>
      <div class="wide">
        <Scroll label="Diagram of the path" about={about}>
          <PathDrawing path={path} layout={across(path.viaSwift.length)} scrolls />
        </Scroll>
      </div>
      <div class="narrow">
        <PathDrawing path={path} layout={down(path.viaSwift.length)} />
      </div>
      <HopTable hops={hops} about={about} />
    </section>
  );
}

/** Below this share of its width what is written in a drawing is too small. */
const LEAST_SHARE = 0.72;

function PathDrawing({
  path,
  layout,
  scrolls = false,
}: {
  readonly path: Path;
  readonly layout: Layout;
  readonly scrolls?: boolean;
}) {
  const [width, height] = layout.size;
  return (
    <svg
      class="path"
      role="img"
      aria-label={describe([...path.viaSwift, path.direct].filter(isBroken))}
      viewBox={`0 0 ${width} ${height}`}
      style={scrolls ? `min-width: ${Math.round(width * LEAST_SHARE)}px` : undefined}
    >
      <Drawing {...{ path, layout }} />
    </svg>
  );
}

function describe(broken: readonly HopFacts[]): string {
  const failing = broken.map(({ from, to }) => `${from} to ${to}`).join(', ');
  return [
    'The path of a call through Swift, and directly to Tiller.',
    broken.length === 0 ? 'No hop fails.' : `Failing: ${failing}.`,
    'The table below has each hop with its limit and largest message.',
  ].join(' ');
}

function HopTable({ hops, about }: { readonly hops: readonly HopFacts[]; readonly about: string }) {
  return (
    <Table
      label="Hops with their limits"
      about={about}
      caption="Each hop, its limit for one message, and the largest message seen on it"
      head={['Hop', 'State', 'Limit', 'Largest message']}
      short
    >
      {hops.map((hop) => (
        <tr key={hop.hop} class={isBroken(hop) ? 'failing' : undefined}>
          <th scope="row">
            {hop.from} → {hop.to}
          </th>
          <td>{state(hop)}</td>
          <td class="number">{limitWords(hop.limit)}</td>
          <td class="number">{largestWords(hop)}</td>
        </tr>
      ))}
    </Table>
  );
}

function state(hop: HopFacts): string {
  if (!isBroken(hop)) return 'no failure found';
  return `✕ fails: ${hop.failing.map(({ code }) => code).join(', ')}`;
}

function largestWords({ largest }: HopFacts): string {
  return largest ? `${formatExactSize(largest.bytes)}, ${largest.how}` : 'none seen';
}
