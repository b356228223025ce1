// The path from left to right, and the direct one below it: for screens and paper.
import type { HopFacts } from '../path.js';
import {
  DIRECT,
  FAILS,
  TIP,
  isBroken,
  largestShort,
  limitShort,
  type Layout,
  type Line,
  type Words,
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

/** @param hops through Swift */
export function across(hops: number): Layout {
  const width = 2 * EDGE + STATION.width + hops * STEP;
  const each = <T>(count: number, of: (left: number) => T) =>
    Array.from({ length: count }, (_, index) => of(EDGE + index * STEP));
  return {
    size: [width, HEIGHT],
    stationSize: [STATION.width, STATION.height],
    stations: each(hops + 1, (left) => [left, TOP - STATION.height / 2]),
    hops: each(hops, (left) => lineFrom(left + STATION.width)),
    direct: directLine(width),
    wordsAt,
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

function directLine(width: number): Line {
  const [left, right] = [EDGE + STATION.width / 2, width - EDGE - STATION.width / 2];
  const below = TOP + STATION.height / 2;
  return {
    d: [
      `M ${left} ${below} V ${BOTTOM - CORNER} Q ${left} ${BOTTOM} ${left + CORNER} ${BOTTOM}`,
      `H ${right - CORNER} Q ${right} ${BOTTOM} ${right} ${BOTTOM - CORNER} V ${below + TIP}`,
    ].join(' '),
    tip: { at: [right, below], to: 'up' },
    middle: [width / 2, BOTTOM],
  };
}

function wordsAt({ middle: [x, y] }: Line, hop: HopFacts, isDirect: boolean): Words[] {
  const limit = [isDirect ? DIRECT : '', limitShort(hop)];
  return [
    ...(isBroken(hop) ? [{ text: FAILS, rise: -36, strong: true }] : []),
    { text: limit.filter((text) => text !== '').join(': '), rise: -17 },
    { text: largestShort(hop), rise: 27 },
  ]
    .filter(({ text }) => text !== '')
    .map(({ rise, ...words }) => ({ ...words, at: [x, y + rise], anchor: 'middle' }));
}
