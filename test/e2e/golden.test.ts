// The whole recorded set, cell by cell, against the table in fixtures/golden/recorded.md, which people
// have read and argued; and every format of each, which has to hold the same findings and exit code.
// `UPDATE_GOLDEN=1 npx vitest run --mode all test/e2e/golden.test.ts` writes the table again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { raised, swiftcheck, swiftcheckJson, unknown } from '../support/cli.js';
import { READERS } from '../support/format-readers.js';
import { sampled } from '../support/sampled.js';
import { CELLS, startCell, type Cell } from '../support/golden.js';

const TABLE = new URL('fixtures/golden/recorded.md', PACKAGE_ROOT);
const BEGIN = '<!-- table -->\n\n';
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Enough of them to meet each Swift, each Tiller and each data set; `npm run test:all` tries every cell. */
const TRIED = UPDATE ? CELLS : sampled(7, CELLS);

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));
const evidence = join(folder, 'evidence.json');
const fileOf = (format: string) => join(folder, `report.${format}`);

/** What `probe` raises with the declared release, whose evidence it saves, and without one. */
async function probed({ swift, tiller, dataset }: Cell) {
  const pair = await startCell({ swift, tiller, dataset });
  try {
    rmSync(evidence, { force: true });
    const args = ['probe', '--tiller', pair.tillerAddress, '--swift', pair.swiftUrl];
    const declared = ['--swift-version', swift, '--save-evidence', evidence];
    return {
      declared: await swiftcheckJson(...args, ...declared),
      undeclared: await swiftcheckJson(...args),
    };
  } finally {
    await pair.close();
  }
}

type Probed = Awaited<ReturnType<typeof probed>>;

/** One row of the table. */
function rowOf({ swift, tiller, dataset }: Cell, { declared, undeclared }: Probed): string {
  const cells = [tiller, swift, dataset];
  for (const { report, exitCode } of [declared, undeclared]) {
    cells.push(listed(raised(report)));
    cells.push(listed(unknown(report)));
    cells.push(String(exitCode));
  }
  return `| ${cells.join(' | ')} |`;
}

/** Each format of the saved evidence, read back. */
async function formatsOf({ declared: { report, exitCode } }: Probed): Promise<void> {
  const outputs = FORMAT_NAMES.flatMap((format) => ['--format', `${format}=${fileOf(format)}`]);
  const ran = await swiftcheck('report', evidence, ...outputs);
  expect(ran.exitCode).toBe(exitCode);
  const codes = [...new Set(raised(report))].sort();
  for (const format of FORMAT_NAMES) {
    const found = READERS[format](readFileSync(fileOf(format), 'utf8'));
    expect({ format, ...found }).toEqual({ format, codes, exitCode });
  }
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? '-' : codes.join(', ');
}

describe('the golden table', () => {
  const text = readFileSync(TABLE, 'utf8');
  const start = text.indexOf(BEGIN) + BEGIN.length;
  const rows = new Set(text.slice(start).trim().split('\n').slice(2));
  const found: string[] = [];

  it('has a row for each recorded cell', () => {
    expect(CELLS).toHaveLength(96);
    if (!UPDATE) expect(rows.size).toBe(CELLS.length);
  });

  it('is tried with each Swift, each Tiller and each data set', () => {
    const values = (cells: readonly Cell[]) =>
      (['swift', 'tiller', 'dataset'] as const).map((key) =>
        [...new Set(cells.map((cell) => cell[key]))].sort(),
      );
    expect(values(TRIED)).toEqual(values(CELLS));
  });

  it('has a reader for each format', () => {
    expect(Object.keys(READERS).sort()).toEqual([...FORMAT_NAMES].sort());
  });

  it.each(TRIED)('Tiller $tiller, Swift $swift, $dataset', async (cell) => {
    const runs = await probed(cell);
    const row = rowOf(cell, runs);
    found.push(row);
    if (!UPDATE) expect([...rows]).toContain(row);
    await formatsOf(runs);
    if (cell.dataset !== 'seed') return;
    for (const format of FORMAT_NAMES) {
      const { exitCode } = await swiftcheck('report', evidence, '--format', format);
      expect({ format, exitCode }).toEqual({ format, exitCode: runs.declared.exitCode });
    }
  });

  afterAll(() => {
    if (!UPDATE) return;
    const head = [
      '| Tiller | Swift | data | declared: raised | could not tell | exit | not declared: raised | could not tell | exit |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ];
    writeFileSync(TABLE, `${text.slice(0, start)}${[...head, ...found].join('\n')}\n`);
  });
});
