// The path from above to below, and the direct one around it: for telephones.
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

const WIDTH = 350;
const STATION = { left: 30, width: 132, height: 42 };
const MIDDLE = STATION.left + STATION.width / 2;
/** Room for what stands beside an arrow. */
const GAP = 84;
const STEP = STATION.height + GAP;
const EDGE = 4;
/** The direct way runs down here. */
const RAIL = 10;
const CORNER = 12;
const LINE_HEIGHT = 19;

/** @param hops through Swift */
export function down(hops: number): Layout {
  const height = 2 * EDGE + (hops + 1) * STEP;
  const each = <T>(count: number, of: (top: number) => T) =>
    Array.from({ length: count }, (_, index) => of(EDGE + index * STEP));
  return {
    size: [WIDTH, height],
    stationSize: [STATION.width, STATION.height],
    stations: each(hops + 1, (top) => [STATION.left, top]),
    hops: each(hops, (top) => lineFrom(top + STATION.height)),
    direct: directLine(height - EDGE),
    wordsAt,
  };
}

function lineFrom(start: number): Line {
  const end = start + GAP;
  return {
    d: `M ${MIDDLE} ${start} V ${end - TIP}`,
    tip: { at: [MIDDLE, end], to: 'down' },
    middle: [MIDDLE, start + GAP / 2],
  };
}

/** It leaves the first station on its left and comes to the last one from below. */
function directLine(bottom: number): Line {
  const top = EDGE + STATION.height / 2;
  const below = bottom - GAP;
  return {
    d: [
      `M ${STATION.left} ${top} H ${RAIL + CORNER} Q ${RAIL} ${top} ${RAIL} ${top + CORNER}`,
      `V ${bottom - CORNER} Q ${RAIL} ${bottom} ${RAIL + CORNER} ${bottom}`,
      `H ${MIDDLE - CORNER} Q ${MIDDLE} ${bottom} ${MIDDLE} ${bottom - CORNER} V ${below + TIP}`,
    ].join(' '),
    tip: { at: [MIDDLE, below], to: 'up' },
    middle: [MIDDLE, below + GAP / 2],
  };
}

function wordsAt({ middle: [x, y] }: Line, hop: HopFacts, isDirect: boolean): Words[] {
  const words = [
    ...(isBroken(hop) ? [{ text: FAILS, strong: true }] : []),
    ...[isDirect ? DIRECT : '', limitShort(hop), largestShort(hop)].map((text) => ({ text })),
  ].filter(({ text }) => text !== '');
  const first = y - ((words.length - 1) * LINE_HEIGHT) / 2 + 5;
  return words.map((each, index) => ({
    ...each,
    at: [x + 22, first + index * LINE_HEIGHT],
    anchor: 'start',
  }));
}
