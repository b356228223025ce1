// Boxes and arrows of the path, in either layout.
import { formatCount, formatExactSize } from '../../util/bytes.js';
import type { HopFacts, LargestMessage } from '../../views/path.js';
import { Fragment, h } from './element.js';

export type Point = readonly [x: number, y: number];

/** A drawing as it is laid out. */
export interface Drawn {
  readonly size: Point;
  readonly stations: readonly Box[];
  readonly arrows: readonly LaidArrow[];
}

export interface Box {
  readonly name: string;
  /** The left upper corner. */
  readonly at: Point;
  readonly size: Point;
}

export interface LaidArrow {
  readonly hop: HopFacts;
  readonly line: Line;
  readonly words: readonly Words[];
}

export function Drawing({ drawn: { stations, arrows } }: { readonly drawn: Drawn }) {
  return (
    <>
      {stations.map((box) => (
        <Station key={box.name} {...box} />
      ))}
      {arrows.map((arrow) => (
        <Arrow key={arrow.hop.hop} {...arrow} />
      ))}
    </>
  );
}

function Station({ name, at: [x, y], size: [width, height] }: Box) {
  return (
    <g class="station">
      <rect {...{ x, y, width, height }} rx={10} />
      <text x={x + width / 2} y={y + height / 2 + 5} text-anchor="middle">
        {name}
      </text>
    </g>
  );
}

/** The length of an arrow's tip: its line ends that much earlier. */
export const TIP = 10;

const TIPS = {
  right: `l -${TIP} -6 v 12 z`,
  down: `l -6 -${TIP} h 12 z`,
  up: `l -6 ${TIP} h 12 z`,
} as const;

export interface Line {
  /** What the line is drawn along, without its tip. */
  readonly d: string;
  readonly tip: { readonly at: Point; readonly to: keyof typeof TIPS };
  /** Where a hop that fails is crossed. */
  readonly middle: Point;
}

export interface Words {
  readonly at: Point;
  readonly anchor: 'start' | 'middle';
  readonly text: string;
  readonly strong?: boolean;
}

const CLASSES = {
  fails: 'arrow fails',
  warns: 'arrow warns',
  ok: 'arrow',
  'not-checked': 'arrow untested',
} as const;

/**
 * A hop that fails is dashed and crossed, a prediction has a dashed mark, a hop that no call passed is dotted; each
 * says so in words, and colour only adds to it.
 */
function Arrow({ line, hop, words }: LaidArrow) {
  const [x, y] = line.middle;
  const { state, predicted } = hop;
  return (
    <g class={predicted ? `${CLASSES[state]} predicted` : CLASSES[state]}>
      <path d={line.d} />
      <path class="tip" d={`M ${line.tip.at.join(' ')} ${TIPS[line.tip.to]}`} />
      {state === 'ok' || state === 'not-checked' ? null : (
        <g class="mark">
          <circle cx={x} cy={y} r={12} />
          <path
            d={
              state === 'fails'
                ? `M ${x - 5} ${y - 5} l 10 10 m 0 -10 l -10 10`
                : `M ${x} ${y - 6} v 7 m 0 3 v 2.5`
            }
          />
        </g>
      )}
      {words.map(({ at: [left, base], anchor, text, strong }) => (
        <text
          key={text}
          class={strong ? 'strong' : undefined}
          {...{ x: left, y: base }}
          text-anchor={anchor}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** What stands at the arrow; empty where a call passed, and no finding marks the hop. */
export function markWords({ state, predicted, findings }: HopFacts): string {
  switch (state) {
    case 'fails':
      return 'fails here';
    case 'not-checked':
      return 'not checked';
    case 'ok':
      return '';
    case 'warns':
      if (predicted) return 'predicted to fail';
      // A failure without a call that broke, such as an answer that is wrong.
      return findings.some(({ outcome }) => outcome === 'fail') ? 'see findings' : 'warning';
  }
}

export const DIRECT = 'direct, as helm does';

/** Exact, because the two may differ by a few bytes; empty without a limit, or if the limit is unknown. */
export function limitShort({ limit }: HopFacts): string {
  return limit.kind === 'bytes' ? `limit ${formatExactSize(limit.bytes)}` : '';
}

const SHORT: Record<LargestMessage['how'], string> = {
  measured: 'largest',
  'measured on the direct list': 'largest',
  computed: 'largest',
  'content of a release, computed': 'content',
  refused: 'rejected',
};

export function largestShort({ largest }: HopFacts): string {
  if (!largest) return '';
  return `${SHORT[largest.how]} ${formatCount(largest.bytes)} bytes`;
}
