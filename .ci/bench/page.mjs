// docs/performance.md: the table and the plots of a bench, from what it measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { plot } from './plot.mjs';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const picture = (name) => new URL(`../../docs/images/${name}.svg`, import.meta.url);
const [BEGIN, END] = [
  '<!-- Written by `npm run bench -- --write`. -->',
  '<!-- End of the table. -->',
];

export function writePage({ rows, overBytes, overRevisions, node, rounds }) {
  const cells = rows.map(
    ({ what, goal, value, bound, met }) => `| ${what} | ${goal} | ${value} | ${bound} | ${met} |`,
  );
  const table = `Node ${node}, medians of ${rounds} rounds. Ratios are of processor time, in brackets of elapsed time.\n\n| what | goal | measured | gRPC and HTTP alone | |\n| --- | --- | --- | --- | --- |\n${cells.join('\n')}`;
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest.split(END);
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
  const ms = ({ cpu }) => Math.round(cpu * 1000);
  writeFileSync(
    picture('cost-over-bytes'),
    plot({
      title: 'probe: time of the processors over the bytes of the list',
      x: 'MiB in revisions of 4 MiB',
      points: overBytes.points.map((point) => [point.bytes / 2 ** 20, ms(point)]),
    }),
  );
  writeFileSync(
    picture('cost-over-revisions'),
    plot({
      title: 'probe: time of the processors over the number of revisions',
      x: 'revisions of 2 KiB',
      points: overRevisions.points.map((point) => [point.count, ms(point)]),
    }),
  );
}
