// Boxes and arrows of the path, whichever way it is laid out.
import { formatCount } from '../../util/bytes.js';
import type { HopFacts, Path } from '../path.js';

export type Point = readonly [x: number, y: number];

/** Where everything of a drawing is. */
export interface Layout {
  readonly size: Point;
  readonly stationSize: Point;
  /** Left upper corners, in the order of the way through Swift. */
  readonly stations: readonly Point[];
  /** From each station to the next. */
  readonly hops: readonly Line[];
  readonly direct: Line;
  /** What stands at an arrow. */
  readonly wordsAt: (line: Line, hop: HopFacts, isDirect: boolean) => readonly Words[];
}

export function Drawing({
  layout: { stationSize, stations, hops, direct, wordsAt },
  path,
}: {
  readonly layout: Layout;
  readonly path: Path;
}) {
  const names = ['swiftcheck', ...path.viaSwift.map(({ to }) => to)];
  return (
    <>
      {stations.map((at, index) => (
        <Station key={index} name={names[index] ?? ''} at={at} size={stationSize} />
      ))}
      {hops.map((line, index) => {
        const hop = path.viaSwift[index];
        return hop && <Arrow key={hop.hop} {...{ line, hop }} words={wordsAt(line, hop, false)} />;
      })}
      <Arrow line={direct} hop={path.direct} words={wordsAt(direct, path.direct, true)} />
    </>
  );
}

function Station({
  name,
  at: [x, y],
  size: [width, height],
}: {
  readonly name: string;
  /** Its left upper corner. */
  readonly at: Point;
  readonly size: Point;
}) {
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

/** Broken is dashed, crossed and says so: colour only adds to it. */
function Arrow({
  line,
  hop,
  words,
}: {
  readonly line: Line;
  readonly hop: HopFacts;
  readonly words: readonly Words[];
}) {
  const [x, y] = line.middle;
  return (
    <g class={isBroken(hop) ? 'arrow failing' : 'arrow'}>
      <path d={line.d} />
      <path class="tip" d={`M ${line.tip.at.join(' ')} ${TIPS[line.tip.to]}`} />
      {isBroken(hop) ? (
        <g class="cross">
          <circle cx={x} cy={y} r={12} />
          <path d={`M ${x - 5} ${y - 5} l 10 10 m 0 -10 l -10 10`} />
        </g>
      ) : null}
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

export function isBroken({ failing }: HopFacts): boolean {
  return failing.length > 0;
}

export const FAILS = 'fails here';
export const DIRECT = 'direct, as helm does';

/** Exact, because the two may differ by a few bytes; empty where there is none or it is not known. */
export function limitShort({ limit }: HopFacts): string {
  return limit.kind === 'bytes' ? `limit ${formatCount(limit.bytes)} bytes` : '';
}

export function largestShort({ largest }: HopFacts): string {
  if (!largest) return '';
  const word = largest.how === 'refused' ? 'refused' : 'largest';
  return `${word} ${formatCount(largest.bytes)} bytes`;
}
