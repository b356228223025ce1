// Runs the cells of a table, and holds what became of them to docs/robustness.md, which shows it.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { describe, expect, inject, it, type ExpectStatic } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { soundRun } from '../support/sound-run.js';

/** Every other call of the run has to be answered within it, on a busy machine, too. */
const STALL_TIMEOUT_MS = 3_000;
const TIMEOUT_MS = 10_000;
/** What a run may take beyond the time of its calls. */
const MARGIN_MS = 5_000;

/** What is said of a healthy pair over plaintext, too. */
const HEALTHY: readonly string[] = ['swift-open', 'pair-undocumented'];

type Ran = Awaited<ReturnType<typeof soundRun>>;

/** A probe that ends in time, with a report that holds what every report has to. */
async function boundedRun(stalls: boolean, ...args: string[]): Promise<Ran> {
  const timeoutMs = stalls ? STALL_TIMEOUT_MS : TIMEOUT_MS;
  const started = performance.now();
  const ran = await soundRun(
    'probe',
    ...['--timeout', `${timeoutMs}ms`, '--max-time', `${4 * timeoutMs}ms`],
    // A fault can need more time than that.
    ...args,
  );
  expect(performance.now() - started).toBeLessThan(4 * timeoutMs + MARGIN_MS);
  return ran;
}

/** What a report says that one of a healthy pair does not, after its exit code. */
function outcomeOf({ exitCode, report }: Ran): string {
  const said = report.findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .concat(report.findings.filter(({ unexamined }) => unexamined))
    .map(({ code }) => code);
  const codes = [...new Set(said)].filter((code) => !HEALTHY.includes(code));
  return [String(exitCode), ...codes.map((code) => `\`${code}\``)].join(' ');
}

interface Fault {
  readonly name: string;
  /** The fault holds the run until its time is over. */
  readonly stalls?: true;
  readonly flags?: readonly string[];
}

interface Table<F extends Fault, C extends string> {
  readonly heading: string;
  readonly faults: readonly F[];
  readonly columns: readonly C[];
  /** Those in which the fault can be; absent: all. */
  readonly columnsOf?: (fault: F) => readonly C[];
  /** Makes the fault in that column, and runs a probe with such arguments once. */
  readonly holds: (
    cell: { readonly fault: F; readonly column: C },
    probe: (...args: readonly string[]) => Promise<Ran>,
    expect: ExpectStatic,
  ) => Promise<void>;
}

/**
 * A test of each cell, those that stall side by side, and one of the page. Where tests do not run at length, every third
 * row has one cell, in each column in turn.
 */
export function testTable<F extends Fault, const C extends string>({
  heading,
  faults,
  columns,
  columnsOf = () => columns,
  holds,
}: Table<F, C>): void {
  const outcomes: Outcomes = new Map(faults.map(({ name }) => [name, new Map()]));
  const cells = (stalls: boolean) =>
    faults.flatMap((fault, row) =>
      columnsOf(fault)
        .filter((_, index, { length }) => inject('thorough') || index === (row / 3) % length)
        .filter(() => (fault.stalls === true) === stalls)
        .map((column) => ({ fault, column, name: fault.name })),
    );
  const holdsIn = ({ fault, column }: { fault: F; column: C }, given: ExpectStatic) =>
    holds(
      { fault, column },
      async (...args) => {
        const ran = await boundedRun(fault.stalls === true, ...args, ...(fault.flags ?? []));
        outcomes.get(fault.name)?.set(column, outcomeOf(ran));
        return ran;
      },
      given,
    );
  describe('a fault', () => {
    it.for(cells(false))('$column: $name', (cell, { expect }) => holdsIn(cell, expect));
  });
  describe.concurrent('a stall', () => {
    it.for(cells(true))('$column: $name', (cell, { expect }) => holdsIn(cell, expect));
  });
  it('is documented', () => expectDocumented(heading, columns, outcomes));
}

const PAGE = new URL('docs/robustness.md', PACKAGE_ROOT);

/** What became of the cells of one table: row, column, outcome. */
type Outcomes = Map<string, Map<string, string>>;

/**
 * Holds the table under that heading of the page to the cells that were made; with UPDATE_ROBUSTNESS and
 * every cell made it is written.
 */
async function expectDocumented(
  heading: string,
  columns: readonly string[],
  outcomes: Outcomes,
): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', after = ''] = page.split(`\n## ${heading}\n`);
  const [old = ''] = /^\|[^]*?(?=\n\n|\n$)/m.exec(after) ?? [];
  if (process.env['UPDATE_ROBUSTNESS']) {
    const cells = [...outcomes].map(([row, cellsOfRow]) => [
      row,
      ...columns.map((column) => cellsOfRow.get(column) ?? ''),
    ]);
    expect(inject('thorough')).toBe(true);
    const lines = [['fault', ...columns], ['---', ...columns.map(() => '---')], ...cells];
    const table = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
    const written = `${before}\n## ${heading}\n${after.replace(old, () => table)}`;
    writeFileSync(PAGE, (await format('robustness.md', written)).code);
    return;
  }
  const documented = tableIn(old);
  for (const [row, cells] of outcomes) {
    for (const [column, outcome] of cells) {
      expect
        .soft(`${row}: ${documented.get(row)?.get(column) ?? 'missing'}`)
        .toBe(`${row}: ${outcome}`);
    }
  }
  expect([...documented.keys()]).toEqual([...outcomes.keys()]);
}

function tableIn(table: string): Outcomes {
  const [head = [], , ...rows] = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(
    rows.map(([row = '', ...cells]) => [
      row,
      new Map(cells.map((cell, index) => [head[index + 1] ?? '', cell])),
    ]),
  );
}
