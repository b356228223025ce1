// The way of a call as a diagram, and its numbers as a table.
import { formatExactSize } from '../../util/bytes.js';
import { limitWords } from '../chart-data.js';
import { pathOf, type HopFacts } from '../path.js';
import { Across, HEIGHT_ACROSS, widthAcross } from './path-across.js';
import { Down, WIDTH_DOWN, heightDown } from './path-down.js';
import { isBroken } from './path-parts.js';
import type { Part } from './report.js';
import { Heading, Scroll } from './words.js';

export function Path({ judgement, level, about }: Part) {
  const { viaSwift, direct } = pathOf(judgement);
  const hops = [...viaSwift, direct];
  const width = widthAcross(viaSwift.length);
  const drawing = { role: 'img', 'aria-label': describe(hops.filter(isBroken)) } as const;
  return (
    <section>
      <Heading level={level}>The path</Heading>
      <div class="wide">
        <Scroll label="Diagram of the path" about={about}>
          <svg
            class="path"
            viewBox={`0 0 ${width} ${HEIGHT_ACROSS}`}
            style={`min-width: ${Math.round(width * 0.72)}px`}
            {...drawing}
          >
            <Across viaSwift={viaSwift} direct={direct} />
          </svg>
        </Scroll>
      </div>
      <svg
        class="path narrow"
        viewBox={`0 0 ${WIDTH_DOWN} ${heightDown(viaSwift.length)}`}
        {...drawing}
      >
        <Down viaSwift={viaSwift} direct={direct} />
      </svg>
      <HopTable hops={hops} about={about} />
    </section>
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
    <Scroll label="Hops with their limits" about={about}>
      <table class="short">
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
            <tr key={hop.hop} class={isBroken(hop) ? 'failing' : undefined}>
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

function state(hop: HopFacts): string {
  if (!isBroken(hop)) return 'no failure found';
  return `✕ fails: ${hop.failing.map(({ code }) => code).join(', ')}`;
}

function largestWords({ largest }: HopFacts): string {
  return largest ? `${formatExactSize(largest.bytes)}, ${largest.how}` : 'none seen';
}
