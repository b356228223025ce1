// The path of a call as a diagram, and its numbers as a table.
import { formatExactSize } from '../../util/bytes.js';
import { hopsOf, pathOf, type HopFacts, type HopState } from '../../views/path.js';
import { limitWords } from '../limit-words.js';
import { across } from './path-across.js';
import { down } from './path-down.js';
import { Drawing, markWords, type Drawn } from './path-parts.js';
import type { Part } from './words.js';
import { Heading, Scroll, Table } from './words.js';
import { h } from './element.js';

export function PathSection({ judgement, level, about }: Part) {
  const path = pathOf(judgement);
  const hops = hopsOf(path);
  return (
    <section>
      <Heading level={level}>The path</Heading>
      <div class="wide">
        <Scroll label="Diagram of the path" about={about}>
          <PathDrawing hops={hops} drawn={across(path)} direction="across" />
        </Scroll>
      </div>
      <div class="narrow">
        <PathDrawing hops={hops} drawn={down(path)} direction="down" />
      </div>
      <details>
        <summary>Each hop as a table</summary>
        <HopTable hops={hops} about={about} />
      </details>
    </section>
  );
}

/** Below this share of its width the words of a drawing are too small. */
const LEAST_SHARE = 0.72;

function PathDrawing({
  hops,
  drawn,
  direction,
}: {
  readonly hops: readonly HopFacts[];
  readonly drawn: Drawn;
  readonly direction: 'across' | 'down';
}) {
  const [width, height] = drawn.size;
  return (
    <svg
      class={`path ${direction}`}
      role="img"
      aria-label={describe(hops)}
      viewBox={`0 0 ${width} ${height}`}
      width={direction === 'across' ? width : undefined}
      style={direction === 'across' ? `min-width: ${Math.round(width * LEAST_SHARE)}px` : undefined}
    >
      <Drawing drawn={drawn} />
    </svg>
  );
}

function describe(hops: readonly HopFacts[]): string {
  const named = (which: (hop: HopFacts) => boolean) =>
    hops
      .filter(which)
      .map(({ from, to }) => `${from} to ${to}`)
      .join(', ');
  const failing = named(({ state }) => state === 'fails');
  const sentences: [words: string, hops: string][] = [
    ['Failing', failing],
    ['With a warning', named(({ state, predicted }) => state === 'warns' && !predicted)],
    ['Predicted to fail', named(({ predicted }) => predicted)],
    ['Not checked', named(({ state }) => state === 'not-checked')],
  ];
  return [
    'The path of a call through Swift, and directly to Tiller.',
    failing === '' ? 'No hop failed.' : '',
    ...sentences.map(([words, which]) => (which === '' ? '' : `${words}: ${which}.`)),
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
      caption="Each hop, its limit for one message, and the largest message"
      head={['Hop', 'State', 'Limit', 'Largest message']}
      short
    >
      {hops.map((hop) => (
        <tr key={hop.hop} class={ROW_CLASSES[hop.state]}>
          <th scope="row">
            {hop.from} -&gt; {hop.to}
          </th>
          <td>{stateWords(hop)}</td>
          <td class="number">{limitCell(hop)}</td>
          <td class="number">{largestWords(hop)}</td>
        </tr>
      ))}
    </Table>
  );
}

const ROW_CLASSES: Readonly<Record<HopState, string | undefined>> = {
  ...{ fails: 'failing', warns: 'warned', ok: undefined, 'not-checked': undefined },
};
const SYMBOLS: Readonly<Record<HopState, string>> = {
  ...{ fails: '✕ ', warns: '▲ ', ok: '✓ ok', 'not-checked': '? ' },
};

function stateWords(hop: HopFacts): string {
  const codes = hop.findings.map(({ code }) => code).join(', ');
  return `${SYMBOLS[hop.state]}${markWords(hop)}${codes === '' ? '' : `: ${codes}`}`;
}

function limitCell({ limit, receiveLimit }: HopFacts): string {
  return receiveLimit === undefined
    ? limitWords(limit)
    : `${limitWords(limit)} for what Tiller sends; for what Swift takes: ${limitWords(receiveLimit)}`;
}

function largestWords({ largest }: HopFacts): string {
  return largest ? `${formatExactSize(largest.bytes)}, ${largest.how}` : 'none seen';
}
