// Boxes and arrows of the path.

export const STATION_WIDTH = 128;
const STATION_HEIGHT = 48;

export function Station({
  name,
  x,
  y,
}: {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}) {
  return (
    <g class="station">
      <rect
        x={x}
        y={y - STATION_HEIGHT / 2}
        width={STATION_WIDTH}
        height={STATION_HEIGHT}
        rx={10}
      />
      <text x={x + STATION_WIDTH / 2} y={y + 5} text-anchor="middle">
        {name}
      </text>
    </g>
  );
}

/** Broken is dashed, crossed and says so: colour only adds to it. */
export function Arrow({
  d,
  middle: [x, y],
  failing,
  above,
  below,
}: {
  readonly d: string;
  readonly middle: readonly [number, number];
  readonly failing: boolean;
  readonly above: string;
  readonly below: string;
}) {
  return (
    <g class={failing ? 'arrow failing' : 'arrow'}>
      <path d={d} />
      <path class="tip" d={tipOf(d)} />
      {failing ? (
        <g>
          <circle cx={x} cy={y} r={12} />
          <path class="cross" d={`M ${x - 5} ${y - 5} l 10 10 m 0 -10 l -10 10`} />
          <text class="fails" x={x} y={y - 36} text-anchor="middle">
            fails here
          </text>
        </g>
      ) : null}
      <text x={x} y={y - 17} text-anchor="middle">
        {above}
      </text>
      <text x={x} y={y + 27} text-anchor="middle">
        {below}
      </text>
    </g>
  );
}

/** An arrow ends to the right or upwards. */
function tipOf(d: string): string {
  const parts = d.split(' ');
  const last = Number(parts.at(-1));
  if (parts.at(-2) === 'H') {
    const y = Number(parts[2]);
    return `M ${last + 8} ${y} l -10 -6 v 12 z`;
  }
  const x = Number(parts.at(-4));
  return `M ${x} ${last - 8} l -6 10 h 12 z`;
}
