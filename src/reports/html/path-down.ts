// The path from above to below, and the direct one around it: for telephones.
import type { HopFacts, Path } from '../../views/path.js';
import {
  DIRECT,
  TIP,
  largestShort,
  limitShort,
  markWords,
  type Box,
  type Drawn,
  type LaidArrow,
  type Line,
} from './path-parts.js';

const WIDTH = 350;
const STATION = { left: 30, width: 132, height: 42 };
const MIDDLE = STATION.left + STATION.width / 2;
/** Room for what stands beside an arrow. */
const GAP = 84;
const STEP = STATION.height + GAP;
const EDGE = 4;
/** Beside Tiller, so that the direct arrow keeps its place below. */
const STORAGE = { left: 210, width: 138, height: 34 };
/** The direct arrow runs down here. */
const RAIL = 10;
const CORNER = 12;
const LINE_HEIGHT = 19;

export function down({ viaSwift, direct, storage }: Path): Drawn {
  const top = (index: number) => EDGE + index * STEP;
  const tiller = top(viaSwift.length) + STATION.height / 2;
  const bottom = tiller + STATION.height / 2 + GAP;
  const stations = ['swiftcheck', ...viaSwift.map(({ to }) => to)].map((name, index): Box => ({
    name,
    at: [STATION.left, top(index)],
    size: [STATION.width, STATION.height],
  }));
  const arrows = [
    ...viaSwift.map((hop, index) => arrow(hop, lineFrom(top(index) + STATION.height))),
    arrow(direct, lineAround(bottom), DIRECT),
  ];
  return {
    size: [WIDTH, bottom + EDGE],
    stations: storage ? [...stations, storageAt(storage.to, tiller)] : stations,
    arrows: storage ? [...arrows, storageArrow(storage, tiller)] : arrows,
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

/** It leaves the first station on its left and comes to Tiller from below. */
function lineAround(bottom: number): Line {
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

function arrow(hop: HopFacts, line: Line, name = ''): LaidArrow {
  const [x, y] = line.middle;
  const words = [
    { text: markWords(hop), strong: true },
    ...[name, limitShort(hop), largestShort(hop)].map((text) => ({ text })),
  ].filter(({ text }) => text !== '');
  const first = y - ((words.length - 1) * LINE_HEIGHT) / 2 + 5;
  return {
    ...{ hop, line },
    words: words.map((each, index) => ({
      ...each,
      at: [x + 22, first + index * LINE_HEIGHT],
      anchor: 'start',
    })),
  };
}

function storageAt(name: string, middle: number): Box {
  return {
    name,
    at: [STORAGE.left, middle - STORAGE.height / 2],
    size: [STORAGE.width, STORAGE.height],
  };
}

function storageArrow(hop: HopFacts, y: number): LaidArrow {
  const start = STATION.left + STATION.width;
  const line: Line = {
    d: `M ${start} ${y} H ${STORAGE.left - TIP}`,
    tip: { at: [STORAGE.left, y], to: 'right' },
    middle: [(start + STORAGE.left - TIP) / 2, y],
  };
  const at = [STORAGE.left + STORAGE.width / 2, y + STORAGE.height / 2 + 15] as const;
  return { hop, line, words: [{ text: markWords(hop), at, anchor: 'middle', strong: true }] };
}
