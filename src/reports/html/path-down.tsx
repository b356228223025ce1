// The path from above to below, and the direct one around it: for telephones.
import type { HopFacts } from '../path.js';
import {
  Arrow,
  FAILS,
  Station,
  TIP,
  isBroken,
  largestShort,
  limitShort,
  type Line,
  type Words,
} from './path-parts.js';

export const WIDTH_DOWN = 350;
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

export function heightDown(hops: number): number {
  return 2 * EDGE + (hops + 1) * STEP;
}

export function Down({
  viaSwift,
  direct,
}: {
  readonly viaSwift: readonly HopFacts[];
  readonly direct: HopFacts;
}) {
  const stations = ['swiftcheck', ...viaSwift.map(({ to }) => to)];
  return (
    <>
      {stations.map((name, index) => (
        <Station
          key={name}
          name={name}
          at={[STATION.left, EDGE + index * STEP]}
          size={[STATION.width, STATION.height]}
        />
      ))}
      {viaSwift.map((hop, index) => {
        const line = lineOf(EDGE + STATION.height + index * STEP);
        return <Arrow key={hop.hop} hop={hop} line={line} words={wordsAt(line, hop)} />;
      })}
      <Direct hop={direct} hops={viaSwift.length} />
    </>
  );
}

function lineOf(start: number): Line {
  const end = start + GAP;
  return {
    d: `M ${MIDDLE} ${start} V ${end - TIP}`,
    tip: { at: [MIDDLE, end], to: 'down' },
    middle: [MIDDLE, start + GAP / 2],
  };
}

/** It leaves the first station on its left and comes to the last one from below. */
function Direct({ hop, hops }: { readonly hop: HopFacts; readonly hops: number }) {
  const [top, bottom] = [EDGE + STATION.height / 2, heightDown(hops) - EDGE];
  const below = bottom - GAP;
  const line: Line = {
    d: [
      `M ${STATION.left} ${top} H ${RAIL + CORNER} Q ${RAIL} ${top} ${RAIL} ${top + CORNER}`,
      `V ${bottom - CORNER} Q ${RAIL} ${bottom} ${RAIL + CORNER} ${bottom}`,
      `H ${MIDDLE - CORNER} Q ${MIDDLE} ${bottom} ${MIDDLE} ${bottom - CORNER} V ${below + TIP}`,
    ].join(' '),
    tip: { at: [MIDDLE, below], to: 'up' },
    middle: [MIDDLE, below + GAP / 2],
  };
  return <Arrow hop={hop} line={line} words={wordsAt(line, hop, ['direct, as helm does'])} />;
}

function wordsAt({ middle: [x, y] }: Line, hop: HopFacts, before: readonly string[] = []): Words[] {
  const words = [
    ...(isBroken(hop) ? [{ text: FAILS, strong: true }] : []),
    ...[...before, limitShort(hop), largestShort(hop)].map((text) => ({ text })),
  ].filter(({ text }) => text !== '');
  const first = y - ((words.length - 1) * LINE_HEIGHT) / 2 + 5;
  return words.map((each, index) => ({
    ...each,
    at: [x + 22, first + index * LINE_HEIGHT],
    anchor: 'start',
  }));
}
