// The whole recorded set, cell by cell, against the table in fixtures/golden/recorded.md, which people
// have read and argued. `UPDATE_GOLDEN=1 npx vitest run test/e2e/golden.test.ts` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { raised, swiftcheckJson, unknown } from '../support/cli.js';
import { CELLS, startCell, type Cell } from '../support/golden.js';

const TABLE = new URL('fixtures/golden/recorded.md', PACKAGE_ROOT);
const BEGIN = '<!-- table -->\n\n';
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** One row of the table: what `probe` raises with the declared release, and without one. */
async function rowOf({ swift, tiller, dataset }: Cell): Promise<string> {
  const pair = await startCell({ swift, tiller, dataset });
  try {
    const args = ['probe', '--tiller', pair.tillerAddress, '--swift', pair.swiftUrl];
    const declared = await swiftcheckJson(...args, '--swift-version', swift);
    const undeclared = await swiftcheckJson(...args);
    const cells = [tiller, swift, dataset];
    for (const { report, exitCode } of [declared, undeclared]) {
      // Every Swift answers without credentials: in each row, and said once above the table.
      expect(raised(report)).toContain('swift-open');
      cells.push(listed(raised(report).filter((code) => code !== 'swift-open')));
      cells.push(listed(unknown(report)));
      cells.push(String(exitCode));
    }
    return `| ${cells.join(' | ')} |`;
  } finally {
    await pair.close();
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

  it.each(CELLS)('Tiller $tiller, Swift $swift, $dataset', async (cell) => {
    const row = await rowOf(cell);
    found.push(row);
    if (!UPDATE) expect([...rows]).toContain(row);
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
