// The path from left to right, and the direct call below it: for screens and paper.
import type { HopFacts, Path } from '../../views/path.js';
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

const STATION = { width: 126, height: 48 };
/** The words of an arrow are wider, and stand above and below the stations. */
const GAP = 90;
const STEP = STATION.width + GAP;
const EDGE = 24;
/** The vertical positions of the middles of the stations, and of the direct call. */
const [TOP, BOTTOM] = [86, 186];
const HEIGHT = 222;
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
      ...hops.map((hop, index) => arrow(hop, lineFrom(left(index) + STATION.width), HOP_RISES)),
      arrow(direct, lineAround(left(0), left(viaSwift.length)), DIRECT_RISES, DIRECT),
    ],
  };
}

function lineFrom(start: number): Line {
  const end = start + GAP;
  return {
    d: `M ${start} ${TOP} H ${end - TIP}`,
    tip: { at: [end, TOP], to: 'right' },
    middle: [start + (GAP - TIP) / 2, TOP],
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

/** How far from the line the words stand: the mark, the limit, the largest message. */
type Rises = readonly [mark: number, limit: number, largest: number];

const HOP_RISES: Rises = [-52, -34, 42];
const DIRECT_RISES: Rises = [-34, -17, 27];

function arrow(hop: HopFacts, line: Line, [mark, limit, largest]: Rises, name = ''): LaidArrow {
  const [x, y] = line.middle;
  const limitText = [name, limitShort(hop)].filter((text) => text !== '').join(': ');
  const words = [
    { text: markWords(hop), rise: mark, strong: true },
    { text: limitText, rise: limit },
    { text: largestShort(hop), rise: largest },
  ].filter(({ text }) => text !== '');
  return {
    ...{ hop, line },
    words: words.map(({ rise, ...rest }) => ({ ...rest, at: [x, y + rise], anchor: 'middle' })),
  };
}
