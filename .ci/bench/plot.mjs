// A plot of milliseconds over something, as SVG that is read on a light and on a dark page.
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [560, 260, 60, 44, 34, 20];

export function plot({ title, x, points }) {
  const most = [Math.max(...points.map(([at]) => at)), Math.max(...points.map(([, ms]) => ms))];
  const left = (at) => LEFT + (at / most[0]) * (WIDTH - LEFT - RIGHT);
  const top = (ms) => HEIGHT - BOTTOM - (ms / most[1]) * (HEIGHT - BOTTOM - TOP);
  const line = points.map(([at, ms]) => `${left(at).toFixed(1)},${top(ms).toFixed(1)}`).join(' ');
  const marks = points.map(
    ([at, ms]) =>
      `<circle cx="${left(at).toFixed(1)}" cy="${top(ms).toFixed(1)}" r="3"/><text x="${left(at).toFixed(1)}" y="${(top(ms) - 8).toFixed(1)}" text-anchor="middle">${ms}</text><text x="${left(at).toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${at}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="11" fill="#5b7a9d">
<title>${title}, in milliseconds</title>
<text x="${LEFT}" y="16" font-size="13">${title}</text>
<text x="8" y="${TOP}">ms</text>
<text x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">${x}</text>
<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#5b7a9d"/>
<polyline points="${line}" fill="none" stroke="#2f6fb3" stroke-width="2"/>
${marks.join('\n')}
</svg>
`;
}
