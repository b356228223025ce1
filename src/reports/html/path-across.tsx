// The path from left to right, and the direct one below it: for screens and paper.
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

const STATION = { width: 128, height: 48 };
/** Room for what stands at an arrow. */
const GAP = 172;
const STEP = STATION.width + GAP;
const EDGE = 4;
/** Of the middles of the stations, and of the direct way. */
const [TOP, BOTTOM] = [76, 176];
const HEIGHT = 212;
const CORNER = 14;

export function widthAcross(hops: number): number {
  return 2 * EDGE + STATION.width + hops * STEP;
}

export function Across({
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
          at={[EDGE + index * STEP, TOP - STATION.height / 2]}
          size={[STATION.width, STATION.height]}
        />
      ))}
      {viaSwift.map((hop, index) => {
        const line = lineOf(EDGE + STATION.width + index * STEP);
        return <Arrow key={hop.hop} hop={hop} line={line} words={wordsAt(line, hop)} />;
      })}
      <Direct hop={direct} width={widthAcross(viaSwift.length)} />
    </>
  );
}

export const HEIGHT_ACROSS = HEIGHT;

function lineOf(start: number): Line {
  const end = start + GAP;
  return {
    d: `M ${start} ${TOP} H ${end - TIP}`,
    tip: { at: [end, TOP], to: 'right' },
    middle: [start + GAP / 2, TOP],
  };
}

function Direct({ hop, width }: { readonly hop: HopFacts; readonly width: number }) {
  const [left, right] = [EDGE + STATION.width / 2, width - EDGE - STATION.width / 2];
  const below = TOP + STATION.height / 2;
  const line: Line = {
    d: [
      `M ${left} ${below} V ${BOTTOM - CORNER} Q ${left} ${BOTTOM} ${left + CORNER} ${BOTTOM}`,
      `H ${right - CORNER} Q ${right} ${BOTTOM} ${right} ${BOTTOM - CORNER} V ${below + TIP}`,
    ].join(' '),
    tip: { at: [right, below], to: 'up' },
    middle: [width / 2, BOTTOM],
  };
  return (
    <Arrow
      hop={hop}
      line={line}
      words={wordsAt(line, hop, ['direct, as helm does', limitShort(hop)])}
    />
  );
}

function wordsAt({ middle: [x, y] }: Line, hop: HopFacts, above = [limitShort(hop)]): Words[] {
  return [
    ...(isBroken(hop) ? [{ text: FAILS, rise: -36, strong: true }] : []),
    { text: above.filter((text) => text !== '').join(': '), rise: -17 },
    { text: largestShort(hop), rise: 27 },
  ]
    .filter(({ text }) => text !== '')
    .map(({ rise, ...words }) => ({ ...words, at: [x, y + rise], anchor: 'middle' }));
}
