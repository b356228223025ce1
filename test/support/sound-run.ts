// What holds for each run that meets an answer which no peer should give.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { PACKAGE_ROOT } from '../../src/util/package-info.js';
import { swiftcheck, swiftcheckJson } from './cli.js';

const ajv = new Ajv2020({ strict: false });
const schema = JSON.parse(
  readFileSync(new URL('docs/report.schema.json', PACKAGE_ROOT), 'utf8'),
) as object;
const validate = ajv.compile(schema);

/** Runs, reads the evidence back, and holds both to the schema and to words that can be read. */
export async function soundRun(command: 'versions' | 'probe', ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'swiftcheck-sound-'));
  try {
    const saved = join(folder, 'evidence.json');
    const ran = await swiftcheckJson(command, ...args, '--save-evidence', saved, '-v');
    const later = await swiftcheck('report', saved);
    expect(validate(ran.report), JSON.stringify(validate.errors)).toBe(true);
    expect([ran.exitCode, later.exitCode]).toEqual([ran.report.exitCode, ran.report.exitCode]);
    for (const output of [ran.stderr, later.stdout, later.stderr]) {
      // In quotes stand the words of the other side.
      expect(output.replace(/"[^\n]*"/g, '""').replaceAll('</dev/null', '')).not.toMatch(
        /\b(undefined|NaN|null)\b/,
      );
      expect(output).not.toMatch(/^ {4}at |client-error|error of swiftcheck itself/m);
      expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      for (const line of output.split('\n')) expect(line.length).toBeLessThan(700);
    }
    return { ...ran, text: later.stdout.replace(/\s+/g, ' ') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
