// The way of a call as a diagram, and its numbers as a table.
import { formatExactSize } from '../../util/bytes.js';
import { limitWords } from '../chart-data.js';
import { pathOf, stateOf, type HopFacts, type Path } from '../path.js';
import { across } from './path-across.js';
import { down } from './path-down.js';
import { Drawing, type Drawn } from './path-parts.js';
import type { Part } from './words.js';
import { Heading, Scroll, Table } from './words.js';

export function PathSection({ judgement, level, about }: Part) {
  const path = pathOf(judgement);
  const hops = hopsOf(path);
  return (
    <section>
      <Heading level={level}>The path</Heading>
      {stations(path) > MOST_ACROSS ? (
        <PathDrawing hops={hops} drawn={down(path)} />
      ) : (
        <>
          <div class="wide">
            <Scroll label="Diagram of the path" about={about}>
              <PathDrawing hops={hops} drawn={across(path)} scrolls />
            </Scroll>
          </div>
          <div class="narrow">
            <PathDrawing hops={hops} drawn={down(path)} />
          </div>
        </>
      )}
      <HopTable hops={hops} about={about} />
    </section>
  );
}

function hopsOf({ viaSwift, direct, storage }: Path): HopFacts[] {
  return [...viaSwift, direct, ...(storage ? [storage] : [])];
}

/** More of them, each with what stands at its arrow, are too wide for a page. */
const MOST_ACROSS = 4;

function stations({ viaSwift, storage }: Path): number {
  return 1 + viaSwift.length + (storage ? 1 : 0);
}

/** Below this share of its width what is written in a drawing is too small. */
const LEAST_SHARE = 0.72;

function PathDrawing({
  hops,
  drawn,
  scrolls = false,
}: {
  readonly hops: readonly HopFacts[];
  readonly drawn: Drawn;
  readonly scrolls?: boolean;
}) {
  const [width, height] = drawn.size;
  return (
    <svg
      class={scrolls ? 'path' : 'path down'}
      role="img"
      aria-label={describe(hops)}
      viewBox={`0 0 ${width} ${height}`}
      style={scrolls ? `min-width: ${Math.round(width * LEAST_SHARE)}px` : undefined}
    >
      <Drawing drawn={drawn} />
    </svg>
  );
}

function describe(hops: readonly HopFacts[]): string {
  const named = (state: ReturnType<typeof stateOf>) =>
    hops
      .filter((hop) => stateOf(hop) === state)
      .map(({ from, to }) => `${from} to ${to}`)
      .join(', ');
  const [failing, warned] = [named('fails'), named('warns')];
  return [
    'The path of a call through Swift, and directly to Tiller.',
    failing === '' ? 'No hop fails.' : `Failing: ${failing}.`,
    warned === '' ? '' : `With a warning: ${warned}.`,
    'The table below has each hop with its limit and largest message.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
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
        <tr key={hop.hop} class={ROW_CLASSES[stateOf(hop)]}>
          <th scope="row">
            {hop.from} → {hop.to}
          </th>
          <td>{state(hop)}</td>
          <td class="number">{limitCell(hop)}</td>
          <td class="number">{largestWords(hop)}</td>
        </tr>
      ))}
    </Table>
  );
}

const ROW_CLASSES = { fails: 'failing', warns: 'warned', 'nothing found': undefined } as const;
const STATE_WORDS = { fails: '✕ fails: ', warns: '▲ warning: ', 'nothing found': '' } as const;

function state(hop: HopFacts): string {
  if (hop.findings.length === 0) return 'nothing found';
  return `${STATE_WORDS[stateOf(hop)]}${hop.findings.map(({ code }) => code).join(', ')}`;
}

function limitCell({ limit, limitNote }: HopFacts): string {
  return limitNote === undefined ? limitWords(limit) : `${limitWords(limit)} ${limitNote}`;
}

function largestWords({ largest }: HopFacts): string {
  return largest ? `${formatExactSize(largest.bytes)}, ${largest.how}` : 'none seen';
}
