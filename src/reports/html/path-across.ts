// The path from left to right, and the direct one below it: for screens and paper.
import type { HopFacts, Path } from '../path.js';
import {
  DIRECT,
  TIP,
  largestShort,
  limitShort,
  markWords,
  type Drawn,
  type LaidArrow,
  type Line,
} from './path-parts.js';

const STATION = { width: 128, height: 48 };
/** Room for what stands at an arrow. */
const GAP = 172;
const STEP = STATION.width + GAP;
const EDGE = 4;
/** Of the middles of the stations, and of the direct way. */
const [TOP, BOTTOM] = [76, 176];
const HEIGHT = 212;
const CORNER = 14;

export function across({ viaSwift, direct, storage }: Path): Drawn {
  const hops = storage ? [...viaSwift, storage] : viaSwift;
  const names = ['swiftcheck', ...hops.map(({ to }) => to)];
  const left = (index: number) => EDGE + index * STEP;
  return {
    size: [left(names.length - 1) + STATION.width + EDGE, HEIGHT],
    stations: names.map((name, index) => ({
      name,
      at: [left(index), TOP - STATION.height / 2],
      size: [STATION.width, STATION.height],
    })),
    arrows: [
      ...hops.map((hop, index) => arrow(hop, lineFrom(left(index) + STATION.width))),
      arrow(direct, lineAround(left(0), left(viaSwift.length)), DIRECT),
    ],
  };
}

function lineFrom(start: number): Line {
  const end = start + GAP;
  return {
    d: `M ${start} ${TOP} H ${end - TIP}`,
    tip: { at: [end, TOP], to: 'right' },
    middle: [start + GAP / 2, TOP],
  };
}

/** From the first station to Tiller, from below. */
function lineAround(first: number, tiller: number): Line {
  const [left, right] = [first + STATION.width / 2, tiller + STATION.width / 2];
  const below = TOP + STATION.height / 2;
  return {
    d: [
      `M ${left} ${below} V ${BOTTOM - CORNER} Q ${left} ${BOTTOM} ${left + CORNER} ${BOTTOM}`,
      `H ${right - CORNER} Q ${right} ${BOTTOM} ${right} ${BOTTOM - CORNER} V ${below + TIP}`,
    ].join(' '),
    tip: { at: [right, below], to: 'up' },
    middle: [(left + right) / 2, BOTTOM],
  };
}

function arrow(hop: HopFacts, line: Line, name = ''): LaidArrow {
  const [x, y] = line.middle;
  const limit = [name, limitShort(hop)].filter((text) => text !== '').join(': ');
  const words = [
    { text: markWords(hop), rise: -36, strong: true },
    { text: limit, rise: -17 },
    { text: largestShort(hop), rise: 27 },
  ].filter(({ text }) => text !== '');
  return {
    ...{ hop, line },
    words: words.map(({ rise, ...rest }) => ({ ...rest, at: [x, y + rise], anchor: 'middle' })),
  };
}
