// One run, every format: the same findings and the same exit code, over the whole recorded set.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../src/reports/formats.js';
import { raised, swiftcheck, swiftcheckJson } from '../support/cli.js';
import { READERS } from '../support/format-readers.js';
import { CELLS, startCell, type Cell } from '../support/golden.js';

const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-all-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const evidence = join(folder, 'evidence.json');
const fileOf = (format: string) => join(folder, `report.${format}`);

/** Saves the evidence of one probe, and tells what JSON said of it. */
async function probed(cell: Cell, file: string) {
  const pair = await startCell(cell);
  try {
    const endpoints = ['--tiller', pair.tillerAddress, '--swift', pair.swiftUrl];
    const declared = ['--swift-version', cell.swift, '--save-evidence', file, '--force'];
    const { report, exitCode } = await swiftcheckJson('probe', ...endpoints, ...declared);
    return { codes: [...new Set(raised(report))].sort(), exitCode };
  } finally {
    await pair.close();
  }
}

describe('every format', () => {
  it('is told apart by nothing but its form', () => {
    expect(Object.keys(READERS).sort()).toEqual([...FORMAT_NAMES].sort());
  });

  it.each(CELLS)('Tiller $tiller, Swift $swift, $dataset', async (cell) => {
    const { codes, exitCode } = await probed(cell, evidence);
    // Every Swift of the set answers without credentials.
    expect(codes).toContain('swift-open');
    const outputs = FORMAT_NAMES.flatMap((format) => ['--format', `${format}=${fileOf(format)}`]);
    const ran = await swiftcheck('report', evidence, ...outputs);
    expect(ran.exitCode).toBe(exitCode);
    for (const format of FORMAT_NAMES) {
      const found = READERS[format](readFileSync(fileOf(format), 'utf8'));
      expect({ format, ...found }).toEqual({ format, codes, exitCode });
    }
  });

  it.each(CELLS.filter(({ dataset }) => dataset === 'seed'))(
    'ends alike by itself: Tiller $tiller, Swift $swift',
    async (cell) => {
      const { exitCode } = await probed(cell, evidence);
      for (const format of FORMAT_NAMES) {
        const ran = await swiftcheck('report', evidence, '--format', format);
        expect({ format, exitCode: ran.exitCode }).toEqual({ format, exitCode });
      }
    },
  );
});
